package org.convene.calendar.dav;

import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/**
 * The value of a WebDAV property, as far as calendars need it.
 *
 * @param text the characters directly in the property
 * @param elements the names of all elements inside
 * @param hrefs the addresses inside (DAV:href)
 * @param components the {@code name} attributes of CALDAV:comp elements inside, in capitals
 */
record Property(String text, Set<QName> elements, List<String> hrefs, Set<String> components) {
    boolean has(QName element) {
        return elements.contains(element);
    }
}
