package org.convene.calendar.dav;

import java.io.InputStream;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML as WebDAV speaks it: its names, and a reader without document types and entities. */
final class Xml {
    static final String DAV = "DAV:";
    static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    static final String CALENDAR_SERVER = "http://calendarserver.org/ns/";

    static final QName ERROR = new QName(DAV, "error");
    static final QName RESOURCE_TYPE = new QName(DAV, "resourcetype");
    static final QName COLLECTION = new QName(DAV, "collection");
    static final QName DISPLAY_NAME = new QName(DAV, "displayname");
    static final QName ETAG = new QName(DAV, "getetag");
    static final QName SYNC_TOKEN = new QName(DAV, "sync-token");
    static final QName SYNC_COLLECTION = new QName(DAV, "sync-collection");
    static final QName REPORTS = new QName(DAV, "supported-report-set");
    static final QName PRINCIPAL = new QName(DAV, "current-user-principal");
    static final QName UNAUTHENTICATED = new QName(DAV, "unauthenticated");
    static final QName PRIVILEGES = new QName(DAV, "current-user-privilege-set");
    static final Set<QName> WRITE =
            Set.of(new QName(DAV, "all"), new QName(DAV, "write"), new QName(DAV, "write-content"));
    static final QName HOME = new QName(CALDAV, "calendar-home-set");
    static final QName CALENDAR = new QName(CALDAV, "calendar");
    static final QName COMPONENTS = new QName(CALDAV, "supported-calendar-component-set");
    static final QName CALENDAR_DATA = new QName(CALDAV, "calendar-data");
    static final QName CTAG = new QName(CALENDAR_SERVER, "getctag");

    // the platform's own, whatever else is on the class path: its behaviour without document types is known
    private static final XMLInputFactory IN = XMLInputFactory.newDefaultFactory();
    static final XMLOutputFactory OUT = XMLOutputFactory.newDefaultFactory();

    static {
        IN.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        IN.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        IN.setProperty(XMLInputFactory.IS_COALESCING, true);
        IN.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("an external entity");
        });
    }

    private Xml() {}

    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        synchronized (IN) { // the factory makes no promise to several threads
            return IN.createXMLStreamReader(in);
        }
    }
}
