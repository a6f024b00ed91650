# A user of the server → {id, login, email, name, active}.
(if has("user") then .user else . end)
| { id: ((.id // .login_name) | tostring), login: (.login_name // .id), email, name: .display_name, active: (.is_active == 1 or .is_active == true) }
| with_entries(select(.value != null and .value != ""))
