package org.convene.people.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.convene.ops.Statements;
import org.convene.people.directory.Documents;

/** What a source said last of somebody: sources that tell changes of a part leave the rest to be remembered. */
@Singleton
public class LastKnown {
    private static final String SELECT =
            "select document from person_record where source = ? and source_key = ? and present";

    private final DataSource database;

    public LastKnown(DataSource database) {
        this.database = database;
    }

    /** The person as in {@code person.schema.json}. */
    public Optional<ObjectNode> find(String source, String key) throws IOException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = Statements.prepared(connection, SELECT, List.of(source, key));
                ResultSet found = statement.executeQuery()) {
            return found.next() ? Optional.of(Documents.read(found.getString(1))) : Optional.empty();
        } catch (SQLException failed) {
            throw new IOException("What is known cannot be read: " + failed.getMessage(), failed);
        }
    }
}
