package org.convene.people.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.convene.booking.Databases;
import org.convene.people.Roster;
import org.convene.people.directory.KnownPeople;
import org.convene.people.reading.HeardRoster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips of OneRoster 1.1 and 1.2 as school systems write them. */
class OneRosterRosterTest {
    private static final String USERS_1_1 =
            "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,"
                    + "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n";
    private static final String ENROLLMENTS = "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
            + "userSourcedId,role,primary,beginDate,endDate\n";
    private static final String CLASSES = "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,"
            + "classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n";
    private static final String ORGS = "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n";

    @TempDir
    Path directory;

    private static String manifest(String version, Map<String, String> modes) {
        StringBuilder text =
                new StringBuilder("propertyName,value\nmanifest.version,1.0\noneroster.version," + version + "\n");
        modes.forEach((table, mode) ->
                text.append("file.").append(table).append(',').append(mode).append('\n'));
        return text.toString();
    }

    private Path zip(Map<String, String> files) throws IOException {
        Path zip = directory.resolve("oneroster.zip");
        try (OutputStream bytes = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    private static Map<String, String> bulk() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "manifest.csv",
                manifest("1.1", Map.of("orgs", "bulk", "users", "bulk", "classes", "bulk", "enrollments", "bulk")));
        files.put("orgs.csv", ORGS + "o-1,,,Sample School,school,S1,\n");
        files.put("classes.csv", CLASSES + "c-7b,,,Algebra 7B,,,ALG-7B,scheduled,,o-1,t-1,,,\n");
        files.put(
                "users.csv",
                USERS_1_1
                        + "u-1,,,true,o-1,teacher,a.petrova,,Anna,Petrova,,1042,a.petrova@school.example,,+7 999 000-00-00,,,\n"
                        + "u-2,,,false,o-1,student,i.ivanov,,Ivan,Ivanov,,,i@school.example,,,,07,\n");
        files.put(
                "enrollments.csv",
                ENROLLMENTS
                        + "e-1,,,c-7b,o-1,u-1,teacher,true,,\n"
                        + "e-2,,,c-7b,o-1,u-2,student,false,2025-09-01,2026-05-31\n");
        return files;
    }

    private Roster roster(Path zip, DataSource database) throws IOException {
        return OneRosterRoster.of(
                CsvFiles.dropped(zip), true, CsvFiles.ONE_ROSTER, new KnownPeople(database), CsvFiles.TODAY);
    }

    private HeardRoster heard(Map<String, String> files) throws IOException {
        return HeardRoster.of(roster(zip(files), null));
    }

    private String broken(Map<String, String> files) {
        return assertThrows(BrokenFile.class, () -> heard(files)).getMessage();
    }

    @Test
    void aBulkZipTellsOfUsersAndTheirClasses() throws IOException {
        HeardRoster heard = heard(bulk());
        assertEquals(
                "{\"key\":\"u-1\",\"active\":true,\"name\":\"Anna Petrova\",\"givenName\":\"Anna\",\"familyName\":\"Petrova\","
                        + "\"emails\":[\"a.petrova@school.example\"],\"login\":\"a.petrova\",\"phones\":[\"+7 999 000-00-00\"],"
                        + "\"employeeNumber\":\"1042\",\"roles\":[\"teacher\"],\"groups\":[\"c-7b\",\"o-1\"]}",
                heard.person("u-1").toString());
        assertEquals("false", heard.text("u-2", "active"));
        assertEquals("[\"o-1\"]", heard.text("u-2", "groups"), "the enrollment ended in May");
        assertEquals(Map.of("o-1", "Sample School", "c-7b", "Algebra 7B"), heard.groups);
        assertTrue(roster(directory.resolve("oneroster.zip"), null).isWhole());
    }

