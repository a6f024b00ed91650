package org.convene.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.convene.ops.Statements;

/**
 * Takes a person out of rows, sealed or not, in one transaction with the row that says so: it lists each with the digest that
 * it has from now on, so that the chain stays whole, and a change that only looks like an erasure does not.
 */
public final class Erasure {
    public static final String WHAT = "audit.erase";

    private final Connection connection;
    private final AuditTrail trail;
    private final ObjectNode digests = JsonNodeFactory.instance.objectNode();

    /** Nobody seals meanwhile. */
    public Erasure(Connection connection, AuditTrail trail) throws SQLException {
        this.connection = connection;
        this.trail = trail;
        Head.hold(connection);
    }

    /** The row {@code id}, as it is to be from now on. */
    public void replace(long id, String who, String subject, String result, String before, String after)
            throws SQLException {
        String salt = Seal.newSalt();
        String digest = Seal.digest(salt, who, subject, result, before, after);
        Statements.update(
                connection,
                "update audit set who = ?, subject = ?, before_doc = ?, after_doc = ?, salt = ? where id = ?",
                Arrays.asList(who, subject, before, after, salt, id));
        digests.put(String.valueOf(id), digest);
    }

    /** To be called last. */
    public void end(Instant now, Act act) throws SQLException {
        if (!digests.isEmpty()) {
            ObjectNode after = JsonNodeFactory.instance.objectNode();
            after.set("digests", digests);
            trail.add(
                    connection,
                    List.of(new AuditedChange(
                            now,
                            new Act(act.who(), act.door(), WHAT),
                            "audit",
                            AuditedChange.DONE,
                            null,
                            after.toString())));
        }
    }
}
