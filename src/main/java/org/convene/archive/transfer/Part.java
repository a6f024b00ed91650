package org.convene.archive.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.convene.vendor.VendorFailure;

/**
 * The beginning of a file that is on its way, on disk. One process at a time has it, by a lock of the system, which dies
 * with its owner.
 */
final class Part implements Closeable {
    static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 4;
    /** Written at once. Larger writes cost three times the system's time on some kernels, which look for larger pages. */
    private static final int PIECE = 64 << 10;

    private final Path file;
    private final Path stateFile;
    private final FileChannel lock;
    private final FileChannel channel;
    private final PartDigest digest;
    private final byte[][] blocks = new byte[BLOCKS][];
    private final CompletableFuture<?>[] free = new CompletableFuture<?>[BLOCKS];

    private PartState state;
    private long length;
    private int block;
    private int filled;

    private Part(Path file, FileChannel lock, Executor hasher) throws IOException {
        this.file = file;
        this.stateFile = sibling(file, ".state");
        this.lock = lock;
        this.digest = new PartDigest(hasher);
        this.channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.state = SmallFiles.read(stateFile, PartState.class).orElse(PartState.NEW);
        this.length = channel.size();
        Arrays.fill(free, CompletableFuture.completedFuture(null));
    }

    static Part open(Path directory, ObjectName name, Executor hasher) throws IOException, VendorFailure {
        Files.createDirectories(directory);
        Path file = directory.resolve(name.hash() + ".part");
        Path lockFile = sibling(file, ".lock");
        FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            Files.setLastModifiedTime(lockFile, FileTime.from(Instant.now())); // it is not old
            FileLock taken = tryLock(lock);
            if (taken == null) {
                throw new VendorFailure.Down(name + " is being transferred by another process");
            }
            return new Part(file, lock, hasher);
        } catch (IOException | VendorFailure failed) {
            lock.close();
            throw failed;
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException alreadyOurs) {
            return null;
        }
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.part$", suffix));
    }

    Path file() {
        return file;
    }

    long length() {
        return length;
    }

    PartState state() {
        return state;
    }

    void remember(PartState now) throws IOException {
        if (!now.equals(state)) {
            SmallFiles.write(stateFile, now);
            state = now;
        }
    }

    /** Where the next bytes belong: read at most {@link #room()} of them there, then say {@link #wrote}. */
    byte[] space() {
        if (blocks[block] == null) {
            blocks[block] = new byte[BLOCK];
        }
        free[block].join();
        return blocks[block];
    }

    int offset() {
        return filled;
    }

    int room() {
        return Math.min(PIECE, BLOCK - filled);
    }

    /** So many bytes more are in the space; they are in the file when this returns. */
    void wrote(int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(blocks[block], filled, count);
        while (bytes.hasRemaining()) {
            length += channel.write(bytes, length);
        }
        filled += count;
        if (filled == BLOCK) {
            hashBlock();
        }
    }

    private void hashBlock() {
        if (filled > 0) {
            free[block] = digest.add(blocks[block], filled);
            filled = 0;
            block = (block + 1) % BLOCKS;
        }
    }

    /** The bytes that lie there. */
    byte[] read(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // goes on until all are read
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    void truncate(long to) throws IOException {
        hashBlock();
        channel.truncate(to);
        length = to;
        digest.cutBack(to);
        digest.catchUp(channel, to);
    }

    /** Starts anew; of the source nothing stays known but that its size was wrong. */
    void clear() throws IOException {
        truncate(0);
        remember(state.anew(state.mismatch()));
    }

    /** Of all bytes, also of those that were there before a restart. */
    String sha256() throws IOException {
        hashBlock();
        digest.catchUp(channel, length);
        return digest.hex();
    }

    /** Before bytes are added to those that were there before a restart. */
    void catchUp() throws IOException {
        hashBlock();
        digest.catchUp(channel, length);
    }

    /** All of it at once. */
    void put(byte[] content) throws IOException {
        clear();
        for (int done = 0; done < content.length; ) {
            byte[] space = space();
            int count = Math.min(room(), content.length - done);
            System.arraycopy(content, done, space, offset(), count);
            wrote(count);
            done += count;
        }
    }

    void sync() throws IOException {
        channel.force(true);
    }

    /** It was delivered, or is of no use: nothing of it stays. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(stateFile);
    }

    @Override
    public void close() throws IOException {
        digest.finishWork();
        channel.close();
        lock.close();
    }
}
