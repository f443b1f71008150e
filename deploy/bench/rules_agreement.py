#!/usr/bin/env python3
"""Judges the same texts by Bloomery's rules and by the peers they come from, and says where they differ.

    python deploy/bench/rules_agreement.py --documents corpus.jsonl [--texts 6000] [--seed 7]

Texts are those of the file, and as many more as are wanted: cut, with lines said again, marks taken away, bullets, ellipses and
what rules look for put in, so that every limit is met from both sides. Compared are, for datatrove's filters and NeMo Curator's
English pipeline, what is kept and dropped and what is left of a text that is kept; for Dolma's Gopher tagger, every value. Ends
with status 1 where anything differs.
"""

import argparse
import collections
import contextlib
import importlib
import importlib.metadata
import importlib.util
import json
import logging
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import types
import unittest.mock

import pyarrow.parquet
import yaml

HOME = pathlib.Path(__file__).resolve().parents[2]
# Of NeMo Curator only the filters are loaded: the packages around them would start Ray.
NEMO_PACKAGES = ["nemo_curator", "nemo_curator.stages", "nemo_curator.stages.text", "nemo_curator.stages.text.filters",
                 "nemo_curator.stages.text.filters.heuristic", "nemo_curator.stages.text.utils"]
DOLMA_PACKAGES = ["dolma", "dolma.core", "dolma.taggers"]
WANTED = ["lorem ipsum dolor sit amet.", "Please enable javascript to view this page.", "function() { return 1; }", "We use cookies.",
          "* one item", "- another item", "• a third", "Read more...", "This goes on…", "It says so.[1] And more.[12][a] [edit]",
          "# # # #", "... ... ...", "THE AND OF TO", "a", "", ".", "“It ends well.”", "Does it end?", "No mark at the end",
          "This line has five words.", "terms of use and privacy policy", "{", "x" * 120, "word " * 30, "1 2 3 4 5 6 7 8 9 10",
          "line\u2028separated", "tab\tseparated", "\u00a0space before", "don't can't won't", "e.g. the U.S.A. and Dr. Smith.",
          "http://example.com/path/to?a=b#c is a URL", "名詞と日本語の文章です。", "这是一个中文句子。", "Größe über alles.", "emoji 😀 😃", "\r"]


class Undecided(Exception):
    """The peer fails on a text, or judges it by chance."""


class Texts:
    """Texts that stand on both sides of every limit."""

    def __init__(self, texts, seed):
        self.texts, self.draw = texts, random.Random(seed)
        self.lines = [line for text in texts for line in text.split("\n") if line.strip()]
        self.paragraphs = [part for text in texts for part in re.split(r"\n\n+", text) if part.strip()]

    def make(self, number):
        return [*self.texts, *(self.one() for _ in range(number - len(self.texts)))][:number]

    def one(self):
        kind = self.draw.random()
        if kind < 0.4:
            return self.changed(self.draw.choice(self.texts)[:self.draw.choice([500, 2000, 6000])])
        if kind < 0.6:
            return "\n".join(self.draw.choice(self.lines) for _ in range(self.draw.randint(1, 25)))
        if kind < 0.8:
            return self.changed("\n\n".join(self.draw.choice(self.paragraphs)[:1500] for _ in range(self.draw.randint(1, 6))))
        if kind < 0.9:
            return "\n".join(self.draw.choice(WANTED + self.lines) for _ in range(self.draw.randint(1, 12)))
        words = self.draw.choice(self.texts).split()
        start = self.draw.randrange(max(1, len(words)))
        return " ".join(words[start:start + self.draw.randint(1, 120)])

    def changed(self, text):
        lines = text.split("\n")
        for _ in range(self.draw.randint(0, 4)):
            at = self.draw.randrange(len(lines))
            kind = self.draw.randrange(8)
            if kind == 0:
                lines[at:at] = [self.draw.choice(WANTED)] * self.draw.choice([1, 2, 5, 20])
            elif kind == 1:
                lines[at:at] = [self.draw.choice(lines)] * self.draw.choice([1, 2, 4, 10])
            elif kind == 2:
                lines = lines[:at + 1]
            elif kind == 3:
                lines[at] = lines[at].rstrip('.!?"')
            elif kind == 4:
                lines = [("- " if self.draw.random() < 0.95 else "") + line for line in lines]
            elif kind == 5:
                lines = [line + (self.draw.choice(["...", "…", "."]) if self.draw.random() < 0.4 else "") for line in lines]
            elif kind == 6:
                lines[at] += " " + " ".join([self.draw.choice(["foo bar baz", "the of", "# #", "… …"])] * self.draw.choice([3, 10, 40]))
            else:
                lines = [part for line in lines for part in (line, "")] if self.draw.random() < 0.5 else [line.upper() for line in lines]
        return "\n".join(lines)


