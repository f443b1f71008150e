"""GPT-2 124M of transformers continues texts by its likeliest tokens, to be laid beside `bloomery bench generate`.

Batch 1, float32, key/value cache, random weights. Prints one line of JSON: {"first_token_seconds", "tokens_per_second",
"cold_tokens_per_second"}: medians of some texts, and the speed of the first text of the process.
"""

import argparse
import json
import statistics
import time

import torch
from transformers import GPT2Config, GPT2LMHeadModel


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--prompt", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--texts", type=int, default=3)
    parser.add_argument("--threads", type=int, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(1)
    model = GPT2LMHeadModel(GPT2Config(bos_token_id=None, eos_token_id=None)).eval()
    ids = torch.randint(0, model.config.vocab_size, (1, arguments.prompt))

    def seconds(tokens):
        begin = time.perf_counter()
        with torch.inference_mode():
            out = model.generate(
                ids, attention_mask=torch.ones_like(ids), max_new_tokens=tokens, do_sample=False, use_cache=True, pad_token_id=0
            )
        assert out.shape[1] == arguments.prompt + tokens
        return time.perf_counter() - begin

    cold = seconds(arguments.tokens)
    print(
        json.dumps(
            {
                "first_token_seconds": statistics.median(seconds(1) for _ in range(arguments.texts)),
                "tokens_per_second": arguments.tokens
                / statistics.median(seconds(arguments.tokens) for _ in range(arguments.texts)),
                "cold_tokens_per_second": arguments.tokens / cold,
            }
        )
    )


if __name__ == "__main__":
    main()
