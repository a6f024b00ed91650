"""A calendar of many events in memory, on a CalDAV server (RFC 4791) that speaks just enough, and counts."""

import re
import threading
from collections import Counter
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree import ElementTree
from xml.sax.saxutils import escape

PATH = "/calendars/bench/"
XML = 'application/xml; charset="utf-8"'
NAMES = 'xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
CALENDAR = (
    "<resourcetype><collection/><C:calendar/></resourcetype><displayname>Bench</displayname>"
    '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
    "<supported-report-set><supported-report><report><sync-collection/></report></supported-report>"
    "<supported-report><report><C:calendar-multiget/></report></supported-report></supported-report-set>"
    "<current-user-privilege-set><privilege><write/></privilege></current-user-privilege-set>"
)


def event(number, meeting, title=None):
    """A meeting has somebody invited and a marker word in its place. Of the other events every tenth repeats weekly."""
    hour = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    start = hour + timedelta(days=1, hours=number % 4000)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//Client//EN", "BEGIN:VEVENT",
        f"UID:event-{number}@bench.example", "DTSTAMP:20260101T000000Z",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title or f'Event {number}'}",
    ]
    if meeting:
        lines += [
            "LOCATION:TrueConf", "ORGANIZER;CN=Anna Petrova:mailto:anna.petrova@company.example",
            "ATTENDEE;CN=Maria Orlova;PARTSTAT=ACCEPTED:mailto:maria.orlova@company.example",
        ]
    else:
        lines += ["LOCATION:Room 101", *(["RRULE:FREQ=WEEKLY"] if number % 10 == 3 else [])]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])


class CalendarServer:
    """`events` events, of which the first `meetings` should be conferences."""

    def __init__(self, events, meetings):
        self.lock, self.heard = threading.Lock(), Counter()
        self.revision, self.texts, self.revisions = 0, {}, {}
        for number in range(events):
            self.put(href(number), event(number, number < meetings))
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads, self.http.calendar = True, self
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}{PATH}"

    def put(self, where, text):
        """As a client does; also from outside, uncounted."""
        with self.lock:
            self.revision += 1
            self.texts[where], self.revisions[where] = text, self.revision
            return self.etag(where)

    def etag(self, where):
        return f'"{self.revisions[where]}"'

    def counts(self):
        with self.lock:
            return Counter(self.heard)

    def since(self, token):
        """What changed after a token, and the next token; None for a token that nobody gave."""
        with self.lock:
            known = re.fullmatch(r"(?:urn:bench:(\d+))?", token)
            if not known:
                return None
            after = int(known.group(1) or 0)
            changed = [(where, self.etag(where)) for where, at in self.revisions.items() if at > after]
            return changed, f"urn:bench:{self.revision}"


def href(number):
    return f"{PATH}event-{number}.ics"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.wbufsize, self.wfile = -1, self.connection.makefile("wb", -1)  # one packet for head and body

    def log_message(self, *_):
        pass

    @property
    def calendar(self):
        return self.server.calendar

    def body(self, kind=None):
        """The request's body; counts the request."""
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        root = ElementTree.fromstring(text) if kind is None else None
        kind = kind or f"{self.command} {root.tag.rpartition('}')[2]}".replace("PROPFIND propfind", "PROPFIND")
        with self.calendar.lock:
            self.calendar.heard[kind] += 1
        return text if root is None else root

    def answer(self, status, text="", **headers):
        body = text.encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def multistatus(self, responses, token=""):
        tail = f"<sync-token>{token}</sync-token>" if token else ""
        head = f'<?xml version="1.0" encoding="utf-8"?><multistatus {NAMES}>'
        self.answer(207, f"{head}{''.join(responses)}{tail}</multistatus>", Content_Type=XML)

    def do_PROPFIND(self):
        self.body()
        if self.path.rstrip("/") == PATH.rstrip("/"):
            token = f"<sync-token>urn:bench:{self.calendar.revision}</sync-token>"
            self.multistatus([response(PATH, CALENDAR + token)])
        elif self.path in self.calendar.texts:
            self.multistatus([response(self.path, f"<getetag>{self.calendar.etag(self.path)}</getetag>")])
        else:
            self.answer(404)

    def do_REPORT(self):
        asked = self.body()
        if asked.tag == "{DAV:}sync-collection":
            told = self.calendar.since(asked.findtext("{DAV:}sync-token") or "")
            if told is None:
                self.answer(403, f"<error {NAMES}><valid-sync-token/></error>", Content_Type=XML)
            else:
                self.multistatus([response(where, f"<getetag>{etag}</getetag>") for where, etag in told[0]], told[1])
        elif asked.tag.endswith("}calendar-multiget"):
            self.multistatus([self.object(where.text) for where in asked.iter("{DAV:}href")])
        else:
            self.answer(403)

    def object(self, where):
        with self.calendar.lock:
            if where not in self.calendar.texts:
                return f"<response><href>{escape(where)}</href><status>HTTP/1.1 404 Not Found</status></response>"
            text, etag = self.calendar.texts[where], self.calendar.etag(where)
        return response(where, f"<getetag>{etag}</getetag><C:calendar-data>{escape(text)}</C:calendar-data>")

    def do_GET(self):
        self.body("GET")
        with self.calendar.lock:
            text = self.calendar.texts.get(self.path)
            etag = text and self.calendar.etag(self.path)
        if text is None:
            self.answer(404)
        else:
            self.answer(200, text, ETag=etag, Content_Type="text/calendar; charset=utf-8")

    def do_PUT(self):
        text = self.body("PUT").decode()
        if self.path not in self.calendar.texts:
            self.answer(404)
        elif self.headers.get("If-Match") != self.calendar.etag(self.path):
            self.answer(412)
        else:
            self.answer(204, ETag=self.calendar.put(self.path, text))


def response(where, properties):
    return (f"<response><href>{escape(where)}</href><propstat><prop>{properties}</prop>"
            "<status>HTTP/1.1 200 OK</status></propstat></response>")
