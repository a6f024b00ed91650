package org.convene.archive.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.convene.vendor.VendorFailure;

/**
 * Brings a part to its full length. Before anything is added to a part, its end is compared with the source, since a
 * stream that breaks off may end in the words of some proxy; where they differ, it steps back, twice as far each time,
 * until they agree. The end of a whole file is compared too: a stream that something slipped into lacks its end.
 */
final class Download {
    private static final int COMPARED = 64 << 10;
    private static final long RESERVE = 64L << 20;
    private static final int MOST_IDLE_TRIES = 5;
    private static final Set<Integer> LINK_IS_DEAD = Set.of(401, 403, 404, 410);
    private static final Set<String> PAGES =
            Set.of("text/html", "application/json", "application/problem+json", "application/xml", "text/xml");

    private final Source source;
    private final Part part;
    private final ObjectName name;
    private final long expected;
    private final Running running;
    private final Duration pause;

    Download(Source source, Part part, ObjectName name, long expected, Running running, Duration pause) {
        this.source = source;
        this.part = part;
        this.name = name;
        this.expected = expected;
        this.running = running;
        this.pause = pause;
    }

    /** An {@code IOException} is one of our own disk. */
    void run() throws VendorFailure, IOException {
        if (expected > 0 && part.state().total() > 0 && part.state().total() != expected) {
            part.clear();
        }
        part.catchUp();
        running.at(part.length());
        long farthest = part.length();
        int idle = 0;
        while (true) {
            try {
                agree();
                if (isWhole()) {
                    return;
                }
                fetchRest();
            } catch (Interruption broken) {
                running.interrupted();
                boolean progress = part.length() >= farthest + COMPARED;
                farthest = Math.max(farthest, part.length());
                idle = progress ? 0 : idle + 1;
                if (idle == MOST_IDLE_TRIES) {
                    throw new VendorFailure.Down("the source of " + name + " " + broken.getMessage());
                }
                if (idle > 1) {
                    running.pause(pause.multipliedBy(1L << (idle - 2)));
                }
            }
        }
    }

    private boolean isWhole() {
        return part.length() > 0 && part.length() == part.state().total();
    }

    /** The end of the part is what the source has there, or there is no part. */
    private void agree() throws Interruption, VendorFailure, IOException {
        for (long step = COMPARED; part.length() > 0; step *= 2) {
            long from = Math.max(0, part.length() - step);
            byte[] ours = part.read(from, (int) Math.min(COMPARED, part.length() - from));
            try (SourceAnswer answer = ask(from, from + ours.length - 1)) {
                if (isWhole() && cannotBeCompared(answer)) {
                    return;
                }
                if (!answer.isPartial() && answer.status() != 200 && answer.status() != 416) {
                    throw refusal(answer.status());
                }
                if (answer.status() != 416) {
                    mustBeTheFile(answer);
                }
                if (!answer.isPartial()
                        || answer.first() != from
                        || !part.state().isOf(answer)) {
                    part.clear();
                } else if (Arrays.equals(ours, piece(answer, ours.length))) {
                    part.truncate(from + ours.length);
                    return;
                } else if (from == 0) {
                    part.clear();
                }
            }
        }
    }

    /** The source gives no pieces, or nothing more by this link. */
    private boolean cannotBeCompared(SourceAnswer answer) {
        return LINK_IS_DEAD.contains(answer.status())
                || answer.status() == 200 && part.state().isOf(answer);
    }

    private void fetchRest() throws Interruption, VendorFailure, IOException {
        try (SourceAnswer answer = ask(part.length(), -1)) {
            accept(answer);
            long limit = part.state().total() > 0 ? part.state().total() : expected;
            copy(answer, limit);
            if (part.length() < part.state().total()) {
                throw new Interruption("broke off");
            }
            if (limit == 0 || part.length() < limit) {
                endedByItself(answer);
            }
            part.remember(part.state().whole(part.length()));
        }
    }

    private void accept(SourceAnswer answer) throws Interruption, VendorFailure, IOException {
        if (!answer.isPartial() && answer.status() != 200) {
            throw refusal(answer.status());
        }
        mustBeTheFile(answer);
        if (expected > 0 && answer.total() > 0 && answer.total() != expected) {
            throw wrongSize(answer.total());
        }
        if (answer.isPartial()
                && (answer.first() != part.length() || !part.state().isOf(answer))) {
            part.clear();
            throw new Interruption("has changed while it was transferred");
        }
        if (!answer.isPartial() && part.length() > 0) {
            part.clear();
        }
        part.remember(part.state().seen(answer));
        running.total(part.state().total() > 0 ? part.state().total() : expected);
        needSpace(part.state().total() - part.length());
    }

