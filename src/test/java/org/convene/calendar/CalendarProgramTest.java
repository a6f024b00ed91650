package org.convene.calendar;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.convene.calendar.dav.CalDavServer;
import org.convene.calendar.dav.RadicaleServer;
import org.convene.sandbox.BuiltInSandbox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs of people's edits and of troubles, each compared at its end with a model of its own. Played when asked:
 * {@code -Dcalendar.program.seeds=200 -Dcalendar.program.steps=300}, and {@code -Dcalendar.program.first=1000} for others.
 * Seeds that once failed are in {@code calendar/seeds.txt} and always played.
 */
@EnabledIfSystemProperty(named = "calendar.program.seeds", matches = "[1-9]\\d*")
@QuarkusTest
@TestProfile(CalendarProgramTest.Alone.class)
@QuarkusTestResource(value = CalendarProgramTest.Calendars.class, restrictToAnnotatedClass = true)
class CalendarProgramTest {
    public static class Alone implements QuarkusTestProfile {}

    public static class Calendars extends CalendarsAtHand {
        @Override
        CalDavServer open() {
            return new RadicaleServer();
        }

        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            if (server != null) {
                // an empty listing is never believed, and there is always somebody's note
                server.put(URLS.get("work"), "note", "Note");
                settings.put("convene.calendars.\"work\".delete-threshold", "100%");
                settings.put("convene.trueconf.patrol", "1s");
                settings.put("convene.reconcile.sweep", "1s");
            }
            return settings;
        }
    }

    @Inject
    BuiltInSandbox sandbox;

    @Inject
    DataSource database;

    @TestHTTPResource
    URI hub;

    @BeforeEach
    void theServerIsThere() {
        CalDavServer.assumeInstalled("radicale");
    }

    /** Seeds and numbers of steps. */
    static Stream<long[]> programs() throws IOException {
        int steps = Integer.getInteger("calendar.program.steps", 60);
        long first = Long.getLong("calendar.program.first", 1);
        String known;
        try (var file = CalendarProgramTest.class.getResourceAsStream("/calendar/seeds.txt")) {
            known = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        return Stream.concat(
                known.lines()
                        .map(line -> line.replaceAll("#.*", "").strip())
                        .filter(line -> !line.isEmpty())
                        .map(line -> Stream.of(line.split(" +"))
                                .mapToLong(Long::parseLong)
                                .toArray()),
                LongStream.range(first, first + Integer.getInteger("calendar.program.seeds"))
                        .mapToObj(seed -> new long[] {seed, steps}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void whateverHappensCalendarLedgerAndVendorAgreeInTheEnd(long[] program) {
        URI vendor = URI.create(sandbox.trueconfUrl().orElseThrow());
        ProgramWorld world = new ProgramWorld(hub, vendor, CalendarsAtHand.URLS.get("work"), database);
        new CalendarProgram(world, program[0]).play((int) program[1]);
    }
}
