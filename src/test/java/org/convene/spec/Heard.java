package org.convene.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One request that a vendor received, and the turn of the spec that answered it. */
final class Heard {
    private final String method;
    private final String path;
    private final String query;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String body;
    private JsonNode turn;

    private Heard(String method, String path, String query, String body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.body = body;
    }

    static Heard of(HttpServerRequest request, String body) {
        Heard heard = new Heard(request.method().name(), request.path(), request.query(), body);
        request.headers().forEach(header -> heard.headers.put(header.getKey(), header.getValue()));
        return heard;
    }

    void answeredBy(JsonNode turnOfSpec) {
        turn = turnOfSpec;
    }

    /** What differs from the turn that answered it; a request that no turn answers differs altogether. */
    List<String> differences() {
        if (turn == null) {
            return List.of("unexpected call: " + this);
        }
        List<String> differences = differences(turn);
        if (query != null && query.contains("leak")
                || headers.values().stream().anyMatch(value -> value.contains("leak"))) {
            differences.add("something that the message carried reached the vendor: " + headers);
        }
        return differences;
    }

    List<String> differences(JsonNode candidate) {
        JsonNode hears = candidate.path("hears");
        List<String> differences = new ArrayList<>();
        if (hears.has("method")) {
            Expected.compare("/method", hears.get("method"), Expected.text(method), differences);
        }
        if (hears.has("path")) {
            Expected.compare("/path", hears.get("path"), Expected.text(path), differences);
        }
        if (hears.has("query")) {
            Expected.compare("/query", hears.get("query"), Expected.text(query), differences);
        }
        hears.path("headers")
                .fields()
                .forEachRemaining(header -> Expected.compare(
                        "/headers/" + header.getKey(),
                        header.getValue(),
                        Expected.text(headers.get(header.getKey())),
                        differences));
        if (hears.has("body")) {
            Expected.compare("/body", hears.get("body"), Expected.json(body), differences);
        }
        return differences;
    }

    @Override
    public String toString() {
        return method + " " + path + " " + body;
    }
}
