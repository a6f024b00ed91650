package org.convene.calendar.dav;

/** The same on a server that has no sync-collection: entity tags are compared, and nobody sees a difference. */
class ServerWithoutSyncTest extends CalDavSuite {
    @Override
    CalDavServer start() {
        return new RadicaleServer();
    }

    @Override
    boolean hidesSync() {
        return true;
    }
}
