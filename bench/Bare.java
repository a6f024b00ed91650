import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * The yardstick: what a lesson costs when nothing but the vendor's calls is done. One room, then a link for everybody
 * at the same time, on the Vert.x client as its manual shows it; no framework, no database, nothing stored or retried.
 *
 * <p>Arguments: vendor URL, participants per lesson. Each line on standard input, {@code LESSONS IN_FLIGHT}, is one run
 * in the same warm process and is answered by one line of JSON.
 */
public final class Bare {
    private static final String SPACE = "64217150224cd9e040e114d1";

    private final HttpClient client;
    private final URI vendor;
    private final int participants;

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private long[] nanosOfLesson;
    private CountDownLatch open;

    private Bare(URI vendor, int participants, int connections) {
        this.vendor = vendor;
        this.participants = participants;
        this.client = Vertx.vertx().createHttpClient(new HttpClientOptions().setMaxPoolSize(connections));
    }

    public static void main(String[] args) throws Exception {
        int participants = Integer.parseInt(args[1]);
        var bare = new Bare(URI.create(args[0]), participants, 64 * participants);
        var lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.trim().split("\\s+");
            System.out.println(bare.run(Integer.parseInt(words[0]), Integer.parseInt(words[1])));
        }
        System.exit(0);
    }

    private String run(int lessons, int inFlight) throws InterruptedException {
        next.set(0);
        failed.set(0);
        nanosOfLesson = new long[lessons];
        open = new CountDownLatch(lessons);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        IntStream.range(0, Math.min(inFlight, lessons)).forEach(i -> startNext());
        open.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMillis = (cpuNanos() - cpu) / 1e6;
        Arrays.sort(nanosOfLesson);
        return new JsonObject()
                .put("lessons", lessons)
                .put("failed", failed.get())
                .put("lessonsPerSecond", lessons / seconds)
                .put("cpuMillisPerLesson", cpuMillis / lessons)
                .put("p50Millis", nanosOfLesson[lessons / 2] / 1e6)
                .encode();
    }

    /** Every lesson that ends starts the next, so as many are in flight as were started first. */
    private void startNext() {
        int number = next.getAndIncrement();
        if (number >= nanosOfLesson.length) {
            return;
        }
        long start = System.nanoTime();
        lesson("bare-" + number).onComplete(done -> {
            nanosOfLesson[number] = System.nanoTime() - start;
            failed.addAndGet(done.succeeded() ? 0 : 1);
            open.countDown();
            startNext();
        });
    }

    private Future<?> lesson(String id) {
        var room = new JsonObject()
                .put("name", "Algebra " + id)
                .put("type", "lesson")
                .put("isPublic", true)
                .put("isChatAllowed", true)
                .put("isRecordAllowed", true)
                .put("redirectUrl", "http://localhost:8080/");
        return post("/v1/spaces/" + SPACE + "/rooms", room, 201)
                .map(made -> made.getString("id"))
                .compose(made -> Future.all(IntStream.range(0, participants)
                        .mapToObj(i -> link(id, made, i))
                        .toList()));
    }

    private Future<String> link(String lesson, String room, int participant) {
        var access = new JsonObject()
                .put("username", "Participant Number " + participant)
                .put("role", participant == 0 ? "moderator" : "user")
                .put("externalUserId", "p-" + participant)
                .put("externalMeetingId", lesson)
                .put("ttl", 100_000)
                .put("isPermanent", true)
                .put("email", "p" + participant + "@school.example");
        return post("/v1/spaces/" + SPACE + "/rooms/" + room + "/generate-access", access, 200)
                .map(answer -> answer.getString("url"));
    }

    private Future<JsonObject> post(String path, JsonObject body, int expected) {
        return client.request(HttpMethod.POST, vendor.getPort(), vendor.getHost(), path)
                .compose(request -> request.putHeader("Authorization", "Bearer bench")
                        .putHeader("Content-Type", "application/json")
                        .send(body.toBuffer()))
                .compose(response -> response.statusCode() == expected
                        ? response.body().map(Buffer::toJsonObject)
                        : Future.failedFuture("status " + response.statusCode()));
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
