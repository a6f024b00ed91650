"""Child processes: started on 127.0.0.1, measured from outside, and always ended with the driver."""

import atexit
import ctypes
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OUT = ROOT / "target" / "bench"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")

children = []
scratch = []


class BenchError(Exception):
    """The run cannot go on; the message says what was seen."""


def spawn(command, **options):
    """A child that dies with the driver, even when the driver is killed the hard way."""
    child = subprocess.Popen(command, preexec_fn=_die_with_parent, start_new_session=True, **options)
    children.append(child)
    return child


def _die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def stop(child, patience=10):
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def clean_up():
    for child in reversed(children):
        if child.poll() is None:
            child.terminate()
    for child in reversed(children):
        stop(child, 5)
    for folder in scratch:
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number, frame):
    raise SystemExit(128 + number)


atexit.register(clean_up)
signal.signal(signal.SIGTERM, _leave)
signal.signal(signal.SIGINT, _leave)


def scratch_dir(under=None):
    folder = Path(tempfile.mkdtemp(prefix="convene-bench-", dir=under))
    scratch.append(folder)
    return folder


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def cpu_ms(pid):
    """User and system time the process has used so far, in milliseconds (in steps of one clock tick, mostly 10 ms)."""
    return sum(stat(pid)[11:13]) * 1000 / TICKS_PER_SECOND


def stat(pid):
    """Numbers of /proc/PID/stat behind the name: [1] parent, [11:13] its own CPU ticks, [13:15] its dead children's."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return [0] + [int(f) for f in fields[1:17]]


def memory_mib(pid, what="VmRSS"):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+) kB", status).group(1)) / 1024


def default_java():
    return str(Path(os.environ["JAVA_HOME"]) / "bin" / "java") if os.environ.get("JAVA_HOME") else "java"


def http_call(port, method, path, body=None, headers=None, timeout=60, connection=None):
    """One request; pass a connection to keep it open between calls. Returns status and body."""
    c = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    c.request(method, path, body, headers or {})
    answer = c.getresponse()
    text = answer.read()
    if not connection:
        c.close()
    return answer.status, text
