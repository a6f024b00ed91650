package org.convene.people.csv;

/** Whether bytes are UTF-8 (RFC 3629, section 4), told one by one. */
final class Utf8Check {
    private int missing;
    private int least = 0x80;
    private int most = 0xBF;
    private boolean wrong;

    void next(byte one) {
        int value = one & 0xFF;
        if (missing > 0) {
            wrong |= value < least || value > most;
            missing--;
            least = 0x80;
            most = 0xBF;
        } else if (value >= 0x80) {
            begin(value);
        }
    }

    private void begin(int value) {
        if (value >= 0xC2 && value <= 0xDF) {
            missing = 1;
        } else if (value >= 0xE0 && value <= 0xEF) {
            missing = 2;
            least = value == 0xE0 ? 0xA0 : 0x80;
            most = value == 0xED ? 0x9F : 0xBF;
        } else if (value >= 0xF0 && value <= 0xF4) {
            missing = 3;
            least = value == 0xF0 ? 0x90 : 0x80;
            most = value == 0xF4 ? 0x8F : 0xBF;
        } else {
            wrong = true;
        }
    }

    /** So far; a character that is not complete is no mistake yet. */
    boolean isValid() {
        return !wrong;
    }

    boolean isCut() {
        return missing > 0;
    }
}
