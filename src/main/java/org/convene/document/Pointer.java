package org.convene.document;

/** JSON Pointers (RFC 6901) as plain text. */
public final class Pointer {

    private Pointer() {}

    /** The pointer to a field of the object at {@code parent}; escapes as section 3 asks. */
    public static String to(String parent, String field) {
        return parent + '/' + field.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer to an element of the array at {@code parent}. */
    public static String to(String parent, int index) {
        return parent + '/' + index;
    }
}
