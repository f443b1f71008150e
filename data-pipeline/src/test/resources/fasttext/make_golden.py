"""Trains small models of every shape with fastText itself and writes what they predict to golden.jsonl.

pip install fasttext-numpy2-wheel==0.9.2; python make_golden.py, in this folder; the texts are the samples of our own
language identifier. One thread and a fixed seed, so that the models come out the same.
"""

import json
import random
from pathlib import Path

import fasttext

SAMPLES = Path("../../../main/resources/io/bloomery/data/language")
LANGUAGES = ["en", "de", "fr", "es", "ru", "vi"]
MODELS = {
    "softmax.bin": dict(loss="softmax", dim=6, minn=2, maxn=4, wordNgrams=1, bucket=500),
    "hierarchical.bin": dict(loss="hs", dim=5, minn=1, maxn=2, wordNgrams=1, bucket=300),
    "one-versus-all.bin": dict(loss="ova", dim=6, minn=0, maxn=0, wordNgrams=3, bucket=400),
}
QUANTIZED = {
    "pruned.ftz": ("softmax", dict(loss="softmax", dim=7, minn=2, maxn=3, wordNgrams=2, bucket=900),
                   dict(qnorm=True, cutoff=300, retrain=False, dsub=2)),
    "hierarchical.ftz": ("hs", dict(loss="hs", dim=8, minn=2, maxn=3, wordNgrams=1, bucket=500),
                         dict(qnorm=False, dsub=3)),
}


def lines():
    rng = random.Random(3)
    for language in LANGUAGES:
        words = (SAMPLES / f"{language}.txt").read_text("utf-8").split()
        for _ in range(120):
            start = rng.randrange(len(words) - 12)
            yield language, " ".join(words[start : start + 12])


def train(labelled, **arguments):
    """Training diverges on some orders of so little text; the first order that does not is taken."""
    training = Path("training.txt")
    for seed in range(100):
        random.Random(seed).shuffle(labelled)
        training.write_text("\n".join(f"__label__{label} {text}" for label, text in labelled) + "\n", "utf-8")
        try:
            return fasttext.train_supervised(
                input=str(training), epoch=5, lr=0.5, thread=1, seed=1, verbose=0, **arguments)
        except RuntimeError:
            continue
    raise SystemExit("no order of the texts trains")


def main():
    labelled = list(lines())
    texts = [text for _, text in labelled[::65]]
    for name, arguments in MODELS.items():
        train(labelled, **arguments).save_model(name)
    for name, (_, arguments, quantizing) in QUANTIZED.items():
        model = train(labelled, **arguments)
        model.quantize(input="training.txt", thread=1, verbose=0, **quantizing)
        model.save_model(name)
    Path("training.txt").unlink()
    relabelled = bytearray(Path("one-versus-all.bin").read_bytes())
    relabelled[32] = 2  # loss: training with negative sampling diverges on so little text
    Path("negative-sampling.bin").write_bytes(relabelled)
    texts += [
        "", " ", "the", "zzz qqq", "Ω ≠ 漢字 かな 😀", "</s>", "a </s> der die das", "__label__en the", "__label__xx the",
        "the\tof\u000band\u000cto\rin\u0000is", "mañana über été", "x" * 300, "na\u00efve e\u0301te\u0301", "\u00a0the\u3000of",
    ]
    with open("golden.jsonl", "w", encoding="utf-8") as golden:
        for name in [*MODELS, "negative-sampling.bin", *QUANTIZED]:
            model = fasttext.load_model(name)
            for text in texts:
                labels, scores = model.predict(text, k=-1)
                expected = {label.removeprefix("__label__"): float(score) for label, score in zip(labels, scores)}
                golden.write(json.dumps({"model": name, "text": text, "labels": expected}) + "\n")


main()
