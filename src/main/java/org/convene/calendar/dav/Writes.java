package org.convene.calendar.dav;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.convene.vendor.VendorFailure;

/** Replaces texts, each only where it is still what was read. */
final class Writes {
    private static final byte[] TAG = DavBody.propfind(Xml.ETAG);

    private final DavClient client;
    private final Origin origin;

    Writes(DavClient client, Origin origin) {
        this.client = client;
        this.origin = origin;
    }

    Written write(String href, String text, String etag) throws VendorFailure {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Optional<Written> written = put(href, bytes, etag);
        return written.isPresent() ? written.get() : notMatched(href, bytes, etag);
    }

    /** Empty when the precondition failed. */
    private Optional<Written> put(String href, byte[] text, String etag) throws VendorFailure {
        try (Answer answer = client.ask(Ask.put(origin.at(href), etag, text))) {
            return switch (answer.status()) {
                case 412 -> Optional.empty();
                case 404, 410 -> Optional.of(new Written.Gone());
                case 200, 201, 204 -> Optional.of(done(answer));
                default -> throw failure(answer);
            };
        }
    }

    /** A weak tag does not promise that the text is the one we sent. */
    private static Written done(Answer answer) throws VendorFailure {
        if (answer.type().contains("html")) {
            throw failure(answer);
        }
        return new Written.Done(
                answer.header("ETag").filter(told -> !EntityTag.isWeak(told)).flatMap(EntityTag::normal));
    }

    private static VendorFailure failure(Answer answer) {
        VendorFailure failure = Statuses.unexpected(answer, "a word on the write");
        return failure instanceof VendorFailure.Down ? new VendorFailure.Uncertain(failure.getMessage()) : failure;
    }

    /**
     * Servers say the same of a resource that was changed, of one that was deleted, and of any resource when they have
     * weak tags only, which If-Match never matches (RFC 9110 section 13.1.1) although some match them all the same.
     */
    private Written notMatched(String href, byte[] text, String etag) throws VendorFailure {
        Optional<String> told = etagOf(href);
        if (told.isEmpty()) {
            return new Written.Gone();
        }
        boolean same = EntityTag.normal(told.get()).equals(Optional.of(etag));
        if (!same || !EntityTag.isWeak(told.get())) {
            return new Written.Conflict();
        }
        Optional<Written> written = put(href, text, "W/" + etag);
        return written.orElseThrow(() -> new VendorFailure.Refused("writing an event at " + origin.host()
                + ": the server has weak ETags only, so a write could undo what somebody else changes meanwhile"));
    }

    private Optional<String> etagOf(String href) throws VendorFailure {
        AtomicReference<String> etag = new AtomicReference<>();
        try (Answer answer = client.ask(Ask.propfind("writing an event", origin.at(href), 0, TAG))) {
            if (answer.status() == 404 || answer.status() == 410) {
                return Optional.empty();
            }
            answer.multistatus(entry -> {
                if (!entry.isGone()) {
                    etag.set(entry.text(Xml.ETAG).orElse(""));
                }
            });
        }
        return Optional.ofNullable(etag.get());
    }
}
