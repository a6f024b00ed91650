package org.convene.phone.voicemail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.archive.transfer.Receipt;
import org.convene.archive.transfer.Transfers;
import org.convene.booking.Booking;
import org.convene.booking.BookingQuery;
import org.convene.booking.Ledger;
import org.convene.booking.Ledger.Listing;
import org.convene.ops.Answers;
import org.convene.ops.ByteRange;
import org.convene.ops.Rejected;
import org.convene.page.PageTimes;

/** Voicemail as the API shows it: what was left, how far it has come, and how it sounds. */
@Singleton
@Named("voicemailViews")
public class VoicemailViews {
    private final Ledger ledger;
    private final Transfers transfers;
    private final PageTimes times;

    public VoicemailViews(Ledger ledger, Transfers transfers, PageTimes times) {
        this.ledger = ledger;
        this.transfers = transfers;
        this.times = times;
    }

    /** In: the query as headers. Out: {@code {items, next}}, the oldest first. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Listing listing = BookingQuery.of(exchange, Booking.VOICEMAIL);
        List<Booking> page = ledger.list(listing);
        ObjectNode answer = Answers.items(page, this::view);
        BookingQuery.next(page, listing).ifPresent(next -> answer.put("next", next));
        return Answers.json(exchange, 200, answer);
    }

    /** In: header {@code id}. Out: the message's view. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        return Answers.json(exchange, 200, view(existing(exchange)));
    }

    /** What a message is, and what has been done with it; {@code transcript} once there is one. */
    public ObjectNode view(Booking booking) {
        JsonNode message = booking.desired();
        VoicemailState state = new VoicemailState(booking.seen().json());
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", booking.id())
                .put("from", message.path("from").asText())
                .put("fromName", message.path("fromName").asText())
                .put("to", message.path("to").asText())
                .put("receivedAt", times.local(booking.startsAt()).toString())
                .put("duration", message.path("duration").asLong())
                .put("heardBefore", message.path("heardBefore").asBoolean())
                .put("state", booking.state())
                .put("audioUrl", audioUrl(booking));
        if (state.has(Step.ARCHIVE)) {
            view.set("archived", state.archived());
        }
        at(state, Step.MAIL).ifPresent(at -> view.put("mailedAt", at));
        at(state, Step.MARK).ifPresent(at -> view.put("markedReadAt", at));
        state.transcript().ifPresent(text -> view.put("transcript", text));
        if (booking.problem() != null) {
            view.put("problem", booking.problem());
        }
        return view.put("updatedAt", booking.updatedAt().toString());
    }

    private static Optional<String> at(VoicemailState state, Step step) {
        return Optional.ofNullable(state.json().path(step.done()).get("at")).map(JsonNode::asText);
    }

    /** Where its audio can be heard, below the hub's own address. */
    public static String audioUrl(Booking booking) {
        return "/phone/voicemails/"
                + URLEncoder.encode(booking.id(), StandardCharsets.UTF_8).replace("+", "%20") + "/audio";
    }

    /**
     * In: headers {@code id} and {@code Range}. Out: the audio as storage has it, or {@code null}; variables
     * {@code voicemailId}, {@code media} and {@code range}, to ask the phone system then.
     */
    public CompletionStage<byte[]> audio(Exchange exchange) throws SQLException, Rejected {
        Booking booking = existing(exchange);
        exchange.setVariable("range", exchange.getMessage().getHeader("Range", String.class));
        exchange.setVariable(
                "voicemailId", booking.desired().path("voicemailId").asText());
        exchange.setVariable("media", "VoiceMail");
        exchange.getMessage().removeHeaders("*");
        exchange.getMessage().setBody(null);
        return stored(transfers, new VoicemailState(booking.seen().json()));
    }

    /** What storage has of it; {@code null} where that cannot be read, or it is not there yet. */
    static CompletionStage<byte[]> stored(Transfers transfers, VoicemailState state) {
        JsonNode archived = state.archived();
        return archived.isMissingNode()
                ? CompletableFuture.completedFuture(null)
                : transfers.read(Receipt.of(archived)).thenApply(found -> found.orElse(null));
    }

    /** In: the audio; variable {@code range} as the browser asked. Out: that part of it (RFC 9110 section 14). */
    public byte[] serve(Exchange exchange) {
        byte[] audio = exchange.getMessage().getBody(byte[].class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.CONTENT_TYPE, "audio/wav");
        message.setHeader("Accept-Ranges", "bytes");
        Optional<ByteRange> asked = ByteRange.of(exchange.getVariable("range", String.class), audio.length);
        if (asked.isEmpty()) {
            return audio;
        }
        ByteRange range = asked.get();
        if (!range.satisfiable()) {
            message.setHeader(Exchange.HTTP_RESPONSE_CODE, 416);
            message.setHeader("Content-Range", "bytes */" + audio.length);
            return new byte[0];
        }
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 206);
        message.setHeader("Content-Range", "bytes " + range.from() + "-" + range.to() + "/" + audio.length);
        return Arrays.copyOfRange(audio, (int) range.from(), (int) range.to() + 1);
    }

    private Booking existing(Exchange exchange) throws SQLException, Rejected {
        String id = exchange.getMessage().getHeader("id", "", String.class);
        return ledger.find(Booking.VOICEMAIL, id)
                .orElseThrow(() -> Rejected.because(404, "There is no voicemail '" + Rejected.quoted(id) + "'."));
    }
}
