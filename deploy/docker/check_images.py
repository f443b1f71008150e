#!/usr/bin/env python3
"""Reads the Dockerfile without Docker: hadolint's rules, and what would only fail in the middle of a build.

    pip install -r .ci/python/requirements.txt
    python deploy/docker/check_images.py
"""

import json
import pathlib
import shlex
import shutil
import subprocess
import sys

from dockerfile_parse import DockerfileParser

HOME = pathlib.Path(__file__).resolve().parents[2]
DOCKERFILE = HOME / "deploy/docker/Dockerfile"
TARGETS = ["cpu", "cuda"]


def stages():
    """Name of a stage to its instructions, in order; the arguments before the first stage under an empty name."""
    found, current = {"": []}, ""
    for entry in DockerfileParser(str(DOCKERFILE)).structure:
        if entry["instruction"] == "FROM":
            current = entry["value"].split(" AS ")[1].strip()
            found[current] = []
        if entry["instruction"] != "COMMENT":
            found[current].append((entry["instruction"], entry["value"]))
    return found


def sources(value):
    """What a COPY copies, and from which stage; the stage is empty for the folder of the build."""
    words = shlex.split(value)
    flags = dict(word[2:].split("=", 1) for word in words if word.startswith("--"))
    return [word for word in words if not word.startswith("--")][:-1], flags.get("from", "")


def missing(stage, known):
    """What this stage copies that is not there."""
    for instruction, value in stage:
        if instruction == "COPY":
            names, origin = sources(value)
            if origin and origin not in known:
                yield f"no stage {origin}"
            if not origin:
                yield from (name for name in names if not list(HOME.glob(name)))


def main():
    failed = 0

    def line(good, text):
        nonlocal failed
        failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {text}")

    hadolint = shutil.which("hadolint") or str(pathlib.Path(sys.executable).with_name("hadolint"))
    linted = subprocess.run([hadolint, "--format", "json", str(DOCKERFILE)], stdout=subprocess.PIPE, text=True, check=False)
    complaints = [f"{entry['line']}: {entry['code']} {entry['message']}" for entry in json.loads(linted.stdout)]
    line(not complaints, f"hadolint has no complaint {complaints or ''}".rstrip())
    found = stages()
    images = [value for instruction, value in found[""] if instruction == "ARG"]
    line(all(":" in image and not image.endswith(":latest") for image in images), f"images are named by version: {', '.join(images)}")
    absent = [text for name, stage in found.items() for text in missing(stage, found)]
    line(not absent, f"everything that is copied is there {absent or ''}".rstrip())
    for target in TARGETS:
        users = [value for instruction, value in found.get(target, []) if instruction == "USER"]
        line(users[-1:] == ["185"], f"{target} ends as user {users[-1] if users else 'root'}")
        last_copy = [value for instruction, value in found[target] if instruction == "COPY"][-1]
        line("bloomery.jar" in last_copy, f"{target} copies the jar last")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
