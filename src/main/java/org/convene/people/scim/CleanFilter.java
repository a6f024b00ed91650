package org.convene.people.scim;

import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Filters and paths as identity providers write them, in the words of RFC 7644: {@code primary eq "True"} is a boolean, and
 * {@code members eq "id"} is about the member's value. What stands in quotation marks stays as it is.
 */
final class CleanFilter {
    private static final Set<String> ABOUT_A_VALUE = Set.of("members", "manager", "emails", "groups");
    private static final Pattern WORDS = Pattern.compile("(?i)\"(?:[^\"\\\\]|\\\\.)*\""
            + "|\\b(active|primary)\\s+(eq|ne)\\s+\"(true|false)\""
            + "|\\b(members|manager|emails|groups)(?=\\s+(?:eq|ne|co|sw|ew)\\s)");

    private CleanFilter() {}

    static String of(String filter) {
        return WORDS.matcher(filter).replaceAll(found -> Matcher.quoteReplacement(replaced(found)));
    }

    private static String replaced(MatchResult found) {
        if (found.group(1) != null) {
            return found.group(1) + " " + found.group(2) + " " + found.group(3).toLowerCase(Locale.ROOT);
        }
        return found.group(4) != null && ABOUT_A_VALUE.contains(found.group(4).toLowerCase(Locale.ROOT))
                ? found.group(4) + ".value"
                : found.group();
    }
}