    @Test
    void since12RolesHaveATableOfTheirOwn() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "export/manifest.csv",
                manifest("1.2", Map.of("orgs", "bulk", "users", "bulk", "roles", "bulk", "userProfiles", "bulk")));
        files.put("export/orgs.csv", ORGS + "o-1,,,Sample School,school,S1,\n");
        files.put("export/userProfiles.csv", "sourcedId,status\np-1,\n");
        files.put(
                "export/roles.csv",
                "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId\n"
                        + "r-1,,,u-1,primary,teacher,,,o-1,\n"
                        + "r-2,,,u-1,secondary,guardian,,2026-01-01,o-1,\n");
        files.put(
                "export/users.csv",
                "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,"
                        + "email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,"
                        + "preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\n"
                        + "u-1,,,true,a.petrova,{LDAP:a.petrova},Anna,Petrova,,1042,a@school.example,,,,,,,,Anya,,,o-1,\n");
        HeardRoster heard = heard(files);
        assertEquals("Anya Petrova", heard.text("u-1", "name"));
        assertEquals("[\"teacher\"]", heard.text("u-1", "roles"));
        assertEquals("[\"o-1\"]", heard.text("u-1", "groups"));
    }

    @Test
    void changesLeaveTheRestOfAPersonAsItWasToldLast() throws Exception {
        DataSource database = Databases.h2(directory.resolve("ledger"));
        for (ObjectNode person : heard(bulk()).people.values()) {
            known(database, person);
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "manifest.csv", manifest("1.1", Map.of("users", "delta", "classes", "delta", "enrollments", "delta")));
        files.put("classes.csv", CLASSES + "c-8a,active,,Algebra 8A,,,ALG-8A,scheduled,,o-1,t-1,,,\n");
        files.put(
                "enrollments.csv",
                ENROLLMENTS
                        + "e-3,active,,c-8a,o-1,u-2,student,false,,\n"
                        + "e-1,tobedeleted,,c-7b,o-1,u-1,teacher,true,,\n");
        files.put(
                "users.csv",
                USERS_1_1
                        + "u-1,active,,true,o-1,teacher,a.petrova,,Anna,Sidorova,,1042,a.petrova@school.example,,,,,\n"
                        + "u-9,tobedeleted,,,,,,,,,,,,,,,,\n");
        Roster roster = roster(zip(files), database);
        HeardRoster heard = HeardRoster.of(roster);
        assertEquals(false, roster.isWhole());
        assertEquals("Anna Sidorova", heard.text("u-1", "name"));
        assertEquals("[\"o-1\"]", heard.text("u-1", "groups"), "she does not teach 7B any more");
        assertEquals("Ivan Ivanov", heard.text("u-2", "name"), "of him only an enrollment is told");
        assertEquals("[\"o-1\",\"c-8a\"]", heard.text("u-2", "groups"));
        assertEquals(List.of("u-9"), heard.left);
    }

    private static void known(DataSource database, ObjectNode person) throws SQLException {
        String sql = "insert into person_record (source, source_key, present, digest, document, updated_at)"
                + " values ('oneroster', ?, true, '', ?, current_timestamp)";
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, person.path("key").asText());
            statement.setString(2, person.toString());
            statement.executeUpdate();
        }
    }

    @Test
    void aTableThatTheManifestPromisesMustBeThere() {
        Map<String, String> files = bulk();
        files.remove("enrollments.csv");
        assertEquals("its manifest promises enrollments.csv, which is missing", broken(files));
    }

    @Test
    void allUsersWithOnlyChangesOfTheirClassesAreRefused() {
        Map<String, String> files = bulk();
        files.put("manifest.csv", manifest("1.1", Map.of("users", "bulk", "enrollments", "delta")));
        assertEquals("its manifest has all users, but of enrollments only changes", broken(files));
    }

    @Test
    void aZipWithoutAManifestIsBroken() {
        Map<String, String> files = bulk();
        files.remove("manifest.csv");
        assertEquals("it has no manifest.csv", broken(files));
    }

    @Test
    void aTableWithoutAnybodyIsBroken() {
        Map<String, String> files = bulk();
        files.put("users.csv", USERS_1_1);
        assertEquals("its table of users has nobody", broken(files));
    }

    @Test
    void aTableThatWasCutIsBroken() {
        Map<String, String> files = bulk();
        files.put("users.csv", files.get("users.csv").substring(0, USERS_1_1.length() + 140));
        assertEquals("it ends in the midst of line 3", broken(files));
    }

    @Test
    void aZipThatWasCutIsBroken() throws IOException {
        Path zip = zip(bulk());
        byte[] whole = Files.readAllBytes(zip);
        for (int size : new int[] {0, 10, whole.length / 2, whole.length - 1}) {
            Files.write(zip, java.util.Arrays.copyOf(whole, size));
            String reason = assertThrows(BrokenFile.class, () -> HeardRoster.of(roster(zip, null)))
                    .getMessage();
            assertTrue(reason.startsWith("it is no complete zip"), reason);
        }
    }

    @Test
    void aTableWhoseBytesChangedOnTheWayIsBroken() throws IOException {
        Path zip = directory.resolve("oneroster.zip");
        try (OutputStream bytes = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(bytes)) {
            entries.setLevel(0); // so that a byte of the text can be found
            for (Map.Entry<String, String> file : bulk().entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        String changed = new String(Files.readAllBytes(zip), StandardCharsets.ISO_8859_1).replace("Ivanov", "Petrov");
        Files.write(zip, changed.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                "users.csv in it is damaged: its checksum is another",
                assertThrows(BrokenFile.class, () -> HeardRoster.of(roster(zip, null)))
                        .getMessage());
    }

    @Test
    void aZipThatSwellsIsStopped() throws IOException {
        Map<String, String> files = bulk();
        files.put("users.csv", USERS_1_1 + "u-1,,,true,o-1,teacher,a,,A,P,,,,,,,,\n".repeat(100_000));
        Path zip = zip(files);
        assertTrue(Files.size(zip) < 20_000, "it is small until it is opened");
        try (OneRosterArchive archive = OneRosterArchive.open(zip, 1_000_000)) {
            String reason =
                    assertThrows(BrokenFile.class, () -> archive.table("users")).getMessage();
            assertEquals("users.csv in it is larger than 1000000 bytes", reason);
        }
    }

    @Test
    void aZipOfManyEntriesOrTwoOfOneNameIsRefused() {
        Map<String, String> many = bulk();
        for (int no = 0; no < 200; no++) {
            many.put("x" + no + ".csv", "");
        }
        assertTrue(broken(many).startsWith("it has 205 entries"));
        Map<String, String> twice = bulk();
        twice.put("../../users.csv", USERS_1_1);
        assertEquals("it has more than one users.csv", broken(twice));
    }

    @Test
    void aUserWithoutNameOrKeyIsListed() throws IOException {
        Map<String, String> files = bulk();
        files.merge("users.csv", ",,,true,o-1,student,nobody,,No,Body,,,,,,,,\nu-3,,,true\n", String::concat);
        HeardRoster heard = heard(files);
        assertEquals(Set.of("u-1", "u-2"), heard.people.keySet());
        assertEquals(
                List.of(
                        "line 4 (null): it does not say who it is about: there is no key",
                        "line 5 (u-3): it has 4 cells, and the header has 18"),
                heard.unusable);
        assertEquals(
                3,
                Files.readAllLines(directory.resolve("oneroster.rejected.csv")).size());
    }
}
