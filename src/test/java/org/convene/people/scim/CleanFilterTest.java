package org.convene.people.scim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "roles[primary eq \"True\"].value > roles[primary eq true].value",
                "active EQ \"false\" > active EQ false",
                "id eq \"1\" and members eq \"2\" > id eq \"1\" and members.value eq \"2\"",
                "members[value eq \"2\"] > members[value eq \"2\"]",
                "emails eq \"a@b\" > emails.value eq \"a@b\"",
                "userName eq \"active eq true\" > userName eq \"active eq true\"",
            })
    void filtersAreBroughtIntoTheWordsOfTheRfc(String sent, String clean) {
        assertEquals(clean, CleanFilter.of(sent));
    }

    @Property
    void whatStandsInQuotationMarksStaysAsItIs(@ForAll String text) {
        String filter = "displayName eq " + TextNode.valueOf(text + " active eq \"True\" or members eq \"x\"");
        assertEquals(filter, CleanFilter.of(filter));
    }
}
