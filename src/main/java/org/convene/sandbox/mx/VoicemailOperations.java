package org.convene.sandbox.mx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.sandbox.stage.Answer;

/** Messages and recordings. Of recordings the proxy knows those made since it is connected (mx-proxy.md A2.9). */
final class VoicemailOperations {

    private final Mx mx;
    private final Proxy proxy;

    VoicemailOperations(Mx mx, Proxy proxy) {
        this.mx = mx;
        this.proxy = proxy;
    }

    Answer list(Heard heard) {
        Optional<String> media = heard.query("media");
        long since = proxy.connectedSince().orElse(Instant.MAX).getEpochSecond();
        Comparator<Voicemail> order = mx.habits().documentedLists()
                ? Comparator.comparingLong(voicemail -> Long.parseLong(voicemail.id()))
                : Comparator.comparingLong(Voicemail::received);
        List<Voicemail> found = mx.voicemails().stream()
                .filter(voicemail -> media.isEmpty() || media.get().equals(voicemail.mediaType()))
                .filter(voicemail -> !voicemail.recording() || voicemail.received() >= since)
                .sorted(order)
                .toList();
        return media.equals(Optional.of(Voicemail.RECORDING))
                ? ProxyJson.wrapped("voiceMails", found)
                : ProxyJson.list("voiceMails", found);
    }

    Answer download(Heard heard) {
        Voicemail voicemail = found(heard);
        String file = "u000%s/m%04d.wav".formatted(Samples.SELF.jid(), Long.parseLong(voicemail.id()));
        return new Answer(
                200,
                Map.of(
                        "Content-Type",
                        "audio/wave",
                        "Content-Disposition",
                        "attachment; filename=\"" + file + "\"",
                        "Transfer-Encoding",
                        "chunked"),
                new Audio(voicemail.id(), voicemail.duration()));
    }

    /** Nobody learns whether there was one. */
    Answer delete(Heard heard) {
        mx.removeVoicemail(heard.path("id"));
        return Answer.empty(204);
    }

    /** First the mark, then the note: when the second fails the first stays (mx-proxy.md A3). */
    Answer mark(Heard heard) {
        Fields body = heard.body();
        if (!body.has("read") && !body.has("note")) {
            throw new Refusal(400, "bad request");
        }
        boolean read = body.flag("read");
        String note = body.text("note");
        String id = found(heard).id();
        ObjectNode told = ProxyJson.object();
        if (body.has("read")) {
            mx.changeVoicemail(id, voicemail -> voicemail.read(read));
            told.put("read", read);
        }
        if (body.has("note")) {
            if (mx.habits().refusesNotes()) {
                throw Refusal.csta(404, "operationNotAllowed");
            }
            mx.changeVoicemail(id, voicemail -> voicemail.noted(note));
            told.put("note", note);
        }
        return ProxyJson.wrapped("vm", told);
    }

    private Voicemail found(Heard heard) {
        Optional<String> media = heard.query("media");
        return mx.voicemail(heard.path("id"))
                .filter(voicemail -> media.isEmpty() || media.get().equals(voicemail.mediaType()))
                .orElseThrow(() -> Refusal.csta(404, "invalidMailIdentifier"));
    }
}
