package org.convene.archive.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.convene.vendor.VendorFailure;

/**
 * Storage behind any producer of Camel, such as sftp. The object is sent as a file and never held in memory, its manifest
 * as a second object. What is there cannot be asked in a way common to all, so receipts are also kept beside the parts.
 */
final class ProducerStorage implements Storage {
    private static final String S3_KEY = "CamelAwsS3Key";

    private final String uri;
    private final Path receipts;
    private final CamelContext camel;
    private volatile ProducerTemplate producer;

    ProducerStorage(String uri, Path receipts, CamelContext camel) {
        this.uri = uri;
        this.receipts = receipts;
        this.camel = camel;
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
        return false;
    }

    @Override
    public void verify(Receipt receipt) throws VendorFailure {
        throw new VendorFailure.Refused("what is behind convene.storage.uri can only be written by the hub");
    }

    @Override
    public Optional<byte[]> read(Receipt receipt) {
        return Optional.empty();
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
            throw failure(name, sent.getException());
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
    private static VendorFailure failure(String name, Exception cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new VendorFailure.Down(
                "storage does not take " + name + " (" + root.getClass().getSimpleName() + ")");
    }

    private static VendorFailure ownDisk(ObjectName name, IOException cause) {
        return new VendorFailure.Down("the receipt of " + name + " cannot be kept: " + Transfers.words(cause));
    }

    @Override
    public void remove(Receipt receipt) throws VendorFailure {
        throw new VendorFailure.Refused(
                "storage takes objects and gives none up; " + receipt.name() + " must be deleted there");
    }
}
