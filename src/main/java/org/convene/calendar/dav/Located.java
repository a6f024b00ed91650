package org.convene.calendar.dav;

import java.util.Optional;

/**
 * A calendar on a CalDAV server, found.
 *
 * @param path in normal form, with a slash at its end
 * @param name as people see it
 * @param events whether it may hold events
 * @param maySync whether it does not say that it lacks sync-collection (RFC 6578)
 * @param saysSync whether it says that it has it
 * @param ctag changes with whatever changes in it; empty when the server has none
 * @param writable whether we may change events, as far as it says
 */
record Located(
        String path,
        String name,
        boolean events,
        boolean maySync,
        boolean saysSync,
        Optional<String> ctag,
        boolean writable) {

    static Located of(String path, MultistatusEntry entry) {
        String slashed = path.endsWith("/") ? path : path + "/";
        Optional<Property> reports = entry.property(Xml.REPORTS);
        boolean says = reports.filter(told -> told.has(Xml.SYNC_COLLECTION)).isPresent();
        return new Located(
                slashed,
                entry.text(Xml.DISPLAY_NAME).orElse(slashed),
                entry.property(Xml.COMPONENTS)
                        .map(Property::components)
                        .map(names -> names.isEmpty() || names.contains("VEVENT"))
                        .orElse(true),
                says || reports.isEmpty(),
                says,
                ctag(entry),
                entry.property(Xml.PRIVILEGES)
                        .map(Property::elements)
                        .map(held -> Xml.WRITE.stream().anyMatch(held::contains))
                        .orElse(true));
    }

    /** The sync token changes with every change too (RFC 6578 section 4), and some servers have only that. */
    static Optional<String> ctag(MultistatusEntry entry) {
        return entry.text(Xml.CTAG).or(() -> entry.text(Xml.SYNC_TOKEN));
    }

    /** Whether it is a resource directly in this collection. */
    boolean holds(String href) {
        return href.length() > path.length() && href.startsWith(path) && href.indexOf('/', path.length()) < 0;
    }

    boolean isAt(String href) {
        return href.equals(path) || (href + "/").equals(path);
    }
}
