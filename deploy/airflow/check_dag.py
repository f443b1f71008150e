#!/usr/bin/env python3
"""Parses bloomery_dag.py and checks its shape; with Airflow where it is installed, else with stand-ins for five names.

    python deploy/airflow/check_dag.py
"""

import contextlib
import importlib.util
import pathlib
import sys
import types

DAG_FILE = pathlib.Path(__file__).with_name("bloomery_dag.py")
ORDER = ["crawl", "clean", "dedupe", "decontaminate", "mix", "tokenizer", "tokenize", "train", "evaluate", "export"]


class StandInDag(contextlib.AbstractContextManager):
    current = None

    def __init__(self, **arguments):
        self.arguments, self.tasks = arguments, []
        self.dag_id = arguments["dag_id"]

    def __enter__(self):
        StandInDag.current = self
        return self

    def __exit__(self, *_):
        return None


class StandInOperator:
    def __init__(self, **arguments):
        self.__dict__.update(arguments)
        self.downstream_task_ids = set()
        StandInDag.current.tasks.append(self)

    def __rshift__(self, other):
        self.downstream_task_ids.add(other.task_id)
        return other


def stand_in():
    def module(name, **members):
        made = types.ModuleType(name)
        made.__dict__.update(members)
        sys.modules[name] = made

    module("airflow")
    module("airflow.sdk", DAG=StandInDag, Asset=lambda uri: uri)
    for name in ("airflow.providers", "airflow.providers.apache", "airflow.providers.apache.spark",
                 "airflow.providers.apache.spark.operators"):
        module(name)
    module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=StandInOperator)
    module("pendulum", datetime=lambda *_, **__: None)


def load():
    spec = importlib.util.spec_from_file_location("bloomery_dag", DAG_FILE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.dag


def main():
    try:
        import airflow
        with_airflow = f"Airflow {airflow.__version__}"
    except ImportError:
        stand_in()
        with_airflow = "stand-ins, Airflow is not installed"
    dag = load()
    tasks = {task.task_id: task for task in dag.tasks}
    assert list(tasks) == ORDER, f"tasks are {list(tasks)}"
    for before, after in zip(ORDER, ORDER[1:]):
        assert tasks[before].downstream_task_ids == {after}, f"{before} is followed by {tasks[before].downstream_task_ids}"
    for name, task in tasks.items():
        arguments = getattr(task, "application_args", None) or task._application_args
        assert arguments[0] == name, f"{name} runs {arguments[0]}"
        text = " ".join(arguments)
        assert "data_interval_start" in text and "now(" not in text and "macros.datetime" not in text, f"{name} depends on the clock"
    print(f"ok   bloomery_dag.py: {len(tasks)} tasks in a line ({with_airflow})")


if __name__ == "__main__":
    main()
