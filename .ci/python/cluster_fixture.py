"""What the checks on a cluster share: the cluster itself, its HDFS over HTTP, spark-submit, and a site to crawl."""

import contextlib
import http.server
import json
import mimetypes
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile

HOME = pathlib.Path(__file__).resolve().parents[2]
CLUSTER = HOME / "deploy/spark/cluster.py"
STAGES = ["crawl", "clean", "dedupe", "decontaminate", "mix", "tokenizer", "tokenize", "train", "evaluate", "export"]
# What the defaults of deploy/spark give to executors of 16 GB, in the size of a test on two cores.
SMALL = {
    "spark.driver.memory": "1g", "spark.executor.memory": "1g", "spark.executor.cores": "1", "spark.cores.max": "2",
    "spark.driver.maxResultSize": "512m", "spark.sql.shuffle.partitions": "4", "spark.ui.enabled": "false",
}
MODEL_VERBS = {"train", "evaluate", "export", "generate", "pipeline"}
PAGES = 60
JAVADOC = "org.jsoup:jsoup:1.18.1:jar:javadoc"
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"


class Report:
    failed = 0

    def line(self, good, text):
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {text}", flush=True)
        return good


@contextlib.contextmanager
def cluster(directory, *options):
    """The environment of a running cluster; stopped at the end, whatever happened."""
    start = [sys.executable, str(CLUSTER), "start", str(directory), *options]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "HADOOP_"))}
    started = subprocess.run(start, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True)
    exports = [line.removeprefix("export ").split("=", 1) for line in started.stdout.splitlines()]
    try:
        yield environment | {name: shlex.split(value)[0] for name, value in exports}
    finally:
        subprocess.run([sys.executable, str(CLUSTER), "stop", str(directory)], stdin=subprocess.DEVNULL, check=False)


class Hdfs:
    """A few calls of WebHDFS; a shell of Hadoop would start a JVM for each."""

    def __init__(self, environment):
        self.url, self.web = environment["HDFS_URL"], environment["HDFS_WEB_URL"]

    def call(self, method, path, operation, data=None, **parameters):
        query = urllib.parse.urlencode({"op": operation, "user.name": os.environ.get("USER", "root"), **parameters})
        request = urllib.request.Request(f"{self.web}{path}?{query}", method=method, data=data)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return answer.read()

    def put(self, file, path):
        location = json.loads(self.call("PUT", path, "CREATE", overwrite="true", noredirect="true"))["Location"]
        with open(file, "rb") as content:
            request = urllib.request.Request(location, method="PUT", data=content)
            request.add_header("Content-Length", str(os.path.getsize(file)))
            request.add_header("Content-Type", "application/octet-stream")
            urllib.request.urlopen(request, timeout=300).close()
        return f"{self.url}{path}"

    def read(self, path):
        return self.call("GET", path, "OPEN").decode("utf-8")

    def names(self, path):
        try:
            found = json.loads(self.call("GET", path, "LISTSTATUS"))["FileStatuses"]["FileStatus"]
        except urllib.error.HTTPError as missing:
            if missing.code != 404:
                raise
            return []
        return sorted(entry["pathSuffix"] for entry in found)

    def manifests(self, root):
        """Table name to the manifests of its versions."""
        tables = [name for name in self.names(root) if not name.startswith(("_", "."))]
        return {
            table: [json.loads(self.read(f"{root}/{table}/{version}/_manifest.json")) for version in self.names(f"{root}/{table}")]
            for table in tables
        }

    def digests(self, root):
        return {
            table: sorted((manifest["rows"], manifest["content_digest"]) for manifest in manifests)
            for table, manifests in self.manifests(root).items()
        }

    def run_record(self, root, run_id):
        """The run.json of a run, or None while there is none."""
        try:
            return json.loads(self.read(f"{root}/_runs/{run_id}/run.json"))
        except urllib.error.HTTPError:
            return None


