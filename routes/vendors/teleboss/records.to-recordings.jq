# The records of a room → our recordings. Only "new" is known of their state, so readiness is told by finishedAt.
# How the list is paged is published nowhere: when it is visibly not all of them, we say so and do not guess.
((.items? // .) | if type == "array" then . else [] end) as $shown
| [ $shown[]
    | select(type == "object" and .id != null)
    | { id: (.id | tostring), callId, size: (.fileSize // 0), startedAt, finishedAt } ] as $recordings
| ([.total?] | map(numbers) | first // 0) as $total
| if $total > ($shown | length)
  then { incomplete: "Teleboss shows \($shown | length) of \($total) recordings", items: $recordings }
  else $recordings
  end
