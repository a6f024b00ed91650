package org.convene.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.convene.ops.Replica;
import org.convene.ops.Settings;
import org.convene.ops.Statements;

/**
 * Values that exactly one replica makes and all share, such as the id of the space. A value that configuration names
 * (below {@code convene.}) wins and is never made or forgotten.
 */
@Singleton
@Named("sharedValues")
public class SharedValues {
    /** Outlasts the calls it covers: a listing and a create, each with its time-out. */
    private static final Duration CLAIM = Duration.ofSeconds(40);

    private static final String CLAIMED = "conveneClaim";
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final DataSource database;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final String me = Replica.newName();

    public SharedValues(DataSource database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** The value, or {@code null} when nobody has made it yet. */
    public String value(String name) throws SQLException {
        String cached = known.get(name);
        if (cached != null) {
            return cached;
        }
        String found = settings.optionalText("convene." + name).orElse(null);
        if (found == null) {
            found = stored(name);
        }
        if (found != null) {
            known.put(name, found);
        }
        return found;
    }

    /** Takes the right to make the value, for a while. Throws {@code Busy} when somebody else has it. */
    public void claim(Exchange exchange, String name) throws SQLException, VendorFailure {
        exchange.setVariable("spaceName", settings.text("convene.teleboss.space-name"));
        Instant now = clock.instant();
        String lease = me + "-" + exchange.getExchangeId();
        exchange.setProperty(CLAIMED, lease);
        boolean ours = insertClaim(name, lease, now.plus(CLAIM)) || takeClaim(name, lease, now);
        if (!ours) {
            known.remove(name);
            throw new VendorFailure.Busy(name + " is being made by somebody else", PATIENCE);
        }
    }

    /** Making the value failed: others may try at once, unless it may have been made all the same. */
    public void release(Exchange exchange, String name) throws SQLException, VendorFailure {
        VendorFailure failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, VendorFailure.class);
        if (!(failure instanceof VendorFailure.Uncertain)) {
            update(
                    "update shared_value set lease = null, lease_until = null where name = ? and lease = ?",
                    name,
                    exchange.getProperty(CLAIMED, String.class));
        }
        throw failure;
    }

    /** In: what was made, {@code {id}}. Stores the id, and hands it to the exchange as {@code spaceId}. */
    public void keep(Exchange exchange, String name) throws SQLException, VendorFailure {
        String value = exchange.getMessage().getBody(JsonNode.class).path("id").asText("");
        if (value.isEmpty()) {
            throw new VendorFailure.Uncertain(name + ": the vendor made something but did not say what");
        }
        update("update shared_value set content = ?, lease = null, lease_until = null where name = ?", value, name);
        known.put(name, value);
        exchange.setVariable("spaceId", value);
    }

    /** The vendor no longer has what the value names. One of ours is forgotten, so that it is made again. */
    public void gone(String name, String value) throws SQLException, VendorFailure {
        if (settings.optionalText("convene." + name).isPresent()) {
            throw new VendorFailure.Refused("the configured convene." + name + "=" + value + " does not exist there");
        }
        update("update shared_value set content = null where name = ? and content = ?", name, value);
        known.remove(name, value);
        throw new VendorFailure.Busy(name + " " + value + " is gone and will be made again", PATIENCE);
    }

    /** As after a restart; for tests. */
    void startAnew() {
        known.clear();
    }

    /**
     * Takes a turn at looking after a value that may have to be made anew, whether it is there or not; whoever has it may
     * take it again.
     */
    public boolean takeTurn(String name, Duration length) throws SQLException {
        Instant now = clock.instant();
        String sql = """
                update shared_value set lease = ?, lease_until = ?
                where name = ? and (lease_until is null or lease_until < ? or lease = ?)""";
        return insertClaim(name, me, now.plus(length))
                || update(sql, me, Statements.utc(now.plus(length)), name, Statements.utc(now), me) == 1;
    }

    /** Replaces the value, which whoever has the turn may. */
    public void replace(String name, String content) throws SQLException {
        update("update shared_value set content = ? where name = ?", content, name);
    }

    /** What the ledger has now, or {@code null}: unlike {@link #value}, a value that may change. */
    public String stored(String name) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select content from shared_value where name = ?")) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    private boolean insertClaim(String name, String lease, Instant until) throws SQLException {
        String sql = """
                insert into shared_value (name, lease, lease_until)
                select ?, ?, ? where not exists (select 1 from shared_value where name = ?)""";
        return Statements.inserted(database, sql, name, lease, Statements.utc(until), name);
    }

    private boolean takeClaim(String name, String lease, Instant now) throws SQLException {
        String sql = """
                update shared_value set lease = ?, lease_until = ?
                where name = ? and content is null and (lease is null or lease_until < ?)""";
        return update(sql, lease, Statements.utc(now.plus(CLAIM)), name, Statements.utc(now)) == 1;
    }

    private int update(String sql, Object... values) throws SQLException {
        return Statements.update(database, sql, values);
    }
}
