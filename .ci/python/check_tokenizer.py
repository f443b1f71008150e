#!/usr/bin/env python3
"""Shows that Bloomery and Hugging Face `tokenizers` give a text the same ids.

    python3 -m venv /tmp/check && /tmp/check/bin/pip install tokenizers==0.21.0
    /tmp/check/bin/python .ci/python/check_tokenizer.py --tokenizer DIRECTORY

makes 10,000 texts from a seed, encodes them with Bloomery's command line and with the library, and fails at the first
difference. `--golden FILE` writes a few hundred texts with the ids of the library instead (for src/test/resources).
"""

import argparse
import json
import pathlib
import random
import shlex
import subprocess
import sys
import tempfile

from tokenizers import Tokenizer

SAMPLES = [
    "", " ", "  ", "\n", "\t\n ", " a", "a ", "a  b", "a   ", "\r\n\r\n", "I'm, you're; we'll they'd 'tis can't I've DON'T 's 'll",
    "it''s ' s 're've", "The quick brown fox jumps over the lazy dog.", "public static final int MAX_VALUE = 0x7fffffff;",
    "<p>HTML &amp; entities</p>", "3.14159 1,000,000 2nd x2 ½ ² Ⅷ", "١٢٣ ۴۵۶ १२३ ๑๒๓ 一二三", "我们今天去公园散步，天气很好。",
    "吾輩は猫である。名前はまだ無い。カタカナ ﾊﾝｶｸ", "대한민국의 수도는 서울입니다.", "السلام عليكم ورحمة الله", "שלום עולם",
    "Привет, мир! Ёжик", "Ελληνικά ΐ", "हिन्दी में लिखा हुआ", "ภาษาไทยไม่มีช่องว่าง", "e\u0301 n\u0303 a\u0308\u0323 Z̷̢̛a̴l̵g̶o̷",
    "👩‍👩‍👧‍👦 👍🏽 🇯🇵 ❤️ 🏴‍☠️", "\u0000\u0001\u001b[31m\u007f\u0085x", "\u00a0\u1680\u2000\u2028\u2029\u202f\u205f\u3000\ufeff\u200b",
    "a\u00a0 b", "a \u3000b", "\u3000\u3000日本", "x\u0085y", "\u180e\u200d\u2060", "\ufffd\ufffd�a", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀀𪚥 \U0001d7d8\U0001d7d9",
    "a" * 500, "-" * 300, " " * 100, "\n" * 50 + "x", "ab" * 400, "https://example.org/a?b=c&d=%20#e", "<|endoftex|> <|end oftext|>",
    "ॐ ௐ ໜ ꟊ ࡰ 𖿠 𑼂", "\u0300\u0301", "'", "''", "'r", "'l", " 's", "'S", "\u2019s", "1'st", "\t's",
]
ALPHABETS = [
    (0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x61, 0x7A), (0x30, 0x39), (0x00, 0x20), (0x80, 0x24F), (0x300, 0x36F), (0x370, 0x52F),
    (0x590, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x2000, 0x206F), (0x2070, 0x2BFF), (0x3000, 0x30FF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xFE00, 0xFFFF), (0x10000, 0x10FFF), (0x1D400, 0x1D7FF), (0x1F000, 0x1FAFF), (0x20000, 0x2A6DF), (0, 0x10FFFF),
]
SPACES = " \u00a0\n\t\r\u000b\u000c\u0085\u1680\u2003\u2028\u2029\u202f\u205f\u3000"
PIECES = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d", "'", " '", " ", "  ", "\n\n", "\r\n", "\u200d", "\ufe0f", "\ufffd", "...", "<|", "|>"]


def character(rng, first, last):
    code = rng.randint(first, last)
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def word(rng):
    kind = rng.random()
    if kind < 0.15:
        return rng.choice(PIECES)
    if kind < 0.30:
        return "".join(rng.choice(SPACES) for _ in range(rng.randint(1, 4)))
    if kind < 0.35:
        return bytes(rng.randrange(256) for _ in range(rng.randint(1, 12))).decode("utf-8", errors="replace")
    first, last = rng.choice(ALPHABETS)
    return "".join(character(rng, first, last) for _ in range(rng.randint(1, 12)))


def texts(count, seed):
    rng = random.Random(seed)
    made = list(SAMPLES)
    while len(made) < count:
        if rng.random() < 0.3:
            parts = [rng.choice(SAMPLES) for _ in range(rng.randint(1, 3))]
        else:
            parts = [word(rng) + (" " if rng.random() < 0.4 else "") for _ in range(rng.randint(1, 40))]
        made.append("".join(parts))
    return made[:count]


def write_lines(path, values):
    with open(path, "w", encoding="utf-8") as file:
        for value in values:
            file.write(json.dumps(value) + "\n")


def compare(tokenizer, samples, command, directory):
    source, target = directory / "texts.jsonl", directory / "ids.jsonl"
    write_lines(source, ({"text": text} for text in samples))
    subprocess.run([*command, "--input", str(source), "--output", str(target)], check=True)
    with open(target, encoding="utf-8") as file:
        ours = [json.loads(line)["ids"] for line in file]
    if len(ours) != len(samples):
        sys.exit(f"{len(samples)} texts went in, {len(ours)} came back")
    for number, (text, ids) in enumerate(zip(samples, ours)):
        expected = tokenizer.encode(text).ids
        if ids != expected:
            sys.exit(f"text {number} {text!r}\n  tokenizers: {expected}\n  bloomery:   {ids}")
        if tokenizer.decode(ids) != text:
            sys.exit(f"text {number} {text!r} decodes to {tokenizer.decode(ids)!r}")
    return sum(map(len, ours))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tokenizer", type=pathlib.Path, required=True, help="directory with tokenizer.json")
    parser.add_argument("--command", default="./bloomery encode", help="what gets --tokenizer, --input and --output")
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--golden", type=pathlib.Path, help="write texts and the library's ids to this file and stop")
    arguments = parser.parse_args()

    tokenizer = Tokenizer.from_file(str(arguments.tokenizer / "tokenizer.json"))
    samples = texts(arguments.texts, arguments.seed)
    if arguments.golden:
        write_lines(arguments.golden, ({"text": text, "ids": tokenizer.encode(text).ids} for text in samples))
        return
    command = [*shlex.split(arguments.command), "--tokenizer", str(arguments.tokenizer)]
    with tempfile.TemporaryDirectory() as directory:
        tokens = compare(tokenizer, samples, command, pathlib.Path(directory))
    print(f"ok   {len(samples):,} texts, {tokens:,} tokens: equal ids, and every text came back")


if __name__ == "__main__":
    main()
