package org.convene.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.convene.audit.AuditReader.Search;

/** Rows as lines of JSON, read some at a time while somebody takes them, so that an audit of any length fits. */
final class AuditLines extends InputStream {
    private static final int AT_ONCE = 500;

    private final AuditReader reader;
    private final Search search;
    private final Function<Rows.Row, JsonNode> view;
    private InputStream lines = InputStream.nullInputStream();
    private long place;
    private boolean ended;

    AuditLines(AuditReader reader, Search search, Function<Rows.Row, JsonNode> view) {
        this.reader = reader;
        this.search = search;
        this.view = view;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = lines.read(into, from, length);
        while (read < 0 && !ended) {
            lines = next();
            read = lines.read(into, from, length);
        }
        return read;
    }

    private InputStream next() throws IOException {
        try {
            List<Rows.Row> rows = reader.oldest(search, place, AT_ONCE);
            ended = rows.size() < AT_ONCE;
            StringBuilder text = new StringBuilder();
            for (Rows.Row row : rows) {
                place = row.id();
                text.append(view.apply(row)).append('\n');
            }
            return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (SQLException away) {
            throw new IOException("the database does not answer", away);
        }
    }
}
