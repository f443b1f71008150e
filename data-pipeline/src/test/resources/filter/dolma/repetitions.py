"""What Dolma 1.2.1 finds of runs that repeat in random tokens: repetitions.py FILE COUNT"""

import json
import random
import sys

import numpy as np
from dolma.taggers.repetitions.utils import find_periodic_sequences


def tokens(draw):
    found = []
    for _ in range(draw.randrange(1, 5)):
        found += [draw.randrange(6) for _ in range(draw.randrange(8))]
        run = [draw.randrange(6) for _ in range(draw.randrange(1, 15))]
        found += run * draw.randrange(1, 8) + run[: draw.randrange(len(run))]
    return found


def main(file, count):
    draw = random.Random(7)
    with open(file, "w", encoding="utf-8") as out:
        for _ in range(count):
            given = tokens(draw)
            runs = find_periodic_sequences(np.array(given), max_period=13)
            out.write(json.dumps({"tokens": given, "times": int(max((run.times for run in runs), default=0))}) + "\n")


main(sys.argv[1], int(sys.argv[2]))
