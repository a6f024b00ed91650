package org.convene.calendar;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.convene.calendar.dav.CalDavServer;
import org.convene.calendar.dav.RadicaleServer;

@QuarkusTest
@TestProfile(RadicaleCalendarsTest.Alone.class)
@QuarkusTestResource(value = RadicaleCalendarsTest.Calendars.class, restrictToAnnotatedClass = true)
class RadicaleCalendarsTest extends CalendarSuite {
    public static class Alone implements QuarkusTestProfile {}

    public static class Calendars extends CalendarsAtHand {
        @Override
        CalDavServer open() {
            return new RadicaleServer();
        }
    }

    @Override
    String program() {
        return "radicale";
    }
}
