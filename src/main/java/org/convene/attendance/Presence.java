package org.convene.attendance;

/** A row of a report: somebody was in the room for a while. */
record Presence(Identity who, Interval time) {}
