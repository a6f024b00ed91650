package org.convene.sandbox.mx;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Who and what is on a new phone system: invented people, and numbers that belong to nobody. */
final class Samples {

    /** The phone system's serial number. */
    static final String SERIAL = "63022";

    /** The user in whose name everybody signs in. */
    static final Contact SELF = new Contact(
            "43884851147406145",
            "Helen",
            "Smith",
            "3095",
            null,
            "+79995550195",
            "helen@company.example",
            null,
            "74995550195",
            null);

    /** Where calls to Sales ring. */
    static final Service SALES = new Service("3502649364391454199", "Sales", "AdvancedACD", "3900");

    private static final List<Contact> CONTACTS = List.of(
            SELF,
            new Contact(
                    "43884851428118509",
                    "Dean",
                    "Miller",
                    "3044",
                    "+7 499 555-01-44",
                    "+7 999 555-01-44",
                    "dean@company.example",
                    null,
                    "74995550144",
                    null),
            new Contact("43884852654574210", "Anna", "Petrova", "3043", null, "+79995550143", null, null, null, null),
            new Contact(
                    "43884850646482261",
                    "Boris",
                    "Ivanov",
                    "3055",
                    null,
                    "+1-202-555-0104",
                    "boris@company.example",
                    null,
                    null,
                    null),
            new Contact("43884850557879186", "Maria", "Orlova", "3080", null, null, null, null, null, null),
            new Contact("43884851776746473", "Olga", "Sokolova", "20", null, null, null, null, null, null),
            new Contact("43884852542754454", "Reception", "", "100", null, null, null, null, "74995550100", null),
            new Contact("43884852535898307", "Fax", "Gateway", "3091", null, null, null, "branch-office", null, null));

    private static final List<Service> SERVICES = List.of(
            new Service("3502649365667727804", "Welcome", "AA", "3777"),
            new Service("3458764515081031672", "park", "ParkServer", "*77"),
            new Service("3458764513956069980", "voicemail", "VM", "*86"),
            new Service("3458764515541333316", "bind", "BindServer", "*27"),
            SALES);

    private Samples() {}

    /** A new phone system: it has had some calls, the last of them a while before now. */
    static Snapshot first(Instant now) {
        Instant morning = now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(3));
        Mx mx = new Mx(Clock.fixed(now, ZoneOffset.UTC), empty(), () -> {});
        Scenes scenes = new Scenes(mx);
        scenes.outgoing("+74995550177", morning, 94);
        scenes.answered("+79995550101", "", SELF.ext(), morning.plusSeconds(600), 185);
        scenes.missed("3044", "", SELF.ext(), morning.plusSeconds(1500));
        scenes.message("+12025550104", "", SELF.ext(), morning.plusSeconds(2400), 12, "");
        scenes.transferred("+79995550102", "", SELF.ext(), List.of("3044", "3043"), morning.plusSeconds(3600), 240);
        scenes.ringGroup("+79995550103", "Northern Trade", "3044", morning.plusSeconds(5400), 75);
        scenes.message("+79995550104", "Peter North", SELF.ext(), morning.plusSeconds(7200), 21, "");
        mx.put(new Conference(
                "43892779647572507",
                new BigInteger(SELF.jid()),
                "Monday call",
                47281964,
                "Everybody, every week",
                "Once",
                now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2)).getEpochSecond(),
                30,
                false,
                false,
                "None",
                "Undefined"));
        return mx.snapshot();
    }

    private static Snapshot empty() {
        return new Snapshot(
                CONTACTS,
                SERVICES,
                CallMode.LOCAL,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                1000,
                Habits.standard());
    }
}
