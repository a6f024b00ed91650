package org.convene.people.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;

/** An entry of a zip, as long as it is no larger than it may be, and at its end what the zip says of it. */
final class CheckedEntry extends FilterInputStream {
    private final ZipEntry entry;
    private final long largest;
    private final CRC32 checksum = new CRC32();
    private long size;

    CheckedEntry(InputStream in, ZipEntry entry, long largest) {
        super(in);
        this.entry = entry;
        this.largest = largest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(buffer, offset, length);
        } catch (ZipException broken) {
            throw new BrokenFile(entry.getName() + " in it is damaged: " + broken.getMessage());
        }
        if (read > 0) {
            size += read;
            checksum.update(buffer, offset, read);
            if (size > largest) {
                throw new BrokenFile(entry.getName() + " in it is larger than " + largest + " bytes");
            }
        } else if (read < 0 && entry.getCrc() != checksum.getValue()) {
            throw new BrokenFile(entry.getName() + " in it is damaged: its checksum is another");
        }
        return read;
    }

    /** Read, and not passed over, for the sake of the checksum. */
    @Override
    public long skip(long count) throws IOException {
        return read(new byte[(int) Math.min(count, 8192)], 0, (int) Math.min(count, 8192));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
