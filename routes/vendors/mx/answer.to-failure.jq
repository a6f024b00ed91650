# An answer of MX Proxy that is no success → the failure vocabulary (mx-proxy.md A1.1).
# In:  {status, body}; the body is {error: text}, or the page of something before the proxy, or nothing.
# Out: {failure, reason}, and stale where it is not unauthorized and signing in anew may help all the same.
# Texts are whatever the proxy's own faults are called, so statuses decide where they can.
def plain: gsub("<[^>]*>"; " ") | gsub("[[:space:]]+"; " ") | sub("^ "; "") | sub(" $"; "") | .[0:200];
.status as $status
| (.body | if type == "object" and (.error | type) == "string" then .error else null end) as $error
| ([$error, .body] | map(strings | plain | select(. != "")) | first // "") as $said
| ([ "HTTP \($status)", ($said | select(. != "")) ] | join(": ")) as $words
| (variable("call") | startswith("GET ")) as $reads
| (if $reads then "down" else "uncertain" end) as $doubt
| if $status == 401 and ($said | test("connection unavailable")) then
    { failure: "down", stale: true, reason: "MX Proxy has lost its connection to the phone system, and looks for it by itself. \($words)" }
  elif $status == 401 or $status == 403 then
    { failure: "unauthorized", reason: "MX Proxy does not accept our token, check convene.mx.client-id, .client-secret, .username and .password, or .azure-token-file. \($words)" }
  elif $status == 404 and $error == null then
    { failure: "down", reason: "There is no MX Proxy at this address, check convene.mx.url. \($words)" }
  elif $status == 404 or $status == 410 then { failure: "not-found", reason: "The phone system does not know it. \($words)" }
  elif $status == 408 then { failure: $doubt, reason: "The phone system did not answer the proxy in time. \($words)" }
  elif $status == 425 or $status == 429 then { failure: "busy", reason: "MX Proxy asks for patience. \($words)" }
  elif $status == 503 then { failure: "down", reason: "MX Proxy is out of service. \($words)" }
  elif $status > 500 then { failure: $doubt, reason: "MX Proxy failed. \($words)" }
  elif $status == 500 and ($reads or $error == null) then { failure: $doubt, reason: "MX Proxy failed. \($words)" }
  # as words: invalidConnectionIdentifier is the phone system's no
  elif $status == 500 and ($said | test("\\b(EOF|timeout|time out|connection|network|broken pipe|reset|closed|internal)\\b"; "i")) then
    { failure: "uncertain", reason: "MX Proxy failed. \($words)" }
  elif $status == 500 then { failure: "refused", reason: "The phone system refuses. \($words)" }
  elif $status < 400 then { failure: "refused", reason: "MX Proxy answers with a redirect, check convene.mx.url. \($words)" }
  else { failure: "refused", reason: "MX Proxy refuses what we sent. \($words)" }
  end
