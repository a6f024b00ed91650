package org.convene.terminal.catalogue;

/** An event that a terminal tells by itself. */
public record Notification(String name, String group, String summary) {}
