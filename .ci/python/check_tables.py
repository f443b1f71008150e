#!/usr/bin/env python3
"""Reads every table under a storage root with pyarrow and DuckDB and holds it against its manifest.

    python .ci/python/check_tables.py bloomery-data

Prints one line per table and relation, `ok` or `FAIL`, and exits 1 if anything failed. Nothing of Bloomery is used: what
is checked here is what an engineer with DuckDB sees.
"""

import argparse
import collections
import gzip
import hashlib
import json
import pathlib
import sys

import duckdb
import pyarrow.parquet as parquet

MANIFEST_KEYS = {
    "format_version", "table", "stage", "fingerprint", "run_id", "code_version", "parents", "config", "schema",
    "counters", "metrics", "rows", "files", "content_digest", "created",
}
DOCUMENT_COLUMNS = [
    "id", "text", "url", "dump", "date", "file_path", "language", "language_score", "token_count", "source", "host",
    "license", "content_sha256", "title", "author", "published", "canonical_url", "page_type", "signals", "warc_record_id", "run_id",
]
REJECT_COLUMNS = ["reject_stage", "reject_rule", "reject_value", "reject_threshold"]
COLUMNS = {
    "clean_documents": DOCUMENT_COLUMNS,
    "clean_rejects": DOCUMENT_COLUMNS + REJECT_COLUMNS,
    "dedupe_documents": DOCUMENT_COLUMNS,
    "dedupe_rejects": DOCUMENT_COLUMNS + REJECT_COLUMNS,
    "dedupe_signatures": ["id", "content_sha256", "settings", "exact_key", "meeting_keys", "characters"],
    "clusters": ["cluster_id", "document_id", "survivor", "similarity", "url", "nearest_id", "known"],
    "sequences": ["input_ids", "length", "document_ids", "split"],
}


class Failed(Exception):
    """A table is not what its manifest says."""


def require(condition, message):
    if not condition:
        raise Failed(message)


class Table:
    def __init__(self, manifest_path):
        self.directory = manifest_path.parent
        self.manifest = json.loads(manifest_path.read_text("utf-8"))
        self.name = self.directory.parent.name
        self.fingerprint = self.directory.name
        self.files = [self.directory / file["path"] for file in self.manifest["files"]]
        self.parquet = [file for file in self.files if file.suffix == ".parquet"]
        self.label = f"{self.name}/{self.fingerprint[:12]}"

    def sql(self):
        names = ", ".join("'" + str(file).replace("'", "''") + "'" for file in self.parquet)
        return f"read_parquet([{names}])"

    def query(self, select):
        return duckdb.sql(select.replace("FROM self", "FROM " + self.sql())).fetchall()

    def column(self, name):
        return [row[0] for row in self.query(f"SELECT {name} FROM self")] if self.parquet else []

    def outcomes(self, prefix):
        out = self.manifest["counters"]["out"]
        return {key[len(prefix):]: count for key, count in out.items() if key.startswith(prefix) and count}


def tables(root):
    found = []
    for manifest in sorted(root.glob("*/*/_manifest.json")):
        if not manifest.parent.parent.name.startswith(("_", ".")):
            found.append(Table(manifest))
    return found


