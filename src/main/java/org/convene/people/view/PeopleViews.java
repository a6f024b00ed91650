package org.convene.people.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.convene.ops.Answers;
import org.convene.ops.PageLimit;
import org.convene.ops.Rejected;
import org.convene.page.PageTimes;
import org.convene.people.KnownPerson;
import org.convene.people.directory.ChangeStatements.Kept;
import org.convene.people.directory.Directory;
import org.convene.people.directory.KnownPeople;
import org.convene.people.directory.KnownPeople.Search;
import org.convene.people.directory.PersonRecord;

/** People as the API shows them: what is known of them, from where, and what happened to them. */
@Singleton
@Named("peopleViews")
public class PeopleViews {
    private static final int MOST_HISTORY = 100;
    private static final int MOST_UNCLEAR = 200;
    private static final String NEW = "new";

    private final KnownPeople people;
    private final Directory directory;
    private final PageTimes times;

    public PeopleViews(KnownPeople people, Directory directory, PageTimes times) {
        this.people = people;
        this.directory = directory;
        this.times = times;
    }

    /** In: headers {@code q}, {@code state}, {@code after}, {@code limit}. Out: {@code {items, next}}. */
    public String list(Exchange exchange) throws SQLException, Rejected {
        Search search = search(exchange.getMessage());
        List<KnownPerson> found = people.find(search);
        ObjectNode answer = Answers.items(found, this::view);
        if (found.size() == search.most()) {
            answer.put("next", found.get(found.size() - 1).id());
        }
        return Answers.json(exchange, 200, answer);
    }

    /** @return whom the headers of {@code query} ask for */
    public static Search search(Message query) throws Rejected {
        String words = query.getHeader("q", "", String.class).strip();
        return new Search(
                words.isEmpty() ? null : words,
                isActive(query.getHeader("state", "", String.class)),
                query.getHeader("after", String.class),
                PageLimit.of(query));
    }

    private static Boolean isActive(String state) throws Rejected {
        return switch (state) {
            case "" -> null;
            case "active" -> Boolean.TRUE;
            case "left" -> Boolean.FALSE;
            default -> throw Rejected.because(400, "state is one of active, left.");
        };
    }

    /** In: header {@code id}. Out: the person, its sources, names and history. */
    public String read(Exchange exchange) throws SQLException, Rejected {
        KnownPerson person = existing(exchange.getMessage().getHeader("id", "", String.class));
        ObjectNode view = view(person);
        ArrayNode sources = view.putArray("sources");
        people.records(person.id()).forEach(record -> sources.add(source(record)));
        ArrayNode names = view.putArray("knownBy");
        for (KnownPeople.Name name : people.names(person.id())) {
            ObjectNode known = names.addObject()
                    .put("kind", name.alias().kind().word())
                    .put("value", name.alias().value())
                    .put("since", times.local(name.since()).toString());
            if (name.until() != null) {
                known.put("until", times.local(name.until()).toString());
            }
        }
        ArrayNode history = view.putArray("history");
        people.history(person.id(), MOST_HISTORY).forEach(kept -> history.add(change(kept)));
        return Answers.json(exchange, 200, view);
    }

    private KnownPerson existing(String id) throws SQLException, Rejected {
        return people.find(id)
                .orElseThrow(() -> Rejected.because(404, "There is no person '" + Rejected.quoted(id) + "'."));
    }

    /** Somebody: {@code state} is active, left, or gone once the time of grace is over. */
    public ObjectNode view(KnownPerson person) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("id", person.id())
                .put("state", person.active() ? "active" : person.gone() ? "gone" : "left");
        if (person.leftAt() != null) {
            view.put("leftAt", times.local(person.leftAt()).toString());
        }
        view.setAll(person.attributes());
        return view.put("version", person.version());
    }

    private static ObjectNode source(PersonRecord record) {
        ObjectNode source = JsonNodeFactory.instance
                .objectNode()
                .put("source", record.key().source())
                .put("present", record.present());
        source.set("says", record.document());
        return source;
    }

    /** A change of what a source says, done or planned. */
    ObjectNode change(Kept kept) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("at", times.local(kept.at()).toString())
                .put("what", kept.change().what().word())
                .put("source", kept.change().key().source())
                .put("key", kept.change().key().key())
                .put("name", kept.change().name())
                .put("why", kept.change().why())
                .put("done", kept.done());
        if (kept.plan() != null) {
            view.put("plan", kept.plan());
        }
        if (kept.change().person() != null) {
            view.put("person", kept.change().person());
        }
        if (!kept.change().candidates().isEmpty()) {
            ArrayNode candidates = view.putArray("candidates");
            kept.change().candidates().forEach(candidates::add);
        }
        if (kept.change().before() != null) {
            view.set("before", kept.change().before());
        }
        if (kept.change().after() != null) {
            view.set("after", kept.change().after());
        }
        return view;
    }

    /** Out: records that fit several people, the oldest first. */
    public String unclear(Exchange exchange) throws SQLException {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode items = answer.putArray("items");
        for (PersonRecord record : directory.unclear(MOST_UNCLEAR)) {
            ObjectNode item = items.addObject().put("no", record.no());
            item.setAll(source(record));
            ArrayNode candidates = item.putArray("candidates");
            people.find(record.candidates()).forEach(person -> candidates.add(view(person)));
        }
        return Answers.json(exchange, 200, answer);
    }

    /** In: headers {@code no}, and {@code person}: the id of whom it is about, or {@code new}. Out: the person. */
    public String assign(Exchange exchange) throws SQLException, Rejected {
        Message query = exchange.getMessage();
        long no = Numbers.of(query, "no");
        String person = query.getHeader("person", "", String.class).strip();
        if (person.isEmpty()) {
            throw Rejected.because(400, "person is the id of whom the record is about, or new.");
        }
        String id = directory
                .assign(no, person.equals(NEW) ? Optional.empty() : Optional.of(person))
                .orElseThrow(() -> Rejected.because(
                        404, "There is no unclear record " + no + ", or no such person; see GET /people/unclear."));
        return Answers.json(exchange, 200, view(existing(id)));
    }
}
