#!/usr/bin/env python3
"""Writes the card of the corpus under a storage root and reads it as the Hugging Face Hub does.

    python .ci/python/check_card.py --root bloomery-data

`bloomery card --output` makes a folder; its README.md goes through the card parser of `huggingface_hub`, and what it says
of the columns, the files and the number of documents is held against the Parquet files with pyarrow.
"""

import argparse
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import pyarrow.parquet as parquet
from huggingface_hub import DatasetCard

HOME = pathlib.Path(__file__).resolve().parents[2]
SCALARS = {"string": "string", "double": "float64", "int64": "int64", "int32": "int32", "bool": "bool", "binary": "binary"}
LICENCE = re.compile(r"[a-z0-9][a-z0-9.+-]*")


def described(feature):
    """A column of the card as text: name and type."""
    for key in ("dtype", "list", "struct"):
        if key in feature:
            kind = feature[key]
            inner = kind if isinstance(kind, str) else "{" + ", ".join(map(described, kind)) + "}"
            return feature["name"] + ": " + (f"list<{inner}>" if key == "list" else inner)
    raise AssertionError(f"a column without a type: {feature}")


def stored(name, kind):
    """A column of a file as the card has to describe it."""
    if hasattr(kind, "value_type"):
        return name + ": list<" + stored("", kind.value_type).removeprefix(": ") + ">"
    if str(kind).startswith("struct"):
        return name + ": {" + ", ".join(stored(kind.field(i).name, kind.field(i).type) for i in range(kind.num_fields)) + "}"
    return f"{name}: {SCALARS[str(kind)]}"


def check(folder):
    card = DatasetCard.load(folder / "README.md")
    data = card.data.to_dict()
    assert LICENCE.fullmatch(data["license"]), data["license"]
    assert all(re.fullmatch("[a-z]{2,3}", code) for code in data.get("language", [])), data.get("language")
    pattern = data["configs"][0]["data_files"][0]["path"]
    files = sorted(folder.glob(pattern))
    assert files, f"{pattern} matches nothing"
    yield f"{pattern} matches {len(files)} files"

    rows = sum(parquet.read_metadata(file).num_rows for file in files)
    split = data["dataset_info"]["splits"][0]
    assert split["num_examples"] == rows, f"{split['num_examples']} documents in the card, {rows} in the files"
    size = sum(file.stat().st_size for file in files)
    assert data["dataset_info"]["download_size"] == size, f"{data['dataset_info']['download_size']} bytes, not {size}"
    yield f"{rows} documents, {size} bytes"

    schema = parquet.read_schema(files[0])
    expected = [stored(field.name, field.type) for field in schema]
    actual = [described(feature) for feature in data["dataset_info"]["features"]]
    assert actual == expected, f"the card has the columns {actual}, the files {expected}"
    yield f"{len(actual)} columns"

    assert "## What clean did" in card.text and "| kept |" in card.text, "the card does not say what became of the input"
    yield "says what became of the input"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", required=True, help="storage root of a finished line")
    parser.add_argument("--bloomery", default=str(HOME / "bloomery"), help="command to run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        folder = pathlib.Path(directory) / "corpus"
        subprocess.run(
            [*shlex.split(arguments.bloomery), "card", "dedupe_documents", "--set", f"storage.root={arguments.root}",
             "--output", str(folder)], check=True, stdin=subprocess.DEVNULL)
        try:
            for passed in check(folder):
                print("ok   card:", passed)
        except AssertionError as failure:
            print("FAIL card:", failure)
            sys.exit(1)


if __name__ == "__main__":
    main()
