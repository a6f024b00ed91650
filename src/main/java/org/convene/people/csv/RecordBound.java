package org.convene.people.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Stops a text in which one record goes on for ever, as it does after a quotation mark that nobody closed. */
final class RecordBound extends FilterReader {
    static final int LONGEST = 1_000_000;

    private long sinceRecord;
    private int last = '\n';

    RecordBound(Reader in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            seen(1, (char) one);
        }
        return one;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            seen(read, buffer[offset + read - 1]);
        }
        return read;
    }

    private void seen(int count, char latest) throws BrokenFile {
        sinceRecord += count;
        last = latest;
        if (sinceRecord > LONGEST) {
            throw new BrokenFile(
                    "a record is longer than " + LONGEST + " characters; a quotation mark is probably not closed");
        }
    }

    void nextRecord() {
        sinceRecord = 0;
    }

    /** Whether what was read last ended a line. */
    boolean endedLine() {
        return last == '\n' || last == '\r';
    }
}
