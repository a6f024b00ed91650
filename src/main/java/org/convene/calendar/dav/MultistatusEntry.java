package org.convene.calendar.dav;

import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * What a multistatus says about one resource (RFC 4918 section 14.24).
 *
 * @param href as the server wrote it
 * @param status of the resource as a whole; 0 when its properties have their own
 * @param found the properties that it has
 */
record MultistatusEntry(String href, int status, Map<QName, Property> found) {
    Optional<Property> property(QName name) {
        return Optional.ofNullable(found.get(name));
    }

    Optional<String> text(QName name) {
        return property(name).map(Property::text).map(String::strip).filter(text -> !text.isEmpty());
    }

    boolean isGone() {
        return status == 404 || status == 410;
    }

    boolean isCalendar() {
        return property(Xml.RESOURCE_TYPE)
                .filter(type -> type.has(Xml.CALENDAR))
                .isPresent();
    }

    boolean isCollection() {
        return property(Xml.RESOURCE_TYPE)
                .filter(type -> type.has(Xml.COLLECTION))
                .isPresent();
    }

    String etag() {
        return text(Xml.ETAG).flatMap(EntityTag::normal).orElseGet(EntityTag::unknown);
    }
}
