package org.convene.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What configuration can say about the way to a TrueConf Server, met by a real one as far as the wire goes. */
@QuarkusTest
@TestProfile(TrueconfOverTlsTest.WithItsOwnCertificate.class)
class TrueconfOverTlsTest {
    public static class WithItsOwnCertificate implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "convene.data-dir", "target/trueconf-tls",
                    "convene.demo.samples", "",
                    "convene.sandbox.enabled", "false",
                    "convene.trueconf.client-id", "application",
                    "convene.trueconf.client-secret", "secret",
                    "convene.trueconf.token-in", "query",
                    "convene.trueconf.api-version", "v3.1",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:trueconf-tls",
                    "quarkus.http.test-port", "0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TrueconfOverTls.class));
        }
    }

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @Inject
    VendorsAnew vendors;

    @BeforeEach
    void startAnew() {
        vendors.start();
        TrueconfOverTls.HEARD.clear();
    }

    private Exchange conference() {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setVariable("roomId", "1");
        exchange.setVariable("page", "1");
        exchange.setVariable("pageSize", "10");
        return exchange;
    }

    @Test
    void aTokenIsSentInTheQueryToAServerThatKnowsNothingElse() {
        Exchange read = producer.send("direct:trueconf.read", conference());

        assertEquals("1", read.getMessage().getBody(JsonNode.class).path("id").asText());
        assertEquals(
                List.of("POST /oauth2/v1/token null", "GET /api/v3.1/conferences/1?access_token=a+b%26c null"),
                TrueconfOverTls.HEARD);
    }

    @Test
    void ofAHundredCallsAtOnceOneAsksForAToken() {
        List<CompletableFuture<Exchange>> calls = IntStream.range(0, 100)
                .mapToObj(i -> producer.asyncSend("direct:trueconf.read", conference()))
                .toList();

        calls.forEach(call -> assertEquals(
                "1", call.join().getMessage().getBody(JsonNode.class).path("id").asText()));
        assertEquals(1, Collections.frequency(TrueconfOverTls.HEARD, "POST /oauth2/v1/token null"));
        assertEquals(101, TrueconfOverTls.HEARD.size());
    }
}
