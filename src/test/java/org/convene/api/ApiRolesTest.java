package org.convene.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what, once tokens are set. */
@QuarkusTest
@TestProfile(ApiRolesTest.WithTokens.class)
class ApiRolesTest {
    private static final String SECRET = "-secret-of-this-test";

    /** One token for each role, named after it. */
    public static class WithTokens implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> keys = new HashMap<>(Map.of(
                    "convene.data-dir", "target/roles",
                    "convene.demo.samples", "",
                    "convene.teleboss.url", "",
                    "quarkus.datasource.jdbc.url", "jdbc:h2:mem:roles",
                    "quarkus.http.test-port", "0"));
            for (String role : ApiTokens.ROLES) {
                keys.put("convene.api.tokens." + role + ".secret", role + SECRET);
                keys.put("convene.api.tokens." + role + ".role", role);
            }
            return keys;
        }
    }

    private static RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + role + SECRET);
    }

    @ParameterizedTest(name = "{0} asks GET {1} and hears {2}")
    @CsvSource({
        "viewer, /lessons, 200",
        "operator, /lessons, 200",
        "admin, /lessons, 200",
        "source, /lessons, 200",
        "viewer, /attendance, 200",
        "source, /attendance, 200",
        "operator, /lessons/none/attendance, 404",
        "source, /lessons/none/attendance, 404",
        "viewer, /quarantine, 200",
        "source, /quarantine, 403",
        "viewer, /q/metrics, 200",
        "source, /q/metrics, 403"
    })
    void aRoleSeesWhatItNeeds(String role, String path, int status) {
        as(role).get(path).then().statusCode(status);
    }

    @ParameterizedTest(name = "{0} cancels a lesson and hears {1}")
    @CsvSource({"viewer, 403", "operator, 403", "source, 204", "admin, 204"})
    void onlySourcesAndAdministratorsChangeLessons(String role, int status) {
        as(role).delete("/lessons/nobody-knows-it").then().statusCode(status);
    }

    @ParameterizedTest(name = "{0} replays and hears {1}")
    @CsvSource({"viewer, 403", "source, 403", "operator, 202", "admin, 202"})
    void onlyOperatorsAndAdministratorsReplay(String role, int status) {
        as(role).post("/quarantine/replay").then().statusCode(status);
    }

    @Test
    void aMissingOrWrongTokenIsToldByAProblemDocument() {
        given().get("/lessons")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", containsString("Bearer"));
        given().header("Authorization", "Bearer wrong").get("/lessons").then().statusCode(401);
    }

    @Test
    void aBrowserMaySendTheTokenAsThePassword() {
        given().auth()
                .preemptive()
                .basic("anybody", "viewer" + SECRET)
                .get("/lessons")
                .then()
                .statusCode(200);
    }

    @Test
    void healthAndPersonalLinksNeedNoToken() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/join/made-up").then().statusCode(404);
    }
}
