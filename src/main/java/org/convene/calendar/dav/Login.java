package org.convene.calendar.dav;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A user name and password for Basic authentication (RFC 7617). */
public record Login(String username, String password) {
    String header() {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    @Override
    public String toString() {
        return "Login[not shown]";
    }
}
