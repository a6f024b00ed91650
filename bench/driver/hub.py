"""The packaged hub: started, fed, watched and measured through its public face and /proc only."""

import http.client
import json
import os
import re
import subprocess
import time
from pathlib import Path

from lessons import bulk
from processes import OUT, BenchError, cpu_ms, default_java, free_port, http_call, memory_mib, scratch_dir, spawn, stop
from vendor import flaws

SPACE = "64217150224cd9e040e114d1"


class Hub:
    """The packaged application, configured by environment variables only, in a folder of its own."""

    def __init__(self, name, stub, in_flight, jar, database=None, data=None, java=None, java_args=(), env=None):
        self.name, self.stub, self.port = name, stub, free_port()
        self.in_flight, self.jar, self.database = in_flight, jar, database
        self.data = data or scratch_dir(OUT)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        settings = {
            "QUARKUS_HTTP_PORT": str(self.port),
            "CONVENE_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "CONVENE_DATA_DIR": str(self.data),
            "CONVENE_SANDBOX_ENABLED": "false",
            "CONVENE_RECONCILE_IN_FLIGHT": str(in_flight),
            "CONVENE_TELEBOSS_URL": stub.url,
            "CONVENE_TELEBOSS_TOKEN": "bench",
            "CONVENE_TELEBOSS_SPACE_ID": SPACE,
            "CONVENE_TELEBOSS_WEBHOOK_REGISTER": "false",
            # the stub remembers no rooms, so nobody should look for them
            "CONVENE_TELEBOSS_PATROL": "1h",
            # Empty switches this extra call off: a lesson is one room and one link per participant.
            "CONVENE_TELEBOSS_OPERATIONS_EXTERNAL_USER_META": "",
            **(database or {}),
            **(env or {}),
        }
        self.log = OUT / f"hub-{name}.log"
        self.started = time.monotonic()
        with open(self.log, "w") as log:
            self.process = spawn(
                [java or default_java(), *java_args, "-jar", str(jar)],
                env={**os.environ, **settings}, cwd=self.data, stdout=log, stderr=subprocess.STDOUT,
            )
        self.pid = self.process.pid
        self.seconds_to_ready = self._wait_ready(90)

    def again(self, **options):
        """Another start on the same ledger."""
        return Hub(self.name, self.stub, self.in_flight, self.jar, database=self.database, data=self.data, **options)

    def _wait_ready(self, patience):
        while time.monotonic() - self.started < patience:
            if self.process.poll() is not None:
                raise BenchError(f"hub {self.name} ended at start, see {self.log}")
            try:
                if http_call(self.port, "GET", "/q/health/ready", timeout=5)[0] == 200:
                    return time.monotonic() - self.started
            except OSError:
                pass
            time.sleep(0.02)
        raise BenchError(f"hub {self.name} was not ready after {patience} s, see {self.log}")

    def call(self, method, path, body=None, headers=None):
        sent = {"Content-Type": "application/json", **(headers or {})}
        return http_call(self.port, method, path, body, sent, connection=self.connection)

    def post(self, bodies):
        for body in bodies:
            status, text = self.call("POST", "/lessons", body)
            if not 200 <= status < 300:
                raise BenchError(f"POST /lessons answered {status}: {text[:500]!r}")

    def any_in(self, state):
        """One lesson in this state, or None."""
        status, text = self.call("GET", f"/lessons?state={state}&limit=1")
        if status != 200:
            raise BenchError(f"GET /lessons?state={state} answered {status}: {text[:300]!r}")
        page = json.loads(text)
        if isinstance(page, dict):
            page = next((v for v in page.values() if isinstance(v, list)), [])
        return page[0] if page else None

    def run(self, prefix, lessons, delay, timeout=600):
        """Feeds lessons in bulk until all are ready; what it cost, from the first request to the last link."""
        bodies = list(bulk(prefix, lessons))
        self.stub.reset(delay)
        cpu, start = cpu_ms(self.pid), time.monotonic()
        self.post(bodies)
        self.wait_for("complete", lessons, timeout)
        self.wait_none_pending(60)
        seconds = time.monotonic() - start
        time.sleep(1)  # what it still does for these lessons counts too
        return {
            "lessons": lessons,
            "lessonsPerSecond": lessons / seconds,
            "cpuMillisPerLesson": (cpu_ms(self.pid) - cpu) / lessons,
            "rssMiB": memory_mib(self.pid),
            "flaws": flaws(self.stub.stats(), lessons),
        }

    def wait_for(self, what, count, timeout=600, stalled=30):
        """Until the vendor has seen enough. Asking the vendor, not the hub, costs the hub nothing."""
        deadline, seen, since = time.monotonic() + timeout, None, time.monotonic()
        while True:
            stats = self.stub.stats()
            if stats[what] >= count:
                return
            now = time.monotonic()
            if seen != (stats["rooms"], stats["links"]):
                seen, since = (stats["rooms"], stats["links"]), now
            if now > deadline or now - since > stalled or self.process.poll() is not None:
                seen = f"{what} {stats[what]} of {count}, no progress"
                raise BenchError(f"hub {self.name}: {seen}; {self._why()}; {stats}")
            time.sleep(0.02)

    def _why(self):
        if self.process.poll() is not None:
            return f"the process ended, see {self.log}"
        failed = self.any_in("failed") or {}
        return f"first failed lesson: {failed.get('id')} {failed.get('problem')}"

    def wait_none_pending(self, timeout):
        deadline = time.monotonic() + timeout
        while (lesson := self.any_in("pending")) is not None:
            if time.monotonic() > deadline:
                raise BenchError(f"hub {self.name}: lesson {lesson.get('id')} stays pending: {lesson.get('problem')}")
            time.sleep(0.02)

    def put_and_wait(self, lesson):
        """One lesson with Prefer: wait; milliseconds until room and links are there."""
        body = json.dumps(lesson)
        start = time.monotonic()
        status, text = self.call("PUT", f"/lessons/{lesson['id']}", body, {"Prefer": "wait=10"})
        millis = (time.monotonic() - start) * 1000
        if status != 200:
            raise BenchError(f"PUT with Prefer: wait answered {status}: {text[:500]!r}")
        return millis

    def metric(self, name):
        """Sum of a Prometheus metric over its labels, or None when there is no such metric."""
        text = http_call(self.port, "GET", "/q/metrics")[1].decode()
        values = re.findall(rf"^{name}(?:\{{.*\}})? (\S+)$", text, re.MULTILINE)
        return sum(map(float, values)) if values else None

    def live_heap_mib(self):
        """Heap in use right after a full collection."""
        jcmd = Path(os.readlink(f"/proc/{self.pid}/exe")).with_name("jcmd")
        subprocess.run([jcmd, str(self.pid), "GC.run"], check=True, capture_output=True)
        info = subprocess.run([jcmd, str(self.pid), "GC.heap_info"], check=True, capture_output=True, text=True).stdout
        heap = [line for line in info.splitlines() if "total" in line and "Metaspace" not in line]
        return sum(int(re.search(r"used (\d+)K", line).group(1)) for line in heap) / 1024

    def stop(self, patience=20):
        self.connection.close()
        stop(self.process, patience)
