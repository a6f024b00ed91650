package org.convene.calendar.dav;

/** A calendar object resource as it was read: all of one UID, in the server's own words. */
public record Resource(String href, String etag, String text) {}
