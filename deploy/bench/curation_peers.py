"""What `bloomery bench curation --against-peers PYTHON` runs: the same pages and documents through datatrove and trafilatura.

Prints one JSON object: for each measurement the items that one core gets through in a second, and whose figure it is.
Everything runs in this one process and thread; seconds are CPU seconds of the process.
"""

import argparse
import gzip
import importlib.metadata
import json
import logging
import pathlib
import tempfile
import time


def measure(items, work, seconds):
    """Items a CPU second, after one warm pass over a tenth of them."""
    for item in items[: max(1, len(items) // 10)]:
        work(item)
    done = 0
    start = time.process_time()
    while time.process_time() - start < seconds:
        work(items[done % len(items)])
        done += 1
    return done / (time.process_time() - start)


def extraction():
    import trafilatura

    return lambda page: trafilatura.extract(page, favor_precision=True, include_comments=False)


def rules():
    from datatrove.data import Document
    from datatrove.pipeline.filters import (
        C4QualityFilter,
        FineWebQualityFilter,
        GopherQualityFilter,
        GopherRepetitionFilter,
    )

    filters = [
        GopherRepetitionFilter(),
        GopherQualityFilter(),
        C4QualityFilter(filter_no_terminal_punct=False),
        FineWebQualityFilter(),
    ]

    def keep(text):
        document = Document(text=text, id="0")
        for one in filters:
            if one.filter(document) is not True:
                return False
        return True

    return keep


def signatures(folder):
    from datatrove.pipeline.dedup import MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig

    signer = MinhashDedupSignature(folder, MinhashConfig(n_grams=5, num_buckets=14, hashes_per_bucket=8))
    def sign(text):
        shingles = signer.get_shingles(text)
        return signer.get_signature(shingles) if shingles.size else []

    return sign


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=pathlib.Path, required=True, help="folder of .html.gz files")
    parser.add_argument("--documents", type=pathlib.Path, required=True, help="JSON Lines with a text each")
    parser.add_argument("--seconds", type=float, default=10, help="CPU seconds of each measurement")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    pages = [gzip.decompress(page.read_bytes()) for page in sorted(arguments.pages.glob("*.html.gz"))]
    with open(arguments.documents, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    version = importlib.metadata.version
    with tempfile.TemporaryDirectory() as folder:
        results = {
            "extract": ("trafilatura " + version("trafilatura"), measure(pages, extraction(), arguments.seconds)),
            "fineweb-rules": ("datatrove " + version("datatrove"), measure(texts, rules(), arguments.seconds)),
            "minhash-signatures": (
                "datatrove " + version("datatrove"),
                measure(texts, signatures(folder), arguments.seconds),
            ),
        }
    print(json.dumps({name: {"peer": peer, "per_core_second": rate} for name, (peer, rate) in results.items()}))


if __name__ == "__main__":
    main()
