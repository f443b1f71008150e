#!/usr/bin/env python3
"""Kills the line with SIGKILL in every stage, starts it again, and compares with an undisturbed run.

    python .ci/python/check_kill.py --config conf/quickstart-small.conf --reference ROOT --kills 1

`--reference` is the storage root of an undisturbed quickstart with the same configuration, `--output` what it printed. The disturbed line starts in an
empty root; in each stage it is killed at `--kills` moments spread over the time the stage takes, and at last left alone.
Content digests of all tables must then equal those of the reference, and nothing may have been published twice.
"""

import argparse
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

HOME = pathlib.Path(__file__).resolve().parents[2]
RUNNING = re.compile(r"^([a-z]+): running")
TOOK = re.compile(r"^([a-z]+): done in (?:(\d+) min )?([\d.]+) s")
DONE = re.compile(r"^([a-z]+): (done in|already there)")


class Line:
    """One start of the line; tells when each stage began and ended, and can be killed."""

    def __init__(self, command, log):
        self.began, self.ended = {}, {}
        self.stage_began = threading.Condition()
        self.log = log
        self.process = subprocess.Popen(
            command, cwd=HOME, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", start_new_session=True)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.log.write(line)
            now = time.monotonic()
            with self.stage_began:
                if match := RUNNING.match(line):
                    self.began[match.group(1)] = now
                if match := DONE.match(line):
                    self.ended[match.group(1)] = now
                self.stage_began.notify_all()
        with self.stage_began:
            self.stage_began.notify_all()

    def kill_in(self, stage, seconds):
        """Kills this many seconds after the stage began; False if the line ended before."""
        with self.stage_began:
            self.stage_began.wait_for(lambda: stage in self.began or self.process.poll() is not None, timeout=1800)
        if stage not in self.began:
            return False
        time.sleep(max(0.0, self.began[stage] + seconds - time.monotonic()))
        alive = self.process.poll() is None and stage not in self.ended
        self.stop()
        return alive

    def stop(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.wait()

    def wait(self):
        code = self.process.wait()
        self.reader.join(timeout=30)
        return code


def digests(root):
    found = {}
    for path in sorted(root.glob("*/*/_manifest.json")):
        if not path.parent.parent.name.startswith(("_", ".")):
            manifest = json.loads(path.read_text("utf-8"))
            found.setdefault(manifest["table"], []).append((manifest["rows"], manifest["content_digest"]))
    return {table: sorted(entries) for table, entries in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--reference", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--kills", type=int, default=1, help="in each stage")
    parser.add_argument("--stage", action="append", help="only in these stages")
    parser.add_argument("--set", action="append", default=[], help="as of the bloomery command")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="bloomery-kill-") as directory:
        return disturb(arguments, pathlib.Path(directory))


def disturb(arguments, directory):
    root = directory / "root"
    command = [str(HOME / "bloomery"), "quickstart", "--config", arguments.config, "--set", f"storage.root={root}"]
    for assignment in arguments.set:
        command += ["--set", assignment]
    log = open(directory / "log", "w", encoding="utf-8", buffering=1)
    failed = 0
    seconds = durations(arguments.output)
    stages = arguments.stage or list(seconds)
    for stage in stages:
        for kill in range(arguments.kills):
            line = Line(command, log)
            moment = seconds[stage] * (kill + 1) / (arguments.kills + 1)
            killed = line.kill_in(stage, moment)
            print(f"     {stage}: {'killed' if killed else 'was over'} {moment:.1f} s after it began", flush=True)
    line = Line(command, log)
    code = line.wait()
    if code != 0:
        log.flush()
        print("".join((directory / "log").read_text("utf-8").splitlines(keepends=True)[-30:]))
        print(f"FAIL the last start ended with status {code}")
        return 1
    expected, actual = digests(arguments.reference), digests(root)
    for table in sorted(set(expected) | set(actual)):
        same = expected.get(table) == actual.get(table)
        failed += not same
        detail = f"{actual.get(table)}" if same else f"expected {expected.get(table)} but found {actual.get(table)}"
        print(f"{'ok  ' if same else 'FAIL'} killed and started again, {table}: {detail}")
    leftovers = [str(path) for path in root.glob("_staging/*")]
    failed += bool(leftovers)
    print(f"{'FAIL' if leftovers else 'ok  '} nothing is left in staging {leftovers or ''}".rstrip())
    return 1 if failed else 0


def durations(output):
    """How long each stage of the undisturbed run took, in seconds and in the order they ran."""
    found = {}
    for line in output.read_text("utf-8", errors="replace").splitlines():
        if match := TOOK.match(line):
            found[match.group(1)] = 60 * int(match.group(2) or 0) + float(match.group(3))
    return found


if __name__ == "__main__":
    sys.exit(main())
