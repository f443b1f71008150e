#!/usr/bin/env python3
"""Disturbs a training on a real cluster, starts it again where it ended, and compares with an undisturbed one.

    python .ci/python/check_training_faults.py              each fault once
    python .ci/python/check_training_faults.py --long       and a driver killed between any two files, an executor stopped a minute
    python .ci/python/check_training_faults.py --only quota

deploy/spark/cluster.py brings up a master, two workers, a NameNode and a DataNode. A small corpus is made into sequences once;
then the same training runs again and again: with executors killed in each phase of a round, drivers killed while a checkpoint
is written, a stopped executor, cut and poisoned checkpoints, weights that are no numbers, two drivers at once, and an HDFS that
is full, restarted, or without its DataNode. Each must end with the content digest of the undisturbed run, and each start that
fails must say why in its last line.
"""

import argparse
import collections
import contextlib
import getpass
import importlib.util
import json
import os
import pathlib
import re
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from cluster_fixture import write_corpus

HOME = pathlib.Path(__file__).resolve().parents[2]
PATIENCE = 300
FILES_OF_A_CHECKPOINT = 4
ROUNDS = 60
MEASURED = {"compute_seconds", "reduce_seconds", "broadcast_seconds", "bytes_up", "bytes_down", "learned_tokens", "skew", "goodput"}
CONFIGURATION = """
clean { profile = plain, profiles.plain = [normalize, multilingual.short-text] }
tokenizer.vocabulary-size = 400
tokenize { sequence-length = 32, validation-fraction = 0.1, shards = 6 }
model { context-length = 32, layers = 1, heads = 2, width = 32 }
train {
  workers = 2
  batch-size = 4
  averaging-frequency = 2
  validate-every-rounds = 20
  checkpoint-every-rounds = 3
  keep-checkpoints = 3
  optimizer { warmup-steps = 10, total-steps = %d }
}
"""

spec = importlib.util.spec_from_file_location("cluster", HOME / "deploy/spark/cluster.py")
cluster_module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(cluster_module)


