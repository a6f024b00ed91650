package org.convene.sandbox.trueconf;

/**
 * Somebody on a conference's list: a login, or whatever else the caller put there for an outsider.
 *
 * @param displayName null unless the caller gave one
 */
record Invitation(String id, String displayName) {}
