package org.convene.people;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

/** A running hub that reads a directory and the files that somebody drops. */
@QuarkusTest
@TestProfile(RostersInTheHubTest.Alone.class)
@QuarkusTestResource(value = RostersInTheHubTest.Sources.class, restrictToAnnotatedClass = true)
class RostersInTheHubTest {
    private static final String BASE = "dc=school,dc=example";
    private static InMemoryDirectoryServer ldap;
    private static Path drop;

    public static class Alone implements QuarkusTestProfile {}

    public static class Sources implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try {
                drop = Files.createTempDirectory("convene-people-");
                InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
                config.addAdditionalBindCredentials("cn=convene", "a password");
                ldap = new InMemoryDirectoryServer(config);
                ldap.startListening();
                ldap.add(new Entry(BASE, new Attribute("objectClass", "domain"), new Attribute("dc", "school")));
                for (int no = 0; no < 30; no++) {
                    ldap.add(person("member" + no, "Member", "No" + no));
                }
            } catch (IOException | LDAPException impossible) {
                throw new IllegalStateException(impossible);
            }
            return Map.ofEntries(
                    Map.entry("convene.people.ldap.url", "ldap://localhost:" + ldap.getListenPort()),
                    Map.entry("convene.people.ldap.base", BASE),
                    Map.entry("convene.people.ldap.bind-dn", "cn=convene"),
                    Map.entry("convene.people.ldap.password", "a password"),
                    Map.entry("convene.people.ldap.page-size", "7"),
                    Map.entry("convene.people.ldap.poll", "1s"),
                    Map.entry("convene.people.ldap.full", "4s"),
                    Map.entry("convene.people.csv.dir", drop.toString()),
                    Map.entry("convene.people.csv.poll", "200"),
                    Map.entry("convene.people.look", "200"),
                    Map.entry("convene.data-dir", "target/rosters-test"),
                    Map.entry("convene.demo.samples", ""),
                    Map.entry("convene.sandbox.enabled", "false"),
                    Map.entry("quarkus.datasource.jdbc.url", "jdbc:h2:mem:rosters-test"),
                    Map.entry("quarkus.http.test-port", "0"));
        }

        @Override
        public void stop() {
            ldap.shutDown(true);
        }
    }

    private static Entry person(String login, String given, String family) {
        return new Entry(
                "uid=" + login + "," + BASE,
                new Attribute("objectClass", "top", "person", "organizationalPerson", "inetOrgPerson"),
                new Attribute("uid", login),
                new Attribute("cn", given + " " + family),
                new Attribute("givenName", given),
                new Attribute("sn", family),
                new Attribute("mail", login + "@ldap.example"));
    }

    private static void soon(ThrowingRunnable seen) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(seen);
    }

    private static ValidatableResponse people(String words) {
        return given().queryParam("q", words).get("/people?limit=100").then().statusCode(200);
    }

    private static ValidatableResponse health() {
        return given().get("/q/health/ready").then();
    }

    private static String source(String name) {
        return "checks.find { it.name == 'people-sources' }.data." + name;
    }

    private static List<String> putAside() throws IOException {
        if (!Files.isDirectory(drop.resolve(".done"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(drop.resolve(".done"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("^[^-]*-", ""))
                    .toList();
        }
    }

    /** As programs do it that know that somebody may look meanwhile. */
    private static void dropped(String name, String text, Charset charset) throws IOException {
        Path hidden = Files.write(drop.resolve("." + name), text.getBytes(charset));
        Files.move(hidden, drop.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static String school(int pupils) {
        return "Табельный номер;ФИО;Класс\r\n"
                + IntStream.range(0, pupils)
                        .mapToObj(no -> "п-" + no + ";Ученик Школы " + no + ";7Б\r\n")
                        .collect(Collectors.joining());
    }

    @Test
    void filesAreReadOnceAndAHalfOfOneChangesNobody() throws Exception {
        dropped("school.csv", school(40), Charset.forName("windows-1251"));
        soon(() -> people("Ученик Школы").body("items", hasSize(40)));
        soon(() -> assertTrue(putAside().contains("school.csv"), putAside().toString()));
        assertFalse(Files.exists(drop.resolve("school.csv")));
        health().body(source("csv"), containsString("school.csv"));

        // cut in the midst of a line
        dropped("cut.csv", school(40).substring(0, 500), Charset.forName("windows-1251"));
        soon(() -> health().body(source("csv"), containsString("cut.csv")));
        health().body(source("csv"), containsString("it ends in the midst of line"))
                .body("status", equalTo("UP"));
        people("Ученик Школы").body("items.findAll { it.state == 'active' }", hasSize(40));
        assertTrue(Files.exists(drop.resolve("cut.csv")), "it waits for whoever puts it right");

        // cut at the end of a line: nobody can see it, but too many are missing
        dropped("half.csv", school(20), Charset.forName("windows-1251"));
        soon(() -> health().body(source("csv"), containsString("20 of 40 would leave")));
        people("Ученик Школы").body("items.findAll { it.state == 'active' }", hasSize(40));
        given().get("/people/plans").then().body("items.findAll { it.source == 'csv' }.state", hasItem("held"));

        // whole again, under the name of the one that was cut
        dropped("cut.csv", school(41), Charset.forName("windows-1251"));
        soon(() -> people("Ученик Школы").body("items", hasSize(41)));

        dropped("leavers-delta.csv", "id,action\nп-0,delete\n", StandardCharsets.UTF_8);
        soon(() -> people("Ученик Школы").body("items.findAll { it.state == 'left' }", hasSize(1)));
        people("Ученик Школы").body("items.findAll { it.state == 'active' }", hasSize(40));
    }

    @Test
    void theDirectoryIsFollowed() throws Exception {
        soon(() -> people("Member No").body("items", hasSize(30)));
        String id = people("member3@ldap.example").extract().path("items[0].id");

        ldap.modify(
                "uid=member3," + BASE,
                new Modification(ModificationType.REPLACE, "sn", "Renamed"),
                new Modification(ModificationType.REPLACE, "cn", "Member Renamed"));
        ldap.modifyDN("uid=member3," + BASE, "uid=renamed", true);
        soon(() -> people("Member Renamed").body("items", hasSize(1)).body("items[0].id", equalTo(id)));

        ldap.delete("uid=member5," + BASE);
        soon(() -> people("member5@ldap.example").body("items[0].state", equalTo("left")));

        int port = ldap.getListenPort();
        ldap.shutDown(true);
        soon(() -> health().body(source("ldap"), containsString(String.valueOf(port)))
                .body(source("ldap"), containsString("connect")));
        assertEquals(29, (int) people("Member").extract().path("items.findAll { it.state == 'active' }.size()"));
    }
}
