# The invitations to a conference → [{login, name, owner}].
[ .invitations[]? | objects
  | { login: .id, name: .display_name, owner: (.is_owner == 1 or .is_owner == true) } | with_entries(select(.value != null)) ]
