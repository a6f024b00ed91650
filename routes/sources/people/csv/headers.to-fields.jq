# [names of columns in lower case] → {name: what it is} of those that are known. Add the words of your files here.

# Blanks, hyphens and other signs in a name do not count; nor does the difference of ё and е.
def columns: {
  key: "id|key|guid|uuid|objectguid|entryuuid|sourcedid|externalid|personid|userid|recordid|ид|идентификатор|ключ|кодсотрудника|кодученика|гуид|schlüssel|personenid|externeid|kennung",
  employeeNumber: "employeenumber|employeeno|employeeid|empid|empno|staffid|staffnumber|personnelnumber|payrollnumber|studentid|studentnumber|табельныйномер|табномер|табельный|номерсотрудника|номерученика|личноедело|personalnummer|personalnr|mitarbeiternummer|mitarbeiternr|matrikelnummer|schülernummer",
  name: "name|fullname|displayname|commonname|cn|person|employee|фио|фамилияимяотчество|полноеимя|имяполностью|сотрудник|ученик|vollständigername|anzeigename|vollername",
  givenName: "givenname|firstname|first|forename|имя|vorname|rufname",
  middleName: "middlename|middle|patronymic|secondname|отчество|zweitername",
  familyName: "familyname|lastname|last|surname|sn|фамилия|nachname|familienname|zuname",
  email: "email|mail|emailaddress|mailaddress|workemail|businessemail|primaryemail|почта|эпочта|элпочта|электроннаяпочта|адресэлектроннойпочты|емейл|имейл|emailadresse|mailadresse|epost",
  otherEmail: "email2|otheremail|secondaryemail|privateemail|personalemail|alternateemail|личнаяпочта|дополнительнаяпочта|privatemail|weitereemail",
  login: "login|username|user|account|accountname|samaccountname|userprincipalname|upn|uid|логин|учетнаязапись|имяпользователя|benutzername|benutzer|anmeldename|benutzerkennung",
  phone: "phone|telephone|tel|phonenumber|telephonenumber|workphone|businessphone|телефон|рабочийтелефон|номертелефона|telefon|telefonnummer|rufnummer|diensttelefon",
  mobile: "mobile|mobilephone|cell|cellphone|mobilenumber|sms|мобильный|мобильныйтелефон|сотовый|сотовыйтелефон|handy|mobil|mobiltelefon|mobilnummer",
  extension: "extension|ext|phoneextension|внутренний|внутреннийномер|внутреннийтелефон|добавочный|добавочныйномер|durchwahl|nebenstelle",
  title: "title|jobtitle|position|post|occupation|должность|профессия|funktion|stelle|berufsbezeichnung|stellenbezeichnung",
  department: "department|dept|division|unit|orgunit|организация|отдел|подразделение|кафедра|департамент|abteilung|fachbereich|bereich",
  manager: "managerid|managerkey|supervisorid|supervisorkey|reportstoid|идруководителя|кодруководителя|vorgesetztenid|vorgesetzterid",
  role: "role|roles|роль|роли|rolle|rollen",
  group: "group|groups|class|classes|course|team|группа|группы|класс|классы|gruppe|gruppen|klasse|klassen",
  active: "active|enabled|enableduser|isactive|accountenabled|активен|активна|активный|работает|включен|aktiv|aktiviert",
  inactive: "inactive|disabled|blocked|terminated|locked|неактивен|заблокирован|отключен|уволен|inaktiv|gesperrt|deaktiviert|ausgeschieden",
  status: "status|state|employmentstatus|статус|состояние|zustand|beschäftigungsstatus",
  leaves: "leavingdate|leavedate|enddate|terminationdate|lastday|leftat|датаувольнения|датаотчисления|увольнение|датаокончания|austritt|austrittsdatum|enddatum|letztertag",
  action: "action|operation|op|change|changetype|действие|операция|изменение|aktion|änderung|vorgang"
};

def plain: gsub("ё"; "е") | gsub("[^\\p{L}\\p{N}]+"; "");

([columns | to_entries[] | .key as $field | .value | split("|")[] | {key: ., value: $field}] | from_entries) as $known
| [.[] | {key: ., value: $known[plain]} | select(.value != null)] | from_entries
