package org.convene.archive.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import org.convene.ops.Sha256;

/**
 * The SHA-256 of a part, computed by another thread beside the transfer: on one thread, both would take twice as long.
 * Remembers itself now and then, so that a step back does not mean to read everything once more.
 */
final class PartDigest {
    private static final long REMEMBERED_EVERY = 64L << 20;

    private final Executor executor;
    private final NavigableMap<Long, MessageDigest> remembered = new ConcurrentSkipListMap<>();
    private MessageDigest digest = Sha256.begin();
    private CompletableFuture<Void> work = CompletableFuture.completedFuture(null);
    private long length;

    PartDigest(Executor executor) {
        this.executor = executor;
    }

    /** Bytes that follow; they must not be changed before the returned work is done. */
    CompletableFuture<Void> add(byte[] bytes, int count) {
        MessageDigest current = digest;
        long end = length + count;
        boolean remember = end / REMEMBERED_EVERY > length / REMEMBERED_EVERY;
        work = work.thenRunAsync(
                () -> {
                    current.update(bytes, 0, count);
                    if (remember) {
                        remembered.put(end, copy(current));
                    }
                },
                executor);
        length = end;
        return work;
    }

    /** As if nothing had come after {@code end}. It may then be shorter than that: {@link #catchUp} follows. */
    void cutBack(long end) {
        finishWork();
        if (length <= end) {
            return;
        }
        remembered.tailMap(end, false).clear();
        Map.Entry<Long, MessageDigest> last = remembered.lastEntry();
        digest = last == null ? Sha256.begin() : copy(last.getValue());
        length = last == null ? 0 : last.getKey();
    }

    /** Reads from the file what was not added: what came before a restart, or before a step back. */
    void catchUp(FileChannel file, long end) throws IOException {
        while (length < end) {
            byte[] bytes = new byte[(int) Math.min(Part.BLOCK, end - length)];
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                if (file.read(buffer, length + buffer.position()) < 0) {
                    throw new IOException("the part is shorter than it was");
                }
            }
            add(bytes, bytes.length);
            // one block at a time: reading is faster than hashing, and memory is not for the difference
            finishWork();
        }
    }

    String hex() {
        finishWork();
        return Sha256.hex(copy(digest).digest());
    }

    void finishWork() {
        try {
            work.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException theOneOfThePlatformCan) {
            throw new IllegalStateException(theOneOfThePlatformCan);
        }
    }
}
