package org.convene.attendance;

import java.util.function.Function;

/** How a row of a report was found to be about somebody on the roster, the surest way first. */
public enum MatchedBy {
    /** The id stands in the personal link, so it is the person, or whoever was given the link. */
    EXTERNAL_USER_ID("externalUserId", 1.0, Identity::id),
    /** The same address, as the vendor knows it. */
    EMAIL("email", 0.9, Identity::emailKey),
    /** Another address of the same person, as the directory of people knows. */
    DIRECTORY("directory", 0.8, Identity::person),
    /** The same name, which anybody can type. */
    NAME("name", 0.6, Identity::nameKey);

    private final String word;
    private final double confidence;
    private final Function<Identity, String> key;

    MatchedBy(String word, double confidence, Function<Identity, String> key) {
        this.word = word;
        this.confidence = confidence;
        this.key = key;
    }

    public String word() {
        return word;
    }

    public double confidence() {
        return confidence;
    }

    /** What must be the same; {@code null} when it is not known of this person. */
    String key(Identity who) {
        return key.apply(who);
    }
}
