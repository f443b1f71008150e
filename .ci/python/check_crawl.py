#!/usr/bin/env python3
"""Kills a crawl with SIGKILL in every phase of a round, starts it again, and reads its archive with another reader.

    python .ci/python/check_crawl.py

Serves small sites on 127.0.0.1 and up, crawls them undisturbed, and again with kills. The tables and the records of the
WARC files must be the same, no record may be there twice, and nothing that was finished before a kill may be asked for
after it. The log of the server tells whether any host was asked sooner than its Crawl-delay. warcio, which shares no code
with Bloomery, reads every record back, digests included, and finds each page where the CDXJ index says.
"""

import argparse
import collections
import gzip
import http.server
import io
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time

import duckdb
from warcio.archiveiterator import ArchiveIterator

HOME = pathlib.Path(__file__).resolve().parents[2]
HOSTS = [f"127.0.0.{number}" for number in range(1, 7)]
PAGES = 100
DELAYS = {host: (0.15, 0.2, 0.25)[number % 3] for number, host in enumerate(HOSTS)}
PATIENCE = 600


class Site(http.server.BaseHTTPRequestHandler):
    """A tree of pages, with a redirect, a dead link and a forbidden page on each."""

    protocol_version = "HTTP/1.1"
    log = []

    def do_GET(self):
        host = self.headers["Host"].split(":")[0]
        Site.log.append((time.monotonic(), host, self.path))
        origin = f"http://{self.headers['Host']}"
        if self.path == "/robots.txt":
            body = f"User-agent: *\nDisallow: /secret\nCrawl-delay: {DELAYS[host]}\nSitemap: {origin}/sitemap.txt\n"
            return self.answer(200, "text/plain", body)
        if self.path == "/sitemap.txt":
            return self.answer(200, "text/plain", "".join(f"{origin}/{page}\n" for page in range(PAGES)))
        if self.path == "/old":
            return self.answer(301, "text/plain", "", ("Location", "/new"))
        name = self.path[1:]
        if name == "new" or name.isdigit() and int(name) < PAGES:
            links = '<a href="/old">o</a> <a href="/gone">g</a> <a href="/secret">s</a>'
            return self.answer(200, "text/html", f"<html><p>page {self.path} of {host}</p>{links}</html>")
        return self.answer(404, "text/html", "gone")

    def answer(self, status, kind, body, *headers):
        content = body.encode()
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(content))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a crawler that is killed resets its connections


class Crawl:
    """A crawl into one root, started as often as it is killed."""

    def __init__(self, bloomery, root, port, log):
        self.root, self.log, self.kills = root, log, []
        seeds = json.dumps([f"http://{host}:{port}/0" for host in HOSTS])
        self.command = [
            bloomery, "crawl", "--set", f"storage.root={root}", "--set", f"crawl.seeds={seeds}",
            "--set", 'crawl.network.allow-addresses=["127.0.0.0/8"]', "--set", "crawl.politeness.min-delay=0 s",
            "--set", "crawl.politeness.delay-factor=0", "--set", "crawl.round.duration=10 s",
        ]

    def start(self):
        return subprocess.Popen(
            self.command, cwd=HOME, env={"BLOOMERY_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1", **os.environ}, stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT,
            start_new_session=True)

    def finish(self):
        code = self.start().wait(timeout=PATIENCE)
        if code != 0:
            self.log.flush()
            sys.stdout.write("".join(open(self.log.name, encoding="utf-8").readlines()[-30:]))
        return code == 0

    def kill_when(self, pattern):
        """Kills as soon as a file appears under the root; the moment, or None if the crawl ended before."""
        known = set(self.root.glob(pattern))
        process = self.start()
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            if set(self.root.glob(pattern)) - known:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                return time.monotonic()
            time.sleep(0.002)
        return None

    def finished(self):
        """The URLs of pages whose visits were finished, committed or not; each round asks for TDM reservations anew."""
        urls = set()
        for journal in self.root.glob("_work/crawl-*/round-*/visits/[0-9]*.urls.json.gz"):
            with gzip.open(journal, "rt", encoding="utf-8") as lines:
                urls |= {json.loads(line)["url"] for line in lines}
        for archive in self.root.glob("_work/crawl-*/round-*/visits/[0-9]*.pages.warc.gz"):
            if not list(archive.parent.glob("*.urls.json.gz")):  # of a round that is committed
                urls |= {url for kind, url, _ in records([archive]) if kind == "response"}
        return {url for url in urls if not url.endswith("/.well-known/tdmrep.json")}

    def table(self, name):
        manifest = sorted(self.root.glob(f"{name}/*/_manifest.json"))
        return manifest[0].parent

    def urls(self):
        columns = "url, state, http_status, depth, payload_digest"
        return sorted(
            duckdb.sql(f"SELECT {columns} FROM read_parquet('{self.table('crawl_urls')}/*.parquet')").fetchall(), key=str)


