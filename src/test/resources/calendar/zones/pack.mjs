// Writes the events of the pack: node pack.mjs. Each event is about one thing that goes wrong in practice; its UID says which.
// X-JUDGE-ZONE is the zone of the time-zone database its local times are in, for judges that know no Windows names or VTIMEZONE.
import { writeFileSync } from "node:fs";
import { changes, DAY, observance, rdates, stamp } from "./zone.mjs";

const families = {};
let family;
function write(uid, lines, { zones = [], judge } = {}) {
  const events = Array.isArray(lines[0]) ? lines : [lines];
  families[family] ??= { zones: new Map(), events: [] };
  for (const [id, text] of zones) families[family].zones.set(id, text);
  for (const event of events) {
    families[family].events.push(["BEGIN:VEVENT", `UID:${uid}`, "DTSTAMP:20250101T000000Z", `SUMMARY:${uid}`, ...event, ...(judge ? [`X-JUDGE-ZONE:${judge}`] : []), "END:VEVENT"].join("\r\n"));
  }
}
const zoned = (uid, zone, start, rule, more = []) =>
  write(uid, [`DTSTART;TZID=${zone}:${start}`, "DURATION:PT1H", ...(rule ? [`RRULE:${rule}`] : []), ...more], { judge: zone });

family = "daylight-saving";
for (const zone of ["Europe/Berlin", "Europe/London", "Europe/Lisbon", "Atlantic/Azores", "Europe/Kiev", "America/New_York", "America/Los_Angeles",
  "America/St_Johns", "America/Havana", "America/Santiago", "Australia/Sydney", "Australia/Adelaide", "Australia/Lord_Howe", "Pacific/Auckland",
  "Pacific/Chatham", "Asia/Jerusalem", "Asia/Beirut", "America/Nuuk"]) {
  for (const [at, before, after] of changes(zone, 2025)) {
    const name = zone.replace(/\W/g, "-").toLowerCase();
    const kind = after > before ? "gap" : "overlap";
    // The middle of the hour that does not occur, or occurs twice.
    const local = at + Math.min(before, after) + Math.abs(after - before) / 2;
    zoned(`${name}-${kind}-daily`, zone, stamp(local - 3 * DAY), "FREQ=DAILY;COUNT=7");
    zoned(`${name}-${kind}-weekly`, zone, stamp(local - 21 * DAY), "FREQ=WEEKLY;COUNT=6");
  }
}

family = "law-changes";
for (const [zone, day] of [["Europe/Moscow", "2011-03-27"], ["Europe/Moscow", "2014-10-26"], ["Asia/Pyongyang", "2015-08-15"], ["Asia/Pyongyang", "2018-05-05"],
  ["Africa/Casablanca", "2018-10-28"], ["Africa/Casablanca", "2024-03-10"], ["Africa/Casablanca", "2024-04-14"], ["America/Sao_Paulo", "2019-02-17"], ["America/Sao_Paulo", "2019-11-03"],
  ["Europe/Istanbul", "2016-10-30"], ["Asia/Almaty", "2024-03-01"], ["Pacific/Apia", "2011-12-30"], ["America/Caracas", "2007-12-09"], ["America/Caracas", "2016-05-01"],
  ["Europe/Volgograd", "2018-10-28"], ["Europe/Volgograd", "2020-12-27"], ["Africa/Juba", "2021-02-01"], ["Asia/Amman", "2022-10-28"], ["Asia/Damascus", "2022-10-28"],
  ["America/Mexico_City", "2022-10-30"], ["America/Mexico_City", "2023-04-02"], ["Asia/Tehran", "2022-09-22"], ["Asia/Tehran", "2023-03-22"], ["Africa/Cairo", "2023-04-28"],
  ["America/Nuuk", "2023-03-25"], ["Pacific/Norfolk", "2019-10-06"], ["Africa/Khartoum", "2017-11-01"], ["Africa/Sao_Tome", "2018-01-01"], ["Africa/Sao_Tome", "2019-01-01"],
  ["Africa/Windhoek", "2017-09-03"], ["Asia/Kathmandu", "1986-01-01"], ["America/Asuncion", "2024-10-06"]]) {
  const noon = Date.parse(`${day}T10:00:00Z`);
  const name = `${zone.replace(/\W/g, "-").toLowerCase()}-${day}`;
  zoned(`${name}-mornings`, zone, stamp(noon - 3 * DAY), "FREQ=DAILY;COUNT=6");
  zoned(`${name}-nights`, zone, stamp(noon - 17 * DAY - 34200000), "FREQ=WEEKLY;UNTIL=" + stamp(noon + 20 * DAY) + "Z;BYDAY=SU,MO,FR");
}

