# A conference of TrueConf Server → what the ledger and the API call the room. Only the id is certain to be in every answer.
(if has("conference") then .conference else . end)
| { vendor: "trueconf", id: (.id // null | if . == null then null else tostring end), url, webclientUrl: .webclient_url }
| with_entries(select(.value != null))
