#!/usr/bin/env python3
"""Parses bloomery_dag.py and checks the shape of its DAGs; with Airflow where it is installed, else with stand-ins for its names.

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
    template_fields = ()

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
    module("airflow.sdk", DAG=StandInDag, Asset=lambda uri: uri, Param=dict, CronDataIntervalTimetable=lambda *_, **__: None)
    module("airflow.exceptions", AirflowFailException=RuntimeError)
    for name in ("airflow.providers", "airflow.providers.apache", "airflow.providers.apache.spark",
                 "airflow.providers.apache.spark.operators"):
        module(name)
    module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=StandInOperator)
    module("pendulum", datetime=lambda *_, **__: None)


def load():
    spec = importlib.util.spec_from_file_location("bloomery_dag", DAG_FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["bloomery_dag"] = module
    spec.loader.exec_module(module)
    return module


def check_task(task, interval):
    arguments = getattr(task, "application_args", None) or task._application_args
    assert arguments[0] == task.task_id, f"{task.task_id} runs {arguments[0]}"
    text = " ".join([*arguments, task.record_url])
    assert text.count(interval) == 4, f"{task.task_id} does not name its interval in root, run id and record: {text}"
    assert "now(" not in text and "macros.datetime" not in text, f"{task.task_id} depends on the clock"


def main():
    try:
        import airflow
        with_airflow = f"Airflow {airflow.__version__}"
    except ImportError:
        stand_in()
        with_airflow = "stand-ins, Airflow is not installed"
    module = load()
    tasks = {task.task_id: task for task in module.dag.tasks}
    assert list(tasks) == ORDER, f"tasks are {list(tasks)}"
    for before, after in zip(ORDER, ORDER[1:]):
        assert tasks[before].downstream_task_ids == {after}, f"{before} is followed by {tasks[before].downstream_task_ids}"
    for task in tasks.values():
        check_task(task, "data_interval_start")
    print(f"ok   bloomery_dag.py: {len(tasks)} tasks in a line ({with_airflow})")
    for stage in ORDER:
        single = getattr(module, f"dag_{stage}")
        assert single.dag_id == f"bloomery_{stage}" and [task.task_id for task in single.tasks] == [stage]
        check_task(single.tasks[0], "params.interval")
    print(f"ok   bloomery_dag.py: a DAG of its own for each of {len(ORDER)} stages ({with_airflow})")


if __name__ == "__main__":
    main()
