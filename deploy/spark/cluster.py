#!/usr/bin/env python3
"""A Spark cluster and an HDFS of real, separate processes on one machine.

    python deploy/spark/cluster.py start DIRECTORY --workers 2
    eval "$(python deploy/spark/cluster.py environment DIRECTORY)"
    $SPARK_HOME/bin/spark-submit --master "$SPARK_MASTER_URL" ... --set "storage.root=$HDFS_URL/bloomery"
    python deploy/spark/cluster.py stop DIRECTORY

Spark is the one of --spark-home, of $SPARK_HOME, or of PyPI's `pyspark` where this Python has it; its standalone master and
workers run. The NameNode and the DataNodes are the main classes of Hadoop's hadoop-client-minicluster, in the version of
Spark's own Hadoop client, fetched with Maven into DIRECTORY/lib unless --hadoop-jar names it. With --yarn a ResourceManager
and a NodeManager run, too. All listen on 127.0.0.1 on ports that were free; `start` returns when all of them answer. Whatever
they write lies under DIRECTORY: logs in log/, files of HDFS in hdfs/, executors' folders in work/. Starting a directory that
was stopped finds its HDFS as it was.

For trying faults, `signal` and `restart` act on a single daemon, and `status` lists the pids of daemons, executors and drivers:

    python deploy/spark/cluster.py signal DIRECTORY datanode-1 KILL
    python deploy/spark/cluster.py restart DIRECTORY datanode-1
"""

import argparse
import importlib.util
import json
import os
import pathlib
import shlex
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from xml.sax.saxutils import escape

HOST = "127.0.0.1"
PATIENCE = 90
GPU_DISCOVERY = pathlib.Path(__file__).resolve().parent / "gpu-discovery.sh"
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
HADOOP_JARS = ("hadoop-client-api-*", "hadoop-client-runtime-*", "slf4j-api-*", "jcl-over-slf4j-*", "log4j-api-*",
               "log4j-core-*", "log4j-slf4j2-impl-*", "log4j-1.2-api-*", "commons-logging-*", "jakarta.xml.bind-api-*", "jaxb-runtime-*", "activation-*", "istack-*")
