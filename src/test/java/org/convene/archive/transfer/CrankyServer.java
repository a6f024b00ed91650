package org.convene.archive.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Serves one file over real HTTP, one request a connection, and misbehaves as told: once per manner, then never again. */
final class CrankyServer implements AutoCloseable {
    record Request(String path, Map<String, String> headers) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** How one request is answered. */
    interface Manner {
        void answer(CrankyServer server, Request request, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final Queue<Manner> manners = new ConcurrentLinkedQueue<>();
    private final List<Request> heard = new CopyOnWriteArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private volatile byte[] content;
    private volatile String etag = "\"1\"";
    private volatile Manner usual = whole();
    private volatile Runnable onRequest = () -> {};

    CrankyServer(byte[] content) {
        this.content = content;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread thread = new Thread(this::serve, "cranky-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI link() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/record.mp4?signature=personal-secret");
    }

    CrankyServer first(Manner... next) {
        manners.addAll(List.of(next));
        return this;
    }

    CrankyServer always(Manner manner) {
        usual = manner;
        return this;
    }

    void onRequest(Runnable work) {
        onRequest = work;
    }

    void becomes(byte[] other, String tag) {
        content = other;
        etag = tag;
    }

    List<Request> heard() {
        return heard;
    }

    /** Bytes of bodies. */
    long sent() {
        return sent.get();
    }

    /** As servers of files do: the whole, or the piece that is asked for. */
    static Manner whole() {
        return (server, request, out) -> server.piece(request, out, Integer.MAX_VALUE, new byte[0]);
    }

    /** Closes the connection after so many bytes. */
    static Manner cutAfter(int bytes) {
        return (server, request, out) -> server.piece(request, out, bytes, new byte[0]);
    }

    /** What some proxies do: their own words inside the stream, then the end. */
    static Manner garbageAfter(int bytes, byte[] garbage) {
        return (server, request, out) -> server.piece(request, out, bytes, garbage);
    }

    /** Something slips into the stream, which has the promised length all the same, and so lacks its end. */
    static Manner slippedIn(int at, byte[] garbage) {
        return (server, request, out) -> {
            byte[] body = server.content.clone();
            System.arraycopy(garbage, 0, body, at, garbage.length);
            System.arraycopy(server.content, at, body, at + garbage.length, body.length - at - garbage.length);
            server.head(out, "200 OK", "Content-Length: " + body.length);
            server.body(out, body, 0, body.length);
        };
    }

    static Manner status(int status) {
        return (server, request, out) -> server.head(out, status + " Told", "Content-Length: 0");
    }

    /** No pieces: always the whole. */
    static Manner noPieces(int cutAfter) {
        return (server, request, out) -> {
            server.head(out, "200 OK", "Content-Length: " + server.content.length);
            server.body(out, server.content, 0, Math.min(cutAfter, server.content.length));
        };
    }

    static Manner page(String type, String text) {
        return (server, request, out) -> {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            server.head(out, "200 OK", "Content-Type: " + type, "Content-Length: " + body.length);
            server.body(out, body, 0, body.length);
        };
    }

    static Manner redirect(String to) {
        return (server, request, out) -> server.head(out, "302 Found", "Location: " + to, "Content-Length: 0");
    }

    /** The end of the connection is the end of the file, perhaps. */
    static Manner withoutLength(int bytes) {
        return (server, request, out) -> {
            server.head(out, "200 OK");
            server.body(out, server.content, 0, Math.min(bytes, server.content.length));
        };
    }

    static Manner chunked() {
        return (server, request, out) -> {
            server.head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write((Integer.toHexString(server.content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            server.body(out, server.content, 0, server.content.length);
            out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        };
    }

    private void piece(Request request, OutputStream out, int most, byte[] garbage) throws IOException {
        String range = request.header("Range");
        boolean same = request.header("If-Range").isEmpty()
                || request.header("If-Range").equals(etag);
        int first = 0;
        int last = content.length - 1;
        if (range.isEmpty() || !same) {
            head(out, "200 OK", "ETag: " + etag, "Accept-Ranges: bytes", "Content-Length: " + content.length);
        } else {
            String[] ends = range.substring("bytes=".length()).split("-");
            first = Integer.parseInt(ends[0]);
            last = ends.length > 1 ? Math.min(last, Integer.parseInt(ends[1])) : last;
            if (first >= content.length) {
                head(out, "416 No", "Content-Range: bytes */" + content.length, "Content-Length: 0");
                return;
            }
            head(
                    out,
                    "206 Partial Content",
                    "ETag: " + etag,
                    "Content-Range: bytes " + first + "-" + last + "/" + content.length,
                    "Content-Length: " + (last - first + 1));
        }
        int wanted = last - first + 1;
        body(out, content, first, Math.min(wanted, most));
        if (most < wanted) {
            body(out, garbage, 0, Math.min(garbage.length, wanted - most - 1)); // and never all that was promised
        }
    }

    private void head(OutputStream out, String status, String... headers) throws IOException {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + lines + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private void body(OutputStream out, byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        sent.addAndGet(count);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                Request request = read(connection);
                if (request != null) {
                    heard.add(request);
                    onRequest.run();
                    Manner manner = manners.poll();
                    (manner == null ? usual : manner).answer(this, request, connection.getOutputStream());
                }
            } catch (IOException clientWent) {
                // it does not want the rest
            }
        }
    }

    private static Request read(Socket connection) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String first = lines.readLine();
        if (first == null) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return new Request(first.split(" ")[1], headers);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
