# The records of a room → our recordings. Only "new" is known of their state, so readiness is told by finishedAt.
[ (.items? // .)[]?
  | select(type == "object" and .id != null)
  | { id: (.id | tostring), callId, size: (.fileSize // 0), startedAt, finishedAt } ]
