package org.convene.calendar.dav;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.convene.vendor.RetryAfter;
import org.convene.vendor.VendorFailure;

/** What a status that was not hoped for means. */
final class Statuses {
    private Statuses() {}

    static VendorFailure unexpected(Answer answer, String hoped) {
        int status = answer.status();
        String words = answer.words() + " was answered " + status;
        return switch (status) {
            case 401 -> new VendorFailure.Unauthorized(words + ": " + login(answer));
            case 404, 410 -> new VendorFailure.NotFound(words + ": there is no such calendar");
            case 408, 425 -> new VendorFailure.Down(words);
            case 423, 429, 503 -> new VendorFailure.Busy(words, retryAfter(answer));
            default -> {
                if (status >= 500 && status != 501 && status != 505 && status != 507) {
                    yield new VendorFailure.Down(words);
                }
                if (status < 300) {
                    yield new VendorFailure.Down(words + " with " + answer.type() + " instead of " + hoped
                            + ": perhaps the page of a login or a proxy");
                }
                String why = answer.preconditions();
                yield new VendorFailure.Refused(why.isEmpty() ? words : words + ": " + why);
            }
        };
    }

    private static String login(Answer answer) {
        Optional<String> asks = answer.header("WWW-Authenticate");
        boolean basic = asks.isEmpty()
                || asks.get().regionMatches(true, 0, "Basic", 0, 5)
                || asks.get().toLowerCase(Locale.ROOT).contains(", basic");
        return basic
                ? "user name or password is wrong"
                : "it wants another kind of login than a user name and password sent as they are (Basic)";
    }

    private static Duration retryAfter(Answer answer) {
        return answer.header("Retry-After")
                .flatMap(told -> Optional.ofNullable(RetryAfter.parse(told)))
                .orElse(Duration.ZERO);
    }
}
