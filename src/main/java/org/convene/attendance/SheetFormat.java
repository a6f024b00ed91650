package org.convene.attendance;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.convene.ops.Rejected;

/** As what attendance may be fetched, the usual one first. */
enum SheetFormat {
    JSON("application/json"),
    CSV("text/csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)\\s*(?:;|$)");

    private final String mediaType;

    SheetFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** By {@code ?format=}, which a link can say, else by {@code Accept}. */
    static SheetFormat of(Message request) throws Rejected {
        String format = request.getHeader("format", String.class);
        if (format != null) {
            return named(format).orElseThrow(() -> Rejected.because(400, "format is one of json, csv, xlsx."));
        }
        return accepted(request.getHeader("Accept", String.class))
                .orElseThrow(() -> Rejected.because(
                        406,
                        "Attendance can be had as application/json, text/csv or " + XLSX.mediaType
                                + "; or add ?format=json, csv or xlsx to the address."));
    }

    private static Optional<SheetFormat> named(String name) {
        for (SheetFormat format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** The header Accept (RFC 9110, section 12.5.1): of the ranges that fit a type the most specific one counts. */
    static Optional<SheetFormat> accepted(String header) {
        if (header == null || header.isBlank()) {
            return Optional.of(JSON);
        }
        SheetFormat best = null;
        double most = 0;
        for (SheetFormat format : values()) {
            double quality = format.quality(header.toLowerCase(Locale.ROOT).split(","));
            if (quality > most) {
                best = format;
                most = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    private double quality(String[] ranges) {
        String group = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        for (String fitting : new String[] {mediaType, group, "*/*"}) {
            for (String range : ranges) {
                if (range.split(";", 2)[0].strip().equals(fitting)) {
                    Matcher quality = QUALITY.matcher(range);
                    return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
                }
            }
        }
        return 0;
    }
}
