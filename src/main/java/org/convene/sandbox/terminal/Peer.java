package org.convene.sandbox.terminal;

/**
 * Somebody who can be called.
 *
 * @param id TrueConf ID, with its domain
 * @param name as it is displayed
 */
record Peer(String id, String name) {}