def sha256(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check_manifest(table):
    manifest = table.manifest
    require(set(manifest) == MANIFEST_KEYS, f"keys differ: {sorted(set(manifest) ^ MANIFEST_KEYS)}")
    require(manifest["format_version"] == 1, f"format version {manifest['format_version']}")
    require(manifest["table"] == table.name, f"calls itself {manifest['table']}")
    require(manifest["fingerprint"] == table.fingerprint, "lies in a directory of another fingerprint")
    require((table.directory / "_SUCCESS").exists(), "has no _SUCCESS")
    counters = manifest["counters"]
    total = sum(counters["out"].values())
    require(counters["in"] == total, f"counters do not add up: {counters['in']} in, {total} out")
    for outcome in counters["out"]:
        require(outcome == "kept" or outcome.startswith(("dropped.", "quarantined.")), f"unknown outcome {outcome}")


def check_files(table):
    listed = {str(file.relative_to(table.directory)) for file in table.files}
    present = {
        str(file.relative_to(table.directory)) for file in table.directory.rglob("*")
        if file.is_file() and not file.name.startswith(("_", "."))
    }
    require(listed == present, f"files on disk and in the manifest differ: {sorted(listed ^ present)}")
    for entry, file in zip(table.manifest["files"], table.files):
        require(file.stat().st_size == entry["bytes"], f"{file.name} has {file.stat().st_size} bytes, not {entry['bytes']}")
        require(sha256(file) == entry["sha256"], f"{file.name} has another sha256")
    rows = sum(entry["rows"] for entry in table.manifest["files"])
    require(rows == table.manifest["rows"], f"files sum to {rows} rows, not {table.manifest['rows']}")


def check_parquet(table):
    for entry, file in zip(table.manifest["files"], table.files):
        if file.suffix != ".parquet":
            continue
        reader = parquet.ParquetFile(file, page_checksum_verification=True)
        rows = sum(batch.num_rows for batch in reader.iter_batches())
        require(rows == entry["rows"], f"pyarrow reads {rows} rows from {file.name}, not {entry['rows']}")
        metadata = reader.metadata
        for group in range(metadata.num_row_groups):
            codec = metadata.row_group(group).column(0).compression
            require(codec == "ZSTD", f"{file.name} is compressed with {codec}")
    names = [row[0] for row in duckdb.sql(f"DESCRIBE SELECT * FROM {table.sql()}").fetchall()]
    counted = table.query("SELECT count(*), " + ", ".join(f'count("{name}")' for name in names) + " FROM self")[0][0]
    require(counted == table.manifest["rows"], f"DuckDB reads {counted} rows, not {table.manifest['rows']}")
    expected = COLUMNS.get(table.name)
    require(expected is None or names == expected, f"columns are {names}, not {expected}")
    schema = [field["name"] for field in json.loads(table.manifest["schema"])["fields"]]
    require(names == schema, f"columns are {names}, the manifest says {schema}")


def check_warc(table):
    records = 0
    for file in table.files:
        if file.name.endswith(".warc.gz"):
            with gzip.open(file) as stream:
                records += sum(1 for line in stream if line.startswith(b"WARC/1."))
    require(records > 0, "holds no WARC record")


def check_parents(table, by_key):
    for parent in table.manifest["parents"]:
        known = by_key.get((parent["table"], parent["fingerprint"]))
        require(known is not None, f"parent {parent['table']}/{parent['fingerprint']} is not there")
        require(sha256(known.directory / "_manifest.json") == parent["sha256"], f"parent {parent['table']} was replaced")
        require(known.manifest["content_digest"] == parent["content_digest"], f"parent {parent['table']} has other content")


def check_table(table, by_key):
    check_manifest(table)
    check_files(table)
    if table.parquet:
        check_parquet(table)
    if table.name in ("pages", "robots"):
        check_warc(table)
    check_parents(table, by_key)
    size = sum(entry["bytes"] for entry in table.manifest["files"])
    return f"{len(table.files)} files, {table.manifest['rows']:,} rows, {size:,} bytes"


def unique(values, what):
    repeated = [value for value, count in collections.Counter(values).items() if count > 1]
    require(not repeated, f"{what} holds {len(repeated)} ids more than once, such as {repeated[:3]}")
    return set(values)


def check_split(documents, rejects, quarantine):
    """What a stage kept, dropped and quarantined is what came in, each once, and the counters say the same."""
    kept = unique(documents.column("id"), documents.name)
    dropped = unique(rejects.column("id"), rejects.name)
    require(not kept & dropped, f"{len(kept & dropped)} ids are both kept and dropped")
    require(documents.manifest["counters"].get("in") is not None, "no counters")
    require(documents.outcomes("kept") == ({"": len(kept)} if kept else {}), f"kept {len(kept)}, counters say otherwise")
    rules = collections.Counter(rejects.column("reject_rule"))
    require(dict(rules) == documents.outcomes("dropped."), f"rejects by rule are {dict(rules)}, counters say otherwise")
    reasons = collections.Counter(quarantine.column("reason")) if quarantine else {}
    require(
        dict(reasons) == documents.outcomes("quarantined."), f"quarantine by reason is {dict(reasons)}, counters say otherwise")
    total = len(kept) + len(dropped) + sum(reasons.values())
    require(total == documents.manifest["counters"]["in"], f"{total} rows came out, {documents.manifest['counters']['in']} in")
    return f"{len(kept):,} kept + {len(dropped):,} dropped + {sum(reasons.values()):,} quarantined = {total:,} in"


def check_nothing_lost(cleaned, documents, rejects):
    before = set(cleaned.column("id"))
    after = set(documents.column("id")) | set(rejects.column("id"))
    require(before == after, f"{len(before ^ after)} ids were lost or made up, such as {sorted(before ^ after)[:3]}")
    return f"the same {len(before):,} ids before and after"


def check_clusters(clusters, documents, rejects):
    rows = clusters.query("SELECT cluster_id, document_id, survivor FROM self")
    survivors = collections.Counter(cluster for cluster, _, survivor in rows if survivor)
    ids = {cluster for cluster, _, _ in rows}
    require(all(survivors[cluster] == 1 for cluster in ids), "a cluster has no survivor, or more than one")
    kept, dropped = set(documents.column("id")), set(rejects.column("id"))
    require(all(document in (kept if survivor else dropped) for _, document, survivor in rows), "a survivor was dropped, or a duplicate kept")
    require(dropped <= {document for _, document, _ in rows}, "a dropped document is in no cluster")
    return f"{len(ids):,} clusters with one survivor each"


def check_sequences(sequences, documents):
    wrong = sequences.query("SELECT count(*) FROM self WHERE length <> len(input_ids) OR length = 0")[0][0]
    require(wrong == 0, f"{wrong} sequences have another length than they say")
    splits = dict(sequences.query("SELECT split, count(*) FROM self GROUP BY split"))
    require(set(splits) <= {"train", "validation"}, f"splits are {splits}")
    members = "SELECT DISTINCT unnest(document_ids) FROM self WHERE split = '{}'"
    train, held = ({row[0] for row in sequences.query(members.format(split))} for split in ("train", "validation"))
    require(not train & held, f"{len(train & held)} documents are both trained on and held out")
    unknown = (train | held) - set(documents.column("id"))
    require(not unknown, f"{len(unknown)} sequences come from documents that are not in the corpus")
    return f"{splits}, no document in both"


def relations(found, by_key):
    """Checks between tables that belong together: the same fingerprint, or parent and child."""
    for table in found:
        parents = {parent["table"]: by_key.get((parent["table"], parent["fingerprint"])) for parent in table.manifest["parents"]}
        beside = lambda name: by_key.get((name, table.fingerprint))  # noqa: E731
        if table.name == "clean_documents":
            yield table, "split", lambda: check_split(table, beside("clean_rejects"), beside("clean_quarantine"))
        if table.name == "dedupe_documents":
            rejects = beside("dedupe_rejects")
            yield table, "split", lambda: check_split(table, rejects, None)
            yield table, "nothing lost", lambda: check_nothing_lost(parents["clean_documents"], table, rejects)
            yield table, "clusters", lambda: check_clusters(beside("clusters"), table, rejects)
        if table.name == "sequences" and parents.get("dedupe_documents"):
            yield table, "sequences", lambda: check_sequences(table, parents["dedupe_documents"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", type=pathlib.Path, help="storage root on the local file system")
    arguments = parser.parse_args()
    found = tables(arguments.root.resolve())
    if not found:
        print(f"FAIL there is no table under {arguments.root}")
        return 1
    by_key = {(table.name, table.fingerprint): table for table in found}
    checks = [(table, "table", lambda table=table: check_table(table, by_key)) for table in found]
    failed = 0
    for source in (checks, relations(found, by_key)):
        for table, what, check in source:
            try:
                print(f"ok   {table.label} {what}: {check()}")
            except Exception as error:  # a reader that throws is a finding too
                failed += 1
                print(f"FAIL {table.label} {what}: {type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
