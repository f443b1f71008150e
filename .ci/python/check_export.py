#!/usr/bin/env python3
"""Loads an exported model as its users do and holds its logits against those that Bloomery wrote beside it.

    python .ci/python/check_export.py --model ROOT/model/FINGERPRINT

With PyTorch installed the model is loaded with `AutoModelForCausalLM`; without, the forward pass of GPT-2 is done here with
numpy, from `config.json` and `model.safetensors` alone. The tokenizer is loaded with `AutoTokenizer` in both cases.
"""

import argparse
import importlib.util
import json
import math
import pathlib
import sys

import numpy
from safetensors.numpy import load_file
from transformers import AutoConfig, AutoTokenizer

TOLERANCE = 1e-4
TEXTS = ["Returns the number of elements.", "不可变列表 🔥", " leading and trailing ", "a\n\tb", "\u0000\ufffd"]


def layer_norm(x, weight, bias, epsilon):
    centred = x - x.mean(-1, keepdims=True)
    return centred / numpy.sqrt((centred**2).mean(-1, keepdims=True) + epsilon) * weight + bias


def gelu(x):
    return 0.5 * x * (1 + numpy.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))


def numpy_logits(folder, ids):
    """GPT-2 as Radford et al. 2019 describe it, in double precision."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    tensors = {name.removeprefix("transformer."): value.astype(numpy.float64)
               for name, value in load_file(folder / "model.safetensors").items()}
    width, heads, epsilon = config["n_embd"], config["n_head"], config["layer_norm_epsilon"]
    length = len(ids)
    x = tensors["wte.weight"][ids] + tensors["wpe.weight"][:length]
    future = numpy.triu(numpy.full((length, length), -numpy.inf), 1)
    for layer in range(config["n_layer"]):
        block = lambda name: tensors[f"h.{layer}.{name}"]  # noqa: E731, B023
        normed = layer_norm(x, block("ln_1.weight"), block("ln_1.bias"), epsilon)
        joined = normed @ block("attn.c_attn.weight") + block("attn.c_attn.bias")
        query, key, value = (part.reshape(length, heads, width // heads).transpose(1, 0, 2) for part in numpy.split(joined, 3, -1))
        weights = query @ key.transpose(0, 2, 1) / math.sqrt(width // heads) + future
        weights = numpy.exp(weights - weights.max(-1, keepdims=True))
        weights /= weights.sum(-1, keepdims=True)
        attended = (weights @ value).transpose(1, 0, 2).reshape(length, width)
        x = x + attended @ block("attn.c_proj.weight") + block("attn.c_proj.bias")
        normed = layer_norm(x, block("ln_2.weight"), block("ln_2.bias"), epsilon)
        hidden = gelu(normed @ block("mlp.c_fc.weight") + block("mlp.c_fc.bias"))
        x = x + hidden @ block("mlp.c_proj.weight") + block("mlp.c_proj.bias")
    x = layer_norm(x, tensors["ln_f.weight"], tensors["ln_f.bias"], epsilon)
    return x @ tensors.get("lm_head.weight", tensors["wte.weight"]).T


def torch_logits(folder, ids):
    import torch
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    with torch.no_grad():
        return model(torch.tensor([ids])).logits[0].double().numpy()


def check_logits(folder):
    sample = json.loads((folder / "parity-sample.json").read_text("utf-8"))
    with_torch = importlib.util.find_spec("torch") is not None
    actual = (torch_logits if with_torch else numpy_logits)(folder, sample["input_ids"])
    expected = numpy.array(sample["logits"])
    assert actual.shape == expected.shape, f"logits have shape {actual.shape}, not {expected.shape}"
    difference = float(numpy.abs(actual - expected).max())
    assert difference <= TOLERANCE, f"logits differ by {difference:.2e}, more than {TOLERANCE:.0e}"
    reader = "AutoModelForCausalLM" if with_torch else "numpy"
    return f"{expected.shape[0]} x {expected.shape[1]} logits, largest difference {difference:.1e} ({reader})"


def check_tokenizer(folder):
    config = AutoConfig.from_pretrained(folder)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    assert len(tokenizer) == config.vocab_size, f"{len(tokenizer)} tokens, but config.json says {config.vocab_size}"
    for text in TEXTS:
        ids = tokenizer(text, add_special_tokens=False)["input_ids"]
        assert all(0 <= identifier < config.vocab_size for identifier in ids), f"ids of {text!r} are out of range"
        back = tokenizer.decode(ids, clean_up_tokenization_spaces=False)
        assert back == text, f"{text!r} comes back as {back!r}"
    return f"{config.model_type} with {len(tokenizer)} tokens; {len(TEXTS)} texts come back as they were"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=pathlib.Path, required=True)
    folder = parser.parse_args().model
    failed = 0
    for check in (check_tokenizer, check_logits):
        name = check.__name__.removeprefix("check_")
        try:
            print(f"ok   exported model, {name}: {check(folder)}")
        except Exception as error:  # a library that throws is a finding too
            failed += 1
            print(f"FAIL exported model, {name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
