package org.convene.phone.voicemail;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.convene.mail.FlakyRelay;
import org.convene.mail.FlakyRelay.Fate;
import org.convene.process.HubProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged hub is killed again and again while it archives and mails what people said, and half of the mails fare badly:
 * put off, lost on the way, or taken without a word. {@code -Dconvene.voicemail.messages} (60) and
 * {@code -Dconvene.voicemail.kills} (2) say how many; {@code -Dconvene.voicemail.seed} repeats an earlier run.
 */
class VoicemailIT {
    private static final int MESSAGES = Integer.getInteger("convene.voicemail.messages", 60);
    private static final int KILLS = Integer.getInteger("convene.voicemail.kills", 2);
    private static final long SEED = Long.getLong("convene.voicemail.seed", System.nanoTime());
    private static final long FIRST = 1_700_000_000;

    @TempDir
    Path data;

    private final Random random = new Random(SEED);

    @Test
    void everyMessageIsArchivedAndMailedOnceAndNoneIsMarkedReadBeforeItsMailWasTaken() throws Exception {
        System.out.println(MESSAGES + " messages, " + KILLS + " kills, -Dconvene.voicemail.seed=" + SEED);
        try (MailServer mails = new MailServer();
                FlakyRelay relay = new FlakyRelay(mails.smtp(), 0.5, SEED);
                Mailbox mailbox = new Mailbox(id -> mails.messageIds().contains(messageId(id)));
                HubProcess hub = HubProcess.of("voicemail-hub", environment(mailbox, mails, relay))) {
            IntStream.range(0, MESSAGES)
                    .forEach(id ->
                            mailbox.leave(id, "+7495555" + (1000 + id % 9000), "Caller " + id, FIRST + id, false));
            hub.start();
            for (int kill = 0; kill < KILLS; kill++) {
                int before = mails.mails().size();
                int goal = Math.min(MESSAGES, before + 1 + random.nextInt(Math.max(1, MESSAGES / (KILLS + 1))));
                await().atMost(Duration.ofMinutes(3))
                        .pollInterval(20, MILLISECONDS)
                        .until(() -> mails.mails().size() >= goal);
                hub.kill();
                hub.start();
            }
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(500, MILLISECONDS)
                    .until(() -> mailbox.read() == MESSAGES);

            List<String> sent = mails.messageIds();
            Set<String> distinct = new TreeSet<>(sent);
            Set<String> expected = IntStream.range(0, MESSAGES)
                    .mapToObj(id -> messageId(id + "-" + (FIRST + id)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, distinct);
            assertEquals(MESSAGES, sent.size(), "no mail came twice");
            assertEquals(Set.of(), mailbox.markedTooEarly());
            assertTrue(relay.count(Fate.SILENT) > 0 && relay.count(Fate.LOST) > 0 && relay.count(Fate.TRY_LATER) > 0);
            assertEquals(archive(), archived());
            System.out.println("Mails: "
                    + Stream.of(Fate.values())
                            .map(fate -> fate + " " + relay.count(fate))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String messageId(String id) {
        return "<voicemail." + id + "@127.0.0.1>";
    }

    private Map<String, String> environment(Mailbox mailbox, MailServer mails, FlakyRelay relay) {
        Map<String, String> environment = new TreeMap<>(mailbox.environment());
        environment.put("CONVENE_DATA_DIR", data.toString());
        environment.put("CONVENE_PHONE_VOICEMAIL_POLL", "1s");
        environment.put("CONVENE_PHONE_VOICEMAIL_MAIL_TO", MailServer.ADDRESS);
        environment.put("CONVENE_MAIL_SENT_BOX_URL", mails.sentBox());
        environment.put("CONVENE_MAIL_SENT_BOX_PASSWORD", mails.password());
        environment.put("CONVENE_MAIL_URL", "smtp://127.0.0.1:" + relay.port());
        environment.put("CONVENE_MAIL_FROM", "convene@school.example");
        environment.put("CONVENE_MAIL_START_TLS", "false");
        return environment;
    }

    /** What storage has, by the name of the file: its bytes. */
    private Map<String, Integer> archived() throws Exception {
        try (Stream<Path> files = Files.walk(data.resolve("archive"))) {
            Map<String, Integer> found = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".wav")).toList()) {
                found.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
            return found;
        }
    }

    private static Map<String, Integer> archive() {
        Map<String, Integer> expected = new TreeMap<>();
        for (int id = 0; id < MESSAGES; id++) {
            expected.put("voicemail-" + id + "-" + (FIRST + id) + ".wav", Arrays.hashCode(Mailbox.audio(id)));
        }
        return expected;
    }
}
