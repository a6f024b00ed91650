package org.convene.sandbox.mx;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.convene.sandbox.stage.Content;

/**
 * What a voicemail sounds like: a WAV file (RIFF, PCM, one channel, 8 kHz, 16 bits) of four tones in turn, which the
 * message's id chooses. Made where it is read, so that a long one costs no memory, and the same every time.
 */
final class Audio implements Content {

    private static final int RATE = 8000;
    private static final int SAMPLE = 2;
    private static final int HEADER = 44;
    private static final double LOUD = 9000;
    private static final int[] TONES = {262, 294, 330, 392, 440, 523, 587, 659};

    private final int seed;
    private final long samples;
    private final byte[] header;

    Audio(String id, int seconds) {
        this.seed = id.hashCode();
        this.samples = (long) seconds * RATE;
        this.header = header(samples * SAMPLE);
    }

    @Override
    public long length() {
        return HEADER + samples * SAMPLE;
    }

    @Override
    public Buffer part(long from, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = at(from + i);
        }
        return Buffer.buffer(bytes);
    }

    private byte at(long place) {
        if (place < HEADER) {
            return header[(int) place];
        }
        long offset = place - HEADER;
        int sample = sample(offset / SAMPLE);
        return (byte) (offset % SAMPLE == 0 ? sample : sample >> Byte.SIZE);
    }

    /** A new tone every half second. */
    private int sample(long number) {
        int turn = (int) (number / (RATE / 2) % 4);
        int tone = TONES[Math.floorMod(seed >> 3 * turn, TONES.length)];
        return (int) (LOUD * Math.sin(2 * Math.PI * tone * (number % RATE) / RATE));
    }

    private static byte[] header(long data) {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt((int) (HEADER - 8 + data))
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE * SAMPLE)
                .putShort((short) SAMPLE)
                .putShort((short) (SAMPLE * Byte.SIZE))
                .put(ascii("data"))
                .putInt((int) data)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
