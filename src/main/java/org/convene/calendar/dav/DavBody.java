package org.convene.calendar.dav;

import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The bodies of our requests. */
final class DavBody {
    private static final Map<String, String> PREFIXES = Map.of(Xml.DAV, "d", Xml.CALDAV, "c", Xml.CALENDAR_SERVER, "s");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;

    private DavBody() throws XMLStreamException {
        this.xml = Xml.OUT.createXMLStreamWriter(bytes, "UTF-8");
    }

    private interface Content {
        void write(DavBody body) throws XMLStreamException;
    }

    /** RFC 4918 section 9.1. */
    static byte[] propfind(QName... properties) {
        return document(new QName(Xml.DAV, "propfind"), body -> body.properties(properties));
    }

    /** RFC 6578 section 6.1; an empty token asks for everything. */
    static byte[] syncCollection(String token) {
        return document(Xml.SYNC_COLLECTION, body -> {
            body.element(Xml.SYNC_TOKEN, token);
            body.element(new QName(Xml.DAV, "sync-level"), "1");
            body.properties(Xml.ETAG);
        });
    }

    /** RFC 4791 section 9.10. */
    static byte[] multiget(Collection<String> hrefs) {
        return document(new QName(Xml.CALDAV, "calendar-multiget"), body -> {
            body.properties(Xml.ETAG, Xml.CALENDAR_DATA);
            for (String href : hrefs) {
                body.element(new QName(Xml.DAV, "href"), href);
            }
        });
    }

    private static byte[] document(QName root, Content content) {
        try {
            DavBody body = new DavBody();
            body.xml.writeStartDocument("UTF-8", "1.0");
            body.start(root);
            for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
                body.xml.writeNamespace(prefix.getValue(), prefix.getKey());
            }
            content.write(body);
            body.xml.writeEndDocument();
            body.xml.close();
            return body.bytes.toByteArray();
        } catch (XMLStreamException memoryTakesIt) {
            throw new IllegalStateException(memoryTakesIt);
        }
    }

    private void properties(QName... names) throws XMLStreamException {
        start(new QName(Xml.DAV, "prop"));
        for (QName name : names) {
            xml.writeEmptyElement(PREFIXES.get(name.getNamespaceURI()), name.getLocalPart(), name.getNamespaceURI());
        }
        xml.writeEndElement();
    }

    private void element(QName name, String text) throws XMLStreamException {
        start(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void start(QName name) throws XMLStreamException {
        xml.writeStartElement(PREFIXES.get(name.getNamespaceURI()), name.getLocalPart(), name.getNamespaceURI());
    }
}
