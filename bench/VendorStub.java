import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Teleboss as cheap as it can be: it answers the calls a lesson needs with prepared text after a fixed delay, and
 * counts. It remembers of each room only how many links were asked for: enough to prove that every call came once.
 *
 * <p>Everything happens on one event loop: no locks, and a delay is a timer, never a sleeping thread.
 * {@code GET /stub/stats} tells the counts, {@code POST /stub/reset?delay=20} starts them again with another delay.
 *
 * <p>Arguments: port (0 takes a free one), delay in ms, participants per lesson.
 */
public final class VendorStub {
    static final String SPACE = "64217150224cd9e040e114d1";
    private static final String ID_PREFIX = "62b0e25e3dc082dc";
    private static final String SPACES = "/v1/spaces/";
    private static final byte[] HEX = "0123456789abcdef".getBytes();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int participants;
    private int delay;

    private int rooms; // rooms made since the stub started; also the number inside a room's id
    private int firstRoom; // the first one since the last reset
    private byte[] linksOfRoom = new byte[1 << 16];
    private int links;
    private int complete; // rooms with exactly as many links as participants
    private int wrong; // a link too many, a room nobody made, a call without token or body
    private long bodyBytes;
    private long cpuAtReset = cpuNanos();
    private final Map<String, Integer> others = new TreeMap<>();

    private VendorStub(int delay, int participants) {
        this.delay = delay;
        this.participants = participants;
    }

    public static void main(String[] args) {
        var stub = new VendorStub(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        stub.vertx
                .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setAcceptBacklog(4096))
                .requestHandler(request -> request.body().onSuccess(body -> stub.answer(request, body)))
                .listen(Integer.parseInt(args[0]))
                .onSuccess(server -> System.out.println("listening on " + server.actualPort()))
                .onFailure(e -> {
                    System.err.println("cannot listen: " + e.getMessage());
                    System.exit(1);
                });
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (path.startsWith("/stub/")) {
            request.response().end(control(request, path));
            return;
        }
        String method = request.method().name();
        bodyBytes += body.length();
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null) {
            wrong++;
            send(request, 401, "{\"message\":\"Unauthorized\",\"code\":\"unauthorized\"}");
        } else if (method.equals("POST") && path.endsWith("/generate-access")) {
            send(request, 200, link(path, body));
        } else if (method.equals("POST") && path.startsWith(SPACES) && path.endsWith("/rooms")) {
            send(request, 201, newRoom(body));
        } else {
            others.merge(method + " " + path.replaceAll("[0-9a-f]{24}", "*"), 1, Integer::sum);
            send(request, 200, other(method, path));
        }
    }

    private void send(HttpServerRequest request, int status, String text) {
        var response = request.response().setStatusCode(status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8");
        if (delay == 0) {
            response.end(text);
        } else {
            vertx.setTimer(delay, timer -> response.end(text));
        }
    }

    private String newRoom(Buffer body) {
        int number = rooms++;
        if (number == linksOfRoom.length) {
            linksOfRoom = Arrays.copyOf(linksOfRoom, number * 2);
        }
        checkBody(body);
        return room(hex(number));
    }

    private String link(String path, Buffer body) {
        int end = path.length() - "/generate-access".length();
        String digits = path.substring(Math.max(0, end - 8), end);
        int number = Integer.parseUnsignedInt(digits, 16);
        if (number < firstRoom || number >= rooms) {
            wrong++;
        } else {
            int count = ++linksOfRoom[number];
            complete += count == participants ? 1 : 0;
            wrong += count > participants ? 1 : 0;
        }
        links++;
        checkBody(body);
        return "{\"url\":\"https://a.teleboss.ru/room/r" + digits
                + "?participantName=p&accessToken=0123456789abcdef\"}";
    }

    /** What the vendor would say to calls that a lesson in good order does not need. */
    private String other(String method, String path) {
        if (path.contains("/webhook")) {
            return "{\"url\":\"http://localhost/webhooks/teleboss\",\"secret\":\"0123456789\",\"isActive\":true}";
        } else if (method.equals("GET") && path.endsWith("/rooms")) {
            return "{\"items\":[]}";
        } else if (path.contains("/rooms/")) {
            return room(path.substring(path.length() - 8));
        } else if (method.equals("GET")) {
            return "{\"items\":[{\"id\":\"" + SPACE + "\",\"name\":\"Convene\"}]}";
        }
        return "{\"id\":\"" + SPACE + "\"}";
    }

    private static String room(String digits) {
        return "{\"id\":\"" + ID_PREFIX + digits + "\",\"alias\":\"r" + digits + "\",\"channelId\":\"" + ID_PREFIX
                + digits
                + "\",\"appId\":\"" + SPACE + "\",\"spaceId\":\"" + SPACE
                + "\",\"name\":\"Lesson\",\"type\":\"lesson\","
                + "\"isPublic\":true,\"isArchived\":false,\"isChatAllowed\":true,\"isScreensharingAllowed\":true}";
    }

    private void checkBody(Buffer body) {
        if (body.length() < 2 || body.getByte(0) != '{') {
            wrong++;
        }
    }

    private String control(HttpServerRequest request, String path) {
        if (path.equals("/stub/reset")) {
            delay = Integer.parseInt(request.getParam("delay"));
            firstRoom = rooms;
            links = complete = wrong = 0;
            bodyBytes = 0;
            others.clear();
            cpuAtReset = cpuNanos();
        }
        return new JsonObject()
                .put("rooms", rooms - firstRoom)
                .put("links", links)
                .put("complete", complete)
                .put("wrong", wrong)
                .put("others", new JsonObject(Map.copyOf(others)))
                .put("bodyBytes", bodyBytes)
                .put("cpuMillis", (cpuNanos() - cpuAtReset) / 1e6)
                .encode();
    }

    private static String hex(int number) {
        byte[] digits = new byte[8];
        for (int i = 7; i >= 0; i--, number >>>= 4) {
            digits[i] = HEX[number & 15];
        }
        return new String(digits);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