class Hdfs:
    """The files under one root, by WebHDFS."""

    def __init__(self, cluster, root):
        self.address = f"http://127.0.0.1:{cluster.port('namenode-web')}/webhdfs/v1{root}"

    def call(self, method, path, operation, **parameters):
        query = urllib.parse.urlencode({"op": operation, "user.name": getpass.getuser(), **parameters})
        request = urllib.request.Request(f"{self.address}{path}?{query}", method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()

    def names(self, path):
        try:
            found = json.loads(self.call("GET", path, "LISTSTATUS"))["FileStatuses"]["FileStatus"]
        except (urllib.error.HTTPError, urllib.error.URLError, ConnectionError, TimeoutError):
            return []
        return [entry["pathSuffix"] for entry in found]

    def read(self, path):
        return self.call("GET", path, "OPEN")

    def delete(self, path):
        self.call("DELETE", path, "DELETE", recursive="true")

    def write(self, path, content):
        """In the place of what is there."""
        answer = self.call("PUT", path, "CREATE", overwrite="true", noredirect="true")
        urllib.request.urlopen(urllib.request.Request(json.loads(answer)["Location"], method="PUT", data=content), timeout=30).close()

    def truncate(self, path, length):
        self.call("POST", path, "TRUNCATE", newlength=length)

    def space_quota(self, spare):
        """Lets the root grow by so many bytes; none lifts the limit."""
        used = json.loads(self.call("GET", "", "GETCONTENTSUMMARY"))["ContentSummary"]["spaceConsumed"]
        self.call("PUT", "", "SETQUOTA", storagespacequota=-1 if spare is None else used + spare)


class Training:
    """One driver, started with so many executors of one core."""

    def __init__(self, lab, executors=2, run="run", settings=()):
        self.lab, self.lines = lab, []
        self.events = lab.directory / f"events-{run}"
        self.events.mkdir(exist_ok=True)
        self.ui = cluster_module.free_ports(1)[0]
        spark = {
            "spark.cores.max": executors, "spark.executor.cores": 1, "spark.executor.memory": "700m", "spark.driver.memory": "1g",
            "spark.executorEnv.OMP_NUM_THREADS": 1, "spark.ui.port": self.ui, "spark.port.maxRetries": 64,
            "spark.eventLog.enabled": "true", "spark.eventLog.dir": self.events.as_uri(),
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={HOME / 'conf/log4j2.properties'}",
        }
        command = [f"{lab.environment['SPARK_HOME']}/bin/spark-submit", "--master", lab.environment["SPARK_MASTER_URL"]]
        for key, value in spark.items():
            command += ["--conf", f"{key}={value}"]
        # local: keeps Spark from copying the jar to every executor
        command += ["--class", "io.bloomery.jobs.cli.Main", f"local:{lab.jar}", "train", *lab.configuration(), "--run-id", run]
        for assignment in settings:
            command += ["--set", assignment]
        self.process = subprocess.Popen(
            command, env=lab.environment, cwd=lab.directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
        lab.started.append(self)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            self.lab.log.write(line)

    def runs(self):
        return self.process.poll() is None

    def until(self, what, condition, pause=0.02):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if not self.runs() or time.monotonic() > deadline:
                raise Failed(f"the training {'did not reach' if self.runs() else 'ended before'}: {what}; {self.last()}")
            time.sleep(pause)

    def kill(self):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.wait()

    def wait(self):
        try:
            code = self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise Failed(f"the training hangs; {self.last()}") from None
        self.reader.join(timeout=30)
        return code

    def last(self):
        return next((line for line in reversed(self.lines) if line.strip()), "no output")

    def said(self, text):
        return any(text in line for line in self.lines)

    def active_stages(self):
        """Names of the stages that run now, as Spark's own page has them."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.ui}/api/v1/applications", timeout=5) as answer:
                application = json.load(answer)[0]["id"]
            address = f"http://127.0.0.1:{self.ui}/api/v1/applications/{application}/stages?status=active"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return {stage["name"] for stage in json.load(answer)}
        except (OSError, ValueError, LookupError):
            return set()


class Failed(Exception):
    """Why a case did not go as it should."""


class Lab:
    """A cluster with a corpus in it, and the one training that is disturbed."""

    def __init__(self, directory, jar):
        self.directory, self.jar, self.started = directory, jar, []
        self.log = open(directory / "trainings.log", "w", encoding="utf-8", buffering=1)
        self.cluster = cluster_module.Cluster(directory / "cluster")
        arguments = argparse.Namespace(
            workers=2, cores=2, memory="2g", gpus=0, data_nodes=1, yarn=False, spark_home=None, hadoop_jar=os.environ.get("BLOOMERY_HADOOP_JAR"))
        self.cluster.start(arguments)
        self.environment = {**os.environ, **self.cluster.environment(), "OMP_NUM_THREADS": "1"}
        self.hdfs = Hdfs(self.cluster, "/faults")
        (directory / "faults.conf").write_text(CONFIGURATION % (2 * ROUNDS), "utf-8")
        write_corpus(directory / "corpus.jsonl", 300, 120)

    def configuration(self):
        return ["--config", str(self.directory / "faults.conf"), "--set", f"storage.root={self.environment['HDFS_URL']}/faults",
                "--set", f"clean.input=file://{self.directory}/corpus.jsonl"]

    def prepare(self):
        command = [f"{self.environment['SPARK_HOME']}/bin/spark-submit", "--master", "local[2]", "--driver-memory", "1g", "--class",
                   "io.bloomery.jobs.cli.Main", str(self.jar), "pipeline", *self.configuration(), "--until", "tokenize"]
        done = subprocess.run(command, env=self.environment, cwd=self.directory, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, errors="replace", timeout=PATIENCE)
        self.log.write(done.stdout)
        if done.returncode != 0:
            raise Failed("no sequences to train on:\n" + "\n".join(done.stdout.splitlines()[-20:]))

    def forget(self):
        """Leaves the sequences and nothing of any training."""
        for path in ("/checkpoints", "/_work", "/_locks"):
            self.hdfs.delete(path)

    def work(self):
        return next((f"/_work/{name}" for name in self.hdfs.names("/_work") if name.startswith("train-")), "/_work/none")

    def whole(self):
        """Names of the checkpoints that have their name, oldest first."""
        return sorted(name for name in self.hdfs.names(self.work()) if name.startswith("round-"))

    def half(self):
        """How many files the checkpoint that is being written has; -1 if none is."""
        staged = [name for name in self.hdfs.names(self.work()) if name.startswith("_round-")]
        return len(self.hdfs.names(f"{self.work()}/{staged[0]}")) if staged else -1

    def executors(self):
        parents = {self.cluster.pid(name) for name in self.cluster.daemons() if name.startswith("worker")}
        return [pid for pid, parent, words in cluster_module.processes()
                if parent in parents and "CoarseGrainedExecutorBackend" in words]

    def digest(self):
        tables = self.hdfs.names("/checkpoints")
        if len(tables) != 1:
            raise Failed(f"{len(tables)} tables of checkpoints were published")
        manifest = json.loads(self.hdfs.read(f"/checkpoints/{tables[0]}/_manifest.json"))
        return manifest["content_digest"], manifest["metrics"]

    def check_metrics(self, training):
        """Each round says what it took, and the person who waits reads it."""
        folder = f"/checkpoints/{self.hdfs.names('/checkpoints')[0]}"
        rounds = [json.loads(line) for line in self.hdfs.read(f"{folder}/metrics.jsonl").splitlines()]
        if len(rounds) != ROUNDS or any(MEASURED - set(measured.get("averaging", {})) for measured in rounds):
            raise Failed(f"{len(rounds)} rounds in metrics.jsonl, the last: {rounds[-1:]}")
        if not training.said("goodput"):
            raise Failed("the progress does not say where the time went")

    def finish(self, training):
        """Waits for a training that has to end well."""
        code = training.wait()
        if code != 0:
            raise Failed(f"status {code}: {training.last()}")
        return self.same(training)

    def same(self, training):
        digest, metrics = self.digest()
        if digest != self.expected:
            raise Failed(f"digest {digest} where the undisturbed run has {self.expected}; {training.last()}")
        left = [name for name in self.hdfs.names("/_work") + self.hdfs.names("/_staging")]
        if left:
            raise Failed(f"left behind: {left}")
        return f"digest {digest[:12]}, loss {metrics['loss']:.6f}"

    def fails_with(self, training, codes, *says):
        """Waits for a training that has to end with one of these statuses and tell why in its last line."""
        code, last = training.wait(), training.last()
        if code not in codes or not last.startswith("bloomery: ") or not all(text in last for text in says):
            raise Failed(f"status {code} where {codes} and {says} were due: {last}")
        return last

    def end(self):
        for training in self.started:
            if training.runs():
                training.kill()
        self.cluster.stop()


def undisturbed(lab, _):
    training = Training(lab, run="undisturbed")
    if training.wait() != 0:
        raise Failed("\n".join(training.lines[-20:]))
    lab.expected, metrics = lab.digest()
    lab.check_metrics(training)
    counts = collections.Counter()
    for file in training.events.iterdir():
        for line in file.read_text("utf-8").splitlines():
            event = json.loads(line)
            if event["Event"] == "SparkListenerStageSubmitted":
                counts[event["Stage Info"]["Stage Name"]] += 1
    lab.phases = sorted(name for name, count in counts.items() if count >= ROUNDS // 2)
    return f"{ROUNDS} rounds, loss {metrics['loss']:.6f}, {metrics['seconds']:.0f} s; the stages of a round: {', '.join(lab.phases)}"


def executor_killed(lab, _):
    training = Training(lab, run="executor-killed")
    training.until("a stage of the replicas", lambda: training.active_stages().intersection(lab.phases), 0)
    os.kill(lab.executors()[0], signal.SIGKILL)
    training.until("two executors again", lambda: len(lab.executors()) == 2)
    for phase in lab.phases:
        training.until(f"a stage {phase}", lambda phase=phase: phase in training.active_stages() and lab.whole(), 0)
        os.kill(lab.executors()[0], signal.SIGKILL)
        training.until("two executors again", lambda: len(lab.executors()) == 2)
    training.until("a checkpoint that is being written", lambda: lab.half() >= 0, 0)
    os.kill(lab.executors()[-1], signal.SIGKILL)
    return lab.finish(training) + f"; killed in the first stage, in {len(lab.phases)} of a round, and while a checkpoint was written"


def executor_stopped(lab, long):
    seconds = 60 if long else 8
    training = Training(lab, run="executor-stopped")
    training.until("a checkpoint", lab.whole)
    pid = lab.executors()[0]
    os.kill(pid, signal.SIGSTOP)
    time.sleep(seconds)
    os.kill(pid, signal.SIGCONT)
    return lab.finish(training) + f"; stopped for {seconds} s"


def driver_killed(lab, long):
    """Between any two files of a checkpoint, and each time with another number of executors afterwards."""
    moments, seen = range(FILES_OF_A_CHECKPOINT + 1) if long else (1, 3), []
    executors = [1, 4, 2] * len(moments)
    for number, files in enumerate(moments):
        training = Training(lab, executors=executors[number], run=f"driver-killed-{files}")
        before = lab.whole()
        training.until("a checkpoint of this start", lambda before=before: lab.whole()[-1:] != before[-1:])
        training.until(f"a checkpoint with {files} files", lambda files=files: lab.half() == files, 0)
        training.kill()
        seen.append(lab.half())
    training = Training(lab, executors=4, run="driver-killed-last")
    told = lab.finish(training)
    if not training.said("going on at round"):
        raise Failed("it did not go on where it was killed")
    return told + f"; killed with {', '.join(map(str, seen))} files written (-1: renamed just then), with 1, 4 and 2 executors"


def checkpoint_damaged(lab, _):
    """The newest is cut, the one before has a NaN for its last weight; the one before that is good."""
    training = Training(lab, run="checkpoint-damaged")
    training.until("three checkpoints", lambda: len(lab.whole()) >= 3)
    training.kill()
    good, poisoned, cut = lab.whole()[-3:]
    lab.hdfs.truncate(f"{lab.work()}/{cut}/parameters.safetensors", 1000)
    weights = f"{lab.work()}/{poisoned}/parameters.safetensors"
    lab.hdfs.write(weights, lab.hdfs.read(weights)[:-4] + struct.pack("<f", float("nan")))
    training = Training(lab, executors=1, run="checkpoint-damaged-again")
    told = lab.finish(training)
    for damaged in (cut, poisoned):
        if not any("damaged checkpoint" in line and damaged in line for line in training.lines):
            raise Failed(f"it did not say that {damaged} is damaged")
    if not any("going on at round" in line and good in line for line in training.lines):
        raise Failed(f"it did not go on from {good}")
    return told + f"; {cut} (cut) and {poisoned} (NaN) were passed over by name, {good} was used"


def not_a_number(lab, _):
    """All replicas leave the finite numbers: the training ends and says so, and nothing is published."""
    last = lab.fails_with(Training(lab, run="nan", settings=["train.optimizer.learning-rate=1e30"]), [65], "finite numbers")
    if lab.hdfs.names("/checkpoints"):
        raise Failed("weights that are no numbers were published")
    return last[:140]


def two_drivers(lab, _):
    first = Training(lab, run="first")
    first.until("a checkpoint", lab.whole)
    second = Training(lab, run="second")
    last = lab.fails_with(second, [75], "run first")
    return lab.finish(first) + f"; the second: {last[:100]}"


def quota(lab, _):
    training = Training(lab, run="quota")
    training.until("a checkpoint", lab.whole)
    lab.hdfs.space_quota(1000)
    try:
        last = lab.fails_with(training, [74], "quota")
    finally:
        lab.hdfs.space_quota(None)
    return lab.finish(Training(lab, run="quota-again")) + f"; {last[:140]}"


def namenode_restarted(lab, _):
    training = Training(lab, run="namenode")
    training.until("a checkpoint", lab.whole)
    lab.cluster.restart("namenode")
    code = training.wait()
    if code == 0:
        return lab.same(training) + "; it went on"
    last = lab.fails_with(training, [74, 75])
    wait_for_hdfs(lab)
    return lab.finish(Training(lab, run="namenode-again")) + f"; {last[:140]}"


def datanode_stopped(lab, _):
    training = Training(lab, run="datanode")
    training.until("a checkpoint", lab.whole)
    lab.cluster.signal("datanode-1", "KILL")
    last = lab.fails_with(training, [74, 75])
    lab.cluster.restart("datanode-1")
    wait_for_hdfs(lab)
    return lab.finish(Training(lab, run="datanode-again")) + f"; {last[:140]}"


def wait_for_hdfs(lab):
    for name in ("namenode", "datanode-1"):
        lab.cluster.wait_for(name)


CASES = [executor_killed, executor_stopped, driver_killed, checkpoint_damaged, not_a_number, two_drivers, quota, namenode_restarted,
         datanode_stopped]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--long", action="store_true", help="the faults that take long, too")
    parser.add_argument("--only", action="append", help="of: " + ", ".join(case.__name__.replace("_", "-") for case in CASES))
    parser.add_argument("--keep", action="store_true", help="keep the directory with logs and HDFS")
    arguments = parser.parse_args()
    jars = sorted((HOME / "spark-jobs/target").glob("bloomery-*.jar"))
    if not jars:
        sys.exit("FAIL no jar: run ./bloomery --version once")
    directory = pathlib.Path(tempfile.mkdtemp(prefix="bloomery-faults-"))
    failed = 0
    lab = Lab(directory, jars[-1])
    try:
        lab.prepare()
        chosen = [case for case in CASES if not arguments.only or case.__name__.replace("_", "-") in arguments.only]
        for case in [undisturbed, *chosen]:
            lab.forget()
            failed += not run(case, lab, arguments.long)
    except Failed as failure:
        print(f"FAIL {failure}", flush=True)
        failed += 1
    finally:
        lab.end()
        if arguments.keep or failed:
            print(f"     logs are in {directory}")
        else:
            subprocess.run(["rm", "-rf", str(directory)], check=False)
    return 1 if failed else 0


def run(case, lab, long):
    name, started = case.__name__.replace("_", " "), time.monotonic()
    try:
        print(f"ok   {name}: {case(lab, long)} ({time.monotonic() - started:.0f} s)", flush=True)
        return True
    except (Failed, OSError) as failure:  # WebHDFS may fail, too
        print(f"FAIL {name}: {failure} ({time.monotonic() - started:.0f} s)", flush=True)
        if case is undisturbed:
            raise Failed("nothing to compare with") from None
        for training in lab.started:
            if training.runs():
                training.kill()
        return False


if __name__ == "__main__":
    sys.exit(main())
