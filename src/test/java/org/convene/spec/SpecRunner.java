package org.convene.spec;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultExchange;
import org.convene.booking.LedgerAnew;
import org.convene.vendor.VendorFailure;
import org.convene.vendor.VendorsAnew;
import org.eclipse.microprofile.config.ConfigProvider;

/** Plays the steps of a case, and says everything that differs from it. routes/README.md explains the words. */
@Singleton
public class SpecRunner {
    static final String SPACE = "64217150224cd9e040e114d1";
    /** What a message may happen to carry; none of it may reach a vendor. */
    static final Map<String, String> LEAKY = Map.of(
            "X-Not-For-Vendors",
            "leak",
            "Cookie",
            "session=leak",
            "CamelHttpUri",
            "http://leak.invalid",
            "CamelHttpQuery",
            "leak=1");

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final CamelContext camel;
    private final ProducerTemplate producer;
    private final LedgerAnew ledger;
    private final VendorsAnew vendors;
    private final Clock clock;
    private final HttpClient http = HttpClient.newHttpClient();

    SpecRunner(CamelContext camel, ProducerTemplate producer, LedgerAnew ledger, VendorsAnew vendors, Clock clock) {
        this.camel = camel;
        this.producer = producer;
        this.ledger = ledger;
        this.vendors = vendors;
        this.clock = clock;
    }

    void play(SpecCase spec) throws Exception {
        ledger.start();
        ledger.space(SPACE);
        vendors.start();
        stoppedClock().startAnew();
        for (int i = 0; i < spec.steps().size(); i++) {
            JsonNode step = spec.steps().get(i);
            List<String> differences = new ArrayList<>();
            ScriptedVendor.expect(step.path("vendor"), step.path("anyOrder").asBoolean());
            play(step, differences);
            await("nothing is left to do")
                    .atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(ledger::idle);
            listen(step.path("vendor").size(), differences);
            assertEquals("", String.join("\n", differences), spec.name() + ", step " + (i + 1));
        }
    }

    private StoppedClock stoppedClock() {
        return (StoppedClock) clock;
    }

    private void play(JsonNode step, List<String> differences) throws Exception {
        if (step.has("space")) {
            ledger.noSpace();
            vendors.start();
        }
        if (step.has("later")) {
            stoppedClock().forward(Duration.parse(step.get("later").asText()));
            ledger.wake();
        } else if (step.has("crash")) {
            ledger.crash(step.get("crash").asText());
        } else if (step.has("request")) {
            request(step, differences);
        } else {
            call(step, differences);
        }
    }

    private static void listen(int turns, List<String> differences) {
        List<Heard> heard = ScriptedVendor.heard();
        heard.forEach(call -> differences.addAll(call.differences()));
        if (heard.size() != turns) {
            differences.add(
                    "calls to the vendor: expected " + turns + ", but there were " + heard.size() + ": " + heard);
        }
    }

    /** Calls a route by its {@code direct:} name; one that starts by itself, such as a timer, is started by us. */
    private void call(JsonNode step, List<String> differences) throws Exception {
        String call = step.path("call").asText();
        Exchange exchange = new DefaultExchange(camel);
        step.path("given")
                .fields()
                .forEachRemaining(variable -> exchange.setVariable(
                        variable.getKey(), variable.getValue().asText()));
        if (step.has("send")) {
            exchange.getMessage().setBody(step.get("send").toString());
        }
        LEAKY.forEach(exchange.getMessage()::setHeader);
        if (call.startsWith("direct:")) {
            producer.send(call, exchange);
        } else {
            started(call).getProcessor().process(exchange);
        }
        JsonNode failed = failure(exchange.getException());
        if (step.has("fails") || !failed.isMissingNode()) {
            step.path("fails")
                    .fields()
                    .forEachRemaining(word -> Expected.compare(
                            "/fails/" + word.getKey(), word.getValue(), failed.path(word.getKey()), differences));
            if (!step.has("fails")) {
                differences.add("it failed: " + failed);
            }
        } else {
            Expected.compare("/receive", orNull(step.path("receive")), received(exchange), differences);
        }
        step.path("sets")
                .fields()
                .forEachRemaining(variable -> Expected.compare(
                        "/sets/" + variable.getKey(),
                        variable.getValue(),
                        Expected.text(exchange.getVariable(variable.getKey(), String.class)),
                        differences));
    }

