// Compares our PATCH (RFC 7644, 3.5.2) with that of scim-patch, an implementation of other people; see the script judge.
import pkg from "scim-patch";

const { scimPatch } = pkg;
const [hub = "http://localhost:8080", rounds = "300", seed = String(Date.now() % 1e9)] = process.argv.slice(2);
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

let state = Number(seed) || 1;
const random = (below) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * below);
};
const one = (list) => list[random(list.length)];

async function send(method, path, body, expected) {
  const headers = { "Content-Type": "application/scim+json" };
  if (process.env.SCIM_TOKEN) headers.Authorization = `Bearer ${process.env.SCIM_TOKEN}`;
  const answer = await fetch(`${hub}/scim/v2${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  if (!expected.includes(answer.status)) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

const words = ["Anna", "Boris", "Vera", "Gleb", "Дина", "O'Neil", "x y"];
const type = () => one(["work", "home", "other"]);
let unique = 0;
const mail = () => `m${unique++}@school.example`;

/** An operation that RFC 7644 is clear about, for a user as it is. */
function operation(user) {
  const types = (user.emails ?? []).map((entry) => entry.type);
  const simple = one(["displayName", "nickName", "title", "preferredLanguage", "locale"]);
  const part = one(["givenName", "familyName", "middleName"]);
  const work = one(["department", "costCenter", "division"]);
  const choices = [
    () => ({ op: one(["add", "replace"]), path: simple, value: one(words) }),
    () => ({ op: one(["add", "replace"]), path: `name.${part}`, value: one(words) }),
    () => ({ op: one(["add", "replace"]), path: "name", value: { [part]: one(words) } }),
    // with a complex attribute and no path the two differ: scim-patch forgets the parts that are not named, where RFC 7644,
    // 3.5.2.3 leaves them as they are
    () => ({ op: one(["add", "replace"]), value: { [simple]: one(words), title: one(words) } }),
    () => ({ op: one(["add", "replace"]), path: `${ENTERPRISE}:${work}`, value: one(words) }),
    () => ({ op: "replace", path: "active", value: one([true, false]) }),
    () => ({ op: "add", path: "emails", value: [{ type: type(), value: mail() }] }),
    () => ({ op: "replace", path: "emails", value: [{ type: "work", value: mail() }, { type: "home", value: mail() }] }),
    () => ({ op: one(["Add", "Replace"]), path: simple, value: one(words) }),
  ];
  if (user[simple] !== undefined) choices.push(() => ({ op: "remove", path: simple }));
  if (user.name?.[part] !== undefined && Object.keys(user.name).length > 1) choices.push(() => ({ op: "remove", path: `name.${part}` }));
  if (types.length) {
    const chosen = one(types);
    choices.push(() => ({ op: "replace", path: `emails[type eq "${chosen}"].value`, value: mail() }));
    if (types.some((other) => other !== chosen)) choices.push(() => ({ op: "remove", path: `emails[type eq "${chosen}"]` }));
  }
  return one(choices)();
}

/** Without what only a server says, and without an order where none is meant. */
function bare(user) {
  const { meta, schemas, groups, ...rest } = user;
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted).map((entry) => JSON.stringify(entry)).sort();
    if (value && typeof value === "object") {
      const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)]);
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    return value;
  };
  return JSON.stringify(sorted(rest));
}

let differences = 0;
let operations = 0;
for (let round = 0; round < Number(rounds); round++) {
  const userName = `judge-${seed}-${round}@school.example`;
  let user = await send("POST", "/Users", { userName, name: { givenName: "Anna", familyName: "Petrova" }, active: true, emails: [{ type: "work", value: mail() }] }, [201]);
  for (let turn = 0; turn < 5; turn++) {
    const wanted = operation(user);
    const theirs = scimPatch(structuredClone(user), [structuredClone(wanted)]);
    const ours = await send("PATCH", `/Users/${user.id}`, { schemas: [PATCH], Operations: [wanted] }, [200]);
    operations++;
    if (bare(ours) !== bare(theirs)) {
      differences++;
      console.log(JSON.stringify({ wanted, before: bare(user), ours: bare(ours), theirs: bare(theirs) }, null, 1));
    }
    user = ours;
  }
  await send("DELETE", `/Users/${user.id}`, undefined, [204]);
}
console.log(`${operations} operations, ${differences} differences, seed ${seed}`);
process.exit(differences ? 1 : 0);