@contextlib.contextmanager
def lone(packages, absent):
    """Loads modules of these packages without what the packages themselves load, and without what is absent; gives their root."""
    root = pathlib.Path(importlib.util.find_spec(packages[0]).submodule_search_locations[0]).parent
    modules = {name: unittest.mock.MagicMock(BaseTagger=object) for name in absent}
    for name in packages:
        modules[name] = types.ModuleType(name)
        modules[name].__path__ = [str(root.joinpath(*name.split(".")))]
    with unittest.mock.patch.dict(sys.modules, modules):
        yield root


def datatrove():
    """What datatrove leaves of a text, None where it drops it, by the names of our rules."""
    from datatrove.data import Document
    from datatrove.pipeline.filters import C4QualityFilter, FineWebQualityFilter, GopherQualityFilter, GopherRepetitionFilter

    def judge(one):
        def left(text):
            document = Document(text=text, id="0")
            return document.text if one.filter(document) is True else None
        return left

    return {"gopher.quality": judge(GopherQualityFilter()), "gopher.repetition": judge(GopherRepetitionFilter()),
            "c4.quality": judge(C4QualityFilter()), "fineweb.c4-quality": judge(C4QualityFilter(filter_no_terminal_punct=False)),
            "fineweb.quality": judge(FineWebQualityFilter())}


def nemo():
    with lone(NEMO_PACKAGES, ["loguru", "ray", "pandas", "transformers", "jieba", "MeCab"]) as root:
        recipe = yaml.safe_load((root / "nemo_curator/config/text/heuristic_filter_english_pipeline.yaml").read_text("utf-8"))
        filters = []
        for stage in recipe["stages"]:
            if "filter_obj" in stage:
                settings = dict(stage["filter_obj"])
                module, name = settings.pop("_target_").rsplit(".", 1)
                filters.append(getattr(importlib.import_module(module), name)(**settings))

    def left(text):
        for one in filters:
            if type(one).__name__ == "RepeatingTopNGramsFilter" and depends_on_hashes(one, text):
                raise Undecided
            try:
                score = one.score_document(text)
            except ZeroDivisionError as empty:  # symbols to words, where there are none
                raise Undecided from empty
            if not one.keep_document(score):
                return None
        return text

    return left


def depends_on_hashes(one, text):
    """Of phrases that occur equally often it takes the one that Python's hash seed puts first."""
    words = text.strip().split()
    counts = collections.Counter(zip(*(words[i:] for i in range(one._n))))
    highest = max(counts.values(), default=0)
    most = [" ".join(phrase) for phrase, count in counts.items() if count == highest]
    return len({one.keep_document((len(text) - len(text.replace(phrase, ""))) / len(text)) for phrase in most}) == 2


def dolma():
    """The values of Dolma's Gopher tagger by the names of our signals."""
    with lone(DOLMA_PACKAGES, ["dolma.core.registry", "dolma.core.taggers", "dolma.core.data_types"]):
        attributes = importlib.import_module("dolma.taggers.gopher").get_attributes

    def values(text):
        found = attributes(text)
        numbers = {f"dolma_{name}": value for name, value in vars(found).items() if isinstance(value, (int, float))}
        for name in ("most_common", "duplicate"):
            for n, value in getattr(found, f"fraction_of_characters_in_{name}_ngram{'s' if name == 'duplicate' else ''}"):
                numbers[f"dolma_fraction_of_characters_in_{name}_{n}grams"] = value
        return numbers

    return values


