# An answer of Teleboss that is no success → the failure vocabulary.
# In:  {status, body}; the body is {message, code}, {error, error_description}, a text, or nothing (teleboss.md D1.1).
# Out: {failure, reason}.
(.body | if type == "object" then (.message // .error_description // .error // "") else (. // "") end | tostring) as $said
| (if $said == "" then "HTTP \(.status)" else "HTTP \(.status): \($said)" end) as $words
| if .status == 401 then { failure: "unauthorized", reason: "Teleboss refuses our token, check convene.teleboss.token. \($words)" }
  elif .status == 403 then { failure: "refused", reason: "Teleboss forbids this to our token; it must be the space owner's personal token. \($words)" }
  elif .status == 404 or .status == 410 then { failure: "not-found", reason: "Teleboss does not know it. \($words)" }
  elif .status == 408 or .status == 425 or .status == 429 or .status == 503 then { failure: "busy", reason: "Teleboss asks for patience. \($words)" }
  elif .status >= 500 then { failure: (if (variable("call") | startswith("POST ")) then "uncertain" else "down" end), reason: "Teleboss failed. \($words)" }
  elif .status < 400 then { failure: "refused", reason: "Teleboss answers with a redirect, check convene.teleboss.url. \($words)" }
  else { failure: "refused", reason: "Teleboss refuses what we sent. \($words)" }
  end
