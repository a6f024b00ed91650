# An invitation → {login, name, owner}.
(if has("invitation") then .invitation else . end)
| { login: .id, name: .display_name, owner: (.is_owner == 1 or .is_owner == true) } | with_entries(select(.value != null))
