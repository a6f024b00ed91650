# A person {login} → who is to be in a group.
{ user_id: .login }