family = "rules";
const NY = "America/New_York";
[ // RFC 5545 §3.8.5.3, its examples in order
  ["daily-count", "19970902T090000", "FREQ=DAILY;COUNT=10"], ["daily-until", "19970902T090000", "FREQ=DAILY;UNTIL=19971224T000000Z"],
  ["every-other-day", "19970902T090000", "FREQ=DAILY;INTERVAL=2"], ["every-ten-days", "19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5"],
  ["january-yearly", "19980101T090000", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA"],
  ["january-daily", "19980101T090000", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"],
  ["weekly-count", "19970902T090000", "FREQ=WEEKLY;COUNT=10"], ["weekly-until", "19970902T090000", "FREQ=WEEKLY;UNTIL=19971224T000000Z"],
  ["every-other-week", "19970902T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU"], ["twice-a-week", "19970902T090000", "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH"],
  ["every-other-week-days", "19970901T090000", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR"],
  ["every-other-week-count", "19970902T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH"],
  ["first-friday", "19970905T090000", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR"], ["first-friday-until", "19970905T090000", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR"],
  ["first-and-last-sunday", "19970907T090000", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU"], ["second-last-monday", "19970922T090000", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO"],
  ["third-to-last-day", "19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3"], ["second-and-fifteenth", "19970902T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15"],
  ["first-and-last-day", "19970930T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1"], ["every-eighteen-months", "19970910T090000", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15"],
  ["tuesdays-of-other-months", "19970902T090000", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU"], ["june-and-july", "19970610T090000", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7"],
  ["every-other-year", "19970310T090000", "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3"], ["yeardays", "19970101T090000", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200"],
  ["twentieth-monday", "19970519T090000", "FREQ=YEARLY;BYDAY=20MO"], ["week-twenty", "19970512T090000", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO"],
  ["thursdays-in-march", "19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH"], ["summer-thursdays", "19970605T090000", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8"],
  ["friday-the-13th", "19980213T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"], ["saturday-after-sunday", "19970913T090000", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13"],
  ["election-day", "19961105T090000", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=10"], ["third-weekday-instance", "19970904T090000", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3"],
  ["second-last-weekday", "19970929T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2"], ["every-three-hours", "19970902T090000", "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z"],
  ["every-fifteen-minutes", "19970902T090000", "FREQ=MINUTELY;INTERVAL=15;COUNT=6"], ["every-ninety-minutes", "19970902T090000", "FREQ=MINUTELY;INTERVAL=90;COUNT=4"],
  ["every-twenty-minutes-daily", "19970902T090000", "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40"],
  ["every-twenty-minutes", "19970902T090000", "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16"],
  ["week-starts-monday", "19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO"], ["week-starts-sunday", "19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU"],
  ["fifteenth-and-thirtieth", "20070115T090000", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5"],
  // and what calendars are full of, or stumble over
  ["leap-day", "20240229T090000", "FREQ=YEARLY"], ["leap-day-by-parts", "20240229T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=5"], ["end-of-february", "20240229T090000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"],
  ["thirty-first", "20250131T090000", "FREQ=MONTHLY;COUNT=8"], ["last-working-day", "20250131T090000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
  ["first-working-day-of-quarter", "20250101T090000", "FREQ=MONTHLY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=9"], ["fifth-monday", "20250331T090000", "FREQ=MONTHLY;BYDAY=5MO"],
  ["last-sunday-of-year", "20251228T090000", "FREQ=YEARLY;BYDAY=-1SU"], ["last-day-of-year", "20251231T090000", "FREQ=YEARLY;BYYEARDAY=-1"], ["yearday-366", "20241231T090000", "FREQ=YEARLY;BYYEARDAY=366"],
  ["week-one", "20241230T090000", "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO"], ["week-fifty-three", "20201230T090000", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=WE"], ["last-week", "20251222T090000", "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO"],
  ["set-of-a-year", "20250106T090000", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=1,-1"], ["second-of-week", "20250107T090000", "FREQ=WEEKLY;BYDAY=MO,TU,WE;BYSETPOS=2;COUNT=8"],
  ["week-in-two-months", "20251001T090000", "FREQ=WEEKLY;BYMONTH=10,3;BYDAY=WE,TH"], ["other-week-in-two-months", "20251001T090000", "FREQ=WEEKLY;INTERVAL=2;BYMONTH=10,3;BYDAY=MO,WE,TH;COUNT=20"],
  ["start-not-in-rule", "20250101T090000", "FREQ=WEEKLY;BYDAY=MO;COUNT=5"], ["start-not-in-rule-until", "20250101T090000", "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20250701T000000Z"],
  ["until-a-date", "20250101T200000", "FREQ=DAILY;UNTIL=20250105"], ["until-local", "20250101T200000", "FREQ=DAILY;UNTIL=20250105T200000"], ["until-exactly", "20250101T200000", "FREQ=DAILY;UNTIL=20250106T010000Z"],
  ["hours-in-january", "20251231T220000", "FREQ=HOURLY;INTERVAL=12;BYMONTH=1;BYDAY=TH,FR"], ["interval-of-weeks-over-new-year", "20241203T090000", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,FR"],
  ["two-times-a-day", "20250303T090000", "FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=9,17;COUNT=12"], ["thirteen-a-year", "20250113T090000", "FREQ=MONTHLY;BYMONTHDAY=13;BYMONTH=1,3,5;COUNT=7"],
].forEach(([name, start, rule]) => zoned(name, NY, start, rule));

family = "names";
for (const [name, zone] of [["W. Europe Standard Time", "Europe/Berlin"], ["Romance Standard Time", "Europe/Paris"], ["GMT Standard Time", "Europe/London"], ["Russian Standard Time", "Europe/Moscow"],
  ["FLE Standard Time", "Europe/Kiev"], ["Eastern Standard Time", "America/New_York"], ["Pacific Standard Time", "America/Los_Angeles"], ["AUS Eastern Standard Time", "Australia/Sydney"],
  ["New Zealand Standard Time", "Pacific/Auckland"], ["India Standard Time", "Asia/Calcutta"], ["Tokyo Standard Time", "Asia/Tokyo"], ["Israel Standard Time", "Asia/Jerusalem"],
  ["E. South America Standard Time", "America/Sao_Paulo"], ["Newfoundland Standard Time", "America/St_Johns"], ["Lord Howe Standard Time", "Australia/Lord_Howe"], ["UTC-11", "Etc/GMT+11"],
  ["\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna\"", "Europe/Berlin"], ["\"(UTC-05:00) Eastern Time (US & Canada)\"", "America/New_York"],
  ["/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"], ["/freeassociation.sourceforge.net/America/New_York", "America/New_York"], ["europe/paris", "Europe/Paris"],
  ["US/Pacific", "America/Los_Angeles"], ["Asia/Saigon", "Asia/Saigon"], ["GMT+0300", "Etc/GMT-3"]]) {
  const uid = name.replace(/[^\w+-]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
  write(`named-${uid}`, [`DTSTART;TZID=${name}:20250303T093000`, `DTEND;TZID=${name}:20250303T103000`, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=20"], { judge: zone });
}

family = "own-zones";
const vtimezone = (id, ...parts) => [id, ["BEGIN:VTIMEZONE", `TZID:${id}`, ...parts.flat(), "END:VTIMEZONE"].join("\r\n")];
const BERLIN = [observance("STANDARD", "16011028T030000", "+0200", "+0100", ["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]), observance("DAYLIGHT", "16010325T020000", "+0100", "+0200", ["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"])];
const OWN = [
  ["Mitteleuropäische Zeit", "Europe/Berlin", BERLIN], ["Customized Time Zone", "Europe/Berlin", BERLIN],
  ["Heure de Paris", "Europe/Paris", rdates("Europe/Paris", [2023, 2024, 2025, 2026, 2027])],
  ["Нью-Йорк", "America/New_York", rdates("America/New_York", [2023, 2024, 2025, 2026, 2027])],
  ["Sydney by dates", "Australia/Sydney", rdates("Australia/Sydney", [2023, 2024, 2025, 2026, 2027])],
  ["Московское время", "Europe/Moscow", [observance("STANDARD", "20110327T020000", "+0300", "+0400"), observance("STANDARD", "20141026T020000", "+0400", "+0300")]],
  ["East of home", "America/New_York", [observance("DAYLIGHT", "20070311T020000", "-0500", "-0400", ["RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"]), observance("STANDARD", "20071104T020000", "-0400", "-0500", ["RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"])]],
  ["Half an hour", "Australia/Lord_Howe", [observance("STANDARD", "20080406T020000", "+1100", "+1030", ["RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"]), observance("DAYLIGHT", "20081005T020000", "+1030", "+1100", ["RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"])]],
  ["India as we know it", "Asia/Calcutta", [observance("STANDARD", "19700101T000000", "+0530", "+0530")]],
  ["Until the law ended", "America/Sao_Paulo", [observance("DAYLIGHT", "20171015T000000", "-0300", "-0200", ["RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=3SU;UNTIL=20171015T030000Z"]), observance("DAYLIGHT", "20181104T000000", "-0300", "-0200"), observance("STANDARD", "20180218T000000", "-0200", "-0300", ["RRULE:FREQ=YEARLY;BYMONTH=2;BYDAY=3SU;UNTIL=20190217T020000Z"])]],
];
for (const [id, zone, parts] of OWN) {
  const starts = zone === "America/Sao_Paulo" ? ["20171003T100000", "20180206T003000"] : zone === "Europe/Moscow" ? ["20141006T100000", "20141017T013000"] : ["20250303T093000", "20250912T023000"];
  for (const start of starts) {
    write(`own-${id.toLowerCase().replace(/[^\p{L}]+/gu, "-")}-${start}`, [`DTSTART;TZID=${id}:${start}`, "DURATION:PT45M", "RRULE:FREQ=WEEKLY;COUNT=30"], { zones: [vtimezone(id, ...parts)], judge: zone });
  }
}

family = "whole-days-and-floating";
const plain = (uid, ...lines) => write(uid, lines);
plain("floating-daily", "DTSTART:20250328T023000", "RRULE:FREQ=DAILY;COUNT=6");
plain("floating-weekly", "DTSTART:20251005T090000", "RRULE:FREQ=WEEKLY;UNTIL=20251116T090000");
plain("floating-overlap", "DTSTART:20251024T023000", "RRULE:FREQ=DAILY;COUNT=5");
plain("floating-monthly", "DTSTART:20250131T090000", "RRULE:FREQ=MONTHLY;COUNT=5");
plain("utc-daily", "DTSTART:20250328T013000Z", "RRULE:FREQ=DAILY;COUNT=6");
plain("utc-weekly-days", "DTSTART:20250325T233000Z", "RRULE:FREQ=WEEKLY;BYDAY=TU,SU;COUNT=8");
plain("day-daily", "DTSTART;VALUE=DATE:20250328", "RRULE:FREQ=DAILY;COUNT=6");
plain("day-weekly-until", "DTSTART;VALUE=DATE:20251005", "RRULE:FREQ=WEEKLY;UNTIL=20251109");
plain("day-birthday", "DTSTART;VALUE=DATE:20000229", "RRULE:FREQ=YEARLY");
plain("day-monthly-last", "DTSTART;VALUE=DATE:20250131", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=14");
plain("day-without", "DTSTART;VALUE=DATE:20250301", "RRULE:FREQ=DAILY;COUNT=8", "EXDATE;VALUE=DATE:20250303,20250305");
plain("day-and-more", "DTSTART;VALUE=DATE:20250301", "RRULE:FREQ=WEEKLY;COUNT=4", "RDATE;VALUE=DATE:20250304,20250331");
plain("day-easter-monday", "DTSTART;VALUE=DATE:20250421", "RDATE;VALUE=DATE:20260406,20270329");

family = "exceptions";
const BER = "Europe/Berlin";
zoned("without-two", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=8", [`EXDATE;TZID=${BER}:20250324T100000,20250407T100000`]);
zoned("without-in-utc", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=8", ["EXDATE:20250324T090000Z", "EXDATE:20250407T080000Z"]);
zoned("without-in-another-zone", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=8", [`EXDATE;TZID=${NY}:20250324T050000`]);
zoned("without-a-gap", BER, "20250316T023000", "FREQ=WEEKLY;COUNT=5", [`EXDATE;TZID=${BER}:20250330T023000`]);
zoned("without-what-is-not", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=4", [`EXDATE;TZID=${BER}:20250311T100000`]);
zoned("without-the-first", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=4", [`EXDATE;TZID=${BER}:20250310T100000`]);
zoned("and-more", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=4", [`RDATE;TZID=${BER}:20250312T150000,20250501T100000`]);
zoned("and-more-in-utc", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=4", ["RDATE:20250404T100000Z"]);
zoned("and-the-same-again", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=4", ["RDATE:20250317T090000Z"]);
zoned("only-dates", BER, "20250310T100000", null, [`RDATE;TZID=${BER}:20250312T150000,20250501T100000`]);
zoned("two-rules", BER, "20250310T100000", "FREQ=WEEKLY;COUNT=4", ["RRULE:FREQ=MONTHLY;BYMONTHDAY=10;COUNT=3"]);
const changed = (uid, rule, ...others) => write(uid, [[`DTSTART;TZID=${BER}:20250310T100000`, "DURATION:PT1H", `RRULE:${rule}`], ...others], { judge: BER });
const instead = (id, start, ...more) => [`RECURRENCE-ID;TZID=${BER}:${id}`, `DTSTART;TZID=${BER}:${start}`, "DURATION:PT1H", ...more];
changed("one-moved", "FREQ=WEEKLY;COUNT=6", instead("20250324T100000", "20250325T140000"));
changed("one-moved-over-the-change", "FREQ=WEEKLY;COUNT=6", instead("20250331T100000", "20250329T100000"));
changed("one-moved-id-in-utc", "FREQ=WEEKLY;COUNT=6", ["RECURRENCE-ID:20250407T080000Z", `DTSTART;TZID=${BER}:20250408T090000`, "DURATION:PT1H"]);
changed("two-moved", "FREQ=WEEKLY;COUNT=6", instead("20250317T100000", "20250318T100000"), instead("20250407T100000", "20250407T080000"));
changed("one-cancelled", "FREQ=WEEKLY;COUNT=6", instead("20250324T100000", "20250324T100000", "STATUS:CANCELLED"));
changed("orphan", "FREQ=WEEKLY;COUNT=4", instead("20250326T100000", "20250327T100000"));
changed("orphan-after-the-end", "FREQ=WEEKLY;COUNT=4", instead("20250505T100000", "20250506T100000"));
changed("from-then-on-later", "FREQ=WEEKLY;COUNT=6", [`RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=${BER}:20250324T100000`, `DTSTART;TZID=${BER}:20250324T113000`, "DURATION:PT2H"]);
changed("from-then-on-the-day-after", "FREQ=WEEKLY;COUNT=6", [`RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=${BER}:20250324T100000`, `DTSTART;TZID=${BER}:20250325T100000`, "DURATION:PT1H"]);
changed("split-before", "FREQ=WEEKLY;UNTIL=20250330T215959Z");
write("split-after", [`DTSTART;TZID=${BER}:20250401T160000`, "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4", "RELATED-TO:split-before"], { judge: BER });

const fold = (line) => {
  const out = [];
  let part = "";
  for (const c of line) {
    if (Buffer.byteLength(part + c) > 75) { out.push(part); part = " "; }
    part += c;
  }
  return [...out, part].join("\r\n");
};
let count = 0;
for (const [name, { zones, events }] of Object.entries(families)) {
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Convene//zones//EN", ...zones.values(), ...events, "END:VCALENDAR", ""].join("\r\n");
  writeFileSync(new URL(`${name}.ics`, import.meta.url), text.split("\r\n").map(fold).join("\r\n"));
  count += new Set(events.map((e) => e.match(/UID:(.*)/)[1])).size;
  console.log(name, events.length);
}
console.log("series:", count);
