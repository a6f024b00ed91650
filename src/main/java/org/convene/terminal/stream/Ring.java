package org.convene.terminal.stream;

import java.util.Arrays;

/** The last so many entries, in their order. */
final class Ring {
    private static final int FIRST_SIZE = 8;

    private final int most;
    private Entry[] kept;
    private int first;
    private int size;
    private long forgotten;

    Ring(int most) {
        this.most = most;
        this.kept = new Entry[Math.min(most, FIRST_SIZE)];
    }

    void add(Entry entry) {
        if (size == kept.length && size < most) {
            grow();
        }
        if (size == kept.length) {
            forgotten = kept[first].id().position();
            kept[first] = entry;
            first = (first + 1) % size;
        } else {
            kept[(first + size) % kept.length] = entry;
            size++;
        }
    }

    private void grow() {
        Entry[] larger = Arrays.copyOf(kept, Math.min(most, kept.length * 2));
        for (int i = 0; i < size; i++) {
            larger[i] = get(i);
        }
        kept = larger;
        first = 0;
    }

    /** The position of the last entry that is not kept any more; 0 while all are. */
    long forgotten() {
        return forgotten;
    }

    int size() {
        return size;
    }

    Entry get(int index) {
        return kept[(first + index) % kept.length];
    }

    /** The index of the first entry after the position; the size when there is none. */
    int after(long position) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).id().position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
