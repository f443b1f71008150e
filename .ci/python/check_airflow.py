#!/usr/bin/env python3
"""Runs the line from Airflow's scheduler on a standalone cluster with HDFS: a failure, its repair, and the rest of the line.

    python .ci/python/check_airflow.py --airflow VENV/bin/python

VENV holds deploy/airflow/requirements.txt; without it, one is made (some 700 MB). `airflow standalone` starts the newest
month's run by itself. A file of evaluation items is missing, so `decontaminate` fails; the file is put there, the task
cleared, and the line goes on to the exported model with the tables that it has. Then a single stage's DAG runs for the same month.
"""

import argparse
import contextlib
import json
import os
import pathlib
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

from cluster_fixture import HOME, STAGES, Hdfs, Report, cluster, jar, settings_for, site

PATIENCE = 3600
ITEMS = "/evaluation/items.jsonl"
ITEM = {"id": "1", "question": "A question that no page about parsing asks, with words enough to be looked for in every one of them.", "answer": "none"}


class Airflow:
    """Airflow's processes, and what its database says."""

    def __init__(self, python, home, environment):
        self.command = [str(python), "-m", "airflow"]
        self.home, self.environment = home, environment

    def call(self, *words):
        done = subprocess.run([*self.command, *words], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"airflow {' '.join(words)} ended with status {done.returncode}\n{done.stdout[-3000:]}")
        return done.stdout

    @contextlib.contextmanager
    def running(self):
        with open(self.home / "standalone.log", "wb") as log:
            process = subprocess.Popen([*self.command, "standalone"], env=self.environment, cwd=self.home, stdin=subprocess.DEVNULL,
                                       stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
                time.sleep(3)
                os.killpg(process.pid, signal.SIGKILL)

    def rows(self, query, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.home}/airflow.db?mode=ro", uri=True, timeout=60)) as database:
            return database.execute(query, values).fetchall()

    def wait_for_run(self, dag, *states):
        """The state and the id of a DAG's newest run once it is one of these."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(sqlite3.OperationalError):
                found = self.rows("SELECT state, run_id FROM dag_run WHERE dag_id = ? ORDER BY id DESC LIMIT 1", dag)
                if found and found[0][0] in states:
                    return found[0]
            time.sleep(1)
        return ("timeout", "")

    def tasks(self, dag, run):
        """Task to its state, number of tries and seconds."""
        query = "SELECT task_id, state, try_number, duration FROM task_instance WHERE dag_id = ? AND run_id = ?"
        return {task: (state, tries, seconds or 0) for task, state, tries, seconds in self.rows(query, dag, run)}

    def xcom(self, dag, run, task):
        found = self.rows("SELECT value FROM xcom WHERE dag_id = ? AND run_id = ? AND task_id = ? AND key = 'return_value'", dag, run, task)
        value = json.loads(found[0][0]) if found else None
        return json.loads(value) if isinstance(value, str) else value

    def log(self, dag, run, task):
        logs = sorted((self.home / "logs" / f"dag_id={dag}" / f"run_id={run}" / f"task_id={task}").glob("attempt=*.log"))
        return logs[-1].read_text("utf-8", errors="replace") if logs else ""


def free_port():
    with socket.socket() as entry:
        entry.bind(("127.0.0.1", 0))
        return entry.getsockname()[1]


def prepare(directory, python, environment, hdfs, crawl):
    """Folders of Airflow and of Spark's configuration; the environment of Airflow's processes."""
    home, conf = directory / "airflow", directory / "spark-conf"
    commands = [f"{environment['SPARK_HOME']}/bin", str(python.parent), environment["PATH"]]
    (home / "dags").mkdir(parents=True)
    conf.mkdir()
    (home / "dags/bloomery_dag.py").write_bytes((HOME / "deploy/airflow/bloomery_dag.py").read_bytes())
    (conf / "log4j2.properties").write_bytes((HOME / "conf/log4j2.properties").read_bytes())
    small = "".join(f"{name} {value}\n" for name, value in settings_for("train").items())
    (conf / "spark-defaults.conf").write_text((HOME / "deploy/spark/spark-defaults.conf").read_text("utf-8") + small, "utf-8")
    items = f'decontaminate.evaluation-sets = [{{name = items, path = "{hdfs.url}{ITEMS}", id-field = id, query-fields = [question], label-fields = [answer]}}]'
    recipe = [(HOME / "conf" / name).read_text("utf-8") for name in ("quickstart.conf", "quickstart-small.conf")]
    (directory / "line.conf").write_text("\n".join([*recipe, *crawl, items]), "utf-8")
    host, port = environment["SPARK_MASTER_URL"].rsplit(":", 1)
    api = free_port()
    variables = {
        "jar": str(jar()), "config": hdfs.put(directory / "line.conf", "/conf/line.conf"), "root": f"{hdfs.url}/airflow",
        "records": environment["HDFS_WEB_URL"].replace("http://", "webhdfs://").removesuffix("/webhdfs/v1") + "/airflow",
    }
    return home, environment | {f"AIRFLOW_VAR_BLOOMERY_{name.upper()}": value for name, value in variables.items()} | {
        "AIRFLOW_HOME": str(home), "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "AIRFLOW__CORE__DAGS_FOLDER": str(home / "dags"),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
        "AIRFLOW__API__PORT": str(api), "AIRFLOW__API__WORKERS": "1", "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{api}",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{api}/execution/",
        "AIRFLOW__API_AUTH__JWT_SECRET": "only-for-this-check-and-long-enough-for-a-signature-of-512-bits-0123456789",
        "AIRFLOW__WEBSERVER__WEB_SERVER_PORT": str(api), "AIRFLOW__WEBSERVER__WORKERS": "1",
        "AIRFLOW__SCHEDULER__MIN_FILE_PROCESS_INTERVAL": "300", "AIRFLOW__WORKERS__EXECUTION_API_TIMEOUT": "120", "AIRFLOW__LOGGING__LOGGING_LEVEL": "INFO",
        "AIRFLOW_CONN_SPARK_DEFAULT": json.dumps({"conn_type": "spark", "host": host, "port": int(port), "extra": {"deploy-mode": "client"}}),
        "SPARK_CONF_DIR": str(conf), "PATH": os.pathsep.join(commands), "NO_PROXY": "127.0.0.1,localhost",
    }


def check_failure(report, airflow):
    """The first run: what ran, what failed, and what a person finds at the end of its log."""
    state, run = airflow.wait_for_run("bloomery", "failed", "success")
    tasks = airflow.tasks("bloomery", run)
    report.line(state == "failed", f"the run {run} is {state} after a missing file of evaluation items")
    before = {task: tasks.get(task, ("",))[0] for task in ("crawl", "clean", "dedupe")}
    report.line(set(before.values()) == {"success"}, f"before the failure: {before}")
    report.line(tasks.get("decontaminate", ("", 0))[:2] == ("failed", 1), f"decontaminate is failed for good at its first try: {tasks.get('decontaminate')}")
    log = airflow.log("bloomery", run, "decontaminate")
    last = [line for line in log.splitlines() if "status 66" in line and "items.jsonl" in line]
    report.line(bool(last), f"its log says why: {last[-1].strip()[:230] if last else log[-1500:]}")
    return run, tasks


def check_repair(report, airflow, hdfs, run, first, root):
    """The file is there now and the task cleared: the line ends, and what was made before is used as it is."""
    earlier = hdfs.digests(root)
    airflow.call("tasks", "clear", "bloomery", "--task-regex", "decontaminate", "--downstream", "--yes")
    airflow.wait_for_run("bloomery", "queued", "running", "success")  # it was failed until then
    state, _ = airflow.wait_for_run("bloomery", "success", "failed")
    tasks = airflow.tasks("bloomery", run)
    states = {task: entry[0] for task, entry in tasks.items()}
    if not report.line(state == "success", f"after the repair the run is {state}: {states}"):
        for task, entry in states.items():
            if entry == "failed":
                print(airflow.log("bloomery", run, task)[-3000:])
        return False
    again = [task for task in ("crawl", "clean", "dedupe") if tasks[task] != first[task]]
    later = hdfs.digests(root)
    report.line(not again and all(later[table] == earlier[table] for table in earlier), f"nothing before the repair ran again {again or ''}".rstrip())
    records = {task: airflow.xcom("bloomery", run, task) for task in STAGES}
    wrong = [task for task, record in records.items() if not record or record["status"] != "success"]
    report.line(not wrong, f"the XCom of each of {len(records)} tasks is its run.json {wrong or ''}".rstrip())
    total = sum(entry[2] for entry in tasks.values())
    times = ", ".join(f"{task} {tasks[task][2]:.0f} s" for task in STAGES)
    report.line("model" in later, f"the model is there; tasks took {times}; {total:.0f} s in all")
    return True


def check_single_stage(report, airflow, interval):
    airflow.call("dags", "trigger", "bloomery_export", "--conf", json.dumps({"interval": interval}))
    state, run = airflow.wait_for_run("bloomery_export", "success", "failed")
    record = airflow.xcom("bloomery_export", run, "export") or {}
    skipped = [stage["skipped"] for stage in record.get("stages", [])]
    report.line(state == "success" and skipped == [True], f"bloomery_export for {interval} is {state} and finds its table: {skipped}")


def check_assets(report, airflow):
    table = "asset" if airflow.rows("SELECT name FROM sqlite_master WHERE name = 'asset_event'") else "dataset"
    query = f"SELECT {table}.uri, {table}_event.extra FROM {table}_event JOIN {table} ON {table}.id = {table}_event.{table}_id"
    events = airflow.rows(query)
    uris = {uri.rstrip("/") for uri, _ in events}  # Airflow 3 spells them with a path
    report.line(uris == {f"bloomery://{stage}" for stage in STAGES}, f"{len(events)} events of {len(uris)} assets, {sum('run_id' in str(extra) for _, extra in events)} with a run.json")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--airflow", type=pathlib.Path, help="Python of an environment with Airflow; default: one is made")
    arguments = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bloomery-airflow-") as directory:
        directory = pathlib.Path(directory)
        python = arguments.airflow.absolute() if arguments.airflow else make_environment(directory / "venv")
        with cluster(directory / "cluster", "--workers", "2", "--memory", "2g") as environment, site(directory) as crawl:
            hdfs = Hdfs(environment)
            home, variables = prepare(directory, python, environment, hdfs, crawl)
            airflow = Airflow(python, home, variables)
            airflow.call("db", "migrate")
            for pool in ("bloomery_crawl", "bloomery_training"):
                airflow.call("pools", "set", pool, "1", "one at a time")
            with airflow.running():
                run, first = check_failure(report, airflow)
                interval = next(iter(hdfs.names("/airflow")), "")
                (directory / "items.jsonl").write_text(json.dumps(ITEM) + "\n", "utf-8")
                hdfs.put(directory / "items.jsonl", ITEMS)
                if run and check_repair(report, airflow, hdfs, run, first, f"/airflow/{interval}"):
                    check_single_stage(report, airflow, interval)
                    check_assets(report, airflow)
            if report.failed:
                print((home / "standalone.log").read_text("utf-8", errors="replace")[-4000:])
    return 1 if report.failed else 0


def make_environment(folder):
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    requirements = HOME / "deploy/airflow/requirements.txt"
    subprocess.run([folder / "bin/pip", "install", "-q", "--disable-pip-version-check", "-r", requirements], check=True)
    return folder / "bin/python"


if __name__ == "__main__":
    sys.exit(main())
