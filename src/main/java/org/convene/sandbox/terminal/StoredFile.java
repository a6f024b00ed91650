package org.convene.sandbox.terminal;

/** A file on the terminal's embedded HTTP server. */
record StoredFile(long id, String name, String type, byte[] content) {}
