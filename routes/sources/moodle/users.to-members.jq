# Enrolled people as Moodle lists them → {count, members: [{id, name, role, email, phone, groups: [{id, name}]}]}.
# Variable rules: {roles: {short name of a role: role in a lesson}}. Of several roles the one that may most counts; who has
# none that is mapped, and who is suspended, takes no part.
def plain: gsub("<[^>]*>"; "") | gsub("&lt;"; "<") | gsub("&gt;"; ">") | gsub("&quot;"; "\"") | gsub("&#0?39;"; "'")
  | gsub("&nbsp;"; " ") | gsub("&amp;"; "&") | gsub("[[:cntrl:]]+"; " ");
def filled: type == "string" and test("[^ ]");
(variable("rules") | fromjson | .roles) as $roles
| ["teacher", "assistant", "student", "parent"] as $order
| {
    count: length,
    members: map(
      select((.suspended // false) | . == false or . == 0)
      | ([.roles[]?.shortname | $roles[.] // empty]) as $has
      | ([$order[] | . as $role | select($has | index($role))] | first // null) as $role
      | select($role != null)
      | "\(.id)" as $id
      | {
          id: $id,
          name: ((.fullname // "") | plain | .[0:200] | if filled then . else "User \($id)" end),
          role: $role,
          email: (if (.email // "" | test("^[^ @]+@[^ @]+$")) and (.email | length) <= 254 then .email else null end),
          phone: (if (.phone1 // "" | filled) and (.phone1 | length) <= 40 then .phone1 else null end),
          groups: [.groups[]? | { id, name: (.name // "" | plain | .[0:200]) }]
        }
      | with_entries(select(.value != null))
    )
  }
