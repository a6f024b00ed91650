package org.convene.terminal.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A command that a terminal knows.
 *
 * @param admin      whether only the administrator's account may give it
 * @param requires   what must be so before it can succeed, in words
 * @param parameters in the order of the vendor's document
 * @param events     the events that may follow
 * @param documented whether the vendor's document has it; of others nothing but the name is known, and nothing checked
 */
public record Command(
        String name,
        String group,
        String summary,
        boolean admin,
        Optional<String> requires,
        List<Parameter> parameters,
        List<String> events,
        boolean documented) {

    public Optional<Parameter> parameter(String wanted) {
        return parameters.stream().filter(known -> known.name().equals(wanted)).findFirst();
    }
}
