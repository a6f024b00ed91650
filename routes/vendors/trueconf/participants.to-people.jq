# The participants of a conference → [{id, name, role}].
[ .participants[]? | objects | { id, name: .display_name, role } | with_entries(select(.value != null)) ]
