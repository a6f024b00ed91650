package org.convene.sandbox.teleboss;

/** What happened when somebody opened a link. */
sealed interface Entry {

    /** Somebody came in: the room, the call and who it was; the call started with this person or was running. */
    record Welcome(Room room, Call call, Participant who, boolean callStarted) implements Entry {}

    /** The room was deleted. */
    record RoomDeleted(String name) implements Entry {}

    /** No room has this alias. */
    record NoSuchRoom() implements Entry {}

    /** The token is missing or was never given out for this room. */
    record UnknownLink(Room room) implements Entry {}

    /** A one-time link was opened before. */
    record UsedLink(Room room) implements Entry {}

    /** The ttl has ended. */
    record ExpiredLink(Room room) implements Entry {}
}
