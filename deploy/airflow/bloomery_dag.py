"""Bloomery on Airflow: the whole line as one DAG, and one DAG per stage; each task is one spark-submit.

Works on Airflow 2.9 and newer and on Airflow 3, with apache-airflow-providers-apache-spark. `bloomery` runs every month from
crawl to export. `bloomery_crawl`, `bloomery_clean` ... run a single stage of a month that is named when they are triggered:
to make one table anew after a repair, or to build another schedule from. deploy/README.md lists what to set.

Every task is a transaction. A table becomes visible all at once or not at all, its directory is named by what it was made
from, and a stage whose table is there ends at once, successfully; so does one that the configuration leaves out, such as crawl
where archives are named, or decontaminate without evaluation sets. So clearing a task, retrying it, or running the DAG twice
for one interval does no harm and no work. Each data interval has a storage root of its own, so that the same seeds are
crawled anew every month; the clock is never asked.

A task's XCom is the run.json of its run: how it ended, how long each stage took, and where the tables are. Each stage has an
asset, bloomery://STAGE, so that other DAGs can wait for it; its event carries the run.json, too, from Airflow 2.10 on.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import timedelta

import pendulum

try:  # Airflow 3
    from airflow.sdk import DAG, Asset, CronDataIntervalTimetable, Param
except ImportError:  # Airflow 2.9 and newer
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
    from airflow.models.param import Param
    from airflow.timetables.interval import CronDataIntervalTimetable
from airflow.exceptions import AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

MAIN = "io.bloomery.jobs.cli.Main"
JAR = "{{ var.value.get('bloomery_jar', '/opt/bloomery/bloomery.jar') }}"
CONFIG = "{{ var.value.get('bloomery_config', '/opt/bloomery/conf/pipeline.conf') }}"
ROOT = "{{ var.value.get('bloomery_root', 'hdfs:///bloomery') }}"
# The same place as fsspec names it, which reads run.json for Airflow: webhdfs://namenode:9870/bloomery, s3://bucket/bloomery ...
RECORDS = "{{ var.value.get('bloomery_records', var.value.get('bloomery_root', 'hdfs:///bloomery')) }}"

POOL = "default_pool"
# One slot: two crawls at once would ask the same hosts twice as often as each believes.
CRAWL_POOL = "bloomery_crawl"
# As many slots as trainings may hold GPUs at once.
TRAINING_POOL = "bloomery_training"

# Status codes of Bloomery that a second try would meet again: usage, bad data, missing input, permission, configuration.
HOPELESS = {64, 65, 66, 77, 78}


@dataclass(frozen=True)
class Stage:
    """A verb of Bloomery, the longest time it may take, where it queues, and the Spark settings that only it needs."""

    verb: str
    longest: timedelta
    pool: str = POOL
    settings: dict[str, str] = field(default_factory=dict)


STAGES = [
    Stage("crawl", timedelta(hours=12), CRAWL_POOL),
    Stage("clean", timedelta(hours=6)),
    Stage("dedupe", timedelta(hours=6)),
    Stage("decontaminate", timedelta(hours=4)),
    Stage("mix", timedelta(hours=2)),
    Stage("tokenizer", timedelta(hours=2)),
    Stage("tokenize", timedelta(hours=4)),
    Stage("train", timedelta(days=7), TRAINING_POOL, {"spark.task.maxFailures": "8", "spark.dynamicAllocation.enabled": "false"}),
    Stage("evaluate", timedelta(hours=4)),
    Stage("export", timedelta(hours=1)),
]


class BloomeryOperator(SparkSubmitOperator):
    """Submits one stage, returns its run.json, and fails at once where a second try would fail the same way."""

    template_fields = (*SparkSubmitOperator.template_fields, "record_url")

    def __init__(self, *, record_url: str, **arguments) -> None:
        super().__init__(**arguments)
        self.record_url = record_url

    def execute(self, context):
        try:
            super().execute(context)
        except Exception as failure:
            record = self.record() or {}
            status = record.get("exit_code") or status_of(failure)
            if "error" in record:
                self.log.error("%s (status %s): %s -- %s", record["error"]["code"], status, record["error"]["message"], record["error"]["hint"])
            if status in HOPELESS:
                raise AirflowFailException(f"status {status}, not worth a retry: {record.get('error', {}).get('message') or failure}") from failure
            raise
        record = self.record()
        events = context.get("outlet_events")  # None before Airflow 2.10
        for asset in self.outlets if events is not None and record else []:
            events[asset].extra = record
        return record

    def record(self):
        """The run.json of this try; None where it cannot be read, which is no reason to fail."""
        import fsspec

        try:
            with fsspec.open(self.record_url, "rt", encoding="utf-8") as content:
                return json.load(content)
        except Exception as missing:
            self.log.warning("There is no run.json for XCom at %s: %s", self.record_url, missing)
            return None


def status_of(failure: Exception) -> int:
    """The exit status of spark-submit as the hook words it; 0 where it does not say, as in cluster mode."""
    found = re.search(r"Error code is: (\d+)", str(failure))
    return int(found.group(1)) if found else 0


def task(stage: Stage, interval: str) -> BloomeryOperator:
    """The task of a stage for the interval that a template names."""
    run_id = f"{{{{ dag.dag_id }}}}-{interval}-{stage.verb}-{{{{ ti.try_number }}}}"
    return BloomeryOperator(
        task_id=stage.verb,
        conn_id="spark_default",
        name=f"bloomery-{stage.verb}-{interval}",
        application=JAR,
        java_class=MAIN,
        application_args=[
            stage.verb, "--config", CONFIG, "--set", f"storage.root={ROOT}/{interval}", "--run-id", run_id,
        ],
        record_url=f"{RECORDS}/{interval}/_runs/{run_id}/run.json",
        conf=stage.settings,
        pool=stage.pool,
        execution_timeout=stage.longest,
        outlets=[Asset(f"bloomery://{stage.verb}")],
    )


COMMON = {
    "start_date": pendulum.datetime(2026, 1, 1, tz="UTC"),
    "catchup": False,
    "max_active_runs": 1,
    "tags": ["bloomery"],
    "doc_md": __doc__,
    "default_args": {
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(hours=1),
    },
}

with DAG(
    dag_id="bloomery",
    description="From pages on the web to an exported language model",
    # Airflow 3 gives a plain "@monthly" no interval of its own; both versions give this one the month that has passed.
    schedule=CronDataIntervalTimetable("@monthly", timezone="UTC"),
    **COMMON,
) as dag:
    previous = None
    for line_stage in STAGES:
        following = task(line_stage, "{{ data_interval_start | ds }}")
        if previous is not None:
            previous >> following
        previous = following


def stage_dag(stage: Stage) -> DAG:
    """A DAG of one stage, for the interval given when it is triggered."""
    with DAG(
        dag_id=f"bloomery_{stage.verb}",
        description=f"Bloomery's {stage.verb} for one interval",
        schedule=None,
        params={"interval": Param(type="string", format="date", description="first day of the interval, as 2026-11-01")},
        **COMMON,
    ) as made:
        task(stage, "{{ params.interval }}")
    return made


for single in STAGES:
    globals()[f"dag_{single.verb}"] = stage_dag(single)
