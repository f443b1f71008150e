"""Makes autocast.json: the losses of gpt2_adamw.json and llama_adamw.json under PyTorch's autocast to bfloat16."""

import json
import sys

import torch

from decoder_adamw import BETA1, BETA2, CLIP, DECAY, EPSILON, LEARNING_RATE, V, gpt2, llama, rate


def losses(family, path):
    with open(path, encoding="utf-8") as file:
        golden = json.load(file)
    model, _ = {"gpt2": gpt2, "llama": llama}[family]()
    model.train()
    named = dict(model.named_parameters())
    with torch.no_grad():
        for name, parameter in named.items():
            parameter.copy_(torch.tensor(golden["weights"][name]).reshape(parameter.shape))
    optimizer = torch.optim.AdamW(
        [{"params": [p for p in named.values() if p.dim() == 2], "weight_decay": DECAY},
         {"params": [p for p in named.values() if p.dim() == 1], "weight_decay": 0.0}],
        lr=LEARNING_RATE, betas=(BETA1, BETA2), eps=EPSILON,
    )
    result = []
    for step, batch in enumerate(golden["batches"]):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(input_ids=torch.tensor(batch["ids"])).logits
            loss = torch.nn.functional.cross_entropy(
                logits.reshape(-1, V), torch.tensor(batch["targets"]).reshape(-1), ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        optimizer.step()
        result.append(loss.item())
    return result


def main(path):
    golden = {family: losses(family, family + "_adamw.json") for family in ("gpt2", "llama")}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
