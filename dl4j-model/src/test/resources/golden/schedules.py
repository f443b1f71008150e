"""Makes schedules.json: learning rates of transformers' schedules from the end of their warmup on."""

import json
import sys

import torch
from transformers import (
    get_constant_schedule_with_warmup,
    get_cosine_with_min_lr_schedule_with_warmup,
    get_polynomial_decay_schedule_with_warmup,
    get_wsd_schedule,
)

RATE, MIN, WARMUP, DECAY, TOTAL = 6e-4, 6e-5, 7, 11, 40


def rates(make):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=RATE)
    schedule = make(optimizer)
    result = []
    for step in range(TOTAL + 1):  # beyond it the cosine of transformers rises again
        if step >= WARMUP:
            result.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    return result


def main(path):
    golden = {
        "learningRate": RATE, "minLearningRate": MIN, "warmupSteps": WARMUP, "decaySteps": DECAY, "totalSteps": TOTAL,
        "rates": {
            "CONSTANT": rates(lambda o: get_constant_schedule_with_warmup(o, WARMUP)),
            "LINEAR": rates(lambda o: get_polynomial_decay_schedule_with_warmup(o, WARMUP, TOTAL, lr_end=MIN, power=1.0)),
            "COSINE": rates(lambda o: get_cosine_with_min_lr_schedule_with_warmup(o, WARMUP, TOTAL, min_lr=MIN)),
            "WSD": rates(lambda o: get_wsd_schedule(
                o, WARMUP, DECAY, num_stable_steps=TOTAL - WARMUP - DECAY, decay_type="1-sqrt", min_lr_ratio=MIN / RATE)),
        },
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
