"""Checks that TensorBoard reads the curves of a training, and that they say what metrics.jsonl says.

    python check_curves.py --checkpoints bloomery-data/checkpoints/FINGERPRINT
"""

import argparse
import json
import pathlib
import sys

import numpy
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

TAGS = {
    "train/loss": "loss",
    "train/gradient_norm": "gradient_norm",
    "train/learning_rate": "learning_rate",
    "train/tokens": "tokens",
    "train/tokens_per_second": "tokens_per_second",
    "validation/loss": "validation_loss",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoints", type=pathlib.Path, required=True)
    folder = parser.parse_args().checkpoints
    lines = [json.loads(line) for line in (folder / "metrics.jsonl").read_text("utf-8").splitlines()]
    events = EventAccumulator(str(folder), size_guidance={"scalars": 0, "tensors": 0})
    events.Reload()
    failed = 0
    for tag, key in TAGS.items():
        expected = [(line["step"], line["time"], numpy.float32(line[key])) for line in lines if key in line]
        shown = [] if tag not in events.Tags()["scalars"] else [
            (event.step, event.wall_time, numpy.float32(event.value)) for event in events.Scalars(tag)]
        if shown == expected and shown:
            print(f"ok   curve {tag}: {len(shown)} points, the last {shown[-1][2]:.4g} at step {shown[-1][0]}")
        else:
            failed += 1
            print(f"FAIL curve {tag}: {len(shown)} points where metrics.jsonl has {len(expected)} others")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
