package org.convene.lti;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.convene.booking.Booking;
import org.convene.booking.Ledger;
import org.convene.ops.Rejected;

/** Finds the lesson that a launch means, and who of its participants came. */
@Singleton
public class LtiRoster {
    private final Ledger ledger;

    public LtiRoster(Ledger ledger) {
        this.ledger = ledger;
    }

    Booking lesson(Launch launch) throws SQLException, Rejected {
        String id = launch.lesson();
        if (id.isEmpty()) {
            throw Rejected.because(
                    422, "This activity names no lesson. Its teacher adds the custom parameter lesson=ID to it.");
        }
        return ledger.find(Booking.LESSON, id)
                .filter(lesson -> mayLeadTo(launch.platform(), lesson))
                .orElseThrow(() -> Rejected.because(
                        404, "The lesson '" + Rejected.quoted(id) + "' of this activity is not known."));
    }

    static boolean mayLeadTo(LtiPlatform platform, Booking lesson) {
        return platform.source()
                .map(source -> source.equals(lesson.desired().path("source").asText()))
                .orElse(true);
    }

    /** The id among the participants. What fits several is nobody: a wrong person is worse than none. */
    String participant(Launch launch, Booking lesson) throws Rejected {
        for (String id : launch.ids()) {
            Optional<String> found =
                    theOne(lesson, one -> one.path("id").asText().equals(id));
            if (found.isPresent()) {
                return found.get();
            }
        }
        String email = launch.email();
        return Optional.of(email)
                .filter(address -> !address.isEmpty())
                .flatMap(address ->
                        theOne(lesson, one -> one.path("email").asText("").equalsIgnoreCase(address)))
                .orElseThrow(
                        () -> Rejected.because(
                                403,
                                "You are not on the list of participants of this lesson. If you think you should be, ask your teacher."));
    }

    private static Optional<String> theOne(Booking lesson, Predicate<JsonNode> isMeant) {
        List<String> ids = StreamSupport.stream(
                        lesson.desired().path("participants").spliterator(), false)
                .filter(isMeant)
                .map(one -> one.path("id").asText())
                .toList();
        return ids.size() == 1 ? Optional.of(ids.get(0)) : Optional.empty();
    }
}
