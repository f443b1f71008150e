"""Training steps of small language models in PyTorch, to be laid beside `bloomery bench engine`.

A step is forward, backward, clipping of the gradient's norm to 1 and AdamW. Reads a JSON list of
{"name", "family", "vocabulary", "context", "layers", "heads", "width", "batch", "time", "threads", "type"} from the file given,
prints one line of JSON for each: {"name", "eager", "compiled"} in tokens per second, 0 for a mode that could not run, and
{"memory"}: bytes by which the process grew at its most from where PyTorch was imported, in the mode that took less.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time


def models():
    """The two families, spelled out so that torch.compile sees plain modules."""
    import torch
    from torch import nn
    from torch.nn import functional as F

    class Gpt(nn.Module):
        def __init__(self, c):
            super().__init__()
            self.tokens = nn.Embedding(c["vocabulary"], c["width"])
            self.positions = nn.Embedding(c["context"], c["width"])
            self.blocks = nn.ModuleList(GptBlock(c) for _ in range(c["layers"]))
            self.norm = nn.LayerNorm(c["width"])
            self.head = nn.Linear(c["width"], c["vocabulary"], bias=False)
            self.head.weight = self.tokens.weight

        def forward(self, ids, targets):
            x = self.tokens(ids) + self.positions(torch.arange(ids.shape[1]))
            for block in self.blocks:
                x = block(x)
            logits = self.head(self.norm(x))
            return F.cross_entropy(logits.view(-1, logits.shape[-1]).float(), targets.view(-1))

    class GptBlock(nn.Module):
        def __init__(self, c):
            super().__init__()
            width = c["width"]
            self.heads = c["heads"]
            self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
            self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
            self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

        def forward(self, x):
            b, t, c = x.shape
            q, k, v = (p.view(b, t, self.heads, -1).transpose(1, 2) for p in self.qkv(self.norm1(x)).split(c, 2))
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
            x = x + self.out(y.transpose(1, 2).reshape(b, t, c))
            return x + self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh"))

    class Llama(nn.Module):
        def __init__(self, c):
            super().__init__()
            self.tokens = nn.Embedding(c["vocabulary"], c["width"])
            self.blocks = nn.ModuleList(LlamaBlock(c) for _ in range(c["layers"]))
            self.norm = nn.RMSNorm(c["width"], eps=1e-5)
            self.head = nn.Linear(c["width"], c["vocabulary"], bias=False)
            half = c["width"] // c["heads"] // 2
            angles = torch.outer(torch.arange(c["context"]).float(), 10000.0 ** (-torch.arange(half) / half))
            self.register_buffer("cosine", angles.cos().repeat(1, 2))
            self.register_buffer("sine", angles.sin().repeat(1, 2))

        def forward(self, ids, targets):
            x = self.tokens(ids)
            for block in self.blocks:
                x = block(x, self.cosine[: ids.shape[1]], self.sine[: ids.shape[1]])
            logits = self.head(self.norm(x))
            return F.cross_entropy(logits.view(-1, logits.shape[-1]).float(), targets.view(-1))

    class LlamaBlock(nn.Module):
        def __init__(self, c):
            super().__init__()
            width, hidden = c["width"], c["perceptron"]
            self.heads, self.kv_heads = c["heads"], c["key_value_heads"]
            kv = width // self.heads * self.kv_heads
            self.norm1, self.norm2 = nn.RMSNorm(width, eps=1e-5), nn.RMSNorm(width, eps=1e-5)
            self.q, self.k = nn.Linear(width, width, bias=False), nn.Linear(width, kv, bias=False)
            self.v, self.o = nn.Linear(width, kv, bias=False), nn.Linear(width, width, bias=False)
            self.gate, self.up = nn.Linear(width, hidden, bias=False), nn.Linear(width, hidden, bias=False)
            self.down = nn.Linear(hidden, width, bias=False)

        def forward(self, x, cosine, sine):
            b, t, c = x.shape
            n = self.norm1(x)
            q = self.q(n).view(b, t, self.heads, -1).transpose(1, 2)
            k = self.k(n).view(b, t, self.kv_heads, -1).transpose(1, 2)
            v = self.v(n).view(b, t, self.kv_heads, -1).transpose(1, 2)
            q, k = (p * cosine + turn(p) * sine for p in (q, k))
            y = F.scaled_dot_product_attention(
                q.to(v.dtype), k.to(v.dtype), v, is_causal=True, enable_gqa=self.kv_heads != self.heads
            )
            x = x + self.o(y.transpose(1, 2).reshape(b, t, c))
            n = self.norm2(x)
            return x + self.down(F.silu(self.gate(n)) * self.up(n))

    def turn(x):
        first, second = x.chunk(2, -1)
        return torch.cat((-second, first), -1)

    return {"gpt": Gpt, "llama": Llama}


def resident(field):
    """Bytes of a field of /proc/self/status; 0 where there is none."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(1024 * int(line.split()[1]) for line in status if line.startswith(field))
    except OSError:
        return 0


def measure(case, mode, warm_up, seconds):
    """Tokens per second of the median step, and bytes by which the process grew.

    Like ours: at least one step and as many as begin within the warm-up, then the same for the seconds that are measured;
    what torch.compile does in its first step comes before.
    """
    import torch

    before = resident("VmRSS:")
    torch.set_num_threads(case["threads"])
    torch.manual_seed(1)
    model = models()[case["family"]](case).train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-4, betas=(0.9, 0.95), weight_decay=0.1, fused=True)
    run = torch.compile(model) if mode == "compiled" else model
    shape = (case["batch"], case["time"])
    ids, targets = (torch.randint(0, case["vocabulary"], shape) for _ in range(2))

    def step():
        with torch.autocast("cpu", torch.bfloat16, enabled=case["type"] == "bfloat16"):
            loss = run(ids, targets)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return loss.item()

    def steps(duration):
        times = []
        begin = time.perf_counter()
        while not times or time.perf_counter() - begin < duration:
            last = time.perf_counter()
            if not math.isfinite(step()):
                raise SystemExit("the loss is not finite")
            times.append(time.perf_counter() - last)
        return times

    if mode == "compiled":
        step()
    steps(warm_up)
    times = steps(seconds)
    return math.prod(shape) / sorted(times)[len(times) // 2], resident("VmHWM:") - before


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", required=True, help="file with the JSON list")
    parser.add_argument("--warm-up", type=float, default=5, help="seconds")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--one", nargs=2, metavar=("INDEX", "MODE"), help="measure one case in this process")
    arguments = parser.parse_args()
    with open(arguments.cases, encoding="utf-8") as file:
        cases = json.load(file)
    if arguments.one:
        index, mode = arguments.one
        print(json.dumps(measure(cases[int(index)], mode, arguments.warm_up, arguments.seconds)))
        return
    for index, case in enumerate(cases):
        result = {"name": case["name"]}
        memory = []
        for mode in ("eager", "compiled"):  # a process each: threads and compiled code are the process's
            command = [sys.executable, __file__, "--cases", arguments.cases]
            command += ["--warm-up", str(arguments.warm_up), "--seconds", str(arguments.seconds)]
            done = subprocess.run(
                command + ["--one", str(index), mode],
                env={**os.environ, "OMP_NUM_THREADS": str(case["threads"]), "MKL_NUM_THREADS": str(case["threads"])},
                stdout=subprocess.PIPE,
                text=True,
            )
            result[mode] = 0
            if done.returncode == 0:
                result[mode], grown = json.loads(done.stdout.splitlines()[-1])
                memory.append(grown)
        result["memory"] = min(memory, default=0)
        print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
