"""Makes gpt2_adamw.json, llama_adamw.json or, with heads that are 8 wide, llama_wide_adamw.json: ten AdamW steps of a tiny model by transformers and PyTorch, in float32 on the CPU."""

import json
import math
import sys

import torch
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

V, T, L, H, C, B, STEPS = 37, 12, 2, 2, 16, 3, 10
LEARNING_RATE, MIN_LEARNING_RATE, WARMUP, TOTAL = 5e-3, 5e-4, 3, 10
BETA1, BETA2, EPSILON, DECAY, CLIP = 0.9, 0.95, 1e-8, 0.1, 0.5


def rate(step):
    if step < WARMUP:
        return LEARNING_RATE * (step + 1) / WARMUP
    progress = (step - WARMUP) / (TOTAL - WARMUP)
    return MIN_LEARNING_RATE + (LEARNING_RATE - MIN_LEARNING_RATE) * 0.5 * (1 + math.cos(math.pi * progress))


def gpt2():
    config = GPT2Config(
        vocab_size=V, n_positions=T, n_embd=C, n_layer=L, n_head=H,
        resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0, attn_implementation="eager",
    )
    return GPT2LMHeadModel(config), {"vocabularySize": V, "contextLength": T, "layers": L, "heads": H, "width": C}


def llama(heads=4, shared=2):
    hidden, epsilon, base = 20, 1e-5, 500.0
    config = LlamaConfig(
        vocab_size=V, max_position_embeddings=T, hidden_size=C, num_hidden_layers=L, num_attention_heads=heads,
        num_key_value_heads=shared, intermediate_size=hidden, rms_norm_eps=epsilon, tie_word_embeddings=False,
        rope_parameters={"rope_type": "default", "rope_theta": base}, attn_implementation="eager",
    )
    return LlamaForCausalLM(config), {
        "vocabularySize": V, "contextLength": T, "layers": L, "heads": heads, "keyValueHeads": shared, "width": C,
        "perceptronWidth": hidden, "normEpsilon": epsilon, "rotaryBase": base, "tiedHead": False,
    }


def main(family, path):
    torch.manual_seed(1)
    model, spec = {"gpt2": gpt2, "llama": llama, "llama_wide": lambda: llama(2, 1)}[family]()
    model.train()
    with torch.no_grad():  # biases and gains away from 0 and 1, matrices large enough to leave the linear range
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
            parameter.copy_((parameter * 4096).round() / 4096)  # short decimals
    named = dict(model.named_parameters())
    weights = {name: parameter.flatten().tolist() for name, parameter in named.items()}
    decayed = [p for name, p in named.items() if p.dim() == 2]
    undecayed = [p for name, p in named.items() if p.dim() == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": DECAY}, {"params": undecayed, "weight_decay": 0.0}],
        lr=LEARNING_RATE, betas=(BETA1, BETA2), eps=EPSILON,
    )
    batches, losses, norms = [], [], []
    logits = None
    for step in range(STEPS):
        tokens = torch.randint(0, V, (B, T + 1))
        ids, targets = tokens[:, :-1], tokens[:, 1:].clone()
        targets[0, : step % 4] = -1
        result = model(input_ids=ids).logits
        if step == 0:
            logits = result[1].flatten().tolist()
        loss = torch.nn.functional.cross_entropy(result.reshape(-1, V), targets.reshape(-1), ignore_index=-1)
        optimizer.zero_grad()
        loss.backward()
        if step == 0:
            gradients = {name: [float(f"{v:.7g}") for v in p.grad.flatten().tolist()] for name, p in named.items()}
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP)
        for group in optimizer.param_groups:
            group["lr"] = rate(step)
        optimizer.step()
        batches.append({"ids": ids.tolist(), "targets": targets.tolist()})
        losses.append(loss.item())
        norms.append(norm.item())
    golden = {
        "spec": spec,
        "optimizer": {
            "decay": "COSINE", "decaySteps": 0, "accumulationSteps": 1, "learningRate": LEARNING_RATE, "minLearningRate": MIN_LEARNING_RATE, "warmupSteps": WARMUP,
            "totalSteps": TOTAL, "beta1": BETA1, "beta2": BETA2, "epsilon": EPSILON, "weightDecay": DECAY,
            "maxGradientNorm": CLIP,
        },
        "weights": weights,
        "batches": batches,
        "firstLogits": [round(value, 7) for value in logits],
        "firstGradients": gradients,
        "losses": losses,
        "gradientNorms": norms,
        "finalSums": {name: parameter.double().abs().sum().item() for name, parameter in named.items()},
    }
    with open(path, "w", encoding="utf-8") as file:
        json.dump(golden, file, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
