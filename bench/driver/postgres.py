"""A PostgreSQL of our own for the length of a run."""

import glob
import os
import pwd
import shutil
import subprocess
import time
from pathlib import Path

from processes import OUT, TICKS_PER_SECOND, BenchError, free_port, scratch_dir, spawn, stat


class Postgres:
    """A cluster in a temporary folder with its default settings (so every commit is on disk), run as user postgres."""

    def __init__(self):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[4]))
        on_path = shutil.which("initdb")
        if not programs and not on_path:
            raise BenchError("no PostgreSQL found (Debian: apt install postgresql)")
        self.bin = Path(programs[-1]) if programs else Path(on_path).parent
        self.port, self.databases = free_port(), 0
        folder = scratch_dir()
        self.options = {"cwd": folder}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
            self.options.update(user=owner.pw_uid, group=owner.pw_gid, extra_groups=[])
        data = folder / "data"
        self._run("initdb", "-D", data, "-U", "convene", "-A", "trust", "-E", "UTF8")
        with open(OUT / "postgres.log", "w") as log:
            self.process = spawn(
                [self.bin / "postgres", "-D", data, "-p", str(self.port), "-h", "127.0.0.1", "-k", folder],
                stdout=log, stderr=subprocess.STDOUT, **self.options,
            )
        for _ in range(100):
            ready = [self.bin / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            if subprocess.run(ready).returncode == 0:
                return
            time.sleep(0.1)
        raise BenchError("PostgreSQL did not come up, see target/bench/postgres.log")

    def _run(self, program, *args):
        done = subprocess.run([self.bin / program, *args], capture_output=True, text=True, **self.options)
        if done.returncode:
            raise BenchError(f"{program} failed: {done.stderr}")

    def new_database(self):
        """The environment of a hub whose ledger is a new, empty database here."""
        self.databases += 1
        name = f"ledger{self.databases}"
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "convene", name)
        return {
            "QUARKUS_DATASOURCE_JDBC_URL": f"jdbc:postgresql://127.0.0.1:{self.port}/{name}",
            "QUARKUS_DATASOURCE_USERNAME": "convene",
            "QUARKUS_DATASOURCE_PASSWORD": "convene",
        }

    def cpu_ms(self):
        """CPU of the server and all its processes, those that have ended included."""
        ticks = sum(stat(self.process.pid)[11:15])
        for entry in Path("/proc").glob("[0-9]*/stat"):
            try:
                found = stat(entry.parent.name)
                ticks += sum(found[11:13]) if found[1] == self.process.pid else 0
            except (OSError, ValueError):
                pass  # it ended while we looked
        return ticks * 1000 / TICKS_PER_SECOND
