package org.convene.people.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.convene.people.KnownPerson;
import org.junit.jupiter.api.Test;

/** People as files that other programs read. */
class PeopleExportTest {
    private static final Instant LEFT = Instant.parse("2026-11-20T10:00:00Z");

    private static ObjectNode anna() {
        ObjectNode anna = JsonNodeFactory.instance
                .objectNode()
                .put("name", "Анна \"Анют\" Петрова")
                .put("givenName", "Анна")
                .put("familyName", "Петрова")
                .put("title", "Head; of, sales")
                .put("department", "Sales, East");
        anna.putArray("emails").add("anna@school.example").add("a@home.example");
        anna.putArray("phones").add("+7 999 000-00-00");
        anna.putArray("groups").addObject().put("key", "csv 1").put("name", "Class 7b");
        return anna;
    }

    private static KnownPerson person(String id, boolean active, ObjectNode attributes) {
        return new KnownPerson(id, 1, active, attributes, active ? null : LEFT, false);
    }

    private static KnownPerson gone() {
        return new KnownPerson(
                "3", 1, false, JsonNodeFactory.instance.objectNode().put("name", "Gone"), LEFT, true);
    }

    private static String csv(KnownPerson... people) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PeopleCsv.write(List.of(people).iterator(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String cards(boolean version3, KnownPerson... people) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PeopleVCards.write(List.of(people).iterator(), version3, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTableHasEverybodyButThoseOfWhomNothingIsKept() throws IOException {
        List<CSVRecord> records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(csv(
                        person("1", true, anna()),
                        person("2", false, JsonNodeFactory.instance.objectNode().put("name", "Left")),
                        gone())))
                .getRecords();
        assertEquals(2, records.size());
        assertEquals("Анна \"Анют\" Петрова", records.get(0).get("name"));
        assertEquals("anna@school.example;a@home.example", records.get(0).get("emails"));
        assertEquals("Class 7b", records.get(0).get("groups"));
        assertEquals("true", records.get(0).get("active"));
        assertEquals(LEFT.toString(), records.get(1).get("leftAt"));
    }

    @Test
    void cardsAreOfThoseWhoAreThereAndOtherProgramsReadThem() throws IOException {
        for (boolean version3 : new boolean[] {false, true}) {
            String text = cards(version3, person("1", true, anna()), person("2", false, anna()), gone());
            List<VCard> cards = Ezvcard.parse(text).all();
            assertEquals(1, cards.size());
            VCard card = cards.get(0);
            assertEquals("Анна \"Анют\" Петрова", card.getFormattedName().getValue());
            assertEquals("Петрова", card.getStructuredName().getFamily());
            assertEquals("urn:convene:person:1", card.getUid().getValue());
            assertEquals("a@home.example", card.getEmails().get(1).getValue());
            assertEquals("+7 999 000-00-00", card.getTelephoneNumbers().get(0).getText());
            assertEquals("Head; of, sales", card.getTitles().get(0).getValue());
            assertEquals(List.of("Sales, East"), card.getOrganization().getValues());
            assertEquals(List.of("Class 7b"), card.getCategories().getValues());
            assertEquals(version3 ? "3.0" : "4.0", card.getVersion().getVersion());
        }
    }

    @Test
    void whoeverHasNothingButALoginHasACard() throws IOException {
        VCard card = Ezvcard.parse(cards(
                        false,
                        person("1", true, JsonNodeFactory.instance.objectNode().put("login", "a"))))
                .first();
        assertEquals("a", card.getFormattedName().getValue());
        assertNull(card.getOrganization());
    }

    @Property(tries = 300)
    void noNameBreaksOutOfItsCard(@ForAll String name) throws IOException {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode().put("name", "x" + name.replaceAll("\\p{C}", ""));
        assertEquals(
                2,
                Ezvcard.parse(cards(false, person("1", true, attributes), person("2", true, anna())))
                        .all()
                        .size());
    }

    @Test
    void aHundredThousandAreWrittenAsTheyAreRead() throws IOException {
        Iterator<KnownPerson> many = IntStream.range(0, 100_000)
                .mapToObj(no -> person("p" + no, true, anna()))
                .iterator();
        long[] written = new long[1];
        PeopleVCards.write(many, false, new java.io.OutputStream() {
            @Override
            public void write(int one) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                written[0] += length;
            }
        });
        assertEquals(true, written[0] > 20_000_000, () -> "" + written[0]);
    }
}
