# A person {login, name} → an invitation.
{ id: .login, display_name: .name } | with_entries(select(.value != null))
