# {row: {field or other column: text}, today: a date} → a person as in person.schema.json, or {left: key} of who is not there any more.

def text($field): .row[$field] // "";
def words($field): text($field) | [splits("[;,|]+") | gsub("^\\s+|\\s+$"; "") | select(. != "")];

# The first column there is counts for the whole file: an empty cell below it does not mean that the next one counts.
def key: .row | .key // .employeeNumber // .login // .email // "";

def off: test("^(0|-|n|no|not?|false|off|нет|ложь|nein|falsch)$"; "i");
def on: test("^(1|\\+|x|y|yes|true|on|да|истина|ja|wahr)$"; "i");
def gone: test("^(inactive|disabled|deleted|removed|left|former|terminated|dismissed|retired|blocked|expelled|graduated|неактив.*|уволен.*|отчислен.*|удал[её]н.*|заблокирован.*|отключ[её]н.*|выбыл.*|inaktiv|gesperrt|gelöscht|ausgetreten|ausgeschieden|gekündigt|deaktiviert)$"; "i");

# 2026-11-23, 2026/11/23 or 23.11.2026
def date:
  if test("^\\d{4}[-/]\\d{2}[-/]\\d{2}") then .[0:10] | gsub("/"; "-")
  elif test("^\\d{2}\\.\\d{2}\\.\\d{4}") then .[6:10] + "-" + .[3:5] + "-" + .[0:2]
  else "" end;
def over: (text("leaves") | date) as $last | $last != "" and $last < .today;

def is_active:
  (text("active") | off or gone)
  or (text("inactive") | . != "" and (off | not) and (on or gone))
  or (text("status") | off or gone)
  or over
  | not;

if text("action") | test("^(d|del|delete|deleted|remove|removed|leave|left|удалить|удал[её]н|удаление|уволить|увольнение|löschen|gelöscht|entfernen|austritt)$"; "i")
then {left: key}
else
  {
    key: key,
    active: is_active,
    name: (if text("name") != "" then text("name")
      else [text("givenName"), text("middleName"), text("familyName")] | map(select(. != "")) | join(" ") end),
    givenName: text("givenName"),
    familyName: text("familyName"),
    emails: (words("email") + words("otherEmail")),
    login: text("login"),
    phones: (words("phone") + words("mobile")),
    extension: text("extension"),
    employeeNumber: text("employeeNumber"),
    title: text("title"),
    department: text("department"),
    manager: text("manager"),
    roles: words("role"),
    groups: words("group")
  }
  | with_entries(select(.key == "key" or (.value != "" and .value != [])))
end
