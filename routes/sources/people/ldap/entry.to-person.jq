# {key, dn, now: seconds since 1970, attributes: {name in lower case: [values]}, groups, manager: keys} → a person as in person.schema.json, or null for nobody.

def first($name): .attributes[$name][0] // "";
def all($name): .attributes[$name] // [];

# Active Directory: bit 2 of userAccountControl (MS-ADTS 2.2.16), and an end in tenths of microseconds since 1601 (0 and the largest: never).
def disabled: (first("useraccountcontrol") | if . == "" then 0 else tonumber end) / 2 | floor | . % 2 == 1;
def expired: (first("accountexpires") | if . == "" then 0 else tonumber end) as $until
  | $until > 0 and $until < 9000000000000000000 and $until / 10000000 - 11644473600 <= .now;
# OpenLDAP: locked by an administrator; any other time is a while after wrong passwords. 389 Directory Server has a word for it.
def locked: first("pwdaccountlockedtime") | startswith("000001010000");
def switched_off: first("nsaccountlock") | ascii_downcase == "true";

# smtp: in proxyAddresses, the main one in capitals.
def proxies: all("proxyaddresses") | map(select(test("^smtp:"; "i"))) | sort_by(startswith("SMTP:") | not) | map(.[5:]);

{
  key: .key,
  active: (disabled or expired or locked or switched_off | not),
  name: ([first("displayname"), ([first("givenname"), first("sn")] | map(select(. != "")) | join(" ")), first("cn")] | map(select(. != ""))[0] // ""),
  givenName: first("givenname"),
  familyName: first("sn"),
  emails: (reduce (all("mail") + proxies)[] as $mail ([]; if any(.[]; ascii_downcase == ($mail | ascii_downcase)) then . else . + [$mail] end)),
  login: ([first("samaccountname"), first("uid"), first("userprincipalname")] | map(select(. != ""))[0] // ""),
  phones: (all("telephonenumber") + all("mobile")),
  extension: first("ipphone"),
  employeeNumber: ([first("employeenumber"), first("employeeid")] | map(select(. != ""))[0] // ""),
  title: first("title"),
  department: ([first("department"), first("departmentnumber"), first("ou")] | map(select(. != ""))[0] // ""),
  manager: (.manager // ""),
  roles: all("employeetype"),
  groups: .groups
}
| with_entries(select(.key == "key" or (.value != "" and .value != [])))
