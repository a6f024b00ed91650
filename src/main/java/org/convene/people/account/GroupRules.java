package org.convene.people.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.convene.ops.Commas;
import org.convene.ops.Settings;

/**
 * Which groups of a person are groups at the server: patterns of names, where {@code *} is anything, each alone or with the
 * name of the server's group behind an {@code =}. The first that fits a group counts.
 */
public record GroupRules(List<Rule> rules) {
    /** @param target the server's group, or empty: it has the same name */
    public record Rule(Pattern pattern, Optional<String> target) {}

    /**
     * @param key where the text stands in configuration
     */
    public static GroupRules of(String key, String text) {
        List<Rule> rules = new ArrayList<>();
        for (String word : Commas.between(text)) {
            int equal = word.indexOf('=');
            String pattern = equal < 0 ? word : word.substring(0, equal).strip();
            String target = equal < 0 ? "" : word.substring(equal + 1).strip();
            if (pattern.isEmpty() || equal >= 0 && target.isEmpty()) {
                throw Settings.wrong(
                        key, "has '" + word + "', which is no PATTERN or PATTERN=GROUP", "Class *,Staff=Teachers");
            }
            rules.add(new Rule(pattern(pattern), Optional.of(target).filter(name -> !name.isEmpty())));
        }
        return new GroupRules(rules);
    }

    private static Pattern pattern(String glob) {
        String regex =
                List.of(glob.split("\\*", -1)).stream().map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    /** The server's groups of somebody who is in these, in the order of their names. */
    public Set<String> targets(Collection<String> groups) {
        Set<String> targets = new TreeSet<>();
        for (String group : groups) {
            rules.stream()
                    .filter(rule -> rule.pattern().matcher(group).matches())
                    .findFirst()
                    .ifPresent(rule -> targets.add(rule.target().orElse(group)));
        }
        return targets;
    }

    /** Whether a group of the server is one that these rules lead to: who is in it is ours to say. */
    boolean leadTo(String serversGroup) {
        return rules.stream()
                .anyMatch(rule -> rule.target()
                        .map(serversGroup::equals)
                        .orElseGet(() -> rule.pattern().matcher(serversGroup).matches()));
    }
}
