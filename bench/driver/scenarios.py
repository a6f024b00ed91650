"""What is measured. Every scenario takes a Setup, adds its figures to the report, and stops what it started."""

import glob
import statistics
import time
from pathlib import Path

from hub import Hub
from lessons import bulk, lesson
from postgres import Postgres
from processes import OUT, BenchError, cpu_ms, default_java, memory_mib, scratch_dir, stop
from vendor import Bare, Stub, flaws

# How often the hub looks for due rows nobody woke it for; scenario d shortens it to see what one look costs.
SWEEP_KEY = "CONVENE_RECONCILE_SWEEP"


class Setup:
    """What all scenarios share: counts, the jar, one vendor stub, PostgreSQL when wanted."""

    def __init__(self, options, report):
        self.jar, self.rounds, self.scale = options.jar.resolve(), options.rounds, options.scale
        self.everywhere, self.jdk25, self.report = options.postgres, options.jdk25, report
        self.stub = Stub()
        self.postgres = None
        self.no_postgres = None

    def count(self, number):
        return max(20, int(number * self.scale))

    def database(self):
        """Environment for a new, empty PostgreSQL ledger; None, said loudly once, where there is no PostgreSQL."""
        if self.no_postgres:
            return None
        try:
            self.postgres = self.postgres or Postgres()
            return self.postgres.new_database()
        except (BenchError, KeyError, OSError) as e:
            self.no_postgres = str(e)
            self.report.note(f"!! POSTGRESQL IS NOT MEASURED: {e}")
            return None

    def hubs(self, in_flight, postgres, **options):
        """A hub on H2 and, when wanted and possible, one on PostgreSQL."""
        started = [Hub("h2", self.stub, in_flight, self.jar, **options)]
        database = self.database() if postgres or self.everywhere else None
        if database:
            started.append(Hub("postgresql", self.stub, in_flight, self.jar, database=database, **options))
        return started

    def warm(self, bare, hubs, lessons, in_flight, delay):
        """A cold JVM costs two to three times as much: everybody does the same number of lessons first."""
        print(f"  warming up: {lessons} lessons each", flush=True)
        self.report.check("bare, warm-up", bare.run(lessons, in_flight, delay))
        for hub in hubs:
            self.report.check(f"hub {hub.name}, warm-up", hub.run("warm", lessons, delay))

    def rounds_of(self, bare, hubs, lessons, in_flight, delay):
        """bare, hub, bare, hub, ...: what the machine does meanwhile meets both."""
        results = {who: [] for who in ["bare"] + [hub.name for hub in hubs]}
        for number in range(1, self.rounds + 1):
            one = self.report.check(f"bare, round {number}", bare.run(lessons, in_flight, delay))
            results["bare"].append(one)
            print(f"  round {number}: bare {_brief(one)}", flush=True)
            for hub in hubs:
                before = self.postgres.cpu_ms() if hub.name == "postgresql" else 0
                one = self.report.check(f"hub {hub.name}, round {number}", hub.run(f"r{number}", lessons, delay))
                if hub.name == "postgresql":
                    one["serverMillisPerLesson"] = (self.postgres.cpu_ms() - before) / lessons
                results[hub.name].append(one)
                print(f"  round {number}: hub on {hub.name} {_brief(one)}", flush=True)
        return results


def _brief(one):
    return f"{one['lessonsPerSecond']:.0f} lessons/s, {one['cpuMillisPerLesson']:.2f} ms CPU per lesson"


def _values(results, key):
    return [one[key] for one in results]


def _ratios(results, hub, key):
    return [h[key] / b[key] for h, b in zip(results[hub], results["bare"])]


