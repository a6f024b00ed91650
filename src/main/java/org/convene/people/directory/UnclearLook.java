package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.convene.audit.Look;
import org.convene.ops.Statements;

/** What the audit says of a record that somebody assigns to a person. */
@Singleton
class UnclearLook implements Look {
    private final DataSource database;

    UnclearLook(DataSource database) {
        this.database = database;
    }

    @Override
    public boolean sees(String operation) {
        return operation.equals("api.assign-person");
    }

    @Override
    public JsonNode at(Request request) throws SQLException {
        String no = request.parameter("no");
        if (no == null || !no.matches("[0-9]{1,18}")) {
            return null;
        }
        List<JsonNode> found = Statements.rows(
                database,
                "select source, person from person_record where no = ?",
                List.of(Long.parseLong(no)),
                row -> JsonNodeFactory.instance
                        .objectNode()
                        .put("source", row.getString(1))
                        .put("person", row.getString(2)));
        return found.isEmpty() ? null : found.get(0);
    }
}
