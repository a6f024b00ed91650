package org.convene.people.privacy;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Of whom traces are looked for.
 *
 * @param pseudonym what stands in place of the person afterwards; the same for the same person
 * @param ids       ids in lessons and sources; they count only where the person is also named otherwise, or is all that is told
 * @param emails    in lower case
 * @param names     whole names, in lower case
 * @param logins    in lower case
 * @param numbers   in E.164, or extensions
 */
public record Subject(
        String pseudonym,
        Set<String> ids,
        Set<String> emails,
        Set<String> names,
        Set<String> logins,
        Set<String> numbers) {

    static Set<String> lower(Set<String> texts) {
        Set<String> lower = new TreeSet<>();
        texts.forEach(text -> lower.add(text.strip().toLowerCase(Locale.ROOT)));
        lower.remove("");
        return lower;
    }

    boolean isNobody() {
        return ids.isEmpty() && emails.isEmpty() && names.isEmpty() && logins.isEmpty() && numbers.isEmpty();
    }
}
