package org.convene.calendar.dav;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.Test;

class RadicaleTest extends CalDavSuite {
    private static final CalendarCollections COLLECTIONS = new CalendarCollections(Limits.USUAL);

    @Override
    CalDavServer start() {
        return new RadicaleServer();
    }

    @Test
    void everyAddressAPersonMayHaveLeadsToTheOnlyCalendar() throws VendorFailure {
        try (CalDavServer server = new RadicaleServer()) {
            URI calendar = server.newCalendar("only");
            server.put(calendar, "one", "first");
            for (URI start : List.of(
                    server.url(),
                    server.url().resolve("/.well-known/caldav"),
                    server.homeUrl(),
                    URI.create(server.homeUrl().toString().replaceFirst("/$", "")),
                    calendar,
                    URI.create(calendar.toString().replaceFirst("/$", "")))) {
                Changes changes = COLLECTIONS
                        .open(start, server.login(), feed -> Map.of())
                        .changes(Optional.empty());
                assertEquals(1, changes.present().size(), start.toString());
            }
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNeverAnEmptyCalendar() throws VendorFailure {
        try (CalDavServer server = new RadicaleServer()) {
            URI calendar = server.newCalendar("only");
            for (Optional<Login> login : List.of(Optional.of(new Login("ann", "wrong")), Optional.<Login>empty())) {
                VendorFailure.Unauthorized failure = assertThrows(
                        VendorFailure.Unauthorized.class,
                        () -> COLLECTIONS
                                .open(calendar, login, feed -> Map.of())
                                .changes(Optional.empty()));
                assertTrue(failure.getMessage().contains("password"), failure.getMessage());
                assertFalse(failure.getMessage().contains("wrong\""), failure.getMessage());
            }
        }
    }
}
