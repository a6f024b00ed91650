package org.convene.people.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.convene.people.reading.HeardRoster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file with people says, and what is seen to be no whole file. */
class CsvRosterTest {
    private static final Path FILES = Path.of("src/test/resources/people");

    @TempDir
    Path directory;

    private String broken(String text) {
        return assertThrows(BrokenFile.class, () -> CsvFiles.whole(directory, text))
                .getMessage();
    }

    @Test
    void anEnglishFileTellsOfPeople() throws IOException {
        HeardRoster heard = CsvFiles.whole(
                directory,
                "Employee ID,First Name,Last Name,E-mail,User name,Phone,Ext.,Job Title,Department,Role,Class,Enabled\n"
                        + "1042,Anna,Petrova,a.petrova@school.example,a.petrova,+7 999 000-00-00,204,Teacher,Maths,teacher,7B; 8A,true\n"
                        + "1043,Ivan,Ivanov,i@school.example,i.ivanov,,,,,student,7B,no\n");
        assertEquals(
                "{\"key\":\"1042\",\"active\":true,\"name\":\"Anna Petrova\",\"givenName\":\"Anna\",\"familyName\":\"Petrova\","
                        + "\"emails\":[\"a.petrova@school.example\"],\"login\":\"a.petrova\",\"phones\":[\"+7 999 000-00-00\"],"
                        + "\"extension\":\"204\",\"employeeNumber\":\"1042\",\"title\":\"Teacher\",\"department\":\"Maths\","
                        + "\"roles\":[\"teacher\"],\"groups\":[\"7B\",\"8A\"]}",
                heard.person("1042").toString());
        assertEquals("false", heard.text("1043", "active"));
        assertEquals(Map.of("7B", "7B", "8A", "8A"), heard.groups);
        assertEquals(List.of(), heard.unusable);
    }

    @Test
    void aRussianFileOfAnOldProgramTellsOfPeople() throws IOException {
        HeardRoster heard = CsvFiles.whole(CsvFiles.written(
                directory,
                "сотрудники.csv",
                "Табельный номер;Фамилия;Имя;Отчество;Электронная почта;Логин;Внутренний номер;Должность;Подразделение;Статус;Дата увольнения\r\n"
                        + "0007;Петрова;Анна;Сергеевна;a.petrova@school.example;a.petrova;204;Учитель математики;Математика;Работает;\r\n"
                        + "0008;Иванов;Иван;Иванович;i@school.example;i.ivanov;;Завхоз;;Уволен;\r\n"
                        + "0009;Ёлкин;Пётр;;p@school.example;p.elkin;;;;Работает;22.11.2026\r\n"
                        + "0010;Сидорова;Мария;;m@school.example;m.s;;;;Работает;24.11.2026\r\n",
                Charset.forName("windows-1251")));
        assertEquals("Анна Сергеевна Петрова", heard.text("0007", "name"));
        assertEquals("Учитель математики", heard.text("0007", "title"));
        assertEquals("204", heard.text("0007", "extension"));
        assertEquals("true", heard.text("0007", "active"));
        assertEquals("false", heard.text("0008", "active"));
        assertEquals("Пётр Ёлкин", heard.text("0009", "name"));
        assertEquals("false", heard.text("0009", "active"), "the last day was yesterday");
        assertEquals("true", heard.text("0010", "active"), "the last day is tomorrow");
    }

