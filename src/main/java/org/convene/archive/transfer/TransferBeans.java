package org.convene.archive.transfer;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.convene.ops.Settings;
import org.convene.vendor.Vendors;

/** What transfers are made of, from configuration. */
class TransferBeans {
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*");
    private static final String KEY = "convene.storage.uri";

    @Produces
    @Singleton
    TransferSettings settings(Settings settings, Vendors vendors) {
        return TransferSettings.read(settings, vendors);
    }

    @Produces
    @Singleton
    Storage storage(Settings settings, TransferSettings transfers, CamelContext camel) {
        String uri = settings.text(KEY);
        if (SCHEME.matcher(uri).matches() && !uri.startsWith("file:")) {
            return new ProducerStorage(uri, transfers.dir().resolve("receipts"), camel);
        }
        String directory = uri.replaceFirst("^file:(//(?=/))?", "");
        if (directory.isEmpty() || directory.contains("?")) {
            throw Settings.wrong(KEY, "is no directory, which takes no options", "file:/srv/convene/archive");
        }
        try {
            return new DirectoryStorage(Path.of(directory));
        } catch (InvalidPathException wrong) {
            throw Settings.wrong(KEY, "is no directory", "file:/srv/convene/archive");
        }
    }
}