    private Route started(String uri) {
        return camel.getRoutes().stream()
                .filter(route -> route.getEndpoint()
                        .getEndpointBaseUri()
                        .replace("//", "")
                        .equals(uri))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no route begins with " + uri));
    }

    private static JsonNode received(Exchange exchange) {
        return Expected.json(exchange.getMessage().getBody(String.class));
    }

    private static JsonNode orNull(JsonNode expected) {
        return expected.isMissingNode() ? Expected.json(null) : expected;
    }

    private static JsonNode failure(Exception exception) throws Exception {
        if (exception == null) {
            return MissingNode.getInstance();
        }
        if (!(exception instanceof VendorFailure failure)) {
            throw exception;
        }
        return Expected.JSON.valueToTree(Map.of(
                "kind", failure.kind(),
                "reason", failure.getMessage(),
                "retryAfter", Math.toIntExact(failure.retryAfter().toSeconds())));
    }

    /** Reading changes nothing, so it is repeated until what is expected is there, unless it asks the vendor. */
    private void request(JsonNode step, List<String> differences) throws Exception {
        JsonNode request = step.get("request");
        if (request.path("method").asText("GET").equals("GET") && !step.has("vendor")) {
            Callable<List<String>> answer = () -> answerTo(request, step.path("answer"));
            List<String> last = new ArrayList<>();
            try {
                await().atMost(Duration.ofSeconds(5)).until(() -> {
                    last.clear();
                    last.addAll(answer.call());
                    return last.isEmpty();
                });
            } catch (org.awaitility.core.ConditionTimeoutException neverAsExpected) {
                differences.addAll(last);
            }
        } else {
            differences.addAll(answerTo(request, step.path("answer")));
        }
    }

    private List<String> answerTo(JsonNode request, JsonNode expected) throws IOException, InterruptedException {
        String base = ConfigProvider.getConfig().getValue("test.url", String.class);
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + request.path("path").asText()));
        boolean hasBody = request.has("body") || request.has("text");
        if (hasBody && !request.path("headers").has("Content-Type")) {
            builder.header("Content-Type", "application/json");
        }
        request.path("headers")
                .fields()
                .forEachRemaining(header ->
                        builder.header(header.getKey(), header.getValue().asText()));
        String body = request.has("text")
                ? request.get("text").asText()
                : request.has("body") ? request.get("body").toString() : "";
        builder.method(
                request.path("method").asText("GET"),
                hasBody ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
        HttpResponse<String> answer = http.send(builder.build(), HttpResponse.BodyHandlers.ofString());
        List<String> differences = new ArrayList<>();
        Expected.compare(
                "/answer/status",
                expected.path("status"),
                Expected.JSON.getNodeFactory().numberNode(answer.statusCode()),
                differences);
        expected.path("headers")
                .fields()
                .forEachRemaining(header -> Expected.compare(
                        "/answer/headers/" + header.getKey(),
                        header.getValue(),
                        Expected.text(
                                answer.headers().firstValue(header.getKey()).orElse(null)),
                        differences));
        JsonNode json = Expected.json(answer.body());
        if (expected.has("body")) {
            Expected.compare("/answer/body", expected.get("body"), json, differences);
        }
        expected.path("shows")
                .fields()
                .forEachRemaining(field -> Expected.compare(
                        "/answer/" + field.getKey(), field.getValue(), orNull(json.path(field.getKey())), differences));
        return differences;
    }
}
