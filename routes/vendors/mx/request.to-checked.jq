# A request → the same without empty fields, or {failure, reason} that names the field which is missing or of the wrong type.
# The proxy answers 500 to what it cannot read, so that is never sent. ! is what must be there; where nothing is taken
# (variable takes), nothing comes out. Whole numbers are looked at as text: they may be longer than a double is exact.
def fields: {
  "set-call-mode": { remote: "boolean!", device: "string", ringDelay: "number", vmDelay: "number" },
  "make-call": { from: "string", to: "string!", device: "string" },
  "answer-call": { device: "string!", timeout: "number", assign: "boolean" },
  "transfer-call": { device: "string!", to: "string!" },
  "start-recording": { deviceID: "string!", groupID: "string!" },
  "stop-recording": { deviceID: "string!", groupID: "string!" },
  "call-into-conference": { ownerCallId: "number" },
  "mark-voicemail": { read: "boolean", note: "string" },
  "create-conference": { Id: "string", ownerId: "number", name: "string!", accessId: "number!", description: "string", type: "string", startDate: "number", duration: "number", waitForOwner: "boolean", delOnOwnerLeave: "boolean", ws: "string", wsType: "string" },
  "change-conference": { Id: "string", ownerId: "number!", name: "string!", accessId: "number!", description: "string", type: "string!", startDate: "number!", duration: "number!", waitForOwner: "boolean!", delOnOwnerLeave: "boolean!", ws: "string", wsType: "string" },
  "join-conference": { accessId: "number!" }
};
def wrong($name; $kind; $needed):
  if . == null then (if $needed then "is missing" else empty end)
  elif type != $kind then "is no \($kind)"
  elif type == "number" and (tostring | test("^[0-9]+$") | not) then "is no whole number"
  elif . == "" and $needed then "is empty"
  else empty
  end | "\($name) \(.)";
variable("operation") as $operation
| if variable("takes") != "body" then empty
  elif type != "object" then { failure: "refused", reason: "what is sent must be an object (\($operation))" }
  else . as $body
    | [ fields[$operation] | to_entries[] | .key as $name | .value as $rule
        | $body[$name] | wrong($name; $rule | rtrimstr("!"); $rule | endswith("!")) ] as $wrong
    | if $wrong != [] then { failure: "refused", reason: "\($wrong | join(", ")) (\($operation))" }
      elif $operation == "mark-voicemail" and $body.read == null and $body.note == null then { failure: "refused", reason: "read or note is missing (\($operation))" }
      else $body | with_entries(select(.value != null)) | del(.failure)
      end
  end
