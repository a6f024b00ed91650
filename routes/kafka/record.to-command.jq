# A record, a CloudEvent or the bare command → the command. Without an id of its own it has the one of its record.
. as $record
| (if has("specversion") then .data else . end)
| if type == "object" then . else {} end
| {
  id: ($record | if has("specversion") and (.id | type) == "string" then .id else variable("record") end),
  terminal: .terminal,
  method: .method,
  params: (if has("params") then .params else {} end),
  awaitOutcome: (if has("awaitOutcome") then .awaitOutcome else false end)
}
