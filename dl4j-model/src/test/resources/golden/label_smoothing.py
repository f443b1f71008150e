"""Makes label_smoothing.json: what PyTorch's cross_entropy makes of smoothed labels."""

import json
import sys

import torch
from torch.nn.functional import cross_entropy

ROWS, VOCABULARY, SCALE = 6, 37, 0.25


def main(path):
    torch.manual_seed(7)
    logits = 3 * torch.randn(ROWS, VOCABULARY)
    targets = torch.tensor([3, 36, -1, 0, 17, 3])
    cases = []
    for smoothing in (0.0, 0.1, 0.6):
        given = logits.clone().requires_grad_(True)
        loss = cross_entropy(given, targets, ignore_index=-1, reduction="sum", label_smoothing=smoothing)
        (SCALE * loss).backward()
        cases.append({"smoothing": smoothing, "loss": loss.item(), "gradient": given.grad.tolist()})
    golden = {"logits": logits.tolist(), "targets": targets.tolist(), "scale": SCALE, "cases": cases}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
