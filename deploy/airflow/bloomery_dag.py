"""The whole line as one Airflow DAG: crawl to export, one spark-submit per stage.

Works on Airflow 2.9 and newer and on Airflow 3, with apache-airflow-providers-apache-spark. Set three Airflow Variables (or
take the defaults), `bloomery_jar`, `bloomery_config` and `bloomery_root`, one Spark connection, `spark_default`, and one pool,
`bloomery_training`.

Every task is a transaction. A table becomes visible all at once or not at all, its directory is named by what it was made
from, and a stage whose table is there ends at once, successfully; so does one that the configuration leaves out, such as crawl
where archives are named, or decontaminate without evaluation sets. So clearing a task, retrying it, or running the DAG twice
for one interval does no harm and no work. Each data interval has a storage root of its own, so that the same seeds are
crawled anew every month; the clock is never asked.
"""

from __future__ import annotations

from datetime import timedelta

import pendulum

try:  # Airflow 3
    from airflow.sdk import DAG, Asset
except ImportError:  # Airflow 2.9 and newer
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

MAIN = "io.bloomery.jobs.cli.Main"
JAR = "{{ var.value.get('bloomery_jar', '/opt/bloomery/bloomery.jar') }}"
CONFIG = "{{ var.value.get('bloomery_config', '/opt/bloomery/conf/pipeline.conf') }}"
ROOT = "{{ var.value.get('bloomery_root', 'hdfs:///bloomery') }}"
POOL = "default_pool"
TRAINING_POOL = "bloomery_training"

# What each stage is given: name, longest time it may take, and Spark settings that only this stage needs.
STAGES = [
    ("crawl", timedelta(hours=12), {}),
    ("clean", timedelta(hours=6), {}),
    ("dedupe", timedelta(hours=6), {}),
    ("decontaminate", timedelta(hours=4), {}),
    ("mix", timedelta(hours=2), {}),
    ("tokenizer", timedelta(hours=2), {}),
    ("tokenize", timedelta(hours=4), {}),
    ("train", timedelta(days=7), {"spark.task.maxFailures": "8", "spark.dynamicAllocation.enabled": "false"}),
    ("evaluate", timedelta(hours=4), {}),
    ("export", timedelta(hours=1), {}),
]

with DAG(
    dag_id="bloomery",
    description="From pages on the web to an exported language model",
    schedule="@monthly",
    start_date=pendulum.datetime(2026, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    tags=["bloomery"],
    doc_md=__doc__,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
        "max_retry_delay": timedelta(hours=1),
    },
) as dag:
    previous = None
    for stage, longest, settings in STAGES:
        task = SparkSubmitOperator(
            task_id=stage,
            conn_id="spark_default",
            name=f"bloomery-{stage}-{{{{ data_interval_start | ds_nodash }}}}",
            application=JAR,
            java_class=MAIN,
            application_args=[
                stage,
                "--config", CONFIG,
                "--set", f"storage.root={ROOT}/{{{{ data_interval_start | ds }}}}",
                "--run-id", "{{ dag.dag_id }}-{{ data_interval_start | ts_nodash }}-{{ ti.try_number }}",
            ],
            conf=settings,
            pool=TRAINING_POOL if stage == "train" else POOL,
            execution_timeout=longest,
            outlets=[Asset("bloomery://model")] if stage == "export" else [],
        )
        if previous is not None:
            previous >> task
        previous = task
