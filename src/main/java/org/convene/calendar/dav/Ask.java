package org.convene.calendar.dav;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

/**
 * One request.
 *
 * @param what it is for, in words for failures: a path may hold a mail address or a secret and is never said
 */
record Ask(String what, String method, URI uri, Map<String, String> headers, byte[] body) {
    private static final String XML = "application/xml; charset=utf-8";

    static Ask get(String what, URI uri, Map<String, String> headers) {
        return new Ask(what, "GET", uri, headers, new byte[0]);
    }

    static Ask propfind(String what, URI uri, int depth, byte[] body) {
        return new Ask(what, "PROPFIND", uri, Map.of("Depth", String.valueOf(depth), "Content-Type", XML), body);
    }

    static Ask report(String what, URI uri, int depth, byte[] body) {
        return new Ask(what, "REPORT", uri, Map.of("Depth", String.valueOf(depth), "Content-Type", XML), body);
    }

    static Ask put(URI uri, String etag, byte[] text) {
        Map<String, String> headers = Map.of("If-Match", etag, "Content-Type", "text/calendar; charset=utf-8");
        return new Ask("writing an event", "PUT", uri, headers, text);
    }

    Ask at(URI other) {
        return new Ask(what, method, other, headers, body);
    }

    boolean isWrite() {
        return method.equals("PUT");
    }

    HttpRequest.Builder request() {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        headers.forEach(request::setHeader);
        return request;
    }
}
