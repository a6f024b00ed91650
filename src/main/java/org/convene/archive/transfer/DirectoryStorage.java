package org.convene.archive.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Storage that is a directory. The manifest comes first and the object after it, moved in one step: whenever we die, there
 * is either an object with its manifest, or the part is still there to go on with.
 */
final class DirectoryStorage implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryStorage.class);
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path directory;

    DirectoryStorage(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Optional<Receipt> find(ObjectName name) throws VendorFailure {
        Path object = directory.resolve(name.path());
        try {
            Optional<Manifest> manifest = SmallFiles.read(directory.resolve(name.manifest()), Manifest.class);
            boolean whole = manifest.isPresent()
                    && name.path().equals(manifest.get().name())
                    && Files.isRegularFile(object)
                    && Files.size(object) == manifest.get().size();
            return whole ? manifest.map(told -> told.receipt(where(object))) : Optional.empty();
        } catch (IOException unreadable) {
            throw failure(name, unreadable);
        }
    }

    @Override
    public Receipt keep(Path whole, ObjectName name, Manifest manifest) throws VendorFailure {
        Path object = directory.resolve(name.path());
        try {
            Files.createDirectories(object.getParent());
            putAside(object);
            SmallFiles.write(directory.resolve(name.manifest()), manifest);
            move(whole, object, manifest);
            SmallFiles.syncDirectory(object.getParent());
            return manifest.receipt(where(object));
        } catch (IOException refused) {
            throw failure(name, refused);
        }
    }

    @Override
    public boolean canVerify() {
        return true;
    }

    @Override
    public void verify(Receipt receipt) throws VendorFailure {
        ObjectName name = new ObjectName(receipt.name());
        Path object = directory.resolve(name.path());
        try {
            Receipt told = find(name)
                    .orElseThrow(
                            () -> new VendorFailure.Refused("storage has no whole " + name + " beside its manifest"));
            boolean same = told.size() == receipt.size() && told.sha256().equals(receipt.sha256());
            if (!same || !sha256(object).equals(receipt.sha256())) {
                throw new VendorFailure.Refused(name + " in storage is not what its receipt says");
            }
        } catch (IOException unreadable) {
            throw new VendorFailure.Down("storage does not give " + name + ": " + Transfers.words(unreadable));
        }
    }

    @Override
    public Optional<byte[]> read(Receipt receipt) throws VendorFailure {
        ObjectName name = new ObjectName(receipt.name());
        try {
            byte[] bytes = Files.readAllBytes(directory.resolve(name.path()));
            return Sha256.of(bytes).equals(receipt.sha256()) ? Optional.of(bytes) : Optional.empty();
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new VendorFailure.Down("storage does not give " + name + ": " + Transfers.words(unreadable));
        }
    }

    @Override
    public void remove(Receipt receipt) throws VendorFailure {
        ObjectName name = new ObjectName(receipt.name());
        try {
            // an object without its manifest counts as not stored, so a crash in between leaves nothing that is
            // believed
            Files.deleteIfExists(directory.resolve(name.manifest()));
            Files.deleteIfExists(directory.resolve(name.path()));
        } catch (IOException refused) {
            throw new VendorFailure.Down("storage does not give up " + name + ": " + Transfers.words(refused));
        }
    }

    private static String sha256(Path object) throws IOException {
        try (InputStream bytes = Files.newInputStream(object)) {
            return Sha256.sum(bytes).sha256();
        }
    }

    private static String where(Path object) {
        return object.toUri().toString();
    }

    /** What lies there without proof is not ours to overwrite: a person may want to look at it. */
    private static void putAside(Path object) throws IOException {
        if (Files.exists(object)) {
            Path aside = object.resolveSibling(object.getFileName() + ".unverified-" + System.currentTimeMillis());
            Files.move(object, aside, StandardCopyOption.ATOMIC_MOVE);
            LOG.warn("{} was there without a manifest that fits; it is {} now", object, aside.getFileName());
        }
    }

    private static void move(Path whole, Path object, Manifest manifest) throws IOException, VendorFailure {
        try {
            Files.move(whole, object, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            removeLeftBehind(object);
            Path copy = Files.createTempFile(object.getParent(), prefix(object), ".tmp");
            try {
                copy(whole, copy, manifest);
                Files.move(copy, object, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(copy);
            }
        }
    }

    private static void copy(Path whole, Path copy, Manifest manifest) throws IOException, VendorFailure {
        MessageDigest digest = Sha256.begin();
        try (FileChannel in = FileChannel.open(whole, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocate(Part.BLOCK);
            while (in.read(block.clear()) >= 0) {
                block.flip();
                digest.update(block.duplicate());
                while (block.hasRemaining()) {
                    out.write(block);
                }
            }
            out.force(true);
        }
        if (!Sha256.hex(digest.digest()).equals(manifest.sha256())) {
            throw new VendorFailure.Down(manifest.name() + " changed while it was copied into storage");
        }
    }

    private static String prefix(Path object) {
        return "." + object.getFileName() + ".";
    }

    /** Copies whose writer died. */
    private static void removeLeftBehind(Path object) throws IOException {
        FileTime before = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        List<Path> copies;
        try (Stream<Path> files = Files.list(object.getParent())) {
            copies = files.filter(file -> file.getFileName().toString().startsWith(prefix(object)))
                    .toList();
        }
        for (Path copy : copies) {
            if (Files.getLastModifiedTime(copy).compareTo(before) < 0) {
                Files.deleteIfExists(copy);
            }
        }
    }

    /** Rights and things in the way stay as they are until a person changes them; a disk may become free by itself. */
    private static VendorFailure failure(ObjectName name, IOException cause) {
        String words = "storage does not take " + name + ": " + Transfers.words(cause);
        String reason = cause instanceof FileSystemException file && file.getReason() != null
                ? file.getReason().toLowerCase(Locale.ROOT)
                : "";
        boolean stays = cause instanceof AccessDeniedException
                || cause instanceof FileAlreadyExistsException
                || reason.contains("not a directory")
                || reason.contains("read-only");
        return stays ? new VendorFailure.Refused(words) : new VendorFailure.Down(words);
    }
}
