"""As much of MX Proxy as a call log needs, with a log that grows while it is read and answers that are cut now and then."""

import json
import random
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

BLOCK = 21


class MxProxy:
    """Entries come to the log at `rate` a second, calls of one to three legs one after the other."""

    def __init__(self, entries, rate, cut_every=4, seed=1):
        self.random = random.Random(seed)
        self.rate, self.cut_every = rate, cut_every
        self.start = float("inf")  # nothing is in the log yet
        self.legs = []
        self.calls = {}
        while len(self.legs) < entries:
            gcid = f"63022-00-{len(self.calls):06d}"
            number = min(self.random.randint(1, 3), entries - len(self.legs))
            self.calls[gcid] = number
            self.legs += [gcid] * number
        self.answers = self.cut = self.everything = self.told = 0
        handler = type("Handler", (Handler,), {"proxy": self})
        self.server = QuietServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def begin(self):
        self.start = time.time()

    def shown(self):
        return 0 if time.time() < self.start else min(len(self.legs), int((time.time() - self.start) * self.rate))

    def ended(self, record):
        return int(self.start + record / self.rate)

    def entry(self, record):
        end = self.ended(record)
        return {
            "missed": False, "direction": "incoming", "record_id": record, "gcid": self.legs[record],
            "connectTimestamp": end, "disconnectTimestamp": end, "callingPartyNo": "79031744445",
            "originalCalledPartyNo": "3095", "firstName": "Peter", "lastName": "Hyde", "ext": "3044",
            "callType": 1, "legType": 1, "selfLegType": 1,
        }

    def log(self, since):
        """What ended at that time or later; one answer in some is cut to whole blocks, at its end or its beginning."""
        shown = self.shown()
        first = 0 if since is None or not shown else max(0, int((since - self.start - 2) * self.rate))
        records = [r for r in range(min(first, shown), shown) if since is None or self.ended(r) >= since]
        self.answers += 1
        self.everything += since is None
        blocks = len(records) // BLOCK
        if shown < len(self.legs) and blocks and self.random.randrange(self.cut_every) == 0:
            self.cut += 1
            length = self.random.randint(1, blocks) * BLOCK
            begin = self.random.choice((0, len(records) - length))
            records = records[begin:begin + length]
        self.told += len(records)
        return [self.entry(r) for r in records]


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        """A hub that was killed says no more."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *ignored):
        pass

    def read(self):
        """The body, whole or in chunks; what it says is no matter."""
        if self.headers.get("Transfer-Encoding") == "chunked":
            while length := int(self.rfile.readline(), 16):
                self.rfile.read(length + 2)
            self.rfile.readline()
        else:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def do_POST(self):
        self.read()
        self.answer({"token_type": "Bearer", "access_token": "bench", "expires_in": 3600})

    def do_GET(self):
        self.read()
        url = urlparse(self.path)
        if url.path == "/auth":
            self.answer({"mx": "63022", "ext": "3044", "jid": "43884851428118509"})
        elif url.path == "/contacts":
            self.answer({"contacts": None})
        elif url.path == "/voicemails":
            self.answer({"voiceMails": None})
        elif url.path == "/conferences":
            self.answer({"conferences": None})
        elif url.path == "/calls":
            since = parse_qs(url.query).get("timestamp")
            self.answer({"callLog": self.proxy.log(int(since[0]) if since else None) or None})
        else:
            self.answer({"error": "not found"}, 404)

    def answer(self, body, status=200):
        text = json.dumps(body, indent=4).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
