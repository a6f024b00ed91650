# {user: a row of users.csv by column in lower case, roles, orgs, classes} → a person as in person.schema.json, or {left: key}.

def text($column): .user[$column] // "";
def words($column): text($column) | [splits(",") | gsub("^\\s+|\\s+$"; "") | select(. != "")];

if text("status") | ascii_downcase == "tobedeleted"
then {left: text("sourcedid")}
else
  # 1.2 has names that people prefer
  (text("preferredgivenname") | if . != "" then . else null end) as $given
  | (text("preferredfamilyname") | if . != "" then . else null end) as $family
  | ($given // text("givenname")) as $given
  | ($family // text("familyname")) as $family
  | {
      key: text("sourcedid"),
      active: (text("enableduser") | ascii_downcase | . != "false" and . != "0"),
      name: ([$given, $family] | map(select(. != "")) | join(" ")),
      givenName: $given,
      familyName: $family,
      emails: words("email"),
      login: text("username"),
      phones: (words("phone") + words("sms") | unique),
      employeeNumber: text("identifier"),
      # 1.1 says the role in the row of the user, 1.2 in a table of its own
      roles: (words("role") + .roles | unique),
      groups: (words("orgsourcedids") + words("primaryorgsourcedid") + .orgs + .classes | unique)
    }
  | with_entries(select(.key == "key" or (.value != "" and .value != [])))
end