    @Test
    void aGermanFileOfASpreadsheetTellsOfPeople() throws IOException {
        HeardRoster heard = CsvFiles.whole(CsvFiles.written(
                directory,
                "Lehrkräfte.csv",
                "Personalnummer;Vorname;Nachname;E-Mail-Adresse;Benutzername;Durchwahl;Abteilung;Klassen;Gesperrt\r\n"
                        + "17;Jürgen;Groß;j.gross@schule.example;jgross;12;Mathe;7b|8a;nein\r\n"
                        + "18;Käthe;Öztürk;k@schule.example;koez;;Kunst;;ja\r\n",
                Charset.forName("windows-1252")));
        assertEquals("Jürgen Groß", heard.text("17", "name"));
        assertEquals("true", heard.text("17", "active"));
        assertEquals("[\"7b\",\"8a\"]", heard.text("17", "groups"));
        assertEquals("Käthe Öztürk", heard.text("18", "name"));
        assertEquals("false", heard.text("18", "active"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hr-export-ru-1251.csv", "hr-export-de-utf16.txt", "hr-export-en.csv"})
    void filesAsProgramsWriteThemAreUnderstood(String name) throws IOException {
        Path copy = Files.copy(FILES.resolve(name), directory.resolve(name));
        HeardRoster heard = CsvFiles.whole(copy);
        assertEquals(List.of(), heard.unusable);
        assertEquals(3, heard.people.size());
        heard.people.values().forEach(person -> {
            assertTrue(person.path("name").asText().contains(" "), person.toString());
            assertTrue(person.path("emails").path(0).asText().contains("@"), person.toString());
        });
    }

    @Test
    void aCellMayHaveDelimitersAndLineBreaksInQuotationMarks() throws IOException {
        HeardRoster heard = CsvFiles.whole(
                directory,
                "id,name,title\n1,\"Petrova, Anna\",\"Head of\nmathematics, \"\"the best\"\"\"\n2,Ivan I,\n");
        assertEquals("Petrova, Anna", heard.text("1", "name"));
        assertEquals("Head of mathematics, \"the best\"", heard.text("1", "title"));
        assertEquals("Ivan I", heard.text("2", "name"));
    }

    @Test
    void theFirstLineMayNameTheDelimiterAsSpreadsheetsDo() throws IOException {
        HeardRoster heard = CsvFiles.whole(directory, "sep=|\nid|name\n1|Anna; of Berlin, once\n2||3\n");
        assertEquals("Anna; of Berlin, once", heard.text("1", "name"));
        assertEquals(List.of("line 4 (2): it has 3 cells, and the header has 2"), heard.unusable);
    }

    @Test
    void linesThatCannotBeUsedAreListedBesideTheFileWithTheirReasons() throws IOException {
        HeardRoster heard = CsvFiles.whole(
                directory,
                "id,name,e-mail\n"
                        + "1,Anna Petrova,a@school.example\n"
                        + "2,Ivan,Ivanov,i@school.example\n"
                        + "\n"
                        + "3,\"two\nlines\",t@school.example\n"
                        + ",Nobody,n@school.example\n"
                        + "1,Another Anna,b@school.example\n"
                        + "4," + "x".repeat(201) + ",l@school.example\n");
        assertEquals(Set.of("1", "3"), heard.people.keySet());
        assertEquals("Anna Petrova", heard.text("1", "name"));
        List<String> rejected = Files.readAllLines(directory.resolve("people.rejected.csv"));
        assertEquals(
                List.of(
                        "\uFEFFline,reason,as it was",
                        "3,\"it has 4 cells, and the header has 3\",2,Ivan,Ivanov,i@school.example",
                        "7,it does not say who it is about: there is no key,,Nobody,n@school.example",
                        "8,line 2 has the same key,1,Another Anna,b@school.example"),
                rejected.subList(0, 4));
        assertTrue(rejected.get(4).startsWith("9,\"name must have at most 200"), rejected.get(4));
        assertEquals(4, heard.unusable.size());
        assertTrue(heard.unusable.get(0).startsWith("line 3 (2):"), heard.unusable.toString());
        assertTrue(heard.unusable.get(1).startsWith("line 7 (null):"), heard.unusable.toString());

        CsvFiles.whole(directory, "id,name\n1,Anna Petrova\n");
        assertFalse(Files.exists(directory.resolve("people.rejected.csv")), "all can be used now");
    }

    @Test
    void changesTellWhoLeft() throws IOException {
        HeardRoster heard = CsvFiles.delta(
                directory, "id,action,name\n1,update,Anna Petrova\n2,delete,\n3,Удалить,Иван\n4,add,Peter Hyde\n");
        assertEquals(Set.of("1", "4"), heard.people.keySet());
        assertEquals(List.of("2", "3"), heard.left);
    }

    @Test
    void whoIsMarkedAsDeletedInAWholeFileIsNotToldOf() throws IOException {
        HeardRoster heard = CsvFiles.whole(directory, "id,action,name\n1,,Anna Petrova\n2,delete,Ivan\n");
        assertEquals(Set.of("1"), heard.people.keySet());
        assertEquals(List.of(), heard.left);
    }

    @Test
    void aTrailerThatCountsTheRowsIsNobody() throws IOException {
        assertEquals(
                Set.of("1", "2"),
                CsvFiles.whole(directory, "id;name\n1;Anna P\n2;Ivan I\nTRAILER;2\n")
                        .people
                        .keySet());
        assertEquals(
                Set.of("1", "2"),
                CsvFiles.whole(directory, "id;name\n1;Anna P\n2;Ivan I\nИтого строк: 2;\n")
                        .people
                        .keySet());
    }

    @Test
    void aFileWithFewerRowsThanItsTrailerCountsIsBroken() {
        assertEquals(
                "its last line counts 3 rows, but there are 2 before it",
                broken("id;name\n1;Anna P\n2;Ivan I\nTRAILER;3\n"));
    }

    @Test
    void aFileThatWasCutIsBroken() {
        assertEquals("it ends in the midst of line 3", broken("id,name,e-mail\n1,Anna P,a@school.example\n2,Iv"));
        assertEquals(
                "the record that begins in line 3 has a quotation mark that is not closed, or that something follows",
                broken("id,name,e-mail\n1,Anna P,a@school.example\n2,\"Ivan, I"));
        assertEquals("it is empty", broken(""));
        assertEquals("it has a header and nobody below", broken("id,name\n"));
    }

    @Test
    void aFileCutInTheMidstOfALetterIsBroken() throws IOException {
        byte[] whole = "id,name\n1,Анна\n".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("cut.csv"), java.util.Arrays.copyOf(whole, whole.length - 2));
        assertEquals(
                "it ends in the midst of a character",
                assertThrows(BrokenFile.class, () -> CsvFiles.whole(file)).getMessage());
    }

    @Test
    void aQuotationMarkThatNobodyClosesDoesNotFillTheMemory() {
        String reason = broken("id,name\n1,\"Anna\n" + "2,Ivan Ivanov\n".repeat(RecordBound.LONGEST / 10));
        assertTrue(reason.contains("a quotation mark is probably not closed"), reason);
    }

    @Test
    void aFileWhoseColumnsNobodyKnowsIsBroken() {
        assertEquals("no column has a name that is known: colour, size", broken("colour,size\nred,7\n"));
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAgain() throws IOException {
        Path file = CsvFiles.written(directory, "people.csv", "id,name\n1,Anna P\n", StandardCharsets.UTF_8);
        DropDirectory.Dropped before = CsvFiles.dropped(file);
        CsvFiles.written(directory, "people.csv", "id,name\n1,Anna P\n2,Ivan I\n", StandardCharsets.UTF_8);
        CsvRoster roster = new CsvRoster(before, true, true, CsvFiles.MAPPINGS, CsvFiles.TODAY);
        IOException failed = assertThrows(IOException.class, () -> HeardRoster.of(roster));
        assertFalse(failed instanceof BrokenFile, "it is to be tried again");
    }
}
