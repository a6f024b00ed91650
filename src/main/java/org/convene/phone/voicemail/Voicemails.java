package org.convene.phone.voicemail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.archive.transfer.ObjectName;
import org.convene.archive.transfer.Transfers;
import org.convene.booking.Attempts;
import org.convene.booking.Bench;
import org.convene.booking.Booking;
import org.convene.booking.Change.Outcome;
import org.convene.mail.OutgoingMail;
import org.convene.mail.SentBox;
import org.convene.ops.Settings;
import org.convene.page.PageTimes;
import org.convene.vendor.VendorFailure;

/**
 * What the routes of {@code phone/voicemail.camel.yaml} ask and tell about the message in hand. One step is done at a time
 * and kept in the ledger before the next, so that a crash repeats one step at most; the one that must not be repeated, the
 * mail, is looked for first.
 */
@Singleton
@Named("voicemails")
public class Voicemails implements Bench {
    private static final String WAV = "audio/wav";

    private final Attempts attempts;
    private final Transfers transfers;
    private final VoicemailRules rules;
    private final SentBox sentBox;
    private final PageTimes times;
    private final Clock clock;
    private final String host;

    Voicemails(
            Attempts attempts,
            Transfers transfers,
            VoicemailRules rules,
            SentBox sentBox,
            PageTimes times,
            Clock clock,
            Settings settings) {
        this.attempts = attempts;
        this.transfers = transfers;
        this.rules = rules;
        this.sentBox = sentBox;
        this.times = times;
        this.clock = clock;
        this.host = URI.create(settings.url("convene.public-url")).getHost();
    }

    @Override
    public String kind() {
        return Booking.VOICEMAIL;
    }

    /** Variables {@code voicemailId} and {@code media}, as the phone system wants them. */
    @Override
    public void begin(Exchange exchange, Booking booking) {
        exchange.setVariable(
                "voicemailId", booking.desired().path("voicemailId").asText());
        exchange.setVariable("media", "VoiceMail");
        if (booking.seen().lookFirst()) {
            // somebody died at work, perhaps between the mail server's word and the ledger
            state(booking).mayBeMailed(true);
            booking.seen().lookFirst(false);
        }
    }

    /** Out: variable {@code step}: archive, transcribe, mail, mark, mail-transcript or nothing. */
    public void plan(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        exchange.setVariable("step", next(booking).word());
        exchange.getMessage().setBody(booking.desired());
    }

    private Step next(Booking booking) {
        return rules.next(
                state(booking),
                booking.desired().path("heardBefore").asBoolean(),
                Instant.parse(booking.desired().path("noticedAt").asText()));
    }

    /** In: the message's audio. Completes when storage has it. */
    public CompletionStage<Void> keep(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        byte[] audio = exchange.getMessage().getBody(byte[].class);
        return transfers
                .store(audio, name(booking), Map.of("voicemail", booking.id(), "vendor", booking.vendor()))
                .thenAccept(receipt -> booking.seen().json().set(Step.ARCHIVE.done(), receipt.kept(clock.instant())));
    }

    private static ObjectName name(Booking booking) {
        String mailbox = booking.desired().path("to").asText();
        return ObjectName.of("voicemail", mailbox.isEmpty() ? "mailbox" : mailbox, "voicemail", booking.id(), "wav");
    }

    /** Out: the audio as storage has it, or {@code null} where storage cannot be read. */
    public CompletionStage<byte[]> stored(Exchange exchange) {
        return VoicemailViews.stored(transfers, state(Attempts.booking(exchange)));
    }

    /** In: the audio, or nothing. It goes with the mail. */
    public void attach(Exchange exchange) {
        byte[] audio = exchange.getMessage().getBody(byte[].class);
        if (audio != null) {
            String name = "voicemail-" + Attempts.booking(exchange).id() + ".wav";
            exchange.setProperty(OutgoingMail.ATTACHMENT, new OutgoingMail.Attachment(name, WAV, audio));
        }
    }

