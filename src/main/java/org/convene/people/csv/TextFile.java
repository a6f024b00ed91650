package org.convene.people.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * A text that can be read again and again, of which a first look told the encoding.
 *
 * @param mark   how many bytes its byte order mark has, or 0
 */
record TextFile(Content content, Charset charset, int mark) {

    /** Opens the bytes from their beginning. */
    interface Content {
        InputStream open() throws IOException;
    }

    static TextFile of(Content content) throws IOException {
        try (InputStream bytes = content.open()) {
            EncodingGuess guess = EncodingGuess.of(bytes);
            return new TextFile(content, guess.charset(), guess.mark());
        }
    }

    /** @throws java.nio.charset.CharacterCodingException while reading, when the bytes are not what they were */
    Reader open() throws IOException {
        InputStream bytes = content.open();
        try {
            bytes.skipNBytes(mark);
            return new InputStreamReader(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPLACE));
        } catch (IOException failed) {
            bytes.close();
            throw failed;
        }
    }
}
