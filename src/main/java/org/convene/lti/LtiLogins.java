package org.convene.lti;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.booking.Transactions;
import org.convene.ops.Settings;
import org.convene.ops.Sha256;
import org.convene.ops.Statements;

/** Logins under way: which browser went to which platform, with which state and nonce. Each is used once. */
@Singleton
public class LtiLogins {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataSource database;
    private final Clock clock;
    private final Duration within;

    /** What goes with the browser to the platform and comes back. */
    record Begun(String state, String nonce) {}

    /** @param nonce the digest of the one that must come back */
    record Login(String platform, String nonce) {
        boolean hasNonce(String told) {
            return isSame(nonce, digest(told));
        }
    }

    public LtiLogins(DataSource database, Clock clock, Settings settings) {
        this.database = database;
        this.clock = clock;
        this.within = settings.duration("convene.lti.login-within");
    }

    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    Begun begin(LtiPlatform platform, String browser) throws SQLException {
        Begun begun = new Begun(random(), random());
        Instant now = clock.instant();
        Transactions.in(database, connection -> {
            Statements.update(connection, "delete from lti_login where until < ?", List.of(Statements.utc(now)));
            return Statements.update(
                    connection,
                    "insert into lti_login (state, nonce, browser, platform, until) values (?, ?, ?, ?, ?)",
                    List.of(
                            digest(begun.state()),
                            digest(begun.nonce()),
                            digest(browser),
                            platform.name(),
                            Statements.utc(now.plus(within))));
        });
        return begun;
    }

    /** Takes the login of this state away, if this browser began it; who brings it again brings nothing. */
    Optional<Login> end(String state, String browser) throws SQLException {
        return Transactions.in(database, connection -> {
            List<Login> found = new ArrayList<>(1);
            Statements.each(
                    connection,
                    "select platform, nonce, browser from lti_login where state = ? and until >= ?",
                    List.of(digest(state), Statements.utc(clock.instant())),
                    row -> {
                        if (isSame(row.getString("browser"), digest(browser))) {
                            found.add(new Login(row.getString("platform"), row.getString("nonce")));
                        }
                    });
            boolean ours = !found.isEmpty()
                    && Statements.update(connection, "delete from lti_login where state = ?", List.of(digest(state)))
                            == 1;
            return ours ? Optional.of(found.get(0)) : Optional.empty();
        });
    }

    private static String digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
