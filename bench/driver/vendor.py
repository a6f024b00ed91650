"""The two Java programs beside the hub: the vendor stub and the bare yardstick."""

import glob
import http.client
import json
import select
import subprocess
from pathlib import Path

from lessons import PARTICIPANTS
from processes import OUT, ROOT, BenchError, default_java, http_call, spawn

LIBRARIES = ROOT / "target" / "quarkus-app" / "lib" / "main"


def class_path():
    wanted = ("io.netty.*.jar", "io.vertx.vertx-core-*.jar", "com.fasterxml.jackson.core.jackson-core-*.jar")
    jars = [jar for pattern in wanted for jar in sorted(glob.glob(str(LIBRARIES / pattern)))]
    if not jars:
        raise BenchError("no packaged application found: run ./mvnw package -DskipTests first")
    return ":".join(jars + [str(OUT / "classes")])


def compile_programs():
    """javac on the two programs; their libraries are those of the packaged application."""
    (OUT / "classes").mkdir(parents=True, exist_ok=True)
    sources = sorted(str(f) for f in (ROOT / "bench").glob("*.java"))
    javac = Path(default_java()).with_name("javac")
    command = [str(javac), "-nowarn", "-Xlint:none", "-cp", class_path(), "-d", str(OUT / "classes"), *sources]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise BenchError("javac failed:\n" + done.stdout + done.stderr)


class Stub:
    """The vendor that answers at once or after a fixed delay, and counts."""

    def __init__(self):
        command = [default_java(), "-cp", class_path(), "VendorStub", "0", "0", str(PARTICIPANTS)]
        self.process = spawn(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            raise BenchError("the vendor stub did not start")
        self.port = int(line.split()[-1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def reset(self, delay):
        self._control("POST", f"/stub/reset?delay={delay}")

    def stats(self):
        return self._control("GET", "/stub/stats")

    def _control(self, method, path):
        return json.loads(http_call(self.port, method, path, connection=self.connection)[1])


class Bare:
    """The same calls without framework or database, in one process that stays warm between runs."""

    def __init__(self, stub):
        command = [default_java(), "-cp", class_path(), "Bare", stub.url, str(PARTICIPANTS)]
        self.process = spawn(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.stub = stub

    def run(self, lessons, in_flight, delay, timeout=300):
        self.stub.reset(delay)
        self.process.stdin.write(f"{lessons} {in_flight}\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], timeout)[0]:
            raise BenchError(f"the bare program did not finish {lessons} lessons in {timeout} s")
        result = json.loads(self.process.stdout.readline())
        result["flaws"] = flaws(self.stub.stats(), lessons)
        return result


def flaws(stats, lessons):
    """What differs from one room and one link per participant for every lesson; empty when nothing does."""
    seen = []
    for what, expected in (("rooms", lessons), ("links", lessons * PARTICIPANTS), ("complete", lessons), ("wrong", 0)):
        if stats[what] != expected:
            seen.append(f"{what}: {stats[what]} instead of {expected}")
    return seen + [f"{count} x {call}" for call, count in stats["others"].items()]
