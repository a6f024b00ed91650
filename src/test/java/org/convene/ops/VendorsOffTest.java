package org.convene.ops;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.convene.vendor.VendorFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that was told of no vendor starts, says so, and fails at nothing. */
@QuarkusTest
@TestProfile(VendorsOffTest.WithoutVendors.class)
class VendorsOffTest {
    public static class WithoutVendors implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "convene.data-dir", "target/vendors-off",
                    "convene.demo.samples", "",
                    "convene.sandbox.enabled", "false",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:vendors-off",
                    "quarkus.http.test-port", "0");
        }
    }

    @Inject
    CamelContext camel;

    @Inject
    ProducerTemplate producer;

    @ParameterizedTest
    @ValueSource(strings = {"teleboss", "trueconf", "mx"})
    void healthSaysThatAVendorIsNotConfigured(String vendor) {
        given().get("/q/health/ready").then().statusCode(200).body("checks.data." + vendor, hasItem("not configured"));
    }

    @Test
    void whoeverCallsAVendorThatIsOffLearnsWhichKeyIsEmpty() {
        Exchange read = new DefaultExchange(camel);
        read.setVariable("roomId", "1");
        producer.send("direct:trueconf.read", read);

        assertInstanceOf(VendorFailure.Down.class, read.getException());
        assertEquals(
                "trueconf is not configured: convene.trueconf.url is empty",
                read.getException().getMessage());
    }

    @Test
    void thePatrolOfAVendorThatIsOffHasNothingToDo() throws Exception {
        Exchange turn = new DefaultExchange(camel);
        camel.getRoute("trueconf.patrol").getProcessor().process(turn);

        assertNull(turn.getException());
        assertNull(turn.getVariable("asOf"), "it does not even begin");
    }
}
