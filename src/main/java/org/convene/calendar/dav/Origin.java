package org.convene.calendar.dav;

import java.net.URI;
import java.util.Locale;
import org.convene.vendor.VendorFailure;

/** Scheme, host and port (RFC 6454). A password goes to the origin it was given for, and nowhere else. */
record Origin(String scheme, String host, int port) {
    static Origin of(URI uri) throws VendorFailure {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new VendorFailure.Refused("the calendar's address is no http or https address");
        }
        int usual = scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), uri.getPort() < 0 ? usual : uri.getPort());
    }

    /** The same, or the same host by https on the usual ports. */
    boolean leadsTo(Origin other) {
        boolean upgrade = host.equals(other.host)
                && scheme.equals("http")
                && port == 80
                && other.scheme.equals("https")
                && other.port == 443;
        return equals(other) || upgrade;
    }

    /** A path in normal form, here. */
    URI at(String path) {
        return URI.create(this + path);
    }

    @Override
    public String toString() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (usual ? "" : ":" + port);
    }
}
