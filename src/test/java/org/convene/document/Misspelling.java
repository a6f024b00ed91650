package org.convene.document;

/** Slips of the pen, for properties about names that somebody wrote wrongly. */
public final class Misspelling {
    private Misspelling() {}

    /** @param kind one character added (0), missing (1), wrong (2), or else swapped with the next */
    public static String of(String name, int kind, int at, char letter) {
        StringBuilder word = new StringBuilder(name);
        switch (kind) {
            case 0 -> word.insert(at, letter);
            case 1 -> word.deleteCharAt(at);
            case 2 -> word.setCharAt(at, letter);
            default -> {
                int next = at + 1 == name.length() ? at - 1 : at + 1;
                word.setCharAt(at, name.charAt(next));
                word.setCharAt(next, name.charAt(at));
            }
        }
        return word.toString();
    }
}
