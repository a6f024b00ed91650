package org.convene.document;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** "Did you mean": the known name that somebody most probably wanted to write. */
public final class NearestName {

    /** Above this length a name is no slip of the pen, and comparing it would only cost time. */
    private static final int LONGEST = 60;

    /** Catches names that were cut short or got another ending, like {@code start} for {@code startsAt}. */
    private static final double SIMILAR = 0.85;

    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();
    private static final JaroWinklerSimilarity SIMILARITY = new JaroWinklerSimilarity();

    private NearestName() {}

    /**
     * The nearest of the known names, or nothing when none is near. Case, hyphens and underscores do not count; one wrong,
     * missing, added or swapped character is always near, and up to a third of a longer name may be wrong.
     */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = plain(written);
        String nearest = null;
        double best = 0;
        for (String name : known) {
            double score = score(wanted, plain(name));
            if (score > best) {
                best = score;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Zero when far; else higher when nearer. Fewer edits win, and likeness decides among equals. */
    private static double score(String written, String known) {
        int edits =
                sameLetters(written, known) ? Math.min(1, EDITS.apply(written, known)) : EDITS.apply(written, known);
        double likeness = SIMILARITY.apply(written, known);
        if (edits <= Math.max(1, known.length() / 3)) {
            return 100 - edits + likeness;
        }
        return likeness >= SIMILAR ? likeness : 0;
    }

    /** Swapped letters are one slip, though they count as two edits. */
    private static boolean sameLetters(String one, String other) {
        if (one.length() != other.length()) {
            return false;
        }
        char[] letters = one.toCharArray();
        char[] others = other.toCharArray();
        Arrays.sort(letters);
        Arrays.sort(others);
        return Arrays.equals(letters, others);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
    }
}
