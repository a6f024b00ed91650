package org.convene.spec;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.convene.vendor.VendorsAnew;
import org.junit.jupiter.api.Test;

/** What the phone system tells and is told in confidence is seen by nobody who looks at the hub. */
@QuarkusTest
@TestProfile(SpecProfile.class)
class PhoneSecretsTest {
    private static final String PUSH_TOKEN = "7C179108B7BF759DED2D9CBED7969DE6";
    private static final String SIGNS_IN = """
            {"hears": {"method": "POST", "path": "/auth"},
             "answers": {"body": {"access_token": "secret-token", "expires_in": 3600}}}""";
    private static final String TELLS_PASSWORD = """
            {"hears": {"method": "GET", "path": "/auth"},
             "answers": {"body": {"ext": "3044", "softPhonePwd": "secret-of-the-phone"}}}""";
    private static final String REGISTERS = """
            {"hears": {"method": "PUT"}, "answers": {"status": 204}}""";

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @Inject
    VendorsAnew vendors;

    private Exchange called(String route, Map<String, String> variables) {
        Exchange exchange = new DefaultExchange(camel);
        variables.forEach(exchange::setVariable);
        producer.send(route, exchange);
        assertNull(exchange.getException());
        return exchange;
    }

    @Test
    void neitherMetricsNorMessagesShowThem() throws Exception {
        vendors.start();
        ScriptedVendor.expect(
                Expected.JSON.readTree("[" + SIGNS_IN + "," + TELLS_PASSWORD + "," + REGISTERS + "]"), false);

        Exchange told = called("direct:mx.who-am-i", Map.of());
        called(
                "direct:mx.register-push-token",
                Map.of("pushType", "apn", "pushTopic", "com.example.phone", "pushToken", PUSH_TOKEN));

        assertEquals(3, ScriptedVendor.heard().size());
        assertEquals(Expected.json("{\"ext\":\"3044\"}"), told.getMessage().getBody(JsonNode.class));
        String seen = told.getVariables() + " " + told.getAllProperties() + " "
                + told.getMessage().getHeaders();
        String metrics = given().get("/q/metrics").asString();
        assertTrue(metrics.contains("who-am-i"), "the calls are counted");
        for (String secret : List.of(PUSH_TOKEN, "secret-token", "secret-of-the-phone", "spec password")) {
            assertFalse(metrics.contains(secret), secret);
            assertFalse(seen.contains(secret), secret);
        }
    }
}
