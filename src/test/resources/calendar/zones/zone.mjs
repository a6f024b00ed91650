// What Node knows of zones: used to find the hours worth testing, and to tell ical.js about zones of the database.
export const two = (n) => String(n).padStart(2, "0");
export const stamp = (t) => {
  const d = new Date(t);
  return `${d.getUTCFullYear()}${two(d.getUTCMonth() + 1)}${two(d.getUTCDate())}T${two(d.getUTCHours())}${two(d.getUTCMinutes())}00`;
};
export const DAY = 86400000;

const formats = new Map();
const known = new Map();

function offset(zone, t) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    }));
  }
  const parts = formats.get(zone).formatToParts(new Date(t));
  const of = (type) => Number(parts.find((p) => p.type === type).value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - Math.floor(t / 1000) * 1000;
}

/** The changes of a zone's offset in a year: [instant, before, after]. */
export function changes(zone, year) {
  const key = `${zone} ${year}`;
  if (known.has(key)) return known.get(key);
  const found = [];
  known.set(key, found);
  for (let t = Date.UTC(year, 0, 1); t < Date.UTC(year + 1, 0, 1); t += 8 * DAY) {
    let low = t, high = t + 8 * DAY;
    if (offset(zone, low) === offset(zone, high)) continue;
    while (high - low > 60000) {
      const mid = Math.floor((low + high) / 120000) * 60000;
      if (offset(zone, mid) === offset(zone, low)) low = mid; else high = mid;
    }
    found.push([high, offset(zone, low), offset(zone, high)]);
  }
  return found;
}

export const observance = (kind, start, from, to, more = []) => [`BEGIN:${kind}`, `DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...more, `END:${kind}`];
const changesOf = (zone, years) => years.flatMap((year) => changes(zone, year));
export const sign = (o) => (o < 0 ? "-" : "+") + two(Math.floor(Math.abs(o) / 3600000)) + two((Math.abs(o) / 60000) % 60);
export const rdates = (zone, years) => {
  const all = changesOf(zone, years);
  const of = (kind, test) => {
    const some = all.filter(test);
    const local = some.map(([at, before]) => stamp(at + before));
    return some.length ? observance(kind, local[0], sign(some[0][1]), sign(some[0][2]), [`RDATE:${local.join(",")}`]) : [];
  };
  return [of("DAYLIGHT", ([, before, after]) => after > before), of("STANDARD", ([, before, after]) => after < before)];
};
