// Expands the pack with ical.js and writes ical.js.json: npm install --no-save ical.js@2.2.1 && node judge.mjs
// For each UID the first 40 instances, as [original start, start], in UTC or as dates. Times that float are in Europe/Berlin.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import ICAL from "ical.js";
import { changes, rdates, observance, sign, stamp } from "./zone.mjs";

const here = (name) => new URL(name, import.meta.url);
const MOST = 40;

/** A zone of the database as ical.js wants it: the dates of its changes, as Node knows them. */
function database(tzid, zone, first) {
  const years = Array.from({ length: 46 }, (_, i) => first - 2 + i);
  const found = years.flatMap((year) => changes(zone, year));
  const initial = found.length ? found[0][1] : offsetNow(zone, first);
  const before = observance("STANDARD", `${first - 3}0101T000000`, sign(initial), sign(initial));
  const all = found.map(([at, from, to]) => observance(to > from ? "DAYLIGHT" : "STANDARD", stamp(at + from), sign(from), sign(to)));
  return ["BEGIN:VTIMEZONE", `TZID:${tzid}`, ...before, ...all.flat(), "END:VTIMEZONE"].join("\r\n");
}

function offsetNow(zone, year) {
  const at = new Date(Date.UTC(year, 0, 1));
  const text = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).format(at);
  const [, s, h, m] = text.match(/GMT(?:([+-])(\d\d):(\d\d))?/);
  return s ? (s === "-" ? -1 : 1) * (Number(h) * 3600000 + Number(m) * 60000) : 0;
}

const berlin = new ICAL.Timezone(new ICAL.Component(ICAL.parse(database("Europe/Berlin", "Europe/Berlin", 2000))));
const written = (time) => {
  if (time.isDate) return time.toICALString();
  const t = time.clone();
  if (t.zone === ICAL.Timezone.localTimezone) t.zone = berlin;
  return `${stamp(t.toUnixTime() * 1000)}Z`;
};

const answers = {};
for (const file of readdirSync(here(".")).filter((name) => name.endsWith(".ics")).sort()) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(here(file), "utf8")));
  const own = calendar.getAllSubcomponents("vtimezone");
  const byUid = Map.groupBy?.(calendar.getAllSubcomponents("vevent"), (e) => e.getFirstPropertyValue("uid"))
    ?? calendar.getAllSubcomponents("vevent").reduce((m, e) => m.set(e.getFirstPropertyValue("uid"), [...(m.get(e.getFirstPropertyValue("uid")) ?? []), e]), new Map());
  for (const [uid, events] of byUid) {
    const zones = new Map();
    const judge = events[0].getFirstPropertyValue("x-judge-zone");
    const text = ["BEGIN:VCALENDAR", "VERSION:2.0"];
    for (const zone of own) { zones.set(zone.getFirstPropertyValue("tzid"), true); text.push(zone.toString()); }
    for (const event of events) for (const property of event.getAllProperties()) {
      const tzid = property.getParameter("tzid");
      if (!tzid || zones.has(tzid)) continue;
      zones.set(tzid, true);
      const start = events[0].getFirstProperty("dtstart").jCal[3];
      text.push(database(tzid, tzid === events[0].getFirstProperty("dtstart").getParameter("tzid") ? judge : tzid, Number(start.slice(0, 4))));
    }
    ICAL.TimezoneService.reset();
    const parsed = new ICAL.Component(ICAL.parse([...text, ...events.map((e) => e.toString()), "END:VCALENDAR", ""].join("\r\n")));
    for (const zone of parsed.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
    const [master, ...others] = parsed.getAllSubcomponents("vevent");
    const event = new ICAL.Event(master, { strictExceptions: true, exceptions: others });
    const iterator = event.iterator();
    answers[uid] = [];
    for (let next = iterator.next(); next && answers[uid].length < MOST; next = iterator.next()) {
      const details = event.getOccurrenceDetails(next);
      answers[uid].push([written(details.recurrenceId), written(details.startDate)]);
    }
  }
}
const lines = Object.entries(answers).map(([uid, list]) => `  ${JSON.stringify(uid)}: ${JSON.stringify(list)}`);
writeFileSync(here("ical.js.json"), `{\n${lines.join(",\n")}\n}\n`);
console.log(Object.keys(answers).length, "series");
