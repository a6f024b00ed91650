package org.convene.archive.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.util.URISupport;
import org.convene.vendor.VendorFailure;

/**
 * The directory behind a producer of Camel that sends files to a server, read again by the consumer of the same component.
 * An object's bytes stream from the server, one connection each.
 */
final class RemoteDirectory {
    private static final Set<String> SCHEMES = Set.of("sftp", "ftp", "ftps");
    /** One file is looked for, and a server that cannot be reached is no server without that file. */
    private static final Map<String, Object> LOOKING = Map.of(
            "idempotent", "false",
            "streamDownload", "true",
            "stepwise", "false",
            "autoCreate", "false",
            "ignoreFileNotFoundOrPermissionError", "true",
            "throwExceptionOnConnectFailed", "true",
            "maximumReconnectAttempts", "0");

    private static final int MILLIS = 30_000;

    private final String place;
    private final String options;
    private final CamelContext camel;

    private RemoteDirectory(String place, String options, CamelContext camel) {
        this.place = place;
        this.options = options;
        this.camel = camel;
    }

    /** Nothing where Camel's component can only write, or objects there are no files. */
    static Optional<RemoteDirectory> of(String uri, CamelContext camel) {
        if (!SCHEMES.contains(uri.substring(0, Math.max(0, uri.indexOf(':'))))) {
            return Optional.empty();
        }
        int query = uri.indexOf('?');
        String place = (query < 0 ? uri : uri.substring(0, query)).replaceFirst("/+$", "");
        String options = query < 0 ? "" : uri.substring(query);
        return Optional.of(new RemoteDirectory(place, options, camel));
    }

    interface Reader<T> {
        T read(InputStream bytes) throws IOException;
    }

    /** What the reader makes of the file; nothing where the server shows no such file. */
    <T> Optional<T> read(String file, Reader<T> reader) throws VendorFailure {
        return look(file, "noop", reader);
    }

    /** Deletes the file, if it is there. */
    void delete(String file) throws VendorFailure {
        look(file, "delete", bytes -> file);
    }

    /** {@code file} is a path below the directory, of characters that mean nothing in a URI. */
    private <T> Optional<T> look(String file, String afterwards, Reader<T> reader) throws VendorFailure {
        Endpoint endpoint = null;
        try (ConsumerTemplate consumer = camel.createConsumerTemplate(-1)) {
            endpoint = camel.getEndpoint(uri(file, afterwards));
            Exchange found = consumer.receive(endpoint, MILLIS);
            if (found == null) {
                return Optional.empty();
            }
            Object body = found.getMessage().getBody(GenericFile.class).getBody();
            try (InputStream bytes = camel.getTypeConverter().mandatoryConvertTo(InputStream.class, body)) {
                return Optional.of(reader.read(bytes));
            } catch (Exception broken) {
                found.setException(broken);
                throw broken;
            } finally {
                consumer.doneUoW(found);
            }
        } catch (Exception failed) {
            throw ProducerStorage.failure("does not give " + file, failed);
        } finally {
            if (endpoint != null) {
                forget(endpoint);
            }
        }
    }

    private String uri(String file, String afterwards) throws URISyntaxException {
        int slash = file.lastIndexOf('/');
        Map<String, Object> set = new HashMap<>(LOOKING);
        set.put("fileName", file.substring(slash + 1));
        set.put(afterwards, "true");
        return URISupport.appendParametersToURI(place + '/' + file.substring(0, slash) + options, set);
    }

    /** Else Camel would keep an endpoint of each object there ever was. */
    private void forget(Endpoint endpoint) throws VendorFailure {
        try {
            camel.removeEndpoint(endpoint);
        } catch (Exception failed) {
            throw ProducerStorage.failure("does not close", failed);
        }
    }
}
