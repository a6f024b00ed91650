# A user of the server → {id, uid, login, email, name, givenName, familyName, company, phones, active, groups: [{id, name}]}.
# Phones: at work, mobile, at home. Whoever is in no group is shown in one whose id begins with @.
(if type == "object" and has("user") then .user else . end)
| {
    id: ((.id // .login_name) | tostring), uid, login: (.login_name // .id), email, name: .display_name,
    givenName: .first_name, familyName: .last_name, company,
    phones: [.work_phone, .mobile_phone, .home_phone | strings | select(. != "")],
    active: (.is_active == 1 or .is_active == "1" or .is_active == true),
    groups: [.groups[]? | objects | { id: (.id | tostring), name: .display_name } | select(.id | startswith("@") | not)]
  }
| with_entries(select(.value != null and .value != "" and .value != []))
