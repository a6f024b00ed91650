package org.convene.people.csv;

/**
 * How words of an 8-bit text look: where the upper half of the code page has an alphabet (Cyrillic), words are made of it
 * alone; where it has letters with accents, those stand among ASCII letters.
 */
final class LetterCount {
    private int upper;
    private int ascii;
    private long alone;
    private long among;

    void next(byte one) {
        int value = one & 0xFF;
        if (value >= 0x80) {
            upper++;
        } else if (Character.isLetter(value)) {
            ascii++;
        } else {
            end();
        }
    }

    private void end() {
        if (upper > 0 && ascii > 0) {
            among += upper;
        } else if (upper > 1) {
            alone += upper;
        }
        upper = 0;
        ascii = 0;
    }

    boolean looksCyrillic() {
        end();
        return alone > among;
    }
}