def bare_only(setup):
    """The yardstick by itself: tells what this machine can do, and needs no hub."""
    bare = Bare(setup.stub)
    try:
        for key, unit, lessons, in_flight, delay in (
            ("lessonsPerSecond", "lessons/s, 20 ms, 64 in flight", 6000, 64, 20),
            ("cpuMillisPerLesson", "ms CPU per lesson, 0 ms, 16 in flight", 10_000, 16, 0),
            ("p50Millis", "ms median, 20 ms, 1 in flight", 100, 1, 20),
        ):
            setup.warm(bare, [], setup.count(2 * lessons), in_flight, delay)
            results = setup.rounds_of(bare, [], setup.count(lessons), in_flight, delay)
            setup.report.add("bare", unit, "", _values(results["bare"], key))
    finally:
        _stop(bare, [])


def throughput(setup):
    """Lessons per second with a vendor that takes 20 ms, 64 lessons in flight."""
    in_flight, delay, lessons = 64, 20, setup.count(6000)
    bare, hubs = Bare(setup.stub), setup.hubs(in_flight, postgres=False)
    try:
        setup.warm(bare, hubs, setup.count(40_000), in_flight, delay)
        results = setup.rounds_of(bare, hubs, lessons, in_flight, delay)
    finally:
        _stop(bare, hubs)
    add = setup.report.add
    add("a", "bare", "lessons/s", _values(results["bare"], "lessonsPerSecond"))
    for hub in hubs:
        add("a", f"hub on {hub.name}", "lessons/s", _values(results[hub.name], "lessonsPerSecond"))
        ratios = _ratios(results, hub.name, "lessonsPerSecond")
        add("a", f"hub on {hub.name} / bare", "", ratios, at_least=0.5, aim=0.8)
        add("a", f"hub on {hub.name}, resident memory", "MiB", _values(results[hub.name], "rssMiB"))


def cpu(setup):
    """CPU time per lesson with a vendor that answers at once, 16 in flight, warm."""
    in_flight, delay, lessons = 16, 0, setup.count(10_000)
    bare, hubs = Bare(setup.stub), setup.hubs(in_flight, postgres=True)
    try:
        setup.warm(bare, hubs, setup.count(40_000), in_flight, delay)
        results = setup.rounds_of(bare, hubs, lessons, in_flight, delay)
    finally:
        _stop(bare, hubs)
    add = setup.report.add
    add("b", "bare", "ms CPU per lesson", _values(results["bare"], "cpuMillisPerLesson"))
    for hub in hubs:
        add("b", f"hub on {hub.name}", "ms CPU per lesson", _values(results[hub.name], "cpuMillisPerLesson"))
        ratios = _ratios(results, hub.name, "cpuMillisPerLesson")
        add("b", f"hub on {hub.name} / bare", "", ratios, at_most=8, aim=4)
        add("b", f"hub on {hub.name}", "lessons/s", _values(results[hub.name], "lessonsPerSecond"))
        if hub.name == "postgresql":
            server = _values(results[hub.name], "serverMillisPerLesson")
            add("b", "PostgreSQL beside it", "ms CPU per lesson", server)


def latency(setup):
    """PUT with Prefer: wait=10, one at a time on an idle hub, against the bare program doing one at a time."""
    delay, lessons = 20, setup.count(100)
    bare, hubs = Bare(setup.stub), setup.hubs(64, postgres=False)
    bare_p50, hub_p50 = [], {hub.name: [] for hub in hubs}
    try:
        setup.warm(bare, hubs, setup.count(5000), 64, delay)
        for hub in hubs:
            _put_one_by_one(setup, hub, "warm-put", 6 * lessons, delay)
        bare.run(lessons, 1, delay)
        for number in range(1, setup.rounds + 1):
            bare_p50.append(setup.report.check("bare", bare.run(lessons, 1, delay))["p50Millis"])
            print(f"  round {number}: bare {bare_p50[-1]:.1f} ms", flush=True)
            for hub in hubs:
                hub_p50[hub.name].append(_put_one_by_one(setup, hub, f"put{number}", lessons, delay))
                print(f"  round {number}: hub on {hub.name} {hub_p50[hub.name][-1]:.1f} ms", flush=True)
    finally:
        _stop(bare, hubs)
    setup.report.add("c", "bare, median", "ms", bare_p50)
    for hub in hubs:
        took = hub_p50[hub.name]
        setup.report.add("c", f"hub on {hub.name}, median", "ms", took)
        added = [h - b for h, b in zip(took, bare_p50)]
        setup.report.add("c", f"added by the hub on {hub.name}", "ms", added, at_most=10)
        setup.report.add("c", f"over the vendor's {2 * delay} ms on {hub.name}", "ms", [h - 2 * delay for h in took])


