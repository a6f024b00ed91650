package org.convene.people.privacy;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.convene.archive.transfer.Transfers;
import org.convene.audit.AuditTrail;
import org.convene.people.directory.Forgetting;
import org.convene.phone.number.PhoneNumbers;
import org.convene.vendor.VendorFailure;

/** Looks everywhere for a person, and takes the person out of everything that can be changed. */
@Singleton
public class Privacy {
    private static final String CALENDAR = "a copy of the calendar's own event, which must be changed there";

    private final List<Place> places;
    private final Forgetting forgetting;
    private final PhoneNumbers numbers;

    public Privacy(
            DataSource database,
            Transfers transfers,
            Forgetting forgetting,
            PhoneNumbers numbers,
            AuditTrail trail,
            Clock clock) {
        this.forgetting = forgetting;
        this.numbers = numbers;
        // reports and the audit first: whose they are is told by the ledger
        this.places = List.of(
                new ReportPlace(database, transfers, clock),
                new AuditPlace(database, trail, clock),
                new BookingPlace(database),
                table(database, "quarantine", "quarantine", List.of("id"), "reason"),
                table(database, "command", "terminal_command", List.of("no"), "params", "who", "words"),
                table(
                        database,
                        "call entry",
                        "phone_leg",
                        List.of("mx_user", "record_id"),
                        "calling",
                        "called",
                        "first_name",
                        "last_name",
                        "ext",
                        "service_ext"),
                table(database, "call", "phone_call", List.of("gcid"), "document"),
                table(database, "number", "phone_owner", List.of("source", "person", "phone"), "name", "email"),
                table(database, "change", "people_change", List.of("no"), "before_doc", "after_doc"),
                table(database, "unclear record", "person_record", List.of("no"), "document"),
                table(database, "scim user", "scim_user", List.of("id"), "user_key", "display_key", "document"),
                table(database, "scim address", "scim_address", List.of("user_id", "address"), "address"),
                table(database, "plan", "people_plan", List.of("no"), "reason", "decided_by"),
                new TablePlace(database, "event", "calendar_object", List.of("no"), List.of("text"), CALENDAR));
    }

    private static Place table(DataSource database, String name, String table, List<String> keys, String... columns) {
        return new TablePlace(database, name, table, keys, List.of(columns), null);
    }

    List<Trace> traces(Subject subject) throws SQLException, IOException, VendorFailure {
        Eraser eraser = new Eraser(subject, numbers);
        List<Trace> traces = new ArrayList<>();
        for (Place place : places) {
            place.find(eraser, traces::add);
        }
        return traces;
    }

    /**
     * Takes the person out; what is left afterwards is what {@link #traces} finds then.
     *
     * @param person the id in the directory, or {@code null}
     */
    void erase(Subject subject, String person) throws SQLException, IOException, VendorFailure {
        Eraser eraser = new Eraser(subject, numbers);
        for (Place place : places) {
            place.erase(eraser);
        }
        if (person != null) {
            forgetting.forget(person);
        }
    }
}
