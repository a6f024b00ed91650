package org.convene.calendar.dav;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to be longer than told: fails, rather than ends. */
class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        int read = super.read(into, from, count);
        left -= Math.max(read, 0);
        if (left < 0) {
            throw new IOException("it is longer than the longest that is read");
        }
        return read;
    }
}
