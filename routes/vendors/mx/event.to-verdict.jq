# What the phone system told when something was done to a call → the same, or {failure, reason} when it is about another call.
# The proxy passes on the next event of that kind, whichever call it is about.
if ((.callId // "") | tostring) == variable("callId") then .
else { failure: "uncertain", reason: "the phone system told of call \(.callId // "" | tostring) (\(variable("operation")))" }
end
