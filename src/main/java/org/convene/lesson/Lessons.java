package org.convene.lesson;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.convene.booking.Booking;
import org.convene.booking.BookingQuery;
import org.convene.booking.Change;
import org.convene.booking.Ledger;
import org.convene.booking.Signals;
import org.convene.document.CheckResult;
import org.convene.document.LessonCheck;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;
import org.convene.ops.Settings;
import org.convene.phone.bridge.Bridges;

/** What the lesson routes of {@code api.camel.yaml} do: check, store, wait, show. */
@Singleton
@Named("lessons")
public class Lessons {
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final Signals signals;
    private final LessonCheck check;
    private final LessonViews views;
    private final Bridges bridges;
    private final String vendor;

    public Lessons(
            Ledger ledger, Signals signals, LessonCheck check, LessonViews views, Bridges bridges, Settings settings) {
        this.ledger = ledger;
        this.signals = signals;
        this.check = check;
        this.views = views;
        this.bridges = bridges;
        this.vendor = settings.text("convene.lessons.vendor");
    }

    /** In: a lesson as it came, its id in the header {@code id} if it was in the address. Out: the canonical document. */
    public ObjectNode checked(Exchange exchange) throws Rejected {
        byte[] json = exchange.getMessage().getBody(byte[].class);
        String id = exchange.getMessage().getHeader("id", String.class);
        byte[] lesson = json == null ? new byte[0] : json;
        CheckResult result = id == null ? check.check(lesson) : check.check(lesson, id);
        if (result instanceof CheckResult.Rejected rejected) {
            throw new Rejected(rejected.problem());
        }
        return ((CheckResult.Accepted) result).lesson();
    }

    /** A canonical lesson as a change of the ledger. */
    public Change.Wanted wanted(ObjectNode lesson) {
        return new Change.Wanted(Booking.LESSON, lesson.path("id").asText(), vendor, lesson);
    }

    /** In: a canonical lesson. Out: its view, stored, and after as much of {@code Prefer: wait} as was needed. */
    public CompletionStage<String> accept(Exchange exchange) {
        return store(exchange, wanted(exchange.getMessage().getBody(ObjectNode.class)));
    }

    /** The lesson of the header {@code id} does not take place. */
    public CompletionStage<String> cancel(Exchange exchange) {
        return store(
                exchange,
                new Change.Cancelled(Booking.LESSON, exchange.getMessage().getHeader("id", String.class)));
    }

    private CompletionStage<String> store(Exchange exchange, Change change) {
        Duration wait = Prefer.wait(exchange.getMessage().getHeader("Prefer", String.class));
        Signals.Expectation expectation = signals.expect(Booking.LESSON, change.id());
        long deadline = System.nanoTime() + wait.toNanos();
        return ledger.accept(change)
                .thenCompose(accepted -> accepted.booking() == null || wait.isZero()
                        ? CompletableFuture.completedFuture(accepted.booking())
                        : concluded(expectation, accepted.booking(), deadline))
                .whenComplete((booking, failure) -> expectation.close())
                .thenApply(booking -> answer(exchange, booking, wait));
    }

    /** Waits for our own reconciler's signal, and glances at the ledger in case another replica does the work. */
    private CompletionStage<Booking> concluded(Signals.Expectation expectation, Booking booking, long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || isConcluded(booking)) {
            return CompletableFuture.completedFuture(booking);
        }
        Duration turn = Duration.ofNanos(Math.min(left, GLANCE.toNanos()));
        return expectation.await(booking.version(), turn).thenCompose(arrived -> {
            Booking now = arrived != null ? arrived : look(booking);
            return concluded(expectation, now, arrived != null ? 0 : deadline);
        });
    }

    private Booking look(Booking booking) {
        try {
            return ledger.find(booking.kind(), booking.id()).orElse(booking);
        } catch (SQLException unreadable) {
            return booking;
        }
    }

    private static boolean isConcluded(Booking booking) {
        boolean roomStays = booking.seen().room().isPresent();
        return switch (booking.state()) {
            case Booking.PENDING -> false;
            case Booking.CANCELLED -> !roomStays;
            default -> true;
        };
    }

    private String answer(Exchange exchange, Booking booking, Duration waited) {
        if (booking == null) {
            Answers.empty(exchange, 204);
            return null;
        }
        boolean done =
                !waited.isZero() && isConcluded(booking) && !booking.state().equals(Booking.FAILED);
        String view = Answers.json(exchange, done ? 200 : 202, views.view(booking));
        if (!waited.isZero()) {
            exchange.getMessage().setHeader("Preference-Applied", "wait=" + waited.toSeconds());
        }
        return view;
    }

    /** Out: the view of the lesson of the header {@code id}. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        String id = exchange.getMessage().getHeader("id", String.class);
        Booking lesson = existing(id);
        ObjectNode view = views.view(lesson);
        bridges.telephone(lesson).ifPresent(telephone -> view.set("telephone", telephone));
        return Answers.json(exchange, 200, view);
    }

    /** The lesson of this id; a caller who asks for another is told that there is none. */
    public Booking existing(String id) throws SQLException, Rejected {
        return ledger.find(Booking.LESSON, id)
                .orElseThrow(() -> Rejected.because(404, "There is no lesson '" + Rejected.quoted(id) + "'."));
    }

    /** Out: {@code {items, next}}, a page of views in the order of their start. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Ledger.Listing listing = BookingQuery.of(exchange, Booking.LESSON);
        List<Booking> page = ledger.list(listing);
        ObjectNode answer = Answers.items(page, views::view);
        BookingQuery.next(page, listing).ifPresent(next -> answer.put("next", next));
        return Answers.json(exchange, 200, answer);
    }
}
