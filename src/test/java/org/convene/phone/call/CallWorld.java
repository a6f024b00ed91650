package org.convene.phone.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.convene.StillClock;
import org.convene.ops.Settings;
import org.convene.page.PageTimes;
import org.convene.phone.number.PhoneNumbers;

/** The call log of a hub, on a real database, asked and answered by a test that plays the phone system. */
final class CallWorld {
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant START = Instant.parse("2026-11-23T06:00:00Z");
    static final Duration OVERLAP = Duration.ofMinutes(30);

    final StillClock clock = new StillClock(START);
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private DataSource database;
    private final Optional<Path> csv;
    CallKeeper keeper;
    CallLog log;
    CallSettling settling;
    PhoneOwners owners;
    CallTelling telling;
    DayFiles files;
    Calls calls;

    CallWorld(DataSource database, Optional<Path> csv) {
        this.database = database;
        this.csv = csv;
        for (String table : List.of("phone_leg", "phone_call", "phone_day", "phone_owner", "phone_cursor")) {
            execute("delete from " + table);
        }
        startAgain();
    }

    /** From now on the hub works on this one. */
    void database(DataSource other) {
        database = other;
        startAgain();
    }

    static CallSettings settings(Optional<Duration> reach) {
        return new CallSettings(OVERLAP, Duration.ofHours(24), reach, Duration.ofSeconds(30), true);
    }

    /** As after a crash: nothing is remembered but what the database has. */
    void startAgain() {
        CallSettings settings = settings(Optional.empty());
        PhoneNumbers numbers = new PhoneNumbers(Optional.of("RU"));
        CallMetrics counted = new CallMetrics(metrics, clock);
        keeper = new CallKeeper(database, clock, settings, numbers);
        log = new CallLog(keeper, settings, counted, clock);
        owners = new PhoneOwners(database, numbers, clock, Duration.ofMinutes(10));
        telling = new CallTelling(database);
        files = new DayFiles(database, times(), csv, 0);
        calls = new Calls(database);
        settling = new CallSettling(database, clock, settings, keeper, times(), counted);
        Exchange self = exchange();
        self.getMessage().setBody(JsonNodeFactory.instance.objectNode().put("jid", "43884851428118509"));
        log.introduce(self);
    }

    PageTimes times() {
        return new PageTimes(
                clock,
                new Settings(new SmallRyeConfigBuilder()
                        .withSources(
                                new PropertiesConfigSource(Map.of("convene.page.zone", "Europe/Moscow"), "test", 100))
                        .build()));
    }

    static Exchange exchange() {
        return new DefaultExchange(CAMEL);
    }

    interface PhoneSystem {
        JsonNode calls(Optional<Instant> since);
    }

    /** One turn: the hub asks, the phone system answers. Returns since when was asked. */
    Optional<Instant> poll(PhoneSystem system) throws SQLException {
        Exchange exchange = exchange();
        log.ask(exchange);
        Optional<Instant> since = Optional.ofNullable(exchange.getVariable("since", String.class))
                .map(Long::valueOf)
                .map(Instant::ofEpochSecond);
        exchange.getMessage().setBody(system.calls(since));
        log.keep(exchange);
        return since;
    }

    void answer(ObjectNode... entries) throws SQLException {
        ArrayNode answer = JsonNodeFactory.instance.arrayNode();
        List.of(entries).forEach(answer::add);
        poll(since -> answer);
    }

    int settle() throws SQLException {
        clock.forward(Duration.ofSeconds(31));
        return settling.settle();
    }

    /** What goes to Kafka now: the ids of events, which count as told afterwards unless the hub crashes before. */
    void tell(boolean crash, List<String> ids) throws SQLException {
        Exchange exchange = exchange();
        telling.some(exchange);
        while (exchange.getVariable("untold", Integer.class) > 0) {
            for (Object call : exchange.getMessage().getBody(List.class)) {
                JsonNode told = (JsonNode) call;
                ids.add(told.path("gcid").asText() + "/" + told.path("revision").asInt());
            }
            if (crash) {
                return;
            }
            telling.told(exchange);
            telling.some(exchange);
        }
    }

    List<String> tell(boolean crash) throws SQLException {
        List<String> ids = new ArrayList<>();
        tell(crash, ids);
        return ids;
    }

    double count(String metric) {
        return metrics.find(metric).counter().count();
    }

    /** An entry of somebody who calls from outside; its times are seconds after the start of the world. */
    static ObjectNode leg(long record, String gcid, int connected, int disconnected) {
        ObjectNode entry = JsonNodeFactory.instance
                .objectNode()
                .put("missed", false)
                .put("direction", "incoming")
                .put("record_id", record)
                .put("gcid", gcid)
                .put("callingPartyNo", "79031744445")
                .put("originalCalledPartyNo", "3095")
                .put("callType", 1)
                .put("legType", 1)
                .put("selfLegType", 1);
        if (connected != 0) {
            entry.put("connectTimestamp", START.getEpochSecond() + connected);
        }
        return disconnected == 0 ? entry : entry.put("disconnectTimestamp", START.getEpochSecond() + disconnected);
    }

    List<JsonNode> documents() throws SQLException {
        return rows("select document from phone_call order by started_at, gcid").stream()
                .map(row -> {
                    try {
                        return JSON.readTree((String) row.get(0));
                    } catch (JsonProcessingException notOurs) {
                        throw new IllegalStateException(notOurs);
                    }
                })
                .collect(Collectors.toList());
    }

    long number(String sql) throws SQLException {
        return ((Number) rows(sql).get(0).get(0)).longValue();
    }

    List<List<Object>> rows(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column : IntStream.rangeClosed(1, columns).toArray()) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    void execute(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
