# A conference → what the ledger and the API call the room, with the numbers under which it is reached (variable dialIn).
(variable("dialIn") | fromjson) as $dialIn
| { vendor: "mx", id: (.Id // "" | tostring), accessId, ext: $dialIn.ext, did: $dialIn.did }
| with_entries(select(.value != null))
