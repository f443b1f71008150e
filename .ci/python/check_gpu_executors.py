#!/usr/bin/env python3
"""Trains on executors with cards, on a machine without one: g++ makes a stand-in for NVIDIA's libraries (stand_in.cpp says what it is).

    python .ci/python/check_gpu_executors.py

NVIDIA's own headers hold the stand-in to the parameters of the real functions. The tests of CudaDevice run on it; then a cluster
with one worker of two cards trains on both, and must learn what CPUs learn: from the start, from where CPUs stopped, and when a
card falls off the bus. A card that is too small, a driver that is too old and what doctor says are looked at, too.
"""

import importlib.util
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from cluster_fixture import HOME, Report, cluster, settings_for, submit_command, write_corpus

EMULATOR = HOME / "dl4j-model/src/test/resources/io/bloomery/model/kernel/cuda"
HEADERS = ["stand_in.h", "emulator.h"]
LIBRARIES = ["libcublas.so.12", "libnvrtc.so.12"]
PATIENCE = 600
ROUNDS = 8
CONFIGURATION = """
clean { profile = plain, profiles.plain = [normalize, multilingual.short-text] }
tokenizer.vocabulary-size = 400
tokenize { sequence-length = 32, validation-fraction = 0.1, shards = 4 }
# Vectors of more than a megabyte, which are locked for the cards to copy them by themselves.
model { context-length = 32, layers = 2, heads = 2, width = 112 }
train {
  workers = 2
  batch-size = 4
  averaging-frequency = 2
  validate-every-rounds = 4
  checkpoint-every-rounds = 1
  optimizer { warmup-steps = 5, total-steps = %d }
}
""" % (2 * ROUNDS)
NVIDIA_SMI = """#!/bin/sh
case "$*" in
  *query-gpu=index*) printf '0\\n1\\n' ;;
  *) printf 'stand-in for a card, 575.57.08, 9.0, 81559, 81000\\n' ;;
esac
"""


