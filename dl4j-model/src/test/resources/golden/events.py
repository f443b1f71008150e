"""Makes events.tfevents: two steps of scalars as TensorBoard's own record writer and message classes write them."""

import sys

from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.summary.writer.record_writer import RecordWriter

STEPS = [
    (1.5, 0, {"train/loss": 10.25, "validation/loss": 10.5}),
    (1732290000.125, 300, {"train/gradient_norm": 0.1, "train/loss": float("nan")}),
]


def main(path):
    with open(path, "wb") as file:
        writer = RecordWriter(file)
        writer.write(Event(wall_time=1.5, file_version="brain.Event:2").SerializeToString())
        for time, step, scalars in STEPS:
            values = [Summary.Value(tag=tag, simple_value=value) for tag, value in sorted(scalars.items())]
            writer.write(Event(wall_time=time, step=step, summary=Summary(value=values)).SerializeToString())


if __name__ == "__main__":
    main(sys.argv[1])
