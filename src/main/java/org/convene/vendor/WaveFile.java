package org.convene.vendor;

/** Whether audio is all there, as far as it says itself: a WAV file begins with its own length (RIFF). */
final class WaveFile {
    private static final int HEADER = 8;
    /** What is written where the length was not known yet. */
    private static final long UNKNOWN = 0xFFFFFFFFL;

    private WaveFile() {}

    /** Audio of any other kind is whole when there is any. */
    static boolean isWhole(byte[] audio) {
        if (audio == null || audio.length == 0) {
            return false;
        }
        boolean wave = audio[0] == 'R'
                && (audio.length < 2 || audio[1] == 'I')
                && (audio.length < 3 || audio[2] == 'F')
                && (audio.length < 4 || audio[3] == 'F');
        if (!wave) {
            return true;
        }
        if (audio.length < HEADER) {
            return false;
        }
        long length = 0;
        for (int i = HEADER - 1; i >= 4; i--) {
            length = length << 8 | audio[i] & 0xFF;
        }
        return length == UNKNOWN || length + HEADER <= audio.length;
    }
}
