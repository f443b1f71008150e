#!/usr/bin/env python3
"""Submits every job of the line to a standalone cluster with HDFS, in client mode and in cluster mode.

    python .ci/python/check_cluster.py

deploy/spark/cluster.py brings up a master, two workers, a NameNode and a DataNode. A small site is crawled and every stage
up to `generate` submitted by itself, first with the driver here, then with the driver on a worker and everything it reads,
the jar and the configuration included, on HDFS. Both lines must make tables of the same content. What goes wrong must be
told: in client mode by spark-submit's exit status and last line, in cluster mode by run.json and the state of the driver.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile
import time

from cluster_fixture import (
    HOME, STAGES, Hdfs, Report, cluster, jar, settings_for, site, submit_command, wait_for_driver)

CONFIGURATIONS = ["quickstart.conf", "quickstart-small.conf"]
DRIVER = re.compile(r"driver-\d+-\d+")


class Client:
    """The driver in spark-submit's own process: the exit status and the last line tell how it ended."""

    mode = "client"

    def __init__(self, environment, hdfs):
        self.environment, self.hdfs = environment, hdfs
        self.root = "/client"
        self.configuration = [word for name in CONFIGURATIONS for word in ("--config", str(HOME / "conf" / name))]

    def command(self, verb):
        log = f"-Dlog4j2.configurationFile={HOME / 'conf/log4j2.properties'}"
        return submit_command(self.environment, "client", settings_for(verb, log))

    def run(self, verb, run_id, *arguments, configuration=None):
        words = [verb, *(self.configuration if configuration is None else configuration), "--run-id", run_id,
                 "--set", f"storage.root={self.hdfs.url}{self.root}", *arguments]
        done = subprocess.run([*self.command(verb), *words], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", timeout=900)
        self.output = done.stdout
        self.last = ([line for line in done.stdout.splitlines() if line.strip()] or [""])[-1]
        return done.returncode


class OnWorker(Client):
    """The driver on a worker: run.json and the master's word tell how it ended."""

    mode = "cluster"

    def __init__(self, environment, hdfs):
        super().__init__(environment, hdfs)
        self.root = "/cluster"
        self.configuration = [
            word for name in CONFIGURATIONS for word in ("--config", hdfs.put(HOME / "conf" / name, f"/conf/{name}"))]
        self.jar = hdfs.put(jar(), "/lib/bloomery.jar")

    def command(self, verb):
        # The check waits by itself: spark-submit would look at the driver every ten seconds.
        settings = settings_for(verb) | {"spark.standalone.submit.waitAppCompletion": "false"}
        return submit_command(self.environment, "cluster", settings, self.jar)

    def run(self, verb, run_id, *arguments, configuration=None):
        status = super().run(verb, run_id, *arguments, configuration=configuration)
        driver = DRIVER.search(self.output)
        if status != 0 or not driver:
            return status or 1
        self.state = wait_for_driver(self.environment, driver.group())
        record = self.hdfs.run_record(self.root, run_id)
        self.last = (record or {}).get("error", {}).get("message", "") or f"driver {self.state}, no run.json"
        return record["exit_code"] if record else -1


def run_line(report, way, crawl):
    """Every stage by itself, and a text of the model; False at the first that fails."""
    settings = [word for assignment in crawl for word in ("--set", assignment)]
    for stage in [*STAGES, "generate"]:
        began = time.monotonic()
        extra = ["--prompt", "Returns the", "--max-tokens", "8"] if stage == "generate" else settings
        status = way.run(stage, f"{way.mode}-{stage}", *extra)
        good = status == 0 and getattr(way, "state", "FINISHED") == "FINISHED"
        if not report.line(good, f"{way.mode} mode: {stage}, {time.monotonic() - began:.1f} s{'' if good else ', ' + way.last}"):
            print(way.output[-3000:])
            return False
    if way.mode == "cluster":
        text = way.hdfs.read(f"{way.root}/_runs/cluster-generate/texts.txt")
        report.line(text.startswith("Returns the"), f"cluster mode: the text of the model lies beside run.json: {text.strip()[:60]!r}")
    return True


def check_failures(report, way):
    missing = f"clean.input={way.hdfs.url}/nowhere/*.warc.gz"
    status = way.run("clean", f"{way.mode}-missing", "--set", missing)
    report.line(status == 66 and "nowhere" in way.last, f"{way.mode} mode: missing input is status {status}: {way.last[:150]}")
    if way.mode == "client":
        status = way.run("clean", "unknown-key", "--set", "clean.inptu=x")
        report.line(status == 78 and "inptu" in way.last, f"client mode: an unknown key is status {status}: {way.last[:150]}")
    else:
        report.line(way.state == "FAILED", f"cluster mode: a failed run is a driver that the master calls {way.state}")


def check_gpu_discovery(report, folder):
    """gpu-discovery.sh with stand-ins for nvidia-smi; what it prints is what Spark parses."""
    for printed, expected in {"0\n1\n": '{"name": "gpu", "addresses": ["0", "1"]}', "": None, "No devices were found": None}.items():
        stand_in = folder / "nvidia-smi"
        stand_in.write_text(f"#!/bin/sh\nprintf '{printed}'\n", "utf-8")
        stand_in.chmod(0o755)
        done = subprocess.run([HOME / "deploy/spark/gpu-discovery.sh"], env={"PATH": f"{folder}:/usr/bin:/bin"}, capture_output=True, text=True)
        good = done.stdout.strip() == expected if expected else done.returncode == 1 and not done.stdout
        report.line(good, f"gpu-discovery.sh, nvidia-smi printing {printed!r}: {done.stdout.strip() or done.stderr.strip()}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mode", choices=["client", "cluster"], action="append", help="only this one")
    arguments = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bloomery-cluster-") as directory:
        directory = pathlib.Path(directory)
        check_gpu_discovery(report, directory)
        with cluster(directory / "cluster", "--workers", "2", "--cores", "2", "--memory", "3g") as environment, site(directory) as crawl:
            hdfs = Hdfs(environment)
            ways = [way(environment, hdfs) for way in (Client, OnWorker) if way.mode in (arguments.mode or ["client", "cluster"])]
            if all([run_line(report, way, crawl) for way in ways]) and len(ways) == 2:
                first, second = (hdfs.digests(way.root) for way in ways)
                differing = sorted(table for table in first.keys() | second.keys() if first.get(table) != second.get(table))
                report.line(not differing, f"both modes made the same {len(first)} tables {differing or ''}".rstrip())
            for way in ways:
                check_failures(report, way)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
