package org.convene.phone.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody whom a number is said to belong to.
 *
 * @param source {@code contact} of the phone system, {@code people} of the directory, or {@code lesson} for a participant
 * @param person the id there
 * @param phone  in E.164, or an extension
 */
record Owner(String source, String person, String phone, String name, String email) {
    static final String CONTACT = "contact";
    static final String LESSON = "lesson";
    static final String PEOPLE = "people";

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("source", source)
                .put("id", person)
                .put("name", name);
        return email.isEmpty() ? json : json.put("email", email);
    }

    /** How many people these are: one who stands in several lists, with one mail or one name, is one. */
    static int people(List<Owner> owners) {
        List<List<Owner>> people = new ArrayList<>();
        for (Owner owner : owners) {
            List<Owner> same = new ArrayList<>(List.of(owner));
            people.removeIf(person -> {
                boolean isSame = person.stream().anyMatch(owner::isSameAs);
                if (isSame) {
                    same.addAll(person);
                }
                return isSame;
            });
            people.add(same);
        }
        return people.size();
    }

    /** The one person these are, or nobody. One whom the directory knows goes by the name there, else by that in lessons. */
    static Optional<Owner> theOne(List<Owner> owners) {
        return people(owners) == 1 ? owners.stream().max((a, b) -> a.source.compareTo(b.source)) : Optional.empty();
    }

    private boolean isSameAs(Owner other) {
        if (source.equals(other.source) && person.equals(other.person)) {
            return true;
        }
        return email.isEmpty() || other.email.isEmpty()
                ? !name.isEmpty() && name.equalsIgnoreCase(other.name)
                : email.equalsIgnoreCase(other.email);
    }
}