class Lab:
    """A folder with the stand-in, a corpus that was tokenized once, and the trainings on copies of it."""

    def __init__(self, report, directory):
        self.report, self.directory = report, directory
        self.libraries, self.logs = directory / "lib", directory / "logs"
        self.environment = {}
        (directory / "gpu.conf").write_text(CONFIGURATION, "utf-8")

    def build(self):
        """The stand-in as three libraries, and an nvidia-smi that names its cards."""
        include = [pathlib.Path(importlib.util.find_spec(f"nvidia.{name}").submodule_search_locations[0]) / "include"
                   for name in ("cuda_runtime", "cuda_nvrtc")]
        self.libraries.mkdir()
        for name in HEADERS:
            shutil.copy(EMULATOR / name, self.libraries)
        driver = self.libraries / "libcuda.so.1"
        command = ["g++", "-std=c++17", "-O3", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", *(f"-I{folder}" for folder in include),
                   str(EMULATOR / "stand_in.cpp"), "-o", str(driver), "-ldl"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        for name in LIBRARIES:
            (self.libraries / name).symlink_to(driver.name)
        tool = self.directory / "bin/nvidia-smi"
        tool.parent.mkdir()
        tool.write_text(NVIDIA_SMI, "utf-8")
        tool.chmod(0o755)
        os.environ["PATH"] = f"{tool.parent}:{os.environ['PATH']}"
        return self.report.line(done.returncode == 0, f"NVIDIA's headers declare what the stand-in defines{done.stderr[-2000:]}")

    def card_environment(self, **more):
        return {"LD_LIBRARY_PATH": str(self.libraries), "XDG_CACHE_HOME": str(self.directory / "cache"), **more}

    def unit_tests(self):
        command = ["mvn", "-B", "-pl", "dl4j-model", "-am", "test", "-Dtest=CardTrainingTest", "-Dsurefire.failIfNoSpecifiedTests=false"]
        done = subprocess.run(command, cwd=HOME, env={**os.environ, **self.card_environment()}, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, check=False)
        counts = [line for line in done.stdout.splitlines() if "Tests run" in line and "Time elapsed" in line]
        good = done.returncode == 0 and any("Skipped: 0" in line for line in counts)
        self.report.line(good, f"the steps of PyTorch and of the CPU through CudaDevice: {counts[-1] if counts else done.stdout[-2000:]}")

    def prepare(self):
        write_corpus(self.directory / "corpus.jsonl", 200, 80)
        done = self.bloomery("pipeline", "--until", "tokenize", root="prepared")
        return self.report.line(done.returncode == 0, f"sequences to train on{'' if done.returncode == 0 else done.stdout[-2000:]}")

    def arguments(self, root):
        return ["--config", str(self.directory / "gpu.conf"), "--set", f"storage.root=file://{self.directory}/{root}",
                "--set", f"clean.input=file://{self.directory}/corpus.jsonl"]

    def bloomery(self, verb, *more, root, environment=None):
        """Without a cluster."""
        return subprocess.run([str(HOME / "bloomery"), verb, *self.arguments(root), *more], cwd=self.directory, env={**os.environ, **(environment or {})},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=PATIENCE, check=False)

    def training(self, root, *settings, executors=None):
        """One that was begun on the cluster; a root that is not there begins with the sequences."""
        if not (self.directory / root).exists():
            shutil.copytree(self.directory / "prepared", self.directory / root)
        self.logs.joinpath(root).mkdir(parents=True, exist_ok=True)
        spark = settings_for("train", f"-Dlog4j2.configurationFile={HOME / 'conf/log4j2.properties'}") | gpu_settings() | {
            "spark.executorEnv.OMP_NUM_THREADS": "1"}
        for name, value in {**self.card_environment(STAND_IN_LOG=str(self.logs / root)), **(executors or {})}.items():
            spark[f"spark.executorEnv.{name}"] = value
        command = [*submit_command(self.environment, "client", spark), "train", *self.arguments(root)]
        for setting in settings:
            command += ["--set", setting]
        output = open(self.directory / f"{root}.log", "a", encoding="utf-8")
        return subprocess.Popen(command, env=self.environment, cwd=self.directory, stdin=subprocess.DEVNULL, stdout=output,
                                stderr=subprocess.STDOUT, start_new_session=True)

    def run(self, root, *settings, executors=None):
        """Its status and the rounds that metrics.jsonl tells of; none where it failed."""
        status = self.training(root, *settings, executors=executors).wait(timeout=PATIENCE)
        metrics = list((self.directory / root).glob("checkpoints/*/metrics.jsonl"))
        return status, [json.loads(line) for line in metrics[0].read_text("utf-8").splitlines()] if metrics else []

    def output(self, root):
        return (self.directory / f"{root}.log").read_text("utf-8", errors="replace")

    def last(self, root):
        return next((line for line in reversed(self.output(root).splitlines()) if line.strip()), "no output")

    def cards(self, root):
        """What each process did on each card: the numbers of the stand-in's logs by (process, card)."""
        told = {}
        for file in (self.logs / root).glob("*-*"):
            lines = [line.rsplit(" ", 1) for line in file.read_text("utf-8").splitlines()]
            told[tuple(file.name.split("-"))] = {name: int(value) for name, value in lines}
        return told


def gpu_settings():
    """deploy/spark/gpu.conf, as somebody appends it to theirs."""
    lines = [line.split(None, 1) for line in (HOME / "deploy/spark/gpu.conf").read_text("utf-8").splitlines()
             if line and not line.startswith("#")]
    return {name: value for name, value in lines if not name.endswith("discoveryScript")}


def difference(rounds, expected):
    """The greatest one between the losses of two trainings, held-out ones included; 1 where there are not as many."""
    pairs = [(have.get(name), want[name]) for have, want in zip(rounds, expected) for name in ("loss", "validation_loss") if name in want]
    if len(rounds) != len(expected) or any(have is None for have, _ in pairs):
        return 1.0
    return max(abs(have - want) / want for have, want in pairs)


def check_trainings(report, lab):
    status, expected = lab.run("cpu", "train.kernel=cpu")
    if not report.line(status == 0 and len(expected) == ROUNDS, f"on CPUs: status {status}, loss {expected[-1:] and expected[-1]['loss']}"):
        return
    status, rounds = lab.run("cards", "train.kernel=cuda")
    apart, cards = difference(rounds, expected), lab.cards("cards")
    report.line(status == 0 and apart < 1e-4, f"on two cards: status {status}, losses {apart:.1e} from those of CPUs; {lab.last('cards')}")
    used = sorted(card for _, card in cards)
    good = used == ["0", "1"] and len({process for process, _ in cards}) == 2
    report.line(good, f"each executor computes on the card that Spark gave it: {sorted(cards)}")
    copies = [numbers["queued copies"] for numbers in cards.values()]
    report.line(bool(copies) and min(copies) > 0, f"vectors go to and fro in locked memory, by {copies} copies that were not waited for")
    graphs = [numbers["graphs"] for numbers in cards.values()]
    report.line(bool(graphs) and min(graphs) > 0, f"steps are launched as graphs: {graphs}")
    check_move(report, lab, expected, cards)


def check_move(report, lab, expected, cards):
    """CPUs begin and are killed, cards go on, and one of them falls off the bus."""
    training = lab.training("moved", "train.kernel=cpu")
    deadline = time.monotonic() + PATIENCE
    while not list((lab.directory / "moved").glob("_work/train-*/round-*")) and training.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(training.pid, signal.SIGKILL)
    training.wait()
    lost = lab.directory / "lost-card"
    lost.write_text(f"1 {min(numbers['launches'] for numbers in cards.values()) // ROUNDS * 2}\n", "utf-8")
    status, rounds = lab.run("moved", "train.kernel=cuda", executors={"STAND_IN_LOST": str(lost)})
    apart, output = difference(rounds, expected), lab.output("moved")
    report.line(status == 0 and apart < 1e-4, f"begun on CPUs, ended on cards: status {status}, losses {apart:.1e} from those of CPUs; {lab.last('moved')}")
    ended = [line.strip() for line in output.splitlines() if "card 1" in line and "going back" in line]
    good = not lost.exists() and "going on at round" in output and bool(ended)
    report.line(good, f"a card that falls off the bus on the way: {ended[0][:250] if ended else 'nobody said so'}")


def check_failures(report, lab):
    status, _ = lab.run("small-card", "train.kernel=cuda", executors={"STAND_IN_MEGABYTES": "36"})
    last = lab.last("small-card")
    report.line(status == 69 and "too small" in last and "recompute" in last, f"a card of 36 MB: status {status}: {last[:400]}")


def check_doctor(report, lab):
    done = lab.bloomery("doctor", "--set", "train.kernel=cuda", root="prepared", environment=lab.card_environment())
    said = [line for line in done.stdout.splitlines() if line[5:].startswith(("gpu", "cuda"))]
    good = any("sequences of 32 tokens fit" in line for line in said) and any("CUDA 12.9" in line for line in said)
    report.line(good, "doctor: " + " | ".join(line.strip() for line in said))
    environment = lab.card_environment(STAND_IN_DRIVER="10020")
    done = lab.bloomery("doctor", "--set", "train.kernel=cuda", root="prepared", environment=environment)
    said = [line.strip() for line in done.stdout.splitlines() if "too old" in line]
    report.line(bool(said), f"doctor, with a driver of CUDA 10.2: {''.join(said)}")


def main():
    report = Report()
    if shutil.which("g++") is None:
        print("no g++ on the PATH, so there is no stand-in for NVIDIA's libraries: executors with cards are not checked")
        return 0
    with tempfile.TemporaryDirectory(prefix="bloomery-gpu-") as directory:
        lab = Lab(report, pathlib.Path(directory))
        if not lab.build():
            return 1
        lab.unit_tests()
        if lab.prepare():
            check_doctor(report, lab)
            with cluster(lab.directory / "cluster", "--workers", "1", "--cores", "2", "--memory", "2g", "--gpus", "2") as environment:
                lab.environment = environment | {"OMP_NUM_THREADS": "1"}
                check_trainings(report, lab)
                check_failures(report, lab)
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
