# An account {login, password, name, givenName, familyName, email, company, phones, active} → the user as the server should have it.
# What is left out is left alone; phones: at work, mobile, at home.
{
  login_name: .login, password, display_name: .name, first_name: .givenName, last_name: .familyName, email, company,
  work_phone: (if .phones then .phones[0] // "" else null end),
  mobile_phone: (if .phones then .phones[1] // "" else null end),
  home_phone: (if .phones then .phones[2] // "" else null end),
  is_active: (if has("active") then (if .active then 1 else 0 end) else null end)
}
| with_entries(select(.value != null))
