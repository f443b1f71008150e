#!/usr/bin/env python3
"""Cleans the same files from a local folder and over s3a://; both must give the same documents, rejects and quarantine.

    python .ci/python/check_s3.py

moto answers as Amazon S3 does, over HTTP. hadoop-aws comes with the commands of the README. One time `bloomery` runs the job,
one time spark-submit. What cannot work must say so: s3a:// without hadoop-aws, and tables on an object store.
"""

import gzip
import io
import json
import logging
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import boto3
import pyarrow
import pyarrow.parquet as parquet
import pyspark
from moto.server import ThreadedMotoServer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cluster_fixture import HOME, MAVEN_COPY, Report, jar

ARTIFACTS = ["org.apache.hadoop:hadoop-aws:3.3.4", "com.amazonaws:aws-java-sdk-bundle:1.12.262"]
BUCKET = "corpus"
KEYS = {"aws_access_key_id": "ours", "aws_secret_access_key": "secret"}
WORDS = "the river carries sand to the sea and builds a delta where many birds rest before they fly on in the autumn".split()
DAMAGED_LINE = 4_000


def text(number):
    draw = random.Random(number)
    return "\n".join(" ".join(draw.choices(WORDS, k=12)).capitalize() + "." for _ in range(6))


def archive(numbers):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in numbers:
        page = f"<html><body><h1>Page {number}</h1><article><p>{text(number)}</p></article></body></html>"
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record(
            f"http://example.org/{number}", "response", payload=io.BytesIO(page.encode()), http_headers=head))
    return out.getvalue()


def lines(numbers):
    rows = [json.dumps({"id": f"line-{number}", "url": f"http://example.org/l/{number}", "text": text(number)}) for number in numbers]
    return ("\n".join("{" if number == DAMAGED_LINE else row for number, row in zip(numbers, rows)) + "\n").encode()


def write_inputs(folder):
    """A file of each way to read: whole, in parts, by row groups; with a damaged line and a file that was cut off."""
    (folder / "pages").mkdir(parents=True)
    (folder / "pages/one.warc.gz").write_bytes(archive(range(40)))
    (folder / "pages/two.warc.gz").write_bytes(archive(range(40, 60)))
    (folder / "long.jsonl").write_bytes(lines(range(1_000, 7_000)))
    packed = gzip.compress(lines(range(8_000, 8_500)))
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    numbers = range(9_000, 9_400)
    rows = pyarrow.table({"id": [f"row-{number}" for number in numbers], "text": [text(number) for number in numbers]})
    parquet.write_table(rows, folder / "rows.parquet", row_group_size=100)


def upload(folder, endpoint):
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **KEYS)
    client.create_bucket(Bucket=BUCKET)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        client.upload_file(str(file), BUCKET, f"in/{file.relative_to(folder)}")


def fetch(folder):
    for artifact in ARTIFACTS:
        command = ["mvn", "-B", "-ntp", "-q", "-Dstyle.color=never", MAVEN_COPY, f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
        subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=True)


def settings(endpoint):
    return {
        "spark.hadoop.fs.s3a.endpoint": endpoint, "spark.hadoop.fs.s3a.path.style.access": "true",
        "spark.hadoop.fs.s3a.access.key": KEYS["aws_access_key_id"], "spark.hadoop.fs.s3a.secret.key": KEYS["aws_secret_access_key"]}


def run(command, root, place, **environment):
    words = [*command, "--set", f"storage.root={root}", "--set", f"clean.input={place}", "--set", "clean.source.split-size=1 MiB"]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=600,
        check=False, env=os.environ | environment)
    return done.returncode, ([line for line in done.stdout.splitlines() if line.strip()] or [""])[-1]


def launcher(given):
    return [str(HOME / "bloomery"), "clean"] + [word for name, value in given.items() for word in ("--set", f'spark.conf."{name}"={value}')]


def submit(given, jars):
    command = [str(pathlib.Path(pyspark.__file__).parent / "bin/spark-submit"), "--master", "local[2]",
               "--properties-file", str(HOME / "deploy/spark/spark-defaults.conf"), "--jars", ",".join(f"local:{file}" for file in jars)]
    # The shipped driver is sized for a cluster.
    for name, value in ({"spark.driver.memory": "2g"} | given).items():
        command += ["--conf", f"{name}={value}"]
    return [*command, "--class", "io.bloomery.jobs.cli.Main", str(jar()), "clean"]


def outcome(root):
    """What does not depend on where the files lay: documents, why others were dropped, and what could not be read."""
    def rows(table, *columns):
        found = []
        for file in root.glob(f"{table}/*/*.parquet"):
            found += parquet.read_table(file, columns=list(columns)).to_pylist()
        return found

    quarantine = [(row["file_path"].rsplit("/", 1)[-1], row["offset"], row["reason"])
                  for row in rows("clean_quarantine", "file_path", "offset", "reason")]
    return (sorted((row["id"], row["text"]) for row in rows("clean_documents", "id", "text")),
            sorted((row["id"], row["reject_rule"]) for row in rows("clean_rejects", "id", "reject_rule")), sorted(quarantine))


def main():
    report = Report()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        with tempfile.TemporaryDirectory(prefix="bloomery-s3-") as name:
            check(report, pathlib.Path(name), "http://%s:%d" % server.get_host_and_port())
    finally:
        server.stop()
    return 1 if report.failed else 0


def check(report, directory, endpoint):
    inputs, jars = directory / "in", directory / "jars"
    jars.mkdir()
    write_inputs(inputs)
    upload(inputs, endpoint)
    given, there = settings(endpoint), f"s3a://{BUCKET}/in/*"

    status, last = run(launcher(given), directory / "without", there)
    report.line(status == 78 and "hadoop-aws" in last, f"without hadoop-aws: status {status}, {last}")

    fetch(jars)
    status, last = run(launcher({}), directory / "local", f"{inputs}/*")
    documents, rejects, quarantine = outcome(directory / "local")
    expected = sorted(("long.jsonl" if name == "long.jsonl" else "cut.jsonl.gz") for name, _, _ in quarantine)
    report.line(status == 0 and expected == ["cut.jsonl.gz", "long.jsonl"] and len(documents) > 6_000,
                f"from a local folder: {len(documents)} documents, {len(rejects)} rejects, quarantined {quarantine} {last if status else ''}")

    everything = f"{jars}/*"
    for way, command, environment in [
            ("bloomery", launcher(given), {"BLOOMERY_CLASSPATH": everything}),
            ("spark-submit", submit(given, sorted(jars.glob("*.jar"))), {})]:
        root = directory / way
        status, last = run(command, root, there, **environment)
        report.line(status == 0 and outcome(root) == (documents, rejects, quarantine),
                    f"{way} over s3a://: status {status}, the same documents, rejects and quarantine{': ' + last if status else ''}")

    status, last = run(launcher(given), f"s3a://{BUCKET}/tables", there, BLOOMERY_CLASSPATH=everything)
    report.line(status == 78 and "object store" in last, f"tables on s3a://: status {status}, {last}")


if __name__ == "__main__":
    sys.exit(main())
