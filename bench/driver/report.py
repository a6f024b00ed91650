"""Collects figures over rounds; prints one small table per scenario and writes them all as JSON."""

import json
import os
import platform
import statistics
import subprocess
import time

from lessons import PARTICIPANTS
from processes import OUT, ROOT, default_java


class Report:
    def __init__(self, options):
        self.rows, self.flaws, self.notes = [], [], []
        self.about = {
            "startedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "options": options,
            "cpus": os.cpu_count(),
            "machine": platform.machine(),
            "loadAverageAtStart": os.getloadavg()[0],
            "java": _version(default_java()),
            "participantsPerLesson": PARTICIPANTS,
        }
        if self.about["loadAverageAtStart"] > 0.5:
            self.note(f"the machine is not idle (load {self.about['loadAverageAtStart']:.1f}): look at the ratios only")

    def add(self, scenario, name, unit, values, at_least=None, at_most=None, aim=None):
        """One figure, one value per round. With a bar it gets a verdict; the aim is only shown."""
        median = statistics.median(values)
        bar = at_least if at_least is not None else at_most
        good = None if bar is None else (median >= bar if at_least is not None else median <= bar)
        sign = "" if bar is None else (">=" if at_least is not None else "<=")
        self.rows.append({
            "scenario": scenario, "name": name, "unit": unit, "median": median, "min": min(values), "max": max(values),
            "values": values, "bar": f"{sign} {bar}" if sign else None, "aim": aim, "met": good,
        })

    def check(self, who, result):
        """A run that did not make exactly the expected calls is a fault of the run, whatever its speed."""
        for flaw in result["flaws"]:
            self.flaws.append(f"{who}: {flaw}")
            print(f"  !! {who}: {flaw}", flush=True)
        if result.get("failed"):
            self.flaws.append(f"{who}: {result['failed']} lessons failed")
        return result

    def fail(self, scenario, error):
        self.flaws.append(f"scenario {scenario}: {error}")
        print(f"\n!! scenario {scenario} could not be measured: {error}\n", flush=True)

    def note(self, text):
        self.notes.append(text)
        print(f"  -- {text}", flush=True)

    def print_table(self, scenario, title):
        rows = [row for row in self.rows if row["scenario"] == scenario]
        if not rows:
            return
        print(f"\n{scenario}) {title}")
        print(f"   {'':54} {'median':>10} {'min':>10} {'max':>10}")
        for row in rows:
            verdict = "" if row["met"] is None else f"  {row['bar']} {'met' if row['met'] else 'NOT MET'}"
            verdict += f", aim {row['aim']}" if row["aim"] is not None else ""
            label = f"{row['name']} ({row['unit']})" if row["unit"] else row["name"]
            print(f"   {label:54} {_short(row['median'])} {_short(row['min'])} {_short(row['max'])}{verdict}")
        print(flush=True)

    def write(self):
        result = {**self.about, "figures": self.rows, "flaws": self.flaws, "notes": self.notes}
        file = OUT / f"result-{self.about['startedAt'].replace(':', '')}.json"
        file.write_text(json.dumps(result, indent=2) + "\n")
        print(f"figures: {file.relative_to(ROOT)}")


def _version(java):
    return subprocess.run([java, "-version"], capture_output=True, text=True).stderr.splitlines()[0]


def _short(value):
    return f"{value:10.0f}" if value >= 100 else f"{value:10.2f}"
