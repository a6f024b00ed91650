package org.convene.sandbox.stage;

import io.vertx.core.buffer.Buffer;

/** What an answer says: bytes at hand, or bytes made when they are sent. */
public interface Content {

    long length();

    Buffer part(long from, int count);

    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public Buffer part(long from, int count) {
                return Buffer.buffer().appendBytes(bytes, (int) from, count);
            }
        };
    }

    default Buffer whole() {
        return part(0, Math.toIntExact(length()));
    }

    /** A stretch of this. */
    default Content stretch(long start, long length) {
        Content all = this;
        return new Content() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public Buffer part(long from, int count) {
                return all.part(start + from, count);
            }
        };
    }
}
