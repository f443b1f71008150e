#!/usr/bin/env python3
"""Gives `clean` what was made to break it, in a heap of 1 GB, with every profile; checks that each input ends in a named state.

    python .ci/python/check_hostile.py

A line, a text and a page of 500 MB, bombs of 2 GB in gzip as JSON lines, page and WARC, 100,000 nested elements, a million
siblings, texts that regular expressions with backtracking never finish, marks that Java never ends putting in order, and pages
with too much of one thing.
"""

import argparse
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import pyarrow.parquet as parquet

HOME = pathlib.Path(__file__).resolve().parents[2]
MEBIBYTE = 1 << 20
SENTENCE = "The quick brown fox jumps over the lazy dog and goes home to sleep before it gets dark. "
PROFILES = ["multilingual", "chinese", "gopher", "c4", "fineweb", "dolma", "dclm", "nemo"]
BAIT = [
    "a" * 300_000, "1." * 150_000, "@" * 200_000 + "x", "a@" * 150_000, "(" * 200_000, "http://" * 50_000, " " * 500_000 + "x",
    "\n" * 500_000 + "x", "-" * 300_000, "1 " * 200_000, "x.y" * 100_000, "\u3000" * 200_000, "4111 1111 1111 111" * 20_000,
    "DE89 3704 " * 30_000, "+49 " * 50_000, "{{[[<ref>" * 30_000, "&amp;" * 100_000, "\u4e2d" * 300_000, "lorem ipsum {" * 20_000,
    # Marks that change places, letters that grow when they are folded or composed, scripts without spaces, joiners, directions.
    "a" + "\u0301" * 75_000 + "\u0323" * 75_000, "\u0344" * 50_000, "\u0130" * 100_000, "\ufdfa" * 30_000, "\u1112\u1161\u11ab" * 40_000,
    "\u0e01" * 150_000, "\u3042" * 150_000, "\u0627\u0651" * 75_000, "\U0001f468\u200d" * 50_000, "\u202e" * 150_000, "\u200b" * 150_000,
    # Much of one mark, and words that are all the same or all different.
    "." * 150_000, "\u2026" * 100_000, "\"" * 150_000, "'" * 150_000, "{" * 150_000, "<" * 150_000, "&#x41;" * 30_000, "a\n" * 75_000, "\t" * 150_000,
    "the " * 50_000, "- the mill\n" * 20_000, " ".join(f"w{number}" for number in range(30_000)), "A.B." * 40_000, "0" * 150_000, "=\n\n" * 50_000,
]
PAGES = {
    "marks": "<p>a" + "\u0301" * 500_000 + "\u0323" * 500_000 + "<title>b" + "\u0323\u0301" * 200_000,
    "attributes": "<p " + " ".join(f"a{number}=b" for number in range(200_000)) + ">" + SENTENCE,
    "classes": "<p class='" + "author-name date " * 100_000 + "'>" + SENTENCE,
    "declared": "<script type='application/ld+json'>" + "[" * 200_000 + "</script><script type='application/ld+json'>" + '{"a":' * 200_000 + "</script>",
    "entities": "<p>" + "&amp" * 500_000 + "&notanentityatall;" * 50_000,
    "links": "<p>" + "<a href='http://example.org/'>x</a> " * 100_000,
    "headings": "<h1>" + "<h2>Share</h2><time>1 May 2020</time>" * 50_000,
}


