# A user as SCIM has it, with id and groups → a person.

def text($most): if type == "string" then gsub("[\\p{Cc}\\p{Cs}]"; " ") | gsub("^ +| +$"; "") | .[0:$most] | select(. != "") else empty end;
# the primary one first, those for work before others
def values($most): [.[]? | select(type == "object")] | sort_by([(.primary != true), (.type != "work")]) | [.[].value | text($most)];
def unique: reduce .[] as $one ([]; if index([$one]) then . else . + [$one] end);

."urn:ietf:params:scim:schemas:extension:enterprise:2.0:User" as $work
| {
    key: .id,
    # nothing said is active: not all identity providers say it
    active: (.active != false),
    name: (first((.displayName | text(200)), (.name.formatted | text(200)),
                 ([.name.givenName, .name.familyName] | map(text(200)) | join(" ") | text(200)), (.userName | text(200))) // null),
    givenName: (first(.name.givenName | text(200)) // null),
    familyName: (first(.name.familyName | text(200)) // null),
    emails: ((.emails | values(320)) + [.userName | text(320) | select(test("^[^@ ]+@[^@ ]+$"))] | unique | .[0:50]),
    # accounts have no @ in their logins: of a userName that is an address, what stands before it
    login: (first(.userName | text(320) | sub("@.*$"; "") | text(128)) // null),
    phones: ([.phoneNumbers[]? | select(type == "object" and .type != "extension" and .type != "fax")] | values(320)
             | map(sub("^tel:"; "")) | unique | .[0:20]),
    extension: (first(.phoneNumbers[]? | select(type == "object" and .type == "extension") | .value | text(30)) // null),
    employeeNumber: (first($work.employeeNumber | text(100)) // null),
    title: (first(.title | text(200)) // null),
    department: (first($work.department | text(200)) // null),
    manager: (first($work.manager.value | text(200)) // null),
    roles: (.roles | values(320) | unique | .[0:20]),
    groups: ([.groups[]?.value | text(320)] | .[0:1000])
  }
| with_entries(select(.value != null and .value != []))
