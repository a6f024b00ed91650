package org.convene.people.privacy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.ops.Answers;
import org.convene.ops.Rejected;
import org.convene.ops.Sha256;
import org.convene.people.KnownPerson;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.PersonRecord;
import org.convene.phone.number.PhoneNumbers;
import org.convene.vendor.VendorFailure;

/** Traces of people through the API. */
@Singleton
@Named("privacyViews")
public class PrivacyViews {
    private static final int PSEUDONYM = 10;

    private final Privacy privacy;
    private final KnownPeople people;
    private final PhoneNumbers numbers;

    public PrivacyViews(Privacy privacy, KnownPeople people, PhoneNumbers numbers) {
        this.privacy = privacy;
        this.people = people;
        this.numbers = numbers;
    }

    /**
     * In: whom it is about, as headers: {@code person} of the directory; or {@code participant}, {@code email}, {@code name},
     * {@code login}, {@code phone} of somebody who is not there; {@code content=true} for all that is kept.
     * Out: {@code {items, counts}}.
     */
    public String list(Exchange exchange) throws SQLException, IOException, VendorFailure, Rejected {
        Message query = exchange.getMessage();
        boolean content = query.getHeader("content", false, Boolean.class);
        return Answers.json(exchange, 200, view(privacy.traces(subject(query)), content));
    }

    /** In: the same. Out: what is left, {@code {pseudonym, items, counts}}. */
    public String erase(Exchange exchange) throws SQLException, IOException, VendorFailure, Rejected {
        Message query = exchange.getMessage();
        Optional<KnownPerson> person = person(query);
        if (person.isPresent() && stillThere(person.get())) {
            throw Rejected.because(
                    409,
                    "A source still tells of this person, and would bring everything back; it has to go there first. See GET /people/"
                            + person.get().id() + ".");
        }
        Subject subject = subject(query);
        privacy.erase(subject, person.map(KnownPerson::id).orElse(null));
        ObjectNode answer = view(privacy.traces(subject), false);
        return Answers.json(exchange, 200, answer.put("pseudonym", subject.pseudonym()));
    }

    private boolean stillThere(KnownPerson person) throws SQLException {
        return people.records(person.id()).stream().anyMatch(PersonRecord::present);
    }

    private static ObjectNode view(List<Trace> traces, boolean content) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode counts = answer.putObject("counts");
        ArrayNode items = answer.putArray("items");
        for (Trace trace : traces) {
            counts.put(trace.place(), counts.path(trace.place()).asInt() + 1);
            ObjectNode item = items.addObject()
                    .put("place", trace.place())
                    .put("id", trace.id())
                    .put("at", trace.at());
            if (trace.remains() != null) {
                item.put("remains", trace.remains());
            }
            if (content) {
                item.set("content", trace.content());
            }
        }
        return answer;
    }

    private Optional<KnownPerson> person(Message query) throws SQLException, Rejected {
        String id = query.getHeader("person", String.class);
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(people.find(id)
                .orElseThrow(() -> Rejected.because(404, "There is no person '" + Rejected.quoted(id) + "'.")));
    }

    private Subject subject(Message query) throws SQLException, Rejected {
        Set<String> ids = told(query, "participant");
        Set<String> emails = told(query, "email");
        Set<String> names = told(query, "name");
        Set<String> logins = told(query, "login");
        Set<String> phones = new HashSet<>();
        for (String phone : told(query, "phone")) {
            phones.add(numbers.read(phone)
                    .key()
                    .orElseThrow(
                            () -> Rejected.because(400, "phone is a number with + and its country, or an extension.")));
        }
        Optional<KnownPerson> person = person(query);
        if (person.isPresent()) {
            for (KnownPeople.Name name : people.names(person.get().id())) {
                Set<String> of =
                        switch (name.alias().kind()) {
                            case KEY, EMPLOYEE -> ids;
                            case EMAIL -> emails;
                            case LOGIN -> logins;
                            case NUMBER, EXTENSION -> phones;
                        };
                of.add(name.alias().value());
            }
            for (PersonRecord record : people.records(person.get().id())) {
                names.add(record.document().path("name").asText(""));
            }
            names.add(person.get().attributes().path("name").asText(""));
        }
        Subject subject = new Subject(
                "erased-" + pseudonym(query),
                ids,
                Subject.lower(emails),
                Subject.lower(names),
                Subject.lower(logins),
                phones);
        if (subject.isNobody()) {
            throw Rejected.because(400, "Say whom it is about: person, or participant, email, name, login or phone.");
        }
        return subject;
    }

    /** The same for the same person of the directory, whose id means nothing elsewhere; else one made for this answer. */
    private static String pseudonym(Message query) {
        String whom = query.getHeader("person", UUID.randomUUID().toString(), String.class);
        return Sha256.of(whom.getBytes(StandardCharsets.UTF_8)).substring(0, PSEUDONYM);
    }

    private static Set<String> told(Message query, String name) {
        Set<String> told = new TreeSet<>();
        String text = query.getHeader(name, String.class);
        if (text != null && !text.isBlank()) {
            told.add(text.strip());
        }
        return told;
    }
}
