package org.convene.api;

import java.util.Locale;

/** The request header Accept (RFC 9110, section 12.5.1), as far as it chooses between a page and JSON. */
public final class Accept {
    private static final String[] PAGE = {"text/html", "application/xhtml+xml", "text/*"};
    private static final String[] DATA = {"application/json", "application/*"};

    private Accept() {}

    /** Browsers name HTML before all; a program that says nothing, or does not mind, gets JSON. */
    public static boolean prefersPage(String header) {
        double page = 0;
        double data = 0;
        for (String range :
                (header == null ? "" : header).toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String type = parts[0].strip();
            page = Math.max(page, isOneOf(PAGE, type) ? quality(parts) : 0);
            data = Math.max(data, isOneOf(DATA, type) ? quality(parts) : 0);
        }
        return page > data;
    }

    private static boolean isOneOf(String[] ranges, String type) {
        for (String range : ranges) {
            if (range.equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException noNumber) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
