"""Writes peers.jsonl: random texts that look like personal data, and what datatrove and Dolma make of them.

pip install datatrove==0.10.1; pip download --no-deps dolma==1.2.1 && unzip dolma-*.whl -d dolma-wheel
PYTHONPATH=dolma-wheel python make_golden.py > peers.jsonl

Dolma's tagger is loaded alone: what its package imports besides is not needed and is replaced by empty modules.
"""

import importlib.util
import json
import random
import re
import sys
import types
from pathlib import Path

from datatrove.pipeline.formatters import PIIFormatter


class Span:
    def __init__(self, start, end, type, score=1.0):
        self.start, self.end, self.type, self.score = start, end, type, score

    def __len__(self):
        return self.end - self.start


class Slice:
    def __init__(self, text, start, end):
        self.text, self.start, self.end = text[start:end], start, end


def split_paragraphs(text):
    slices = [Slice(text, m.start(), m.end()) for m in re.finditer(r"[^\n]*\n|[^\n]+$", text)]
    return [s for s in slices if s.text.strip()]


def dolma_tagger():
    def module(name, **content):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__dict__.update(content)

    registry = type("TaggerRegistry", (), {"add": staticmethod(lambda name: lambda tagger: tagger)})
    result = type("DocResult", (), {"__init__": lambda self, doc, spans: setattr(self, "spans", spans)})
    missing = type("Missing", (), {"__init__": lambda self, *_, **__: None, "__enter__": lambda self: False, "__exit__": lambda *_: None})
    module("necessary", necessary=missing)
    for package in ("dolma", "dolma.taggers", "dolma.core"):
        module(package)
    module("dolma.core.data_types", DocResult=result, Document=None, Span=Span, TextSlice=Slice)
    module("dolma.core.registry", TaggerRegistry=registry)
    module("dolma.core.taggers", BaseTagger=object)
    module("dolma.core.utils", split_paragraphs=split_paragraphs)
    file = next(Path(path) / "dolma/taggers/pii.py" for path in sys.path if (Path(path) / "dolma/taggers/pii.py").exists())
    spec = importlib.util.spec_from_file_location("dolma.taggers.pii", file)
    pii = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pii)
    return pii.FastPiiRegex()


PIECES = (
    "a b ab Z 9 12 555 0199 123 4567 john.doe x_y @ @ @ . . .. , ; : ( ) ! ? ( @x.com a@b.org ab@x-y.co.uk a@-b.c a@b-.com "
    "@[1.2.3.4] x@[300.1.1.1] x@[1.2.3.a-b:] 8.8.8.8 10.0.0.1 1.2.3.4 256.1.1.1 01.2.3.4 1.1.1.256 99.99.99.999 é 中 あ ² _ - "
    "# % + ~ { | } ' \" (555)555-0199 555.555.0199 5555550199 (555) - 100.64.0.1 198.18.0.1 224.1.1.1 ٣٤٥"
).split() + [" ", " ", " ", "\n", "\t", "\u00a0", "\u3000", "\u001c", "\u0085", "."]


def texts():
    rng = random.Random(7)
    for _ in range(600):
        yield "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 30)))


def main():
    tagger = dolma_tagger()
    for text in texts():
        formatter = PIIFormatter(email_replacement=("EMAIL", "MAIL"), ip_replacement=("IP", "NET", "HOST"))
        document = types.SimpleNamespace(text=text)
        spans = [[s.start, s.end, s.type] for s in tagger.predict(document).spans if not s.type.startswith("doc")]
        print(json.dumps({"text": text, "datatrove": formatter.format(text), "dolma": spans}, ensure_ascii=True))


main()
