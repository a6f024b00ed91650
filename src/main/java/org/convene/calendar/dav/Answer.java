package org.convene.calendar.dav;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.convene.vendor.VendorFailure;

/** An answer whose body is still on its way. Whatever goes wrong with the body is told as a failure of {@code ask}. */
final class Answer implements Closeable {
    private static final int MOST_ERROR_BYTES = 16 << 10;

    private final Ask ask;
    private final HttpResponse<InputStream> response;
    private final InputStream body;

    Answer(Ask ask, HttpResponse<InputStream> response, InputStream body) {
        this.ask = ask;
        this.response = response;
        this.body = body;
    }

    int status() {
        return response.statusCode();
    }

    /** Where it came from, after redirects. */
    URI uri() {
        return ask.uri();
    }

    Ask ask() {
        return ask;
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    String type() {
        return header("Content-Type")
                .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .filter(type -> type.matches("[a-z0-9.+/-]{1,60}"))
                .orElse("an unnamed type");
    }

    /**
     * Reads the body as a multistatus.
     *
     * @return its sync token
     * @throws VendorFailure.Down when it is something else, such as a login page, or breaks off
     */
    Optional<String> multistatus(Multistatus.Each each) throws VendorFailure {
        if (status() != 207) {
            throw Statuses.unexpected(this, "a listing (207)");
        }
        try {
            return Multistatus.read(body, each);
        } catch (XMLStreamException wrong) {
            throw new VendorFailure.Down(words() + " was answered by no proper listing: " + reason(wrong));
        }
    }

    /** @throws VendorFailure.Down when it breaks off or is too long */
    byte[] bytes() throws VendorFailure {
        try {
            return body.readAllBytes();
        } catch (IOException broken) {
            throw new VendorFailure.Down(words() + " was answered by half an answer: " + broken.getMessage());
        }
    }

    /** The preconditions that were not met (RFC 4918 section 16), by their names; empty when it does not say. */
    String preconditions() {
        Set<String> names = new LinkedHashSet<>();
        try {
            XMLStreamReader xml = Xml.reader(new ByteArrayInputStream(body.readNBytes(MOST_ERROR_BYTES)));
            boolean error = false;
            while (xml.hasNext() && names.size() < 4) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    if (error && xml.getLocalName().matches("[A-Za-z-]{1,60}")) {
                        names.add(xml.getLocalName());
                    }
                    error |= xml.getName().equals(Xml.ERROR);
                }
            }
        } catch (IOException | XMLStreamException saysNoMore) {
            // a page, or nothing
        }
        return String.join(", ", names);
    }

    /** What was asked of whom. */
    String words() {
        return ask.what() + " at " + ask.uri().getHost();
    }

    private static String reason(XMLStreamException wrong) {
        if (wrong.getNestedException() != null) {
            return wrong.getNestedException().getMessage();
        }
        return wrong.getLocation() == null
                ? wrong.getMessage()
                : "not well-formed at line " + wrong.getLocation().getLineNumber() + ", column "
                        + wrong.getLocation().getColumnNumber();
    }

    /** A body that nobody read is not worth reading. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException nobodyCares) {
            // the connection is given up
        }
    }
}