def records(files):
    """Type, URL and digest of every record, read whole."""
    found = []
    for file in files:
        with open(file, "rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                record.content_stream().read()
                headers = record.rec_headers
                found.append((
                    record.rec_type, headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Payload-Digest")))
    return found


class Report:
    failed = 0

    def line(self, good, text):
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {text}", flush=True)


def check_archive(report, crawl, table):
    """Every record is intact and there once; each line of the index leads to its record."""
    directory = crawl.table(table)
    found = records(sorted(directory.glob("*.warc.gz")))
    counts = collections.Counter(kind for kind, _, _ in found)
    twice = [key for key, count in collections.Counter((kind, url) for kind, url, _ in found).items() if count > 1 and key[0] != "warcinfo"]
    report.line(not twice, f"{table}: warcio reads {dict(counts)}, none twice {twice[:3] or ''}".rstrip())
    wrong, lines = 0, (directory / "index.cdxj").read_text("utf-8").splitlines()
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        with open(directory / entry["filename"], "rb") as stream:
            stream.seek(int(entry["offset"]))
            record = next(iter(ArchiveIterator(io.BytesIO(stream.read(int(entry["length"]))))))
        headers = record.rec_headers
        wrong += (headers.get_header("WARC-Target-URI"), headers.get_header("WARC-Payload-Digest"), record.http_headers.get_statuscode()) != (
            entry["url"], entry["digest"], entry["status"])
    keys = [line.encode() for line in lines]
    report.line(wrong == 0 and keys == sorted(keys) and len(lines) == counts["response"] + counts["revisit"],
                f"{table}: {len(lines)} lines of the index, in order, lead to their records, {wrong} do not")
    return sorted(record for record in found if record[0] != "warcinfo")


def check_politeness(report, log, name):
    times = collections.defaultdict(list)
    for moment, host, _ in log:
        times[host].append(moment)
    soon = [
        (host, round(after - before, 3)) for host, moments in times.items()
        for before, after in zip(moments, moments[1:]) if after - before < DELAYS[host] - 0.002
    ]
    report.line(not soon, f"{name}: no host was asked sooner than its Crawl-delay, {len(log)} requests {soon[:3] or ''}".rstrip())


PHASES = {
    "planning": "_work/crawl-*/round-00001/_plan",
    "a round that has just begun": "_work/crawl-*/round-00001/plan",
    "the middle of the first round": "_work/crawl-*/round-00001/visits/[0-9]*.urls.json.gz",
    "naming the files of a segment": "_work/crawl-*/round-00001/visits/[0-9]*.hosts.json.gz",
    "writing the hosts": "_work/crawl-*/round-00001/hosts",
    "the commit": "_work/crawl-*/commits/*1.json",
    "the middle of the second round": "_work/crawl-*/round-00002/visits/[0-9]*.urls.json.gz",
    "writing the frontier": "_work/crawl-*/round-00002/urls",
    "joining the archive": "_work/crawl-*/joined-pages",
    "publishing": "frontier/*",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bloomery", default=str(HOME / "bloomery"), help="the command")
    bloomery = parser.parse_args().bloomery
    server = Server(("0.0.0.0", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report = Report()
    with tempfile.TemporaryDirectory(prefix="bloomery-crawl-") as directory:
        directory = pathlib.Path(directory)
        with open(directory / "log", "w", encoding="utf-8") as log:
            undisturbed = Crawl(bloomery, directory / "undisturbed", server.server_port, log)
            disturbed = Crawl(bloomery, directory / "disturbed", server.server_port, log)
            if not undisturbed.finish():
                report.line(False, "the undisturbed crawl ended with an error")
                return 1
            check_politeness(report, Site.log, "undisturbed")
            Site.log.clear()
            for phase, pattern in PHASES.items():
                killed = disturbed.kill_when(pattern)
                finished = disturbed.finished()
                mark = len(Site.log)
                print(f"     killed during {phase}" if killed else f"     was over before {phase}", flush=True)
                disturbed.kills.append((phase, mark, finished))
            if not disturbed.finish():
                report.line(False, "the last start ended with an error")
                return 1
        for phase, mark, finished in disturbed.kills:
            later = {f"http://{host}:{server.server_port}{path}" for _, host, path in Site.log[mark:]}
            again = finished & later
            report.line(not again, f"killed during {phase}: of {len(finished)} finished URLs, {len(again)} were asked for again {sorted(again)[:3] or ''}".rstrip())
        check_politeness(report, Site.log, "disturbed")
        expected, actual = undisturbed.urls(), disturbed.urls()
        differing = sorted(set(expected) ^ set(actual), key=str)
        report.line(not differing, f"the same {len(expected)} URLs in the same states {differing[:6] or ''}".rstrip())
        for table in ("pages", "robots"):
            same = check_archive(report, undisturbed, table) == check_archive(report, disturbed, table)
            report.line(same, f"{table}: the same records with and without kills")
        report.line(not list((directory / "disturbed").glob("_staging/*")), "nothing is left in staging")
    server.shutdown()
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
