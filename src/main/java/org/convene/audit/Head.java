package org.convene.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.convene.ops.Statements;

/** The last row of the chain. */
public record Head(long no, String hash) {
    private static final String NAME = "audit";

    /** Until the end of the transaction nobody else seals or erases. */
    static Head hold(Connection connection) throws SQLException {
        return read(connection, "select no, hash from audit_head where name = ? for update");
    }

    static Head read(Connection connection) throws SQLException {
        return read(connection, "select no, hash from audit_head where name = ?");
    }

    private static Head read(Connection connection, String sql) throws SQLException {
        List<Head> found = new ArrayList<>();
        Statements.each(connection, sql, List.of(NAME), row -> found.add(new Head(row.getLong(1), row.getString(2))));
        return found.isEmpty() ? new Head(0, Seal.ORIGIN) : found.get(0);
    }

    Head next(Instant at, String door, String what, String digest) {
        return new Head(no + 1, Seal.hash(hash, no + 1, at, door, what, digest));
    }

    void store(Connection connection) throws SQLException {
        Statements.update(connection, "update audit_head set no = ?, hash = ? where name = ?", List.of(no, hash, NAME));
    }
}