    private void mustBeTheFile(SourceAnswer answer) throws VendorFailure {
        if (answer.encoded()) {
            throw new VendorFailure.Down("the source sends " + name + " compressed, which nobody asked for");
        }
        boolean page = PAGES.contains(answer.type()) && !name.extension().equals("json");
        if (page && (expected == 0 || answer.total() != expected)) {
            throw new VendorFailure.Down("the source sends a page (" + answer.type() + ") instead of " + name);
        }
    }

    private void copy(SourceAnswer answer, long limit) throws Interruption, VendorFailure, IOException {
        InputStream body = body(answer);
        long checked = part.length();
        while (true) {
            byte[] space = part.space();
            int count = read(body, space, part.offset(), part.room());
            if (count < 0) {
                return;
            }
            if (limit > 0 && part.length() + count > limit) {
                tooLong(answer, (int) (limit - part.length()), limit + 1);
            }
            part.wrote(count);
            running.received(count, part.length());
            if (part.length() - checked > RESERVE) {
                needSpace(0);
                checked = part.length();
            }
        }
    }

    /** Where the source gives pieces, comparing the end tells whether the beginning was right. */
    private void tooLong(SourceAnswer answer, int fitting, long atLeast)
            throws Interruption, VendorFailure, IOException {
        if (!answer.isPartial()) {
            throw wrongSize(atLeast);
        }
        part.wrote(fitting);
        throw new Interruption("sent more than it said");
    }

    /** The source did not say how much it sends, and says that this was all. */
    private void endedByItself(SourceAnswer answer) throws Interruption, VendorFailure, IOException {
        if (expected > 0 && answer.framed()) {
            throw wrongSize(part.length());
        }
        if (expected > 0) {
            throw new Interruption("broke off");
        }
        if (!answer.framed() || part.length() == 0) {
            part.clear();
            throw new VendorFailure.Down("nobody says how long " + name + " is, so nobody knows whether it is whole");
        }
    }

    /** A recording may still be growing; one that is found so again, is so. */
    private VendorFailure wrongSize(long found) throws IOException {
        String words = name + " was said to have " + expected + " bytes, and the source has " + found;
        boolean again = words.equals(part.state().mismatch());
        part.clear();
        part.remember(part.state().anew(words));
        return again ? new VendorFailure.Refused(words + ", for the second time") : new VendorFailure.Down(words);
    }

    private void needSpace(long more) throws VendorFailure, IOException {
        long free = Files.getFileStore(part.file()).getUsableSpace();
        if (free - RESERVE < more) {
            throw new VendorFailure.Down("the disk of the hub is full: " + name + " needs " + Math.max(more, 0)
                    + " bytes more, and " + Math.max(0, free - RESERVE) + " may be used");
        }
    }

    private VendorFailure refusal(int status) throws Interruption {
        if (status >= 500 || status == 429 || status == 408) {
            throw new Interruption("answers " + status);
        }
        return LINK_IS_DEAD.contains(status)
                ? new VendorFailure.Down("the link to " + name + " does not work (any more): " + status)
                : new VendorFailure.Down("the source of " + name + " answers " + status);
    }

    private SourceAnswer ask(long first, long last) throws Interruption, VendorFailure {
        running.goOn();
        try {
            return source.ask(first, last, part.state().etag());
        } catch (IOException unreachable) {
            throw interruption(unreachable);
        }
    }

    private static byte[] piece(SourceAnswer answer, int length) throws Interruption {
        try {
            byte[] piece = answer.body().readNBytes(length);
            if (piece.length < length) {
                throw new Interruption("broke off");
            }
            return piece;
        } catch (IOException broken) {
            throw interruption(broken);
        }
    }

    private static InputStream body(SourceAnswer answer) throws Interruption {
        try {
            return answer.body();
        } catch (IOException broken) {
            throw interruption(broken);
        }
    }

    private int read(InputStream body, byte[] space, int offset, int room) throws Interruption, VendorFailure {
        running.goOn();
        try {
            return body.read(space, offset, room);
        } catch (IOException broken) {
            throw interruption(broken);
        }
    }

    /** The platform's own words may contain the link. */
    private static Interruption interruption(IOException cause) {
        return new Interruption("broke off (" + cause.getClass().getSimpleName() + ")");
    }
}