def repeated(path, head, unit, tail, size, opener=open):
    block = unit * (MEBIBYTE // len(unit))
    with opener(path, "wb") as file:
        file.write(head)
        for _ in range(size // len(block)):
            file.write(block)
        file.write(tail)


def fast_gzip(path, mode):
    return gzip.open(path, mode, compresslevel=1)


def line(name, text):
    return json.dumps({"id": name, "url": f"http://example.org/{name}", "text": text}).encode() + b"\n"


def write_large(folder):
    """The inputs that are larger than a record may be, each with good records around it where its format has any."""
    words = SENTENCE.encode()
    repeated(folder / "line.jsonl", line("before", SENTENCE) + b'{"id":"huge","text":"', words, b'"}\n' + line("after", SENTENCE), 500 * MEBIBYTE)
    repeated(folder / "text.txt", b"", words, b"", 500 * MEBIBYTE)
    repeated(folder / "page.html", b"<html><body><p>", words, b"</p></body></html>", 500 * MEBIBYTE)
    repeated(folder / "bomb.jsonl.gz", b"", b"0" * 1024, b"\n" + line("behind", SENTENCE), 2000 * MEBIBYTE, fast_gzip)
    repeated(folder / "bomb.html.gz", b"<html><body><p>", b"0 " * 512, b"", 2000 * MEBIBYTE, fast_gzip)
    header = (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
              b"WARC-Record-ID: <urn:uuid:6e2d3f0a-0000-4000-8000-000000000001>\r\nContent-Length: 2097152000\r\n"
              b"Content-Type: application/http; msgtype=response\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    repeated(folder / "bomb.warc.gz", header, b"0 " * 512, b"", 2000 * MEBIBYTE, fast_gzip)


def write_small(folder):
    """The inputs that are read whole."""
    words = SENTENCE.encode() * 50
    (folder / "nested.html").write_bytes(b"<html><body>" + b"<div>" * 100_000 + words + b"</div>" * 100_000)
    (folder / "tables.html").write_bytes(b"<html><body>" + b"<table><tr><td>" * 50_000 + words)
    (folder / "unclosed.html").write_bytes(b"<html><body>" + b"<b><i><a href=x>" * 100_000 + words)
    (folder / "siblings.html").write_bytes(b"<html><body>" + b"<p>a b c</p>" * 1_000_000)
    for name, page in PAGES.items():
        (folder / f"{name}.html").write_bytes(f"<html><body>{page}".encode())
    (folder / "bait.jsonl").write_bytes(b"".join(line(f"bait{number}", text) for number, text in enumerate(BAIT)))


def clean(root, profile, inputs):
    command = [str(HOME / "bloomery"), "clean", "--set", f"storage.root={root}", "--set", f"clean.profile={profile}",
               "--set", f"clean.input={inputs}"]
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=HOME, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", timeout=600, check=False, env=os.environ | {"BLOOMERY_HEAP": "1g"})
    if done.returncode != 0:
        raise AssertionError(f"status {done.returncode}: {done.stdout.strip().splitlines()[-1]}")
    return time.monotonic() - started


def rows(root, table, column):
    return [value for file in root.glob(f"{table}/*/*.parquet") for value in parquet.read_table(file)[column].to_pylist()]


def require(condition, message):
    if not condition:
        raise AssertionError(message)


def large(directory):
    inputs, root = directory / "large", directory / "root-large"
    inputs.mkdir()
    write_large(inputs)
    seconds = clean(root, "multilingual", inputs)
    quarantined = sorted(pathlib.PurePosixPath(path).name for path in rows(root, "clean_quarantine", "file_path"))
    expected = sorted(["line.jsonl", "text.txt", "page.html", "bomb.jsonl.gz", "bomb.html.gz", "bomb.warc.gz"])
    require(quarantined == expected, f"quarantined are {quarantined}")
    require(set(rows(root, "clean_quarantine", "reason")) == {"record-too-large"}, "another reason than record-too-large")
    left = sorted(rows(root, "clean_documents", "id") + rows(root, "clean_rejects", "id"))
    require(left == ["after", "before", "behind"], f"the records around them are {left}")
    return f"{len(expected)} inputs of 500 MB to 2 GB are quarantined in {seconds:.0f} s, and what stands around them is read"


def small(directory, profile):
    root = directory / f"root-{profile}"
    seconds = clean(root, profile, directory / "small")
    judged = len(rows(root, "clean_documents", "id")) + len(rows(root, "clean_rejects", "id"))
    expected = len(BAIT) + len(PAGES) + 4
    require(judged == expected, f"{judged} documents are judged, not {expected}")
    return f"profile {profile} judges {judged} hostile documents in {seconds:.0f} s"


def main():
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    failed = 0
    with tempfile.TemporaryDirectory(prefix="bloomery-hostile-") as name:
        directory = pathlib.Path(name)
        (directory / "small").mkdir()
        write_small(directory / "small")
        for check in [lambda: large(directory)] + [lambda profile=profile: small(directory, profile) for profile in PROFILES]:
            try:
                print(f"ok   {check()}", flush=True)
            except Exception as error:  # whatever goes wrong is a finding
                failed += 1
                print(f"FAIL {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
