"""Makes sampling.json: what transformers' logits processors leave of random logits; null is negative infinity."""

import json
import math
import sys

import torch
from transformers import (
    MinPLogitsWarper,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

V = 60
CASES = [  # temperature, top-k, top-p, min-p, repetition penalty
    (1.0, 0, 1.0, 0.0, 1.3),
    (1.0, 0, 1.0, 0.0, 0.7),
    (0.7, 0, 1.0, 0.0, 1.0),
    (1.0, 10, 1.0, 0.0, 1.0),
    (1.0, 1, 1.0, 0.0, 1.0),
    (1.0, 0, 0.8, 0.0, 1.0),
    (1.0, 0, 0.01, 0.0, 1.0),
    (1.0, 0, 1.0, 0.1, 1.0),
    (1.0, 0, 1.0, 1.0, 1.0),
    (1.5, 30, 0.9, 0.05, 1.2),
    (0.5, 5, 0.5, 0.2, 2.0),
]


def processors(temperature, top_k, top_p, min_p, penalty):
    if penalty != 1:
        yield RepetitionPenaltyLogitsProcessor(penalty)
    if temperature != 1:
        yield TemperatureLogitsWarper(temperature)
    if top_k:
        yield TopKLogitsWarper(top_k)
    if top_p < 1:
        yield TopPLogitsWarper(top_p)
    if min_p:
        yield MinPLogitsWarper(min_p)


def main(path):
    torch.manual_seed(3)
    cases = []
    for values in CASES:
        logits = (3 * torch.randn(1, V) * 64).round() / 64
        text = torch.randint(0, V, (1, 12))
        scores = logits.clone()
        for processor in processors(*values):
            scores = processor(text, scores)
        left = [None if math.isinf(score) else score for score in scores[0].tolist()]
        sampling = dict(zip(("temperature", "topK", "topP", "minP", "repetitionPenalty"), values))
        cases.append({"sampling": sampling, "text": text[0].tolist(), "logits": logits[0].tolist(), "left": left})
    with open(path, "w", encoding="utf-8") as file:
        json.dump(cases, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
