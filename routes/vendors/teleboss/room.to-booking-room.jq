# A room of Teleboss → what the ledger and the API call the room. Only the id is certain to be in every answer.
{ vendor: "teleboss", id, alias, spaceId: (.spaceId // variable("spaceId")) } | with_entries(select(.value != null))
