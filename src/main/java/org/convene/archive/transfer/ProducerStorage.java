package org.convene.archive.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.convene.ops.Sha256;
import org.convene.vendor.VendorFailure;

/**
 * Storage behind any producer of Camel, such as sftp. The object is sent as a file and never held in memory, its manifest
 * as a second object. What is there cannot be asked in a way common to all, so receipts are also kept beside the parts; a
 * directory of a server ({@link RemoteDirectory}) can be read again.
 */
final class ProducerStorage implements Storage {
    private static final String S3_KEY = "CamelAwsS3Key";

    private final String uri;
    private final Path receipts;
    private final CamelContext camel;
    private final Optional<RemoteDirectory> directory;
    private volatile ProducerTemplate producer;

    ProducerStorage(String uri, Path receipts, CamelContext camel) {
        this.uri = uri;
        this.receipts = receipts;
        this.camel = camel;
        this.directory = RemoteDirectory.of(uri, camel);
    }

    @Override
    public Optional<Receipt> find(ObjectName name) throws VendorFailure {
        try {
            return SmallFiles.read(receipt(name), Receipt.class)
                    .filter(receipt -> receipt.where().equals(where(name)));
        } catch (IOException unreadable) {
            throw ownDisk(name, unreadable);
        }
    }

    @Override
    public Receipt keep(Path whole, ObjectName name, Manifest manifest) throws VendorFailure {
        try {
            send(whole.toFile(), name.path());
            send(SmallFiles.json(manifest), name.manifest());
            Receipt receipt = manifest.receipt(where(name));
            Files.createDirectories(receipts);
            SmallFiles.write(receipt(name), receipt);
            return receipt;
        } catch (IOException failed) {
            throw ownDisk(name, failed);
        }
    }

    @Override
    public boolean canVerify() {
        return directory.isPresent();
    }

    @Override
    public void verify(Receipt receipt) throws VendorFailure {
        Sha256.Sum there = directory()
                .read(new ObjectName(receipt.name()).path(), Sha256::sum)
                .orElseThrow(() -> new VendorFailure.Refused("storage shows no " + receipt.name()));
        if (there.size() != receipt.size() || !there.sha256().equals(receipt.sha256())) {
            throw new VendorFailure.Refused(receipt.name() + " in storage is not what its receipt says");
        }
    }

    @Override
    public Optional<byte[]> read(Receipt receipt) throws VendorFailure {
        return directory.isEmpty()
                ? Optional.empty()
                : directory()
                        .read(new ObjectName(receipt.name()).path(), InputStream::readAllBytes)
                        .filter(bytes -> Sha256.of(bytes).equals(receipt.sha256()));
    }

    /** The receipt goes first: what is believed to be there is there. */
    @Override
    public void remove(Receipt receipt) throws VendorFailure {
        ObjectName name = new ObjectName(receipt.name());
        RemoteDirectory there = directory();
        try {
            Files.deleteIfExists(receipt(name));
        } catch (IOException failed) {
            throw ownDisk(name, failed);
        }
        there.delete(name.manifest());
        there.delete(name.path());
    }

    private RemoteDirectory directory() throws VendorFailure {
        return directory.orElseThrow(() -> new VendorFailure.Refused(
                "what is behind convene.storage.uri can only be written by the hub, neither read again nor deleted"));
    }

    private Path receipt(ObjectName name) {
        return receipts.resolve(name.hash() + ".json");
    }

    private void send(Object body, String name) throws VendorFailure {
        Exchange sent;
        try {
            sent = producer().send(uri, exchange -> {
                Message message = exchange.getMessage();
                message.setHeader(Exchange.FILE_NAME, name);
                message.setHeader(S3_KEY, name);
                message.setBody(body);
            });
        } catch (NoSuchEndpointException | ResolveEndpointFailedException unknown) {
            throw new VendorFailure.Refused("convene.storage.uri is nothing that Camel knows");
        }
        if (sent.getException() != null) {
            throw failure("does not take " + name, sent.getException());
        }
    }

    /** Made late: the context does not run yet when beans are made. */
    private synchronized ProducerTemplate producer() {
        if (producer == null) {
            producer = camel.createProducerTemplate();
        }
        return producer;
    }

    /** Address and name, without what follows a question mark or stands before an at sign: passwords do. */
    private String where(ObjectName name) {
        String place =
                uri.replaceFirst("\\?.*$", "").replaceFirst("//.*@", "//").replaceFirst("/+$", "");
        return place + "/" + name;
    }

    /** Camel's own words hold the URI, and with it a user. */
    static VendorFailure failure(String what, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new VendorFailure.Down("storage " + what + " (" + root.getClass().getSimpleName() + ")");
    }

    private static VendorFailure ownDisk(ObjectName name, IOException cause) {
        return new VendorFailure.Down("the receipt of " + name + " cannot be kept: " + Transfers.words(cause));
    }
}
