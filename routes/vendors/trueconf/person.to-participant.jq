# A person {login} → who is to be called into a running conference.
{ participant_id: .login }
