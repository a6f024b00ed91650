package org.convene.terminal.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A command that a terminal knows.
 *
 * @param aliases    other spellings that are found in the document or on the wire
 * @param admin      whether only the administrator's account may give it
 * @param requires   what must be so before it can succeed, in words
 * @param parameters in the order of the vendor's document
 * @param events     the events that may follow, first the one that the document names for its outcome
 * @param quirks     what surprises a program that goes by the document, in sentences
 * @param documented whether the vendor's document has it; of others nothing but the name is known, and nothing checked
 */
public record Command(
        String name,
        List<String> aliases,
        String group,
        String summary,
        boolean admin,
        Optional<String> requires,
        List<Parameter> parameters,
        List<String> events,
        List<String> quirks,
        boolean documented) {

    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream().filter(known -> known.name().equals(wanted)).findFirst();
    }
}
