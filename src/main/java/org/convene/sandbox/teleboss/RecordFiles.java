package org.convene.sandbox.teleboss;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.convene.ops.ByteRange;
import org.convene.sandbox.stage.Answer;
import org.convene.sandbox.stage.Content;

/** The store the links lead to: no token of the API, parts of a file for who asks for them, 403 when the time is over. */
final class RecordFiles {

    private static final String SUFFIX = ".mp4";

    private final World world;
    private final RecordLinks links;

    RecordFiles(World world, RecordLinks links) {
        this.world = world;
        this.links = links;
    }

    Answer serve(Heard heard) {
        Optional<RoomRecord> found = Optional.of(heard.path("file"))
                .filter(file -> file.endsWith(SUFFIX))
                .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                .flatMap(world.recordings()::record)
                .filter(record -> record.ready(world.now()));
        if (found.isEmpty()) {
            return Answer.text(404, "No such file\n");
        }
        RoomRecord record = found.get();
        return links.opens(record, heard.query("expires"), heard.query("signature"), world.now())
                ? file(heard, record)
                : Answer.text(403, "The link has expired or was never given\n");
    }

    private static Answer file(Heard heard, RoomRecord record) {
        Content content = new RecordContent(record.id(), record.size());
        String tag = "\"" + record.id() + "-" + record.size() + "\"";
        Map<String, String> headers = new HashMap<>(
                Map.of("Content-Type", "video/mp4", "Accept-Ranges", "bytes", "ETag", tag, "Cache-Control", "private"));
        Optional<ByteRange> wanted = wanted(heard, tag, record.size());
        if (wanted.isEmpty()) {
            return new Answer(200, headers, content);
        }
        ByteRange range = wanted.get();
        if (!range.satisfiable()) {
            headers.put("Content-Range", "bytes */" + record.size());
            return new Answer(416, headers, Content.of(new byte[0]));
        }
        headers.put("Content-Range", "bytes " + range.from() + "-" + range.to() + "/" + record.size());
        return new Answer(206, headers, content.stretch(range.from(), range.length()));
    }

    /** A part only of a GET, and only of the file the asker has begun with (RFC 9110, 13.1.5 and 14.2). */
    private static Optional<ByteRange> wanted(Heard heard, String tag, long size) {
        String sameAs = heard.header("If-Range");
        return heard.isGet() && (sameAs == null || sameAs.equals(tag))
                ? ByteRange.of(heard.header("Range"), size)
                : Optional.empty();
    }
}
