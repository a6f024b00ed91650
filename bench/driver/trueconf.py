"""TrueConf Server, played by the hub's own sandbox in a process of its own."""

import json
import subprocess
import time
from collections import Counter
from datetime import datetime

from processes import OUT, ROOT, BenchError, default_java, free_port, http_call, spawn, stop


class TrueConf:
    def __init__(self):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [default_java(), "-Xmx512m", "-cp", "lib/boot/*:lib/main/*:app/*", "org.convene.sandbox.SandboxMain",
                   "vendor=trueconf", f"port={self.port}", "client-id=sandbox-client", "client-secret=sandbox-secret"]
        with open(OUT / "trueconf.log", "w") as log:
            self.process = spawn(command, cwd=ROOT / "target" / "quarkus-app", stdout=log, stderr=subprocess.STDOUT)
        until = time.monotonic() + 60
        while time.monotonic() < until and self.process.poll() is None:
            try:
                if http_call(self.port, "GET", "/backoffice/faults", timeout=5)[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        raise BenchError(f"the sandbox did not start, see {OUT / 'trueconf.log'}")

    def ask(self, path):
        return json.loads(http_call(self.port, "GET", "/backoffice/" + path)[1])

    def state(self):
        return self.ask("state")

    def counts(self):
        """Requests heard, by operation."""
        return Counter(self.state()["counters"])

    def requests(self, last=1000):
        """When each of the last requests was heard, as (seconds, method, path)."""
        return [(seconds(line["at"]), line["method"], line["path"]) for line in self.ask(f"requests?last={last}")]

    def stop(self):
        stop(self.process)


def seconds(at):
    """Unix time of an instant; a JSON number, or ISO 8601 with up to nine digits behind the dot."""
    if not isinstance(at, str):
        return float(at)
    whole, _, rest = at.rstrip("Z").partition(".")
    return datetime.fromisoformat(whole + "+00:00").timestamp() + float("0." + (rest or "0"))
