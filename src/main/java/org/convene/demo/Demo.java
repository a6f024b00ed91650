package org.convene.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.lesson.LessonViews;
import org.convene.ops.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first run: once the hub listens, the sample lessons that its ledger does not know are sent in as an LMS would send
 * them, and a table on the screen says what became of them. Started again, it changes nothing.
 */
@ApplicationScoped
class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
    private static final String PATIENCE = "wait=30";

    private final Settings settings;
    private final SampleLessons samples;
    private final Ledger ledger;
    private final LessonViews views;
    private final ProducerTemplate routes;
    private final DemoTable table;

    Demo(
            Settings settings,
            SampleLessons samples,
            Ledger ledger,
            LessonViews views,
            ProducerTemplate routes,
            DemoTable table) {
        this.settings = settings;
        this.samples = samples;
        this.ledger = ledger;
        this.views = views;
        this.routes = routes;
        this.table = table;
    }

    void start(@ObservesAsync HttpServerStart listens) {
        Optional<String> directory = settings.optionalText("convene.demo.samples");
        if (directory.isEmpty()) {
            return;
        }
        try {
            List<ObjectNode> seen = new ArrayList<>();
            for (ObjectNode lesson : samples.read(Path.of(directory.get()))) {
                seen.add(known(lesson.path("id").asText()).orElseGet(() -> send(lesson)));
            }
            table.print(System.out, seen);
        } catch (Exception trouble) {
            LOG.error("The demo could not plan its lessons", trouble);
        }
    }

    private Optional<ObjectNode> known(String id) throws SQLException {
        return ledger.find(Booking.LESSON, id).map(views::view);
    }

    private ObjectNode send(ObjectNode lesson) {
        Exchange answer = routes.request("direct:lessons.accept", exchange -> {
            exchange.getMessage().setBody(lesson.toString());
            exchange.getMessage().setHeader("Prefer", PATIENCE);
        });
        if (answer.getException() != null) {
            throw new IllegalStateException(lesson.path("id").asText() + " was refused", answer.getException());
        }
        return answer.getMessage().getBody(ObjectNode.class);
    }
}
