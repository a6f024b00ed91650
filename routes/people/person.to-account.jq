# A person as all sources together have it → the account the person is to have, or nothing where there is no login.
# In:  {active, login, name, givenName, familyName, emails, phones, extension, title, department, groups: [{key, name}], …}
# Out: {login, name, givenName, familyName, email, company, phones, active, groups: [names]}. What is left out is left alone.
# What follows an @ in a login would be the name of another server. TrueConf shows the company under a name, so that is where
# the department stands; phones are at work, mobile, at home.
((.login // "") | split("@") | .[0] // "") as $login
| if $login == "" then null
  else
    {
      login: $login,
      name: (.name // ([.givenName, .familyName] | map(select(. != null)) | join(" "))),
      givenName, familyName,
      email: (.emails // [] | .[0]),
      company: .department,
      phones: (.phones // [] | .[0:3]),
      active: (.active != false),
      groups: [.groups[]? | .name]
    }
    | with_entries(select(.value != null and .value != "" and (.key == "groups" or .value != [])))
  end