def _put_one_by_one(setup, hub, prefix, lessons, delay):
    setup.stub.reset(delay)
    took = []
    for i in range(lessons):
        time.sleep(0.05)  # the hub has come to rest
        took.append(hub.put_and_wait(lesson(f"{prefix}-{i}")))
    found = {"flaws": flaws(setup.stub.stats(), lessons)}
    setup.report.check(f"hub {hub.name}, PUT", found)
    return statistics.median(took)


def memory(setup):
    """A ledger of 100,000 lessons with 5,000 due in 256 MiB of heap, and what a sweep costs that finds nothing."""
    far, due, few = setup.count(94_000), setup.count(5000), setup.count(1000)
    hubs = setup.hubs(64, postgres=False, java_args=["-Xmx256m"])
    for hub in hubs:
        try:
            _memory_of(setup, hub, few, far, due)
            hub.stop()
            _sweep_of(setup, hub)
        finally:
            hub.stop()


def _memory_of(setup, hub, few, far, due):
    heap, rss = {}, []
    hub.run("few", few, 0)
    heap["with 1 % of the lessons"] = hub.live_heap_mib()
    print(f"  {hub.name}: {few} lessons, live heap {hub.live_heap_mib():.0f} MiB; now {far} a month ahead", flush=True)
    for prefix, when in (("first", "half full"), ("second", "full, nothing due")):
        # Too far ahead for the vendor's links: one room each.
        setup.stub.reset(0)
        hub.post(bulk(prefix, far // 2, hours_ahead=30 * 24))
        hub.wait_for("rooms", far // 2, timeout=600)
        time.sleep(2)
        heap[when] = hub.live_heap_mib()
    rss.append(memory_mib(hub.pid))
    setup.stub.reset(20)
    hub.post(bulk("due", due))
    heap["full, while work is due"] = hub.live_heap_mib()
    pending = due - setup.stub.stats()["complete"]
    hub.wait_for("complete", due)
    time.sleep(2)
    setup.report.check(f"hub {hub.name}, due", {"flaws": flaws(setup.stub.stats(), due)})
    heap["full, all done"] = hub.live_heap_mib()
    setup.report.note(f"{hub.name}: {pending} of {due} lessons were still open when the heap was measured 'while due'")
    for when, mib in heap.items():
        setup.report.add("d", f"{hub.name}: live heap {when}", "MiB", [mib])
    growth = heap["full, nothing due"] / heap["half full"]
    setup.report.add("d", f"{hub.name}: live heap, full / half full", "", [growth], at_most=1.2)
    setup.report.add("d", f"{hub.name}: resident memory, full", "MiB", rss)
    setup.report.add("d", f"{hub.name}: resident memory, highest", "MiB", [memory_mib(hub.pid, "VmHWM")])


def _sweep_of(setup, before):
    """Idle CPU with rare and with frequent sweeps on the full ledger; the difference is what the sweeps cost."""
    window = max(10, 60 * min(1, setup.scale))
    idle = {}
    for interval in ("1h", "1s"):
        hub = before.again(java_args=["-Xmx256m"], env={SWEEP_KEY: interval})
        try:
            time.sleep(window / 2)  # start-up work and its compilation are over
            sweeps, cpu_used = hub.metric("convene_sweeps_total"), cpu_ms(hub.pid)
            time.sleep(window)
            cpu_used = cpu_ms(hub.pid) - cpu_used
            sweeps = None if sweeps is None else hub.metric("convene_sweeps_total") - sweeps
            idle[interval] = (cpu_used, sweeps)
            what = f"{hub.name}: idle, sweeping every {interval}"
            setup.report.add("d", what, "ms CPU per min", [cpu_used * 60 / window])
            print(f"  {what}: {cpu_used:.0f} ms CPU in {window:.0f} s, sweeps {sweeps}", flush=True)
        finally:
            hub.stop()
    (rare_cpu, rare), (often_cpu, often) = idle["1h"], idle["1s"]
    if rare is None or often is None or often <= rare:
        why = f"convene_sweeps_total is missing or {SWEEP_KEY} has no effect"
        setup.report.note(f"{before.name}: no cost per sweep: {why}")
        return
    per_sweep = (often_cpu - rare_cpu) / (often - rare)
    what = f"{before.name}: one sweep that finds nothing"
    setup.report.add("d", what, "ms CPU", [per_sweep], at_most=5)


def start_up(setup):
    """From java to ready, to the first lesson with links, and memory at rest: plain, AppCDS and AOT cache."""
    java, ledger = default_java(), scratch_dir(OUT)
    variants = [("plain", java, []), ("AppCDS", java, [f"-XX:SharedArchiveFile={OUT / 'hub.jsa'}"])]
    _train(setup, ledger, java, f"-XX:ArchiveClassesAtExit={OUT / 'hub.jsa'}")
    newer = setup.jdk25 or next(iter(sorted(glob.glob("/usr/lib/jvm/*25*/bin/java"))), None)
    if newer:
        _train(setup, ledger, newer, f"-XX:AOTCacheOutput={OUT / 'hub.aot'}")
        variants.append(("plain, JDK 25", newer, []))
        variants.append(("AOT cache, JDK 25", newer, [f"-XX:AOTCache={OUT / 'hub.aot'}"]))
    else:
        setup.report.note("no JDK 25 found (--jdk25 PATH/TO/bin/java): the AOT cache is not measured")
    figures = {name: {"ready": [], "first": [], "rss": []} for name, _, _ in variants}
    for number in range(1, setup.rounds + 1):
        for name, program, args in variants:
            hub = _started(setup, ledger, program, args)
            try:
                hub.put_and_wait(lesson(f"start-{time.time_ns()}"))
                figures[name]["first"].append(time.monotonic() - hub.started)
                figures[name]["ready"].append(hub.seconds_to_ready)
                time.sleep(8)
                figures[name]["rss"].append(memory_mib(hub.pid))
            finally:
                hub.stop()
            print(f"  round {number}: {name}: ready after {hub.seconds_to_ready:.1f} s", flush=True)
    for name, _, _ in variants:
        setup.report.add("e", f"{name}: start to ready", "s", figures[name]["ready"])
        setup.report.add("e", f"{name}: start to first lesson ready", "s", figures[name]["first"])
        setup.report.add("e", f"{name}: resident memory at rest", "MiB", figures[name]["rss"])


def _started(setup, ledger, java, args):
    setup.stub.reset(0)
    return Hub("start", setup.stub, 16, setup.jar, data=ledger, java=java, java_args=args)


def _train(setup, ledger, java, option):
    """A short run that leaves the archive when it ends in good order."""
    archive = Path(option.partition("=")[2])
    archive.unlink(missing_ok=True)
    hub = _started(setup, ledger, java, [option])
    hub.put_and_wait(lesson(f"train-{time.time_ns()}"))
    hub.stop(patience=180)
    if not archive.exists():
        raise BenchError(f"{archive.name} was not written, see {hub.log}")
    print(f"  {archive.name}: {archive.stat().st_size / 2**20:.0f} MiB", flush=True)


def _stop(bare, hubs):
    stop(bare.process)
    for hub in hubs:
        hub.stop()


ALL = {
    "a": (throughput, "lessons per second, vendor at 20 ms, 64 in flight"),
    "b": (cpu, "CPU time per lesson, vendor at 0 ms, 16 in flight, warm"),
    "c": (latency, "one lesson with Prefer: wait on an idle hub, vendor at 20 ms"),
    "d": (memory, "100,000 lessons, 5,000 due, -Xmx256m; an idle sweep"),
    "e": (start_up, "start-up and memory at rest"),
}
