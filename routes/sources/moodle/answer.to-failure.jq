# An answer of Moodle that is no success → the failure vocabulary.
# In:  {status, body}; the body is {exception, errorcode, message} with status 200, or the page of something before it.
# Out: {failure, reason}. Messages are in the language of the site, so codes decide.
def plain: gsub("<[^>]*>"; " ") | gsub("[[:space:]]+"; " ") | sub("^ "; "") | sub(" $"; "") | .[0:200];
.status as $status
| (.body | if type == "object" then . else {} end) as $said
| ($said.errorcode // "") as $code
| ($said.exception // "") as $exception
| ([ (if $status == 200 then empty else "HTTP \($status)" end), $code, ($said.message // (.body | strings) // "" | tostring | plain) ]
    | map(select(. != "")) | join(": ")) as $words
| (if variable("repeatable") == "POST" then "down" else "uncertain" end) as $doubt
| if $status == 429 then { failure: "busy", reason: "Moodle asks for patience. \($words)" }
  elif $status == 503 then { failure: "down", reason: "Moodle is out of service. \($words)" }
  elif $status >= 500 then { failure: $doubt, reason: "Moodle failed. \($words)" }
  elif $status == 404 then { failure: "down", reason: "There is no Moodle at this address, check convene.moodle.url. \($words)" }
  elif $status == 403 then { failure: "unauthorized", reason: "Moodle's web services are off, or closed to us. \($words)" }
  elif $status >= 400 then { failure: "refused", reason: "What stands before Moodle refuses what we sent. \($words)" }
  elif $status >= 300 then { failure: "refused", reason: "Moodle answers with a redirect, check convene.moodle.url. \($words)" }
  elif ["invalidtoken", "invalidtimedtoken", "servicenotavailable", "enablewsdescription", "restoredaccountresetpassword",
        "wsaccessuserdeleted", "wsaccessuserunconfirmed", "wsaccessusersuspended", "wsaccessuserexpired", "wsaccessusernologin",
        "passwordisexpired", "sitepolicynotagreed", "forcepasswordchangenotice"] | index($code) then
    { failure: "unauthorized", reason: "Moodle does not accept our token or its user, check convene.moodle.token. \($words)" }
  elif $code == "accessexception" or $exception == "webservice_access_exception" then
    { failure: "refused", reason: "The web service of the token may not call \(variable("operation")), or its user lacks webservice/rest:use. \($words)" }
  elif $exception == "required_capability_exception" or $code == "nopermissions" or $code == "requireloginerror" then
    { failure: "refused", reason: "The token's user lacks a right in Moodle. \($words)" }
  elif ["sitemaintenance", "upgraderunning"] | index($code) then { failure: "down", reason: "Moodle is being maintained. \($words)" }
  elif $exception == "dml_missing_record_exception" or (["invalidrecord", "invalidrecordunknown", "invalidcourseid", "unknowncourse"] | index($code)) then
    { failure: "not-found", reason: "Moodle does not know it. \($words)" }
  elif ["dmlreadexception", "dmlwriteexception", "dbconnectionfailed", "locktimeout"] | index($code) then
    { failure: $doubt, reason: "Moodle's database failed. \($words)" }
  elif ($exception | test("^(dml|ddl)_")) then { failure: $doubt, reason: "Moodle's database failed. \($words)" }
  else { failure: "refused", reason: "Moodle refuses what we asked. \($words)" }
  end
