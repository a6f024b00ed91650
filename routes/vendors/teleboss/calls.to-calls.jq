# The calls that analytics list → ours. A call that nobody took part in (somebody looked in early) is empty.
[ (.items? // .)[]?
  | select(type == "object" and .id != null)
  | { id: (.id | tostring),
      active: (.active == true),
      breakout: (.isBreakoutRoom == true),
      empty: ([.participantsCount, .totalParticipantsCount, .uniqueParticipantsCount] | map(select(. != null)) | length > 0 and all(. == 0)),
      startedAt, finishedAt } ]