    /** Whether a mail may have gone without our knowing, and there is a mailbox to look into. */
    public boolean mustLook(Exchange exchange) {
        return sentBox.isThere() && state(Attempts.booking(exchange)).mayBeMailed();
    }

    /** Out: variables {@code messageId}, {@code mailTo}, and {@code inReplyTo} for a transcript that follows. */
    public void address(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        boolean follows = state(booking).has(Step.MAIL);
        String id = "voicemail." + booking.id().replaceAll("[^A-Za-z0-9-]", "_");
        exchange.setVariable("messageId", id + (follows ? ".transcript" : "") + "@" + host);
        exchange.setVariable("inReplyTo", follows ? id + "@" + host : null);
        exchange.setVariable("mailTo", rules.mailTo().orElse(""));
    }

    /** Out: what the mail is about, for {@code voicemail.to-mail.jq}. */
    public void write(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        VoicemailState state = state(booking);
        ObjectNode message = booking.desired().deepCopy();
        message.put("receivedAt", times.local(booking.startsAt()).toString());
        message.put("where", state.archived().path("where").asText());
        message.put("follows", state.has(Step.MAIL));
        state.transcript().ifPresent(text -> message.put("transcript", text));
        exchange.getMessage().setBody(message);
    }

    /** The mail server has it. */
    public void mailed(Exchange exchange) {
        VoicemailState state = state(Attempts.booking(exchange));
        if (state.has(Step.MAIL)) {
            state.done(Step.MAIL_TRANSCRIPT, clock.instant());
            state.mayBeMailed(false);
        } else {
            state.mailed(state.transcript().isPresent(), clock.instant());
        }
    }

    /** It shows as read at the phone system, or is not there any more. */
    public void marked(Exchange exchange) {
        state(Attempts.booking(exchange)).done(Step.MARK, clock.instant());
    }

    /** In: {@code {text}}. */
    public void transcribed(Exchange exchange) {
        String text = exchange.getMessage().getBody(JsonNode.class).path("text").asText();
        state(Attempts.booking(exchange)).transcriptIs(text.strip(), clock.instant());
    }

    /** A transcript is an extra: without it everything goes on, and it is tried again later. */
    public void notTranscribed(Exchange exchange) {
        state(Attempts.booking(exchange)).transcriptFailed();
    }

    /** Kept, and on to the next step at once; a transcript that failed is tried again after a while. */
    public CompletionStage<Booking> settle(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        Step next = next(booking);
        int tries = state(booking).transcriptTries();
        if (next == Step.NOTHING) {
            return attempts.conclude(exchange, new Outcome.Settled(booking, null, null));
        }
        if (next == Step.TRANSCRIBE && tries > 0) {
            Instant again = clock.instant()
                    .plus(Attempts.pause(tries, new VendorFailure.Down("the transcriber does not answer")));
            return attempts.conclude(
                    exchange, new Outcome.Settled(booking, again, "There is no transcript yet; it follows."));
        }
        return attempts.conclude(exchange, new Outcome.Waiting(booking, Duration.ZERO));
    }

    /** Somebody deleted it at the phone system before it was archived; whatever comes later does without. */
    public CompletionStage<Booking> gone(Exchange exchange) {
        return attempts.conclude(
                exchange,
                new Outcome.Quarantined(
                        Attempts.booking(exchange),
                        "not-found",
                        "The message was deleted at the phone system before it could be archived."));
    }

    /** Not now. A mail of which nobody knows whether it was taken is looked for before it is sent again. */
    public CompletionStage<Booking> postpone(Exchange exchange) {
        Booking booking = Attempts.booking(exchange);
        if (Attempts.failure(exchange) instanceof VendorFailure.Uncertain) {
            state(booking).mayBeMailed(true);
        }
        return attempts.postpone(exchange);
    }

    /** A fault of ours, perhaps after the mail went. */
    public CompletionStage<Booking> stumble(Exchange exchange) {
        state(Attempts.booking(exchange)).mayBeMailed(true);
        return attempts.stumble(exchange);
    }

    private static VoicemailState state(Booking booking) {
        return new VoicemailState(booking.seen().json());
    }
}
