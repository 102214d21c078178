#!/usr/bin/env python3
"""Reads a folder many times over while its readers are made to crash, hang and die, and asks every time for the dossier of
an undisturbed run.

Each round ingests the folder into a new dossier with two jobs; meanwhile readers, chosen at random, are sent SIGSEGV (a
crash), SIGSTOP (a hang) or SIGKILL (as when memory runs out). Then:
  - the run ends with status 0 or 3, and every file has exactly one state;
  - a file whose state is not that of the undisturbed run says what happened to its reader; there are no more of these than
    readers that were struck;
  - `ingest --retry` reads those again, and after it every answer equals that of the undisturbed dossier, byte for
    byte, but for which of the two limits of time a file that takes too long met;
  - `check` finds the dossier sound.
Also told: the longest life and the largest memory of any reader, and of all processes together.

usage: injected_faults.py PROGRAM FOLDER [ROUNDS] [SEED]     closing line: "N passed, N failed"
"""

import difflib
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_SECONDS = 10.0
MOST_BYTES = 1 << 30
QUERIES = ["gezin", "plan OR aanpak", '"de gemeente"', "zorg", "the"]
STRIKES = {signal.SIGSEGV: "crash", signal.SIGSTOP: "hang", signal.SIGKILL: "kill"}
FAULT_REASONS = ("crashed (signal 11)", "takes longer than", "killed from outside")
# A file that takes too long meets one of two limits, and on a busy machine the other than on an idle one.
LIMIT_OF_TIME = re.compile(r"reading it takes (more than \S+ s of processor time|longer than \S+ s)")

passed = failed = 0


def judge(holds, claim):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED: {claim}", flush=True)


def children(pid):
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def status_of(pid):
    """Name of the fields of /proc/PID/status -> value; empty when it has gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    return dict(line.split(":", 1) for line in lines if ":" in line)


def memory_of(pid):
    """Proportional set size in bytes; 0 when it has gone or may not be seen."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    except OSError:
        pass
    return 0


def find_readers(main):
    """Readers stand under the fork server, that under its keeper, that under the main process."""
    return [reader for keeper in children(main) for server in children(keeper) for reader in children(server)]


class Watch:
    """What the processes of a run took, as seen every few milliseconds."""

    def __init__(self):
        self.first_seen = {}
        self.longest = self.largest = self.total = 0
        self.strikes = {name: 0 for name in STRIKES.values()}

    def look(self, main):
        now = time.monotonic()
        readers = find_readers(main)
        for reader in readers:
            self.longest = max(self.longest, now - self.first_seen.setdefault(reader, now))
            self.largest = max(self.largest, int(status_of(reader).get("VmHWM", "0 kB").split()[0]) << 10)
        for gone in set(self.first_seen) - set(readers):
            del self.first_seen[gone]
        return readers

    def weigh(self, main, readers):
        others = [main, *children(main)]
        others += [server for keeper in children(main) for server in children(keeper)]
        self.total = max(self.total, sum(memory_of(process) for process in others + readers))


class Dossier:
    def __init__(self, program, folder, place):
        self.program, self.folder, self.place = program, folder, place
        self.run("init", place, at=None)

    def run(self, *arguments, at="-C"):
        command = [self.program, *([at, self.place] if at else []), *arguments]
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)

    def ingest(self, watch, strikes=0, rng=None, expected_seconds=1.0):
        """Exit status. Strikes `strikes` readers at random moments of the expected time."""
        command = [self.program, "-C", self.place, "ingest", self.folder]
        command += ["--municipality", "Test", "--jobs", "2", "--ocr", "never", "--json"]
        moments = sorted(rng.uniform(0, expected_seconds) for _ in range(strikes)) if rng else []
        struck = set()
        begun = weighed = time.monotonic()
        with subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as main:
            while main.poll() is None:
                readers = watch.look(main.pid)
                now = time.monotonic()
                if now - weighed > 0.1:
                    watch.weigh(main.pid, readers)
                    weighed = now
                if moments and now - begun >= moments[0]:
                    fresh = [reader for reader in readers if reader not in struck]
                    if fresh:
                        victim, kind = rng.choice(fresh), rng.choice(list(STRIKES))
                        try:
                            os.kill(victim, kind)
                            struck.add(victim)
                            watch.strikes[STRIKES[kind]] += 1
                            moments.pop(0)
                        except ProcessLookupError:
                            pass  # it was done just before; the next one then
                time.sleep(0.001)
            return main.returncode, len(struck)

    def states(self):
        """Path -> (state, reason)."""
        rows = [json.loads(line) for line in self.run("status", "--json").stdout.splitlines()]
        return [(row["path"], row["state"], row["reason"]) for row in rows]

    def answers(self):
        parts = [self.run("status", "--json"), self.run("evidence", "--json")]
        parts += [self.run("search", query, "--limit", "500", "--json") for query in QUERIES]
        return LIMIT_OF_TIME.sub("reading it takes too long", "\n".join(part.stdout for part in parts))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    os.environ["VINDPLAATS_OFFICE"] = "none"
    work = Path(tempfile.mkdtemp(prefix="vindplaats-injected."))
    watch = Watch()
    try:
        begun = time.monotonic()
        whole = Dossier(program, folder, work / "whole")
        status, _ = whole.ingest(watch)
        seconds = time.monotonic() - begun
        judge(status in (0, 3), f"the undisturbed run ends well (status {status})")
        states, answers = whole.states(), whole.answers()
        judge(len(states) > 0, "there are files")
        expected = {path: state for path, state, _ in states}
        judge(len(expected) == len(states), "each file has one state")
        for number in range(1, rounds + 1):
            dossier = Dossier(program, folder, work / f"round{number}")
            status, struck = dossier.ingest(watch, max(6, len(states) // 20), rng, seconds)
            judge(status in (0, 3), f"round {number}: the run is not lost (status {status})")
            found = dossier.states()
            judge(sorted(path for path, _, _ in found) == sorted(expected), f"round {number}: every file has one state")
            other = [row for row in found if expected.get(row[0]) != row[1]]
            judge(len(other) <= struck, f"round {number}: {len(other)} other states, {struck} readers struck")
            for path, state, reason in other:
                judge(any(word in reason for word in FAULT_REASONS), f"round {number}: {path} says why ({state}: {reason})")
            dossier.run("ingest", "--retry", "--ocr", "never", "--jobs", "2")
            changed = difflib.unified_diff(answers.splitlines(), dossier.answers().splitlines(), lineterm="", n=0)
            first = [line[:400] for line in itertools.islice(changed, 12)]
            judge(not first, f"round {number}: the same dossier in the end" + "".join("\n    " + line for line in first))
            checked = dossier.run("check")
            judge(checked.returncode == 0, f"round {number}: sound ({checked.stdout[:200]})")
            print(f"round {number}: {struck} struck, {len(other)} files said so, then read again", flush=True)
            shutil.rmtree(dossier.place)
        judge(watch.longest <= MOST_SECONDS, f"no reader lives longer than {MOST_SECONDS} s ({watch.longest:.2f})")
        judge(watch.largest <= MOST_BYTES, f"no reader takes more than 1 GiB ({watch.largest >> 20} MB)")
        struck = ", ".join(f"{count} x {name}" for name, count in watch.strikes.items())
        print(f"{len(states)} files, {rounds} rounds; readers struck: {struck}; an undisturbed run took {seconds:.1f} s")
        print(f"longest reader {watch.longest:.2f} s, largest {watch.largest / 2**20:.0f} MB resident; all processes "
              f"together {watch.total / 2**20:.0f} MB")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