class Ours:
    """`bloomery clean` on the texts."""

    def __init__(self, folder, texts):
        self.folder = folder
        with open(folder / "texts.jsonl", "w", encoding="utf-8") as out:
            for number, text in enumerate(texts):
                out.write(json.dumps({"id": str(number), "text": text}) + "\n")

    def rows(self, name, profile):
        """What is kept and what is dropped, with the signals of both."""
        root = self.folder / name
        command = [str(HOME / "bloomery"), "clean", "--set", f"storage.root={root}", "--set", f"clean.input={self.folder}/texts.jsonl",
                   "--set", "clean.profile=compared", "--set", f"clean.profiles.compared=[{profile}]"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"bloomery clean: {(done.stdout + done.stderr).splitlines()[-1]}")
        for table in ("clean_documents", "clean_rejects"):
            for file in root.glob(f"{table}/*/*.parquet"):
                for row in pyarrow.parquet.read_table(file).to_pylist():
                    yield int(row["id"]), row["text"] if table == "clean_documents" else None, row


def rules_of(profile):
    reference = (HOME / "conf/reference.conf").read_text("utf-8")
    return ", ".join(re.search(rf"^    {profile} = \[([^\]]*)\]", reference, re.MULTILINE).group(1).replace("\n", " ").split(","))


def same(value, other):
    """Of numbers that may be absent: phrases of five words in a text of four."""
    if value is None or other is None:
        return value is other
    return abs(value - other) <= 1e-12 * max(1, abs(value))


def report(what, differing, texts, undecided):
    print(f"{'ok  ' if not differing else 'FAIL'} {what}: {len(texts) - undecided:,} texts, {len(differing):,} judged otherwise"
          + (f"; {undecided:,} more the peer itself judges by chance or not at all" if undecided else ""), flush=True)
    for number, why in differing[:5]:
        print(f"     text {number} ({texts[number][:60]!r}): {why}")
    return not differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=pathlib.Path, required=True, help="JSON Lines with a text each")
    parser.add_argument("--texts", type=int, default=6000, help="how many are judged (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="of what is made of them (default: %(default)s)")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    version = importlib.metadata.version
    with open(arguments.documents, encoding="utf-8") as lines:
        texts = Texts([json.loads(line)["text"] for line in lines], arguments.seed).make(arguments.texts)
    judges = {rule: (f"datatrove {version('datatrove')}", rule, judge) for rule, judge in datatrove().items()}
    judges["nemo"] = (f"NeMo Curator {version('nemo-curator')}", rules_of("nemo"), nemo())
    good = True
    with tempfile.TemporaryDirectory(prefix="bloomery-agreement-") as folder:
        ours = Ours(pathlib.Path(folder), texts)
        for name, (peer, profile, judge) in judges.items():
            differing, undecided = [], 0
            for number, text, row in ours.rows(name, profile):
                try:
                    theirs = judge(texts[number])
                except Undecided:
                    undecided += 1
                    continue
                if text != theirs:
                    differing.append((number, f"dropped by {row['reject_rule']} here" if text is None
                                      else "dropped there" if theirs is None else "another text is left"))
            good &= report(f"{name} beside {peer}", differing, texts, undecided)
        values, differing = dolma(), []
        for number, _, row in ours.rows("dolma", "dolma.gopher"):
            theirs = values(texts[number])
            differing += [(number, f"{signal} is {value} here, {theirs.get(signal)} there")
                          for signal, value in row["signals"].items() if not same(value, theirs.get(signal))]
        good &= report(f"dolma.gopher, every value beside Dolma {version('dolma')}", differing, texts, 0)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