# The minicluster leaves it out, and the ResourceManager does not start without.
BOUNCY_CASTLE = [("org.bouncycastle", f"{name}-jdk15on", "1.70") for name in ("bcprov", "bcpkix", "bcutil")]
# The pages of YARN define classes through java.lang.
DAEMON_JVM = ["-Xmx384m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
LOG4J = """rootLogger.level = info
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{HH:mm:ss} %-5p %c{1}: %m%n%ex
"""


class ClusterError(Exception):
    """Why the cluster could not be brought up, in words for the person at the keyboard."""


class Cluster:
    """The daemons under one directory; DIRECTORY/cluster.json remembers them between calls."""

    def __init__(self, directory):
        self.directory = directory.resolve()
        self.file = self.directory / "cluster.json"
        self.state = json.loads(self.file.read_text("utf-8")) if self.file.exists() else None

    # --- what there is to know of a cluster ---------------------------------------------------------------------------

    def known(self):
        if self.state is None:
            raise ClusterError(f"no cluster was ever started in {self.directory}")
        return self.state

    def port(self, name):
        return self.known()["ports"][name]

    def environment(self):
        variables = {
            "SPARK_HOME": self.known()["spark_home"],
            # Decides which of two layouts bin/spark-class looks for; PyPI's pyspark carries neither's marker.
            "SPARK_SCALA_VERSION": "2.12",
            "HADOOP_CONF_DIR": str(self.directory / "conf"),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_MASTER_URL": f"spark://{HOST}:{self.port('master')}",
            "SPARK_MASTER_WEB_URL": f"http://{HOST}:{self.port('master-web')}",
            "SPARK_MASTER_REST_URL": f"spark://{HOST}:{self.port('master-rest')}",
            "HDFS_URL": f"hdfs://{HOST}:{self.port('namenode')}",
            "HDFS_WEB_URL": f"http://{HOST}:{self.port('namenode-web')}/webhdfs/v1",
        }
        if self.state["yarn"]:
            variables["YARN_CONF_DIR"] = variables["HADOOP_CONF_DIR"]
        return variables

    def daemons(self):
        """Names in the order they are started."""
        state = self.known()
        names = ["namenode", *(f"datanode-{number + 1}" for number in range(state["data_nodes"])), "master"]
        names += [f"worker-{number + 1}" for number in range(state["workers"])]
        return names + (["resourcemanager", "nodemanager"] if state["yarn"] else [])

    def pid(self, name):
        """The pid of a daemon that lives, or None; a pid that another process has got since does not count."""
        entry = self.known()["processes"].get(name)
        return entry["pid"] if entry and born(entry["pid"]) == entry["born"] else None

    # --- start and stop -----------------------------------------------------------------------------------------------

    def start(self, arguments):
        if self.state and any(self.pid(name) for name in self.daemons()):
            raise ClusterError(f"a cluster runs in {self.directory} already; stop it first")
        for folder in ("conf", "daemons", "log", "lib", "work", "local"):
            (self.directory / folder).mkdir(parents=True, exist_ok=True)
        spark_home = find_spark(arguments.spark_home)
        ports = ["namenode", "namenode-web", "master", "master-web", "master-rest", "resourcemanager", "resourcemanager-web"]
        self.state = {
            "spark_home": str(spark_home), "hadoop_jars": find_hadoop(arguments, spark_home, self.directory / "lib"),
            "workers": arguments.workers, "cores": arguments.cores, "memory": arguments.memory, "gpus": arguments.gpus,
            "data_nodes": arguments.data_nodes, "yarn": arguments.yarn, "processes": {}, "ports": dict(zip(ports, free_ports(len(ports)))),
        }
        self.configure()
        if not (self.directory / "hdfs/name/current/VERSION").exists():
            self.format()
        try:
            for name in self.daemons():
                self.launch(name)
            for name in self.daemons():
                self.wait_for(name)
        except ClusterError:
            self.stop()
            raise

    def configure(self):
        name = self.directory / "hdfs/name"
        write_site(self.directory / "conf/core-site.xml", {
            "fs.defaultFS": f"hdfs://{HOST}:{self.port('namenode')}", "hadoop.tmp.dir": self.directory / "hdfs/tmp",
        })
        write_site(self.directory / "conf/hdfs-site.xml", {
            "dfs.namenode.name.dir": f"file://{name}", "dfs.namenode.http-address": f"{HOST}:{self.port('namenode-web')}",
            "dfs.namenode.rpc-bind-host": HOST, "dfs.replication": 1, "dfs.namenode.safemode.extension": 0,
            "dfs.namenode.datanode.registration.ip-hostname-check": "false",
            # A DataNode that stops is missed after some 40 s instead of ten minutes.
            "dfs.heartbeat.interval": 1, "dfs.namenode.heartbeat.recheck-interval": 15000,
        })
        vcores = self.state["cores"] * self.state["workers"]
        write_site(self.directory / "conf/yarn-site.xml", {
            "yarn.resourcemanager.hostname": HOST, "yarn.resourcemanager.address": f"{HOST}:{self.port('resourcemanager')}",
            # The default one wants a file of queues.
            "yarn.resourcemanager.scheduler.class": "org.apache.hadoop.yarn.server.resourcemanager.scheduler.fifo.FifoScheduler",
            "yarn.resourcemanager.webapp.address": f"{HOST}:{self.port('resourcemanager-web')}",
            "yarn.resourcemanager.scheduler.address": f"{HOST}:{free_ports(1)[0]}",
            "yarn.resourcemanager.resource-tracker.address": f"{HOST}:{free_ports(1)[0]}",
            "yarn.resourcemanager.admin.address": f"{HOST}:{free_ports(1)[0]}",
            "yarn.nodemanager.address": f"{HOST}:0", "yarn.nodemanager.localizer.address": f"{HOST}:{free_ports(1)[0]}",
            "yarn.nodemanager.webapp.address": f"{HOST}:0", "yarn.nodemanager.local-dirs": self.directory / "local/yarn",
            "yarn.nodemanager.log-dirs": self.directory / "log/yarn", "yarn.nodemanager.vmem-check-enabled": "false",
            "yarn.nodemanager.resource.memory-mb": megabytes(self.state["memory"]) * self.state["workers"],
            "yarn.nodemanager.resource.cpu-vcores": vcores, "yarn.scheduler.minimum-allocation-mb": 128,
            # A laptop's disk is often more than 90 % full.
            "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage": 99.5,
        } if self.state["yarn"] else {})
        (self.directory / "daemons/log4j2.properties").write_text(LOG4J, "utf-8")
        for webapp in ("cluster", "node"):  # the pages of YARN are no part of the minicluster's jar, but it insists on the folders
            (self.directory / "daemons/webapps" / webapp).mkdir(parents=True, exist_ok=True)

    def format(self):
        with open(self.directory / "log/format.log", "wb") as log:
            status = subprocess.run(
                [*self.hadoop(), "org.apache.hadoop.hdfs.server.namenode.NameNode", "-format", "-nonInteractive"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT).returncode
        if status != 0:
            raise ClusterError(f"the NameNode could not be formatted\n{tail(log.name)}")

    def launch(self, name):
        with open(self.directory / f"log/{name}.log", "ab") as log:
            process = subprocess.Popen(
                self.command(name), env=self.daemon_environment(), cwd=self.directory, stdin=subprocess.DEVNULL, stdout=log,
                stderr=subprocess.STDOUT, start_new_session=True)
        self.state["processes"][name] = {"pid": process.pid, "born": born(process.pid)}
        self.file.write_text(json.dumps(self.state, indent=1), "utf-8")

    def command(self, name):
        state, kind = self.state, name.split("-")[0]
        spark_class = [f"{state['spark_home']}/bin/spark-class"]
        if kind == "namenode":
            return [*self.hadoop(), "org.apache.hadoop.hdfs.server.namenode.NameNode"]
        if kind == "datanode":
            addresses = [f"-Ddfs.datanode.{port}={HOST}:0" for port in ("address", "http.address", "ipc.address")]
            return [*self.hadoop(), "org.apache.hadoop.hdfs.server.datanode.DataNode", *addresses,
                    f"-Ddfs.datanode.data.dir=file://{self.directory}/hdfs/{name}"]
        if kind == "master":
            return [*spark_class, "org.apache.spark.deploy.master.Master", "--host", HOST, "--port", str(self.port("master")),
                    "--webui-port", str(self.port("master-web"))]
        if kind == "worker":
            return [*spark_class, "org.apache.spark.deploy.worker.Worker", "--host", HOST, "--webui-port", "0", "--cores",
                    str(state["cores"]), "--memory", state["memory"], "--work-dir", str(self.directory / "work" / name),
                    f"spark://{HOST}:{self.port('master')}"]
        if kind == "resourcemanager":
            return [*self.hadoop(), "org.apache.hadoop.yarn.server.resourcemanager.ResourceManager"]
        return [*self.hadoop(), "org.apache.hadoop.yarn.server.nodemanager.NodeManager"]

    def hadoop(self):
        jars = [str(jar) for pattern in HADOOP_JARS for jar in pathlib.Path(self.state["spark_home"], "jars").glob(pattern)]
        classpath = os.pathsep.join([str(self.directory / "conf"), str(self.directory / "daemons"), *self.state["hadoop_jars"], *jars])
        return [java(), *DAEMON_JVM, "-cp", classpath]

    def daemon_environment(self):
        options = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dspark.master.rest.enabled=true",
                   f"-Dspark.master.rest.port={self.port('master-rest')}",
                   # Each application leaves a copy of its jar for each executor.
                   "-Dspark.worker.cleanup.enabled=true", "-Dspark.worker.cleanup.interval=60", "-Dspark.worker.cleanup.appDataTtl=300"]
        return {
            **os.environ, **self.environment(), "SPARK_CONF_DIR": str(self.directory / "daemons"), "SPARK_DAEMON_MEMORY": "384m", "SPARK_LOCAL_DIRS": str(self.directory / "local"),
            "SPARK_DAEMON_JAVA_OPTS": " ".join(options), "SPARK_NO_DAEMONIZE": "1", "SPARK_WORKER_OPTS": " ".join(self.gpu_options()),
        }

    def gpu_options(self):
        if not self.state["gpus"]:
            return []
        return [f"-Dspark.worker.resource.gpu.amount={self.state['gpus']}",
                f"-Dspark.worker.resource.gpu.discoveryScript={GPU_DISCOVERY}"]

    def wait_for(self, name):
        deadline = time.monotonic() + PATIENCE
        while not self.answers(name):
            if self.pid(name) is None or time.monotonic() > deadline:
                log = self.directory / f"log/{name}.log"
                raise ClusterError(f"{name} {'does not answer' if self.pid(name) else 'ended'}; {log} ends with\n{tail(log)}")
            time.sleep(0.2)

    def answers(self, name):
        """Whether a daemon does its work; those of one kind are judged together, by the one they report to."""
        kind = name.split("-")[0]
        try:
            if kind in ("namenode", "datanode"):
                bean = fetch(self.port("namenode-web"), "/jmx?qry=Hadoop:service=NameNode,name=FSNamesystemState")["beans"][0]
                safe = fetch(self.port("namenode-web"), "/jmx?qry=Hadoop:service=NameNode,name=NameNodeInfo")["beans"][0]["Safemode"]
                return kind == "namenode" or bean["NumLiveDataNodes"] >= self.state["data_nodes"] and not safe
            if kind in ("master", "worker"):
                return kind == "master" or fetch(self.port("master-web"), "/json/")["aliveworkers"] >= self.state["workers"]
            bean = fetch(self.port("resourcemanager-web"), "/jmx?qry=Hadoop:service=ResourceManager,name=ClusterMetrics")["beans"][0]
            return kind == "resourcemanager" or bean["NumActiveNMs"] >= 1
        except (OSError, ValueError, LookupError):
            return False

    def stop(self):
        names = [name for name in reversed(self.daemons()) if self.pid(name)]
        for name in names:
            os.kill(self.pid(name), signal.SIGCONT)
            os.kill(self.pid(name), signal.SIGTERM)
        deadline = time.monotonic() + 15
        while any(self.pid(name) for name in names) and time.monotonic() < deadline:
            time.sleep(0.1)
        for name in self.daemons():  # executors and drivers are in the group of the worker that started them
            end_group(self.state["processes"].get(name, {}).get("pid"))
        self.state["processes"] = {}
        self.file.write_text(json.dumps(self.state, indent=1), "utf-8")

    # --- single daemons -----------------------------------------------------------------------------------------------

    def signal(self, name, which):
        pid = self.pid(self.checked(name))
        if pid is None:
            raise ClusterError(f"{name} does not run")
        os.kill(pid, getattr(signal, "SIG" + which.upper().removeprefix("SIG")))

    def restart(self, name):
        pid = self.pid(self.checked(name))
        if pid:
            os.kill(pid, signal.SIGKILL)
        while self.pid(name):
            time.sleep(0.05)
        self.launch(name)
        self.wait_for(name)

    def checked(self, name):
        if name not in self.daemons():
            raise ClusterError(f"no daemon {name}; there are {', '.join(self.daemons())}")
        return name

    def status(self):
        """One line a process: name, pid, and whether it answers; executors and drivers below their worker."""
        good, children = True, list(processes())
        for name in self.daemons():
            pid = self.pid(name)
            good &= bool(pid) and self.answers(name)
            yield f"{name} {pid or '-'} {'running' if pid and self.answers(name) else 'silent' if pid else 'stopped'}"
            for child, parent, words in children:
                kind = "executor" if "CoarseGrainedExecutorBackend" in words else "driver" if "DriverWrapper" in words else None
                if pid and parent == pid and kind:
                    yield f"  {kind} {child} of {name}"
        yield "all daemons answer" if good else "not all daemons answer"


def born(pid):
    """When a process began, or an empty text if there is none; zombies count as gone."""
    found = subprocess.run(["ps", "-o", "state=,lstart=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return "" if not found or found.startswith("Z") else found.split(None, 1)[1]


def processes():
    for line in subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True).stdout.splitlines():
        pid, parent, words = line.split(None, 2)
        yield int(pid), int(parent), words


def end_group(pid):
    try:
        os.killpg(pid, signal.SIGKILL)
    except (TypeError, ProcessLookupError, PermissionError):
        pass


def find_spark(given):
    """The Spark to run: the one named, else $SPARK_HOME, else this Python's pyspark."""
    found = given or os.environ.get("SPARK_HOME")
    if not found:
        package = importlib.util.find_spec("pyspark")
        found = package and package.submodule_search_locations[0]
    if not found or not pathlib.Path(found, "bin/spark-class").exists():
        raise ClusterError("no Spark found: pip install pyspark==3.5.5, or name one with --spark-home")
    return pathlib.Path(found).resolve()


def find_hadoop(arguments, spark_home, folder):
    """hadoop-client-minicluster in the version of Spark's Hadoop client, from Maven where it is not named."""
    version = next(spark_home.glob("jars/hadoop-client-api-*.jar")).stem.rsplit("-", 1)[1]
    wanted = [] if arguments.hadoop_jar else [("org.apache.hadoop", "hadoop-client-minicluster", version)]
    wanted += BOUNCY_CASTLE if arguments.yarn else []
    for group, name, version in wanted:
        if not (folder / f"{name}-{version}.jar").exists():
            fetch_jar(f"{group}:{name}:{version}", folder)
    named = [str(pathlib.Path(arguments.hadoop_jar).resolve())] if arguments.hadoop_jar else []
    return named + [str(folder / f"{name}-{version}.jar") for _, name, version in wanted]


def fetch_jar(coordinates, folder):
    command = ["mvn", "-B", "-q", MAVEN_COPY, f"-Dartifact={coordinates}", f"-DoutputDirectory={folder}"]
    copied = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if copied.returncode != 0:
        raise ClusterError(f"Maven could not fetch {coordinates}\n{copied.stdout[-2000:]}")


def java():
    return f"{os.environ['JAVA_HOME']}/bin/java" if os.environ.get("JAVA_HOME") else "java"


def megabytes(memory):
    return int(memory[:-1]) * {"m": 1, "g": 1024}[memory[-1].lower()]


def free_ports(count):
    """Ports that nothing listens on now, all different."""
    sockets = [socket.socket() for _ in range(count)]
    for entry in sockets:
        entry.bind((HOST, 0))
    ports = [entry.getsockname()[1] for entry in sockets]
    for entry in sockets:
        entry.close()
    return ports


def write_site(path, properties):
    entries = "".join(f"<property><name>{name}</name><value>{escape(str(value))}</value></property>\n" for name, value in properties.items())
    path.write_text(f'<?xml version="1.0"?>\n<configuration>\n{entries}</configuration>\n', "utf-8")


def fetch(port, path):
    with urllib.request.urlopen(f"http://{HOST}:{port}{path}", timeout=5) as answer:
        return json.load(answer)


def tail(path, lines=20):
    return "\n".join(pathlib.Path(path).read_text("utf-8", errors="replace").splitlines()[-lines:])


def parser():
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = made.add_subparsers(dest="verb", required=True)
    for verb, purpose in {
        "start": "start all daemons and print the environment to use", "stop": "stop all daemons, executors and drivers; HDFS keeps its files",
        "status": "list the processes; 0 if all daemons answer", "environment": "print the variables as export commands",
        "signal": "send a signal to one daemon", "restart": "kill one daemon and start it again",
    }.items():
        command = verbs.add_parser(verb, help=purpose, description=purpose)
        command.add_argument("directory", type=pathlib.Path)
        if verb == "start":
            command.add_argument("--workers", type=int, default=2, help="Spark workers (default: %(default)s)")
            command.add_argument("--cores", type=int, default=1, help="of each worker (default: %(default)s)")
            command.add_argument("--memory", default="2g", help="that a worker may give to executors (default: %(default)s)")
            command.add_argument("--gpus", type=int, default=0, help="that each worker gives to executors; all find the same, so with one worker only (default: %(default)s)")
            command.add_argument("--data-nodes", type=int, default=1, help="of HDFS (default: %(default)s)")
            command.add_argument("--yarn", action="store_true", help="a ResourceManager and a NodeManager, too")
            command.add_argument("--spark-home", help="default: $SPARK_HOME, else pyspark of this Python")
            command.add_argument("--hadoop-jar", help="hadoop-client-minicluster-*.jar; default: from Maven")
        if verb in ("signal", "restart"):
            command.add_argument("daemon", help="as `status` names it")
        if verb == "signal":
            command.add_argument("signal", help="KILL, STOP, CONT, TERM ...")
    return made


def main():
    arguments = parser().parse_args()
    cluster = Cluster(arguments.directory)
    try:
        if arguments.verb == "start":
            cluster.start(arguments)
        elif arguments.verb == "stop":
            cluster.known()
            cluster.stop()
        elif arguments.verb == "signal":
            cluster.signal(arguments.daemon, arguments.signal)
        elif arguments.verb == "restart":
            cluster.restart(arguments.daemon)
        elif arguments.verb == "status":
            lines = list(cluster.status())
            print("\n".join(lines))
            return 0 if lines[-1] == "all daemons answer" else 1
        if arguments.verb in ("start", "environment"):
            for name, value in cluster.environment().items():
                print(f"export {name}={shlex.quote(value)}")
    except ClusterError as failure:
        print(f"cluster: {failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
