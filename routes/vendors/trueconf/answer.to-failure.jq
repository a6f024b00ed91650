# An answer of TrueConf Server that is no success → the failure vocabulary.
# In:  {status, body}; the body is {error: {code, message, errors: [{reason, message, location}]}}, {error, error_description},
#      a page of the web server, or nothing; and a 200 may say error all the same (trueconf-server.md B1.3).
# Out: {failure, reason}. A 404 of the API itself tells nothing about what we asked for, so it is not not-found.
def plain: gsub("access_token=[^&\"' ]*"; "access_token=…") | gsub("<[^>]*>"; " ") | gsub("[[:space:]]+"; " ") | sub("^ "; "") | sub(" $"; "") | .[0:200];
(.body | if type == "object" then . else {} end) as $body
| ($body.error | if type == "object" then . else {} end) as $error
| ($error.errors | if type == "array" then (map(objects) | first) else null end // {}) as $detail
| ([$detail.reason, $body.error, $body.reason] | map(strings) | first // "") as $reason
| ([$detail.message, $body.error_description, $error.message, $body.message, .body] | map(strings | plain | select(. != "")) | first // "") as $said
| (if .status >= 300 then .status else ([$error.code | numbers] | first // 400) end) as $status
| (if $detail.location then " (\($detail.location))" else "" end) as $place
| ([ "HTTP \($status)", ($reason + $place | select(. != "")), ($said | select(. != "" and . != $reason)) ] | join(": ")) as $words
| variable("call") as $call
| ($call | test("^(POST|PUT|DELETE) .*/(users|groups)(/|$)")) as $writes
| if $status == 401 or $reason == "accessTokenInvalid" then { failure: "unauthorized", reason: "TrueConf Server does not accept our token, check convene.trueconf.client-id and .client-secret, or .token. \($words)" }
  elif $status == 403 and $error == {} and $reason == "" then { failure: "unauthorized", reason: "Something before TrueConf Server forbids it, or its answer was cut short. \($words)" }
  elif $writes and (([$reason, $said] | join(" ") | test("ldap"; "i"))) then { failure: "refused", reason: "TrueConf Server takes its accounts from LDAP and lets nobody write them, set convene.people.trueconf=look. \($words)" }
  elif $status == 403 and $writes then { failure: "refused", reason: "TrueConf Server forbids this to our application; it must have the scope \(variable("scope")), and accounts must not come from LDAP. \($words)" }
  elif $status == 403 then { failure: "refused", reason: "TrueConf Server forbids this to our application; it must have the scope \(variable("scope")). \($words)" }
  elif $status == 404 and $reason == "userNotFound" and (($call | contains("/users") | not) or ($call | endswith("}/users"))) then { failure: "refused", reason: "TrueConf Server knows no such user. \($words)" }
  elif $status == 404 and $reason != "routeNotFound" and ($error != {} or ($reason | endswith("NotFound"))) then { failure: "not-found", reason: "TrueConf Server does not know it. \($words)" }
  elif $status == 404 then { failure: "down", reason: "TrueConf Server has no API at this address: HTTPS or the API is not set up there, or convene.trueconf.url or .api-version is wrong. \($words)" }
  elif $status == 410 then { failure: "not-found", reason: "TrueConf Server does not know it. \($words)" }
  elif $status == 408 or $status == 425 or $status == 429 or $status == 503 then { failure: "busy", reason: "TrueConf Server asks for patience. \($words)" }
  elif $status >= 500 then { failure: (if ($call | startswith("POST ")) then "uncertain" else "down" end), reason: "TrueConf Server failed. \($words)" }
  elif $status < 400 then { failure: "refused", reason: "TrueConf Server answers with a redirect, check convene.trueconf.url. \($words)" }
  else { failure: "refused", reason: "TrueConf Server refuses what we sent. \($words)" }
  end
