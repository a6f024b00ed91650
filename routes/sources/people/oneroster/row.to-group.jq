# {kind: org or class, row: a row of orgs.csv or classes.csv by column in lower case} → {key, name} of a group.
.kind as $kind
| .row
| {key: (.sourcedid // ""), name: (if $kind == "class" then .title else .name end // "")}
| if .name == "" then .name = .key else . end
