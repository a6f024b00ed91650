package org.convene.sandbox.mx;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Desk;

/** The back office's desk for calls and messages: those that happen now, and those that are over. */
final class SceneDesk {

    private static final String SOMEBODY = "+79995550111";
    private static final int MOST_AT_ONCE = 10_000;
    private static final int LONGEST = 0xFFFF;

    private final Mx mx;
    private final Switchboard switchboard;
    private final Scenes scenes;

    SceneDesk(Mx mx, Switchboard switchboard) {
        this.mx = mx;
        this.switchboard = switchboard;
        this.scenes = new Scenes(mx);
    }

    void mount(Router router) {
        both(router, "calls", (context, wish) -> ring(wish));
        both(router, "calls/:id/:action", this::act);
        both(router, "log", (context, wish) -> log(wish));
        both(router, "log/many", (context, wish) -> many(wish));
        both(router, "voicemails", (context, wish) -> leave(wish));
    }

    private void both(Router router, String path, BiFunction<RoutingContext, Wish, Answer> work) {
        Handler<RoutingContext> atTheDesk = Desk.at(Wish.heard(work));
        router.post("/backoffice/" + path).handler(atTheDesk);
        router.post("/backoffice/forms/" + path).handler(Desk.form(Wish.heard(work)));
    }

    /** Somebody calls the user: {@code {"from":…,"name":…}}. */
    private Answer ring(Wish wish) {
        return Answer.json(201, switchboard.ring(wish.text("from", SOMEBODY), wish.text("name", "")));
    }

    /** {@code answer {"device"}}, {@code clear} and {@code transfer {"to"}} of a call. */
    private Answer act(RoutingContext context, Wish wish) {
        String id = context.pathParam("id");
        long call = id.matches("\\d{1,18}") ? Long.parseLong(id) : -1;
        Optional<Call> after =
                switch (context.pathParam("action")) {
                    case "answer" -> switchboard.answer(call, wish.text("device", "deskphone"));
                    case "clear" -> switchboard.clear(call);
                    case "transfer" -> switchboard.transfer(call, wish.text("to", "3044"));
                    default -> Optional.empty();
                };
        return after.map(shown -> Answer.json(200, shown))
                .orElseGet(() -> Desk.problem(
                        404, "There is no such call, or nothing such to do: answer while it rings, clear, transfer."));
    }

    /**
     * A call that is over: {@code {"kind":"answered","from":…,"name":…,"to":…,"seconds":60,"began":…}}; of a transferred one
     * {@code onwards} lists to whom, of one of the ring group {@code answeredBy} tells who.
     */
    private Answer log(Wish wish) {
        String from = wish.text("from", SOMEBODY);
        String name = wish.text("name", "");
        String kind = wish.text("kind", "answered");
        String to = wish.text("to", kind.equals("outgoing") ? SOMEBODY : Samples.SELF.ext());
        int seconds = wish.number("seconds", 0, LONGEST, 60);
        Instant began = wish.time("began", mx.now().minusSeconds(seconds + 9L));
        List<LoggedCall> legs =
                switch (kind) {
                    case "answered" -> scenes.answered(from, name, to, began, seconds);
                    case "missed" -> scenes.missed(from, name, to, began);
                    case "outgoing" -> scenes.outgoing(to, began, seconds);
                    case "message" -> scenes.message(from, name, to, began, seconds, "");
                    case "transferred" ->
                        scenes.transferred(
                                from, name, to, wish.texts("onwards", List.of("3044", "3043")), began, seconds);
                    case "ring-group" -> scenes.ringGroup(from, name, wish.text("answeredBy", "3044"), began, seconds);
                    default -> List.of();
                };
        return legs.isEmpty()
                ? Desk.problem(400, "kind is answered, missed, outgoing, message, transferred or ring-group.")
                : Answer.json(201, legs);
    }

    /** Fills the log: {@code {"count":100000,"last":…}}, the last of them by then. */
    private Answer many(Wish wish) {
        int count = wish.number("count", 1, 1_000_000, 21);
        scenes.many(count, wish.time("last", mx.now()));
        return Answer.json(201, ProxyJson.object().put("added", count).put("logged", mx.logged()));
    }

    /**
     * Something to listen to, without a call: {@code {"from":…,"name":…,"seconds":7,"media":"Recording","note":…}}, and
     * {@code "count"} of them.
     */
    private Answer leave(Wish wish) {
        String media = wish.text("media", Voicemail.MESSAGE);
        if (!media.equals(Voicemail.MESSAGE) && !media.equals(Voicemail.RECORDING)) {
            return Desk.problem(400, "media is VoiceMail or Recording.");
        }
        Instant received = wish.time("received", mx.now());
        int seconds = wish.number("seconds", 0, LONGEST, 7);
        Voicemail last = null;
        for (int left = wish.number("count", 1, MOST_AT_ONCE, 1); left > 0; left--) {
            last = scenes.keep(
                    wish.text("from", SOMEBODY),
                    wish.text("name", ""),
                    Samples.SELF.ext(),
                    media,
                    received,
                    seconds,
                    wish.text("note", ""));
        }
        return Answer.json(201, last);
    }
}
