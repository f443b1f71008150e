"""Scores what `./bloomery extract` wrote, or anybody's lines of {"id", "text"}, as public benchmarks of extraction do.

TRUTH is one of
  FOLDER             one ID.json a page with its main_content, as the Web Content Extraction Benchmark (WCXB) has it: F1 of the bags of
                     lower-case words, mean of the pages, for each page_type and over all
  ground-truth.json  of article-extraction-benchmark: F1 of the bags of runs of four words, by the means of precision and recall
  data.go            of go-trafilatura's scripts/comparison, which holds trafilatura's own evaluation: F1 over all segments that must be
                     and must not be in the text; where a file holds nothing, all of its segments are missed

    ./bloomery extract --input PAGES --output ours.jsonl
    python3 deploy/bench/extraction_scores.py TRUTH ours.jsonl
    python3 deploy/bench/extraction_scores.py TRUTH --trafilatura PAGES
"""

import argparse
import collections
import gzip
import hashlib
import json
import pathlib
import re
import sys
from urllib.parse import urlsplit

WORD = re.compile(r"\w+")
GO_ENTRY = re.compile(r'^\t("(?:[^"\\]|\\.)*"): \{$(.*?)^\t\},$', re.M | re.S)
GO_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
RUN = 4


def harmonic(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(found, true):
    """Shared, found too much, and missing, of two bags."""
    both = (found & true).total()
    return both, found.total() - both, true.total() - both


def word_scores(truth, texts):
    by_type = collections.defaultdict(list)
    for path in sorted(truth.glob("*.json")):
        page = json.loads(path.read_text(encoding="utf-8"))
        bags = [collections.Counter(WORD.findall(text.lower())) for text in (texts.get(page["id"], ""), page["main_content"])]
        both, extra, missing = overlap(*bags)
        by_type[page["page_type"]].append(2 * both / (2 * both + extra + missing) if both + extra + missing else 1.0)
    all_pages = [score for scores in by_type.values() for score in scores]
    return {"pages": len(all_pages), "f1": sum(all_pages) / len(all_pages)} | {
        name: sum(scores) / len(scores) for name, scores in sorted(by_type.items())
    }


def runs_of_words(text):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)) if words)


def run_scores(truth, texts):
    precisions, recalls = [], []
    pages = json.loads(truth.read_text(encoding="utf-8"))
    for name, page in pages.items():
        found, true = runs_of_words(texts.get(name, "")), runs_of_words(page["articleBody"])
        both, extra, missing = overlap(found, true)
        if found:
            precisions.append(both / (both + extra))
        if true:
            recalls.append(both / (both + missing))
    precision, recall = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return {"pages": len(pages), "f1": harmonic(precision, recall), "precision": precision, "recall": recall}


def go_entries(source):
    """URL, stem of the file, segments that must be there and those that must not."""
    for url, body in GO_ENTRY.findall(source):
        fields = dict(re.findall(r"^\t\t(\w+):\s*(.*?),?$", body, re.M))
        lists = [[json.loads(s) for s in GO_STRING.findall(fields.get(name, ""))] for name in ("With", "Without")]
        yield json.loads(url), json.loads(fields["File"]).removesuffix(".html"), *lists


def even(text):
    return " ".join(text.split())


def segment_scores(truth, texts):
    halves = [collections.Counter(), collections.Counter()]
    pages = 0
    for url, name, wanted, unwanted in go_entries(truth.read_text(encoding="utf-8")):
        pages += 1
        text = even(texts.get(name, ""))
        hits = sum(even(segment) in text for segment in wanted)
        wrong = sum(even(segment) in text for segment in unwanted)
        half = int(hashlib.sha1(urlsplit(url).netloc.encode()).hexdigest(), 16) % 2
        halves[half].update(hits=hits, missed=len(wanted) - hits, wrong=wrong)

    def scores(counts):
        precision = counts["hits"] / max(1, counts["hits"] + counts["wrong"])
        recall = counts["hits"] / max(1, counts["hits"] + counts["missed"])
        return {"f1": harmonic(precision, recall), "precision": precision, "recall": recall}

    return {"pages": pages} | scores(halves[0] + halves[1]) | {f"f1_half_{i}": scores(half)["f1"] for i, half in enumerate(halves)}


def of_trafilatura(folders):
    import trafilatura

    print(f"trafilatura {trafilatura.__version__}", file=sys.stderr)
    texts = {}
    for folder in folders:
        for path in sorted(path for path in folder.iterdir() if path.name.endswith((".html", ".html.gz"))):
            raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            name = path.name.removesuffix(".gz").removesuffix(".html")
            texts.setdefault(name, trafilatura.extract(raw, include_comments=False, include_tables=True) or "")
    return texts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=pathlib.Path)
    parser.add_argument("predictions", type=pathlib.Path, nargs="*", help="of a page in several, the first counts")
    parser.add_argument("--trafilatura", type=pathlib.Path, action="append", metavar="PAGES", help="score it on a folder of pages")
    arguments = parser.parse_args()
    if bool(arguments.predictions) == bool(arguments.trafilatura):
        parser.error("name files of predictions, or folders with --trafilatura")
    if arguments.trafilatura:
        texts = of_trafilatura(arguments.trafilatura)
    else:
        texts = {}
        for path in arguments.predictions:
            for line in path.open(encoding="utf-8"):
                page = json.loads(line)
                texts.setdefault(page["id"], page["text"] or "")
    score = word_scores if arguments.truth.is_dir() else segment_scores if arguments.truth.suffix == ".go" else run_scores
    print(json.dumps({key: round(value, 4) for key, value in score(arguments.truth, texts).items()}))


main()
