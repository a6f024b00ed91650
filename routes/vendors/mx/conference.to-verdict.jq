# A conference as the phone system told it → the same, or {failure, reason} when it is another than was asked for (variable asked).
# The proxy passes on the next conference that it hears of.
(variable("asked") | fromjson) as $asked
| if .name == $asked.name or .accessId == $asked.accessId then .
  else { failure: "uncertain", reason: "the phone system told of another conference (\(variable("operation")))" }
  end
