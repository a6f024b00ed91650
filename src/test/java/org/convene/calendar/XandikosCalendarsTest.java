package org.convene.calendar;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.convene.calendar.dav.CalDavServer;
import org.convene.calendar.dav.XandikosServer;

@QuarkusTest
@TestProfile(XandikosCalendarsTest.Alone.class)
@QuarkusTestResource(value = XandikosCalendarsTest.Calendars.class, restrictToAnnotatedClass = true)
class XandikosCalendarsTest extends CalendarSuite {
    public static class Alone implements QuarkusTestProfile {}

    public static class Calendars extends CalendarsAtHand {
        @Override
        CalDavServer open() {
            return new XandikosServer();
        }
    }

    @Override
    String program() {
        return "xandikos";
    }
}
