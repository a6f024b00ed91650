package org.convene.people.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Which encoding a text has, by all of its bytes: a byte order mark (Unicode 15, 23.8) says it; what is valid UTF-8 is UTF-8,
 * which no other text of some length is by chance; NUL bytes make it UTF-16; of the old code pages the one is taken whose
 * letters come as people write them.
 */
record EncodingGuess(Charset charset, int mark) {
    private static final int PORTION = 1 << 16;
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Charset CYRILLIC = Charset.forName("windows-1251");

    /** Of what the library knows; what it takes for something else is one of the two most common. */
    private static final Map<String, Charset> OTHERS = Map.of(
            "KOI8-R", Charset.forName("KOI8-R"),
            "IBM866", Charset.forName("IBM866"));

    /** @throws BrokenFile the text ends in the midst of a character */
    static EncodingGuess of(InputStream bytes) throws IOException {
        Utf8Check utf8 = new Utf8Check();
        LetterCount letters = new LetterCount();
        UniversalDetector detector = new UniversalDetector();
        long even = 0;
        long odd = 0;
        long size = 0;
        byte[] beginning = {};
        byte[] portion = new byte[PORTION];
        int read;
        while ((read = bytes.readNBytes(portion, 0, PORTION)) > 0) {
            if (size == 0) {
                beginning = Arrays.copyOf(portion, Math.min(read, 3));
            }
            for (int i = 0; i < read; i++) {
                utf8.next(portion[i]);
                letters.next(portion[i]);
                if (portion[i] == 0) {
                    // a portion has an even size
                    even += 1 - i % 2;
                    odd += i % 2;
                }
            }
            if (!detector.isDone()) {
                detector.handleData(portion, 0, read);
            }
            size += read;
        }
        detector.dataEnd();
        int mark = mark(beginning);
        if (mark == 2 || even + odd > 0) {
            boolean little = mark == 2 ? beginning[0] == (byte) 0xFF : odd >= even;
            if (size % 2 != 0) {
                throw new BrokenFile("it ends in the midst of a character");
            }
            return new EncodingGuess(little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, mark);
        }
        if (mark == 3 || utf8.isValid()) {
            if (utf8.isCut()) {
                throw new BrokenFile("it ends in the midst of a character");
            }
            return new EncodingGuess(StandardCharsets.UTF_8, mark);
        }
        Charset other = OTHERS.get(String.valueOf(detector.getDetectedCharset()));
        if (other != null && letters.looksCyrillic()) {
            return new EncodingGuess(other, 0);
        }
        return new EncodingGuess(letters.looksCyrillic() ? CYRILLIC : WESTERN, 0);
    }

    private static int mark(byte[] beginning) {
        int first = at(beginning, 0);
        int second = at(beginning, 1);
        if (first == 0xEF && second == 0xBB && at(beginning, 2) == 0xBF) {
            return 3;
        }
        return first == 0xFF && second == 0xFE || first == 0xFE && second == 0xFF ? 2 : 0;
    }

    private static int at(byte[] bytes, int place) {
        return place < bytes.length ? bytes[place] & 0xFF : -1;
    }
}