def write_corpus(path, documents, words):
    """JSON Lines of as many made-up documents of so many words, the same each time; few of the words are frequent."""
    draw = random.Random(1)
    known = ["".join(draw.choice("aeioubdfgklmnprst") for _ in range(draw.randint(2, 7))) for _ in range(300)]
    with open(path, "w", encoding="utf-8") as out:
        for number in range(documents):
            text = " ".join(known[int(300 * draw.random() ** 2)] for _ in range(words))
            out.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")


def jar():
    return max((HOME / "spark-jobs/target").glob("bloomery-*.jar"), key=lambda file: file.stat().st_mtime)


def shipped_setting(name):
    """A setting as deploy/spark/spark-defaults.conf has it."""
    text = (HOME / "deploy/spark/spark-defaults.conf").read_text("utf-8").replace("\\\n", " ")
    return re.search(rf"^{re.escape(name)}\s+(.*)$", text, re.MULTILINE).group(1)


def settings_for(verb, driver_options=""):
    """The settings of SMALL; stages that run no model are over before Java's second compiler pays."""
    options = "" if verb in MODEL_VERBS else " -XX:TieredStopAtLevel=1"
    return SMALL | {
        "spark.driver.extraJavaOptions": f"{shipped_setting('spark.driver.extraJavaOptions')}{options} {driver_options}",
        "spark.executor.extraJavaOptions": shipped_setting("spark.executor.extraJavaOptions") + options,
    }


def submit_command(environment, mode, settings, application=None):
    """spark-submit with the settings that deploy/spark ships and others over them; a verb follows."""
    command = [
        f"{environment['SPARK_HOME']}/bin/spark-submit", "--master", environment["SPARK_MASTER_URL"], "--deploy-mode", mode,
        "--properties-file", str(HOME / "deploy/spark/spark-defaults.conf")]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    return [*command, "--class", "io.bloomery.jobs.cli.Main", str(application or jar())]


def javadoc_archive(folder):
    """The pages of a library's documentation, through Maven."""
    found = list(folder.glob("*-javadoc.jar"))
    if not found:
        command = ["mvn", "-B", "-q", MAVEN_COPY, f"-Dartifact={JAVADOC}", f"-DoutputDirectory={folder}"]
        subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, check=True)
        found = list(folder.glob("*-javadoc.jar"))
    return zipfile.ZipFile(found[0])


@contextlib.contextmanager
def site(folder):
    """Serves the archive on 127.0.0.1; what a crawl has to be told to go there, as --set assignments."""
    archive = javadoc_archive(folder)
    names = set(archive.namelist())
    lock = threading.Lock()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            name = urllib.parse.unquote(self.path.split("?")[0].lstrip("/")) or "index.html"
            with lock:
                content = archive.read(name) if name in names else b""
            self.send_response(200 if name in names else 404)
            self.send_header("Content-Type", mimetypes.guess_type(name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield [
            f'crawl.seeds=["http://127.0.0.1:{server.server_port}/"]', 'crawl.network.allow-addresses=["127.0.0.0/8"]',
            f"crawl.budget.max-pages={PAGES}",
        ]
    finally:
        server.shutdown()


def driver_state(environment, driver):
    """What the master says of a driver: RUNNING, FINISHED, FAILED ...; an empty text where it does not know it."""
    with urllib.request.urlopen(environment["SPARK_MASTER_WEB_URL"] + "/json/", timeout=10) as answer:
        known = json.load(answer)
    states = {entry["id"]: entry["state"] for entry in known["activedrivers"] + known["completeddrivers"]}
    return states.get(driver, "")


def wait_for_driver(environment, driver, seconds=600):
    deadline = time.monotonic() + seconds
    while (state := driver_state(environment, driver)) in ("", "SUBMITTED", "RUNNING") and time.monotonic() < deadline:
        time.sleep(0.3)
    return state
