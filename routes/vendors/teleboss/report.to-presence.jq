# A call's report of Teleboss → who was there when, an array of {externalUserId, email, name, role, joinedAt, leftAt}.
# The shape of the report is published nowhere (teleboss.md D1). This file is the only place that knows it, so change it
# here. Assumed: {callId, roomId, startedAt, finishedAt, participants: [{externalUserId, email, name, role, joinedAt,
# leftAt}]}, one entry for each time that somebody came in, times in ISO 8601. Understood as well: the entries as an array
# at the top, and the other spellings below. What is missing is left out; what makes no sense is judged by attendance.
def said($names): . as $entry
  | [$names[] | $entry[.] | select(type == "string" or type == "number") | tostring | select(. != "")][0];
[
  (if type == "array" then . elif type == "object" then (.participants // .users // .items) else [] end)[]?
  | select(type == "object")
  | {
      externalUserId: said(["externalUserId", "external_user_id", "userId"]),
      email: said(["email", "userEmail"]),
      name: said(["name", "username", "userName", "fullName"]),
      role: said(["role", "userRole"]),
      joinedAt: said(["joinedAt", "joinTime", "startedAt"]),
      leftAt: said(["leftAt", "leaveTime", "finishedAt"])
    }
  | with_entries(select(.value != null))
]
