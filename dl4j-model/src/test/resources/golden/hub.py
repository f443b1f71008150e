"""Makes the folders of hub/: tiny models as transformers saves them, with the logits it computes from them."""

import json
import pathlib
import sys

import torch
from transformers import GPT2Config, GPT2LMHeadModel, LlamaConfig, LlamaForCausalLM

V, T = 37, 12


def lively(model):
    with torch.no_grad():  # away from the initial values, where most differences would not show
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    return model.eval()


def save(model, folder, **options):
    model.save_pretrained(folder, **options)
    (folder / "generation_config.json").unlink()
    ids = torch.randint(0, V, (1, T))
    with torch.no_grad():
        logits = model.float()(ids).logits[0]
    (folder / "logits.json").write_text(json.dumps({"ids": ids[0].tolist(), "logits": logits.tolist()}) + "\n", "utf-8")


def main(root):
    torch.manual_seed(5)
    gpt = lively(GPT2LMHeadModel(GPT2Config(vocab_size=V, n_positions=T, n_embd=16, n_layer=2, n_head=2)))
    save(gpt, root / "gpt2")
    save(gpt, root / "gpt2-sharded", max_shard_size="9KB")
    llama = lively(LlamaForCausalLM(LlamaConfig(
        vocab_size=V, max_position_embeddings=T, hidden_size=16, intermediate_size=24, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, rope_theta=5000.0, rms_norm_eps=1e-5)))
    save(llama, root / "llama")
    save(llama.to(torch.bfloat16), root / "llama-bfloat16", max_shard_size="6KB")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
