# A conference as described → what replaces the one that there is, under its id.
. + { id: variable("roomId") }
