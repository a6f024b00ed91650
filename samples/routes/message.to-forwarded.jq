# A message → the message that the reader gets, marked as forwarded.
{ peerId: variable("reader"), message: "↪ \(.peerDn // .peerId): \(.message)" }
