package org.convene.people.export;

import com.fasterxml.jackson.databind.JsonNode;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardWriter;
import ezvcard.parameter.EmailType;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Kind;
import ezvcard.property.StructuredName;
import ezvcard.property.Uid;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import org.convene.people.KnownPerson;

/**
 * People as vCards (RFC 6350, version 4, or RFC 2426, version 3, which more telephones read), one after the other. Only those
 * who are there: address books are for calling people. The hub's key of a person is the UID, so that reading again replaces.
 */
public final class PeopleVCards {
    private PeopleVCards() {}

    /** Writes all who are active, and flushes; the stream stays open. */
    public static void write(Iterator<KnownPerson> people, boolean version3, OutputStream out) throws IOException {
        VCardVersion version = version3 ? VCardVersion.V3_0 : VCardVersion.V4_0;
        try (VCardWriter writer = new VCardWriter(new Unclosed(out), version)) {
            writer.setAddProdId(false);
            writer.setVersionStrict(true);
            while (people.hasNext()) {
                KnownPerson person = people.next();
                if (person.active() && !person.gone()) {
                    writer.write(card(person, version3));
                }
            }
        }
        out.flush();
    }

    private static VCard card(KnownPerson person, boolean version3) {
        JsonNode known = person.attributes();
        VCard card = new VCard();
        card.setUid(new Uid("urn:convene:person:" + person.id()));
        if (!version3) {
            card.setKind(Kind.individual());
        }
        StructuredName name = new StructuredName();
        name.setGiven(text(known, "givenName"));
        name.setFamily(text(known, "familyName"));
        card.setStructuredName(name);
        card.setFormattedName(shown(known));
        known.path("emails").forEach(email -> card.addEmail(email.asText(), EmailType.WORK));
        known.path("phones").forEach(phone -> card.addTelephoneNumber(phone.asText(), TelephoneType.WORK));
        if (text(known, "title") != null) {
            card.addTitle(text(known, "title"));
        }
        if (text(known, "department") != null) {
            card.setOrganization(text(known, "department"));
        }
        if (!known.path("groups").isEmpty()) {
            String[] groups = new String[known.path("groups").size()];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = known.path("groups").path(i).path("name").asText();
            }
            card.setCategories(groups);
        }
        return card;
    }

    /** A card without a name is none. */
    private static String shown(JsonNode known) {
        for (String field : new String[] {"name", "familyName", "givenName", "login"}) {
            if (text(known, field) != null) {
                return text(known, field);
            }
        }
        return known.path("emails").path(0).asText("?");
    }

    private static String text(JsonNode known, String field) {
        String text = known.path(field).asText("");
        return text.isEmpty() ? null : text;
    }
}
