package org.convene.people.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;
import org.convene.people.reading.HeardRoster;

/** Whoever is written by any program, in any of its encodings and with any of its delimiters, is read as they are. */
class CsvPropertiesTest {
    private static final String ENGLISH = "Anna,Peter,O'Neil,Smith-Jones,Li,Maria,John,Wu";
    private static final String RUSSIAN = "Анна,Пётр,Щербакова,Ёлкин,Юлия,Ия,Оъ,Мария";
    private static final String GERMAN = "Jürgen,Groß,Käthe,Öztürk,François,Zoë,Núñez,Søren";
    private static final String ODD = "\"the best\",a;b,c,d|e,tab\there,\"\",1'2,' x";

    /** An encoding as a program writes it. */
    private enum Encoding {
        UTF_8(StandardCharsets.UTF_8, "", ENGLISH + "," + RUSSIAN + "," + GERMAN + ",李,😀"),
        UTF_8_WITH_MARK(StandardCharsets.UTF_8, "\uFEFF", ENGLISH + "," + RUSSIAN + "," + GERMAN),
        UTF_16_LITTLE(StandardCharsets.UTF_16LE, "\uFEFF", ENGLISH + "," + RUSSIAN + "," + GERMAN + ",李"),
        UTF_16_BIG(StandardCharsets.UTF_16BE, "\uFEFF", ENGLISH + "," + RUSSIAN),
        UTF_16_WITHOUT_MARK(StandardCharsets.UTF_16LE, "", ENGLISH + "," + RUSSIAN),
        WINDOWS_1251(Charset.forName("windows-1251"), "", RUSSIAN),
        WINDOWS_1252(Charset.forName("windows-1252"), "", GERMAN);

        private final Charset charset;
        private final String mark;
        private final String words;

        Encoding(Charset charset, String mark, String words) {
            this.charset = charset;
            this.mark = mark;
            this.words = words;
        }
    }

    private record Written(String given, String family, String title) {}

    private record Program(Encoding encoding, char delimiter, String end, QuoteMode quotes) {}

    private record Export(Program program, List<Written> people) {}

    @Provide
    Arbitrary<Export> exports() {
        Arbitrary<Program> programs = Combinators.combine(
                        Arbitraries.of(Encoding.class),
                        Arbitraries.of(',', ';', '\t', '|'),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(QuoteMode.ALL, QuoteMode.MINIMAL))
                .as(Program::new);
        return programs.flatMap(program -> {
            Arbitrary<String> word = Arbitraries.of(program.encoding().words.split(","));
            Arbitrary<String> odd = Arbitraries.of((ODD + "," + program.encoding().words).split(","));
            return Combinators.combine(
                            word, word, odd.list().ofMinSize(0).ofMaxSize(3).map(words -> String.join(", ", words)))
                    .as(Written::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(20)
                    .map(people -> new Export(program, people));
        });
    }

    private static byte[] bytes(Export export) throws IOException {
        Program program = export.program();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(program.delimiter())
                .setRecordSeparator(program.end())
                .setQuoteMode(program.quotes())
                .get();
        try (OutputStreamWriter writer = new OutputStreamWriter(bytes, program.encoding().charset)) {
            writer.write(program.encoding().mark);
            CSVPrinter printer = new CSVPrinter(writer, format);
            printer.printRecord("id", "first name", "last name", "title");
            for (int no = 0; no < export.people().size(); no++) {
                Written person = export.people().get(no);
                printer.printRecord("k" + no, person.given(), person.family(), person.title());
            }
        }
        return bytes.toByteArray();
    }

    @Property(tries = 300)
    void everybodyIsReadBack(@ForAll("exports") Export export) throws IOException {
        Path file = Files.createTempFile("people", ".csv");
        try {
            Files.write(file, bytes(export));
            HeardRoster heard = CsvFiles.whole(file);
            List<Written> read = new ArrayList<>();
            for (JsonNode person : heard.people.values()) {
                read.add(new Written(
                        person.path("givenName").asText(),
                        person.path("familyName").asText(),
                        person.path("title").asText()));
            }
            List<Written> wanted = export.people().stream()
                    .map(person -> new Written(
                            person.given(),
                            person.family(),
                            person.title().replace('\t', ' ').strip()))
                    .toList();
            assertEquals(wanted, read);
            assertEquals(List.of(), heard.unusable);
        } finally {
            Files.delete(file);
        }
    }

    /** However short, and wherever it was cut: what is told is a part of the file, and the last line is whole or looks so. */
    @Property(tries = 300)
    void nobodyIsInventedByACut(@ForAll("exports") Export export, @ForAll int seed) throws IOException {
        byte[] whole = bytes(export);
        byte[] cut = java.util.Arrays.copyOf(whole, Math.floorMod(seed, whole.length));
        Path file = Files.createTempFile("people", ".csv");
        try {
            Files.write(file, cut);
            HeardRoster heard = CsvFiles.whole(file);
            if (heard.people.size() > export.people().size()) {
                throw new AssertionError(heard.people.keySet() + " of " + export.people());
            }
            for (String key : heard.people.keySet()) {
                assertEquals('k', key.charAt(0));
            }
        } catch (BrokenFile seen) {
            assertEquals(false, seen.getMessage().isBlank());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(RejectedRows.of(file));
        }
    }

    @Property(tries = 500)
    void anyBytesHaveAnEncodingOrAreSeenToBeCut(@ForAll byte[] bytes) throws IOException {
        try {
            EncodingGuess guess = EncodingGuess.of(new ByteArrayInputStream(bytes));
            boolean utf8 = guess.charset().equals(StandardCharsets.UTF_8);
            if (utf8) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                assertEquals(bytes.length, text.getBytes(StandardCharsets.UTF_8).length);
            }
        } catch (BrokenFile cut) {
            assertEquals("it ends in the midst of a character", cut.getMessage());
        }
    }
}
