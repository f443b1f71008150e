#!/usr/bin/env bash
# Prints the GPUs of this host as Spark's resource discovery wants them: {"name": "gpu", "addresses": ["0", "1"]}.
#
# Spark starts it on every executor's host (spark.executor.resource.gpu.discoveryScript, spark.worker.resource.gpu.discoveryScript)
# and takes the first spark.*.resource.gpu.amount addresses. They are the numbers of nvidia-smi, in the order of the bus; set
# CUDA_DEVICE_ORDER=PCI_BUS_ID so that CUDA counts alike. A host without GPUs ends with status 1, and Spark says so.
set -euo pipefail

command -v nvidia-smi > /dev/null || { printf 'gpu-discovery: no nvidia-smi on this host\n' >&2; exit 1; }

addresses=
while IFS= read -r index; do
  index=${index//[[:space:]]/}
  if [[ ! $index =~ ^[0-9]+$ ]]; then
    printf 'gpu-discovery: nvidia-smi printed "%s" instead of the number of a GPU\n' "$index" >&2
    exit 1
  fi
  addresses+=${addresses:+, }\"$index\"
done < <(nvidia-smi --query-gpu=index --format=csv,noheader)

[ -n "$addresses" ] || { printf 'gpu-discovery: nvidia-smi lists no GPU\n' >&2; exit 1; }
printf '{"name": "gpu", "addresses": [%s]}\n' "$addresses"
