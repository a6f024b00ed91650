package org.convene.calendar.dav;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a multistatus body (RFC 4918 section 13) as a stream: each entry is handed on and forgotten. */
final class Multistatus {
    /** What to do with one entry. */
    interface Each {
        void entry(MultistatusEntry entry);
    }

    private static final QName ROOT = new QName(Xml.DAV, "multistatus");
    private static final QName RESPONSE = new QName(Xml.DAV, "response");
    private static final QName HREF = new QName(Xml.DAV, "href");
    private static final QName STATUS = new QName(Xml.DAV, "status");
    private static final QName PROPSTAT = new QName(Xml.DAV, "propstat");
    private static final QName PROP = new QName(Xml.DAV, "prop");
    private static final QName COMPONENT = new QName(Xml.CALDAV, "comp");
    private static final int DEEPEST = 32;

    private final XMLStreamReader xml;
    private final Each each;

    private Multistatus(XMLStreamReader xml, Each each) {
        this.xml = xml;
        this.each = each;
    }

    /**
     * @return the DAV:sync-token of the whole (RFC 6578 section 6.2)
     * @throws XMLStreamException when it is no multistatus, breaks off, or has a document type
     */
    static Optional<String> read(InputStream in, Each each) throws XMLStreamException {
        XMLStreamReader xml = Xml.reader(in);
        try {
            return new Multistatus(xml, each).whole();
        } finally {
            xml.close();
        }
    }

    private Optional<String> whole() throws XMLStreamException {
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type, which WebDAV has none of");
            }
        }
        if (!xml.getName().equals(ROOT)) {
            throw new XMLStreamException("it is a document of another kind");
        }
        Optional<String> token = Optional.empty();
        while (nextChild()) {
            if (xml.getName().equals(RESPONSE)) {
                response();
            } else if (xml.getName().equals(Xml.SYNC_TOKEN)) {
                token = Optional.of(text().strip()).filter(told -> !told.isEmpty());
            } else {
                skip();
            }
        }
        while (xml.hasNext()) {
            xml.next();
        }
        return token;
    }

    private void response() throws XMLStreamException {
        List<String> hrefs = new ArrayList<>(1);
        Map<QName, Property> found = new HashMap<>(4);
        int status = 0;
        while (nextChild()) {
            if (xml.getName().equals(HREF)) {
                hrefs.add(text());
            } else if (xml.getName().equals(STATUS)) {
                status = status(text());
            } else if (xml.getName().equals(PROPSTAT)) {
                propstat(found);
            } else {
                skip();
            }
        }
        for (String href : hrefs) {
            each.entry(new MultistatusEntry(href, status, found));
        }
    }

    /** Some servers leave out the status of properties that are there. */
    private void propstat(Map<QName, Property> found) throws XMLStreamException {
        Map<QName, Property> told = new HashMap<>(4);
        int status = 200;
        while (nextChild()) {
            if (xml.getName().equals(STATUS)) {
                status = status(text());
            } else if (xml.getName().equals(PROP)) {
                while (nextChild()) {
                    told.put(xml.getName(), property());
                }
            } else {
                skip();
            }
        }
        if (status / 100 == 2) {
            found.putAll(told);
        }
    }

    private Property property() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        Set<QName> elements = new HashSet<>(2);
        List<String> hrefs = new ArrayList<>(0);
        Set<String> components = new HashSet<>(0);
        for (int depth = 1; depth > 0; ) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT
                    && xml.getName().equals(HREF)) {
                hrefs.add(text());
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                elements.add(xml.getName());
                if (xml.getName().equals(COMPONENT)) {
                    String name = xml.getAttributeValue(null, "name");
                    components.add(name == null ? "" : name.toUpperCase(Locale.ROOT));
                }
                depth = deeper(depth);
            } else if (depth == 1 && xml.hasText()) {
                text.append(xml.getText());
            }
        }
        return new Property(text.toString(), elements, hrefs, components);
    }

    private static int deeper(int depth) throws XMLStreamException {
        if (depth == DEEPEST) {
            throw new XMLStreamException("it is nested too deeply");
        }
        return depth + 1;
    }

    /** To the next element inside this one, or to the end of this one. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    private String text() throws XMLStreamException {
        return property().text();
    }

    private void skip() throws XMLStreamException {
        property();
    }

    /** {@code HTTP/1.1 404 Not Found}; 0 when it is nothing of the kind. */
    private static int status(String line) {
        String[] words = line.strip().split("\\s+", 3);
        return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
    }
}
