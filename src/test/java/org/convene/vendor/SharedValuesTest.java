package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.convene.booking.Databases;
import org.convene.ops.Settings;
import org.convene.vendor.VendorFailure.Busy;
import org.convene.vendor.VendorFailure.Down;
import org.convene.vendor.VendorFailure.Refused;
import org.convene.vendor.VendorFailure.Uncertain;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two of them on one database are two replicas. */
@Timeout(60)
class SharedValuesTest {
    private static final String SPACE = "teleboss.space-id";

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Clock clock = Clock.systemUTC();

    @TempDir
    Path directory;

    private DataSource database;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void ofManyWhoWantToMakeTheValueExactlyOneMay(String kind) {
        open(kind);
        List<CompletableFuture<Boolean>> claims = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> claims(values(), exchange())))
                .toList();

        assertEquals(
                1,
                claims.stream().map(CompletableFuture::join).filter(won -> won).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void whatOneReplicaMadeTheOthersKnow(String kind) throws Exception {
        open(kind);
        SharedValues other = values();
        assertNull(other.value(SPACE));
        SharedValues one = values();
        Exchange exchange = exchange();
        one.claim(exchange, SPACE);
        made(one, exchange, "space-1");

        assertEquals("space-1", other.value(SPACE));
        assertEquals("space-1", exchange.getVariable("spaceId"));
        assertFalse(claims(other, exchange()), "there is nothing left to make");
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aClaimIsReleasedByAFailureUnlessTheValueMayHaveBeenMade(String kind) throws Exception {
        open(kind);
        SharedValues one = values();
        Exchange failing = exchange();
        one.claim(failing, SPACE);
        failing.setProperty(Exchange.EXCEPTION_CAUGHT, new Down("no answer"));
        assertThrows(Down.class, () -> one.release(failing, SPACE));

        Exchange doubtful = exchange();
        assertTrue(claims(values(), doubtful), "the next may try at once");
        doubtful.setProperty(Exchange.EXCEPTION_CAUGHT, new Uncertain("closed without an answer"));
        assertThrows(Uncertain.class, () -> one.release(doubtful, SPACE));
        assertFalse(claims(values(), exchange()), "the vendor may still be at it");

        clock = Clock.offset(clock, Duration.ofSeconds(41));
        assertTrue(claims(values(), exchange()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aValueThatIsGoneIsForgottenOnceHoweverManyNotice(String kind) throws Exception {
        open(kind);
        SharedValues one = values();
        SharedValues other = values();
        Exchange first = exchange();
        one.claim(first, SPACE);
        made(one, first, "space-1");
        assertEquals("space-1", other.value(SPACE));

        assertThrows(Busy.class, () -> one.gone(SPACE, "space-1"));
        Exchange second = exchange();
        one.claim(second, SPACE);
        made(one, second, "space-2");
        assertThrows(Busy.class, () -> other.gone(SPACE, "space-1"), "it noticed late");

        assertEquals("space-2", other.value(SPACE));
        assertEquals("space-2", one.value(SPACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void aConfiguredValueIsNeverForgotten(String kind) throws Exception {
        open(kind);
        SharedValues configured = values(Map.of("convene." + SPACE, "configured"));

        assertThrows(Refused.class, () -> configured.gone(SPACE, "configured"));
        assertEquals("configured", configured.value(SPACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void anIdThatIsNullIsNone(String kind) throws Exception {
        open(kind);
        SharedValues values = values();
        Exchange exchange = exchange();
        values.claim(exchange, SPACE);
        exchange.getMessage().setBody(JsonNodeFactory.instance.objectNode().putNull("id"));

        assertThrows(Uncertain.class, () -> values.keep(exchange, SPACE));
        assertNull(values().value(SPACE));
    }

    private void open(String kind) {
        database = kind.equals("h2") ? Databases.h2(directory) : Databases.postgresql();
    }

    private static boolean claims(SharedValues values, Exchange exchange) {
        try {
            values.claim(exchange, SPACE);
            return true;
        } catch (Busy taken) {
            return false;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void made(SharedValues values, Exchange exchange, String id) throws Exception {
        ObjectNode made = JsonNodeFactory.instance.objectNode().put("id", id);
        exchange.getMessage().setBody(made);
        values.keep(exchange, SPACE);
    }

    private SharedValues values() {
        return values(Map.of());
    }

    private SharedValues values(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("convene.teleboss.space-name", "Convene");
        return new SharedValues(
                database,
                new Settings(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build()),
                clock);
    }

    private Exchange exchange() {
        return new DefaultExchange(camel);
    }
}
