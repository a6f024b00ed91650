package org.convene.people.directory;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.convene.people.directory.Alias.Kind;
import org.convene.phone.number.PhoneNumber;
import org.convene.phone.number.PhoneNumbers;

/** By what people are known, in the form in which it is compared: mail addresses and logins without case, numbers in E.164. */
@Singleton
public class Aliases {
    private static final int LONGEST = 320;

    private final PhoneNumbers numbers;

    public Aliases(PhoneNumbers numbers) {
        this.numbers = numbers;
    }

    /** All that a source's document knows somebody by. */
    Set<Alias> of(JsonNode person) {
        Set<Alias> aliases = new LinkedHashSet<>();
        add(aliases, Kind.KEY, person.path("key").asText(""));
        add(aliases, Kind.EMPLOYEE, person.path("employeeNumber").asText(""));
        add(aliases, Kind.LOGIN, person.path("login").asText(""));
        person.path("emails").forEach(email -> add(aliases, Kind.EMAIL, email.asText()));
        person.path("phones").forEach(phone -> number(phone.asText(), aliases));
        add(aliases, Kind.EXTENSION, person.path("extension").asText(""));
        return aliases;
    }

    private void number(String told, Set<Alias> aliases) {
        PhoneNumber number = numbers.read(told);
        number.key()
                .ifPresent(key -> add(aliases, number instanceof PhoneNumber.Full ? Kind.NUMBER : Kind.EXTENSION, key));
    }

    /** What somebody said of a person, in the same form. */
    public Alias of(Kind kind, String told) {
        return new Alias(
                kind,
                switch (kind) {
                    case LOGIN, EMAIL -> told.strip().toLowerCase(Locale.ROOT);
                    case NUMBER -> numbers.read(told).key().orElse("");
                    case KEY, EMPLOYEE, EXTENSION -> told.strip();
                });
    }

    private void add(Set<Alias> aliases, Kind kind, String told) {
        Alias alias = kind == Kind.NUMBER ? new Alias(kind, told) : of(kind, told);
        if (!alias.value().isEmpty() && alias.value().length() <= LONGEST) {
            aliases.add(alias);
        }
    }
}
