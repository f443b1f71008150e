#!/usr/bin/env python3
"""Gives the command line what is wrong in every documented way; checks exit status, last line, and that nothing was lost.

    python .ci/python/check_bad_input.py --config conf/quickstart-small.conf --root ROOT

`--root` is the storage root of a finished quickstart with that configuration; every case works on a copy.
"""

import argparse
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parents[2]


class Failed(Exception):
    """The command line did something else than it promises."""


def require(condition, message):
    if not condition:
        raise Failed(message)


class Case:
    """One case: a directory of its own, and the command line with the configuration under test."""

    def __init__(self, arguments, directory):
        self.config, self.reference, self.directory = arguments.config, arguments.root.resolve(), directory
        self.root = directory / "root"

    def copy_of_root(self):
        shutil.copytree(self.reference, self.root, ignore=shutil.ignore_patterns("_runs", "_downloads", "_work", "_locks"))

    def run(self, verb, *arguments):
        command = [str(HOME / "bloomery"), verb, "--config", self.config, "--set", f"storage.root={self.root}", *arguments]
        done = subprocess.run(
            command, cwd=HOME, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", timeout=900, check=False)
        self.output = done.stdout
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        self.last = lines[-1] if lines else ""
        return done.returncode

    def expect(self, status, verb, *arguments, says=()):
        code = self.run(verb, *arguments)
        require(code == status, f"status {code} instead of {status}: {self.last}")
        for word in says:
            require(word in self.last, f"the last line does not say {word!r}: {self.last}")
        return self.last

    def manifests(self, table="*"):
        return sorted(self.root.glob(f"{table}/*/_manifest.json"))

    def newest(self, table):
        manifests = [json.loads(path.read_text("utf-8")) | {"path": path.parent} for path in self.manifests(table)]
        return max(manifests, key=lambda manifest: manifest["created"])


def misspelt_key(case):
    return case.expect(78, "clean", "--set", "clean.rules.multilingual.word-cuont.min=3", says=["word-cuont", "word-count"])


def misspelt_key_in_a_file(case):
    file = case.directory / "mine.conf"
    file.write_text("\n\nclean {\n  wordcount { min = 3 }\n}\n")
    return case.expect(78, "clean", "--config", str(file), says=["mine.conf", "wordcount"])


def refused_value(case):
    return case.expect(78, "clean", "--set", "clean.rules.multilingual.repeated-lines.max-fraction=1.5", says=["max-fraction", "1.5"])


def unknown_option(case):
    return case.expect(64, "clean", "--confg", "x", says=["--confg"])


def glob_that_matches_nothing(case):
    pattern = f"{case.directory}/nothing/*.warc.gz"
    return case.expect(66, "clean", "--set", f"clean.input={pattern}", says=[pattern])


def unwritable_root(case):
    file = case.directory / "file"
    file.write_text("not a directory")
    case.root = file / "root"
    return case.expect(73, "quickstart", says=[str(file)])


def truncated_warc(case):
    warc = max(case.reference.glob("pages/*/*.warc.gz"), key=lambda path: path.stat().st_size)
    cut = case.directory / "cut.warc.gz"
    whole = warc.read_bytes()
    cut.write_bytes(whole[: len(whole) * 6 // 10])
    case.expect(0, "clean", "--set", f"clean.input={cut}")
    counters = case.newest("clean_documents")["counters"]
    quarantined = sum(count for outcome, count in counters["out"].items() if outcome.startswith("quarantined."))
    require(quarantined == 1, f"{quarantined} records were quarantined instead of the one that was cut: {counters}")
    require(counters["in"] > 20, f"only {counters['in']} records were read before the cut")
    return f"{counters['in']} records in, {quarantined} quarantined"


def corrupt_parquet(case):
    case.copy_of_root()
    before = {path: path.read_bytes() for path in case.manifests()}
    part = max(case.root.glob("clean_documents/*/part-*.parquet"), key=lambda path: path.stat().st_size)
    content = bytearray(part.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(byte ^ 0xFF for byte in content[middle : middle + 64])
    part.write_bytes(content)
    for checksum in part.parent.glob(f".{part.name}.crc"):
        checksum.unlink()
    line = case.expect(65, "quickstart", "--set", "dedupe.min-hash.profiles.fineweb.min-similarity=0.95", says=[part.name])
    require(all(path.read_bytes() == bytes_ for path, bytes_ in before.items()), "a published manifest was changed")
    require(set(case.manifests()) == set(before), "a table was published from a corrupt parent")
    return line


def empty_corpus(case):
    case.copy_of_root()
    before = set(case.manifests())
    line = case.expect(65, "quickstart", "--set", "clean.rules.multilingual.short-text.min-characters=100000000")
    require(before <= set(case.manifests()), "a published table was lost")
    return line


def tokenizer_that_does_not_match(case):
    """Two merges of the tokenizer change places: ids keep their range, and mean something else."""
    case.copy_of_root()
    file = next(case.root.glob("tokenizer/*/tokenizer.json"))
    tokenizer = json.loads(file.read_text("utf-8"))
    merges = tokenizer["model"]["merges"]
    merges[-1], merges[-2] = merges[-2], merges[-1]
    file.write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
    for checksum in file.parent.glob(f".{file.name}.crc"):
        checksum.unlink()
    manifest = file.with_name("_manifest.json")
    described = json.loads(manifest.read_text("utf-8"))
    for entry in described["files"]:
        if entry["path"] == file.name:
            entry["bytes"] = file.stat().st_size
    manifest.write_text(json.dumps(described), "utf-8")
    for checksum in file.parent.glob("._manifest.json.crc"):
        checksum.unlink()
    return case.expect(78, "quickstart", "--set", "evaluate.max-sequences=7", says=["tokenizer"])


CASES = [
    misspelt_key, misspelt_key_in_a_file, refused_value, unknown_option, glob_that_matches_nothing, unwritable_root,
    truncated_warc, corrupt_parquet, empty_corpus,
    tokenizer_that_does_not_match,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--case", action="append", choices=[case.__name__ for case in CASES])
    arguments = parser.parse_args()
    failed = 0
    for check in CASES:
        if arguments.case and check.__name__ not in arguments.case:
            continue
        name = check.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory(prefix="bloomery-bad-") as directory:
            case = Case(arguments, pathlib.Path(directory))
            try:
                print(f"ok   {name}: {check(case)}", flush=True)
            except Exception as error:  # whatever goes wrong is a finding
                failed += 1
                print(f"FAIL {name}: {error}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
