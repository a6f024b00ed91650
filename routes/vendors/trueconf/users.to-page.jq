# A page of users → {items: [{id, login, email, name, active}], next}; -1 is no next page.
{
  items: [
    .users[]?
    | select(type == "object" and (.id // .login_name) != null)
    | { id: ((.id // .login_name) | tostring), login: (.login_name // .id), email, name: .display_name, active: (.is_active == 1 or .is_active == true) }
    | with_entries(select(.value != null and .value != ""))
  ],
  next: (.next_page_id // -1)
}
