package org.convene.terminal.catalogue;

import java.util.List;
import java.util.Map;

/**
 * An event that a terminal tells by itself.
 *
 * @param aliases other spellings that are found in the document or on the wire
 * @param admin   whether only the administrator's account hears it
 * @param fields  the types by path, such as {@code abook[].status}; for documentation, since versions differ
 * @param enumerated the enumerations by the path of their fields
 * @param quirks  what surprises a program that goes by the document, in sentences
 */
public record Notification(
        String name,
        List<String> aliases,
        String group,
        String summary,
        boolean admin,
        Map<String, String> fields,
        Map<String, Enumeration> enumerated,
        List<String> quirks) {}
