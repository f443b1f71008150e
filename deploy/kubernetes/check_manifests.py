#!/usr/bin/env python3
"""Reads the manifests as the operator would: its own types, nothing unknown, nothing lost, and nothing that contradicts.

    pip install -r .ci/python/requirements.txt
    python deploy/kubernetes/check_manifests.py

Every document is parsed into the class that kubeflow-spark-api has for its kind, generated from the API of the operator and of
Kubernetes, and written back: a field that is unknown, misplaced or of the wrong type would be missing or another one after that.
"""

import importlib
import pathlib
import re
import sys

import yaml
from pydantic import ValidationError

FOLDER = pathlib.Path(__file__).parent
HOME = FOLDER.parents[1]
MODELS = "kubeflow_spark_api.models"
KINDS = {
    "SparkApplication": ("spark_v1beta2_spark_application", "SparkV1beta2SparkApplication"),
    "ScheduledSparkApplication": ("spark_v1beta2_scheduled_spark_application", "SparkV1beta2ScheduledSparkApplication"),
    "ConfigMap": ("io_k8s_api_core_v1_config_map", "IoK8sApiCoreV1ConfigMap"),
    "ServiceAccount": ("io_k8s_api_core_v1_service_account", "IoK8sApiCoreV1ServiceAccount"),
    "PersistentVolumeClaim": ("io_k8s_api_core_v1_persistent_volume_claim", "IoK8sApiCoreV1PersistentVolumeClaim"),
    "Role": ("io_k8s_api_rbac_v1_role", "IoK8sApiRbacV1Role"),
    "RoleBinding": ("io_k8s_api_rbac_v1_role_binding", "IoK8sApiRbacV1RoleBinding"),
}


def differences(wanted, found, path=""):
    """Where the second differs from the first in what the first has."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key, value in wanted.items():
            yield from differences(value, found.get(key), f"{path}.{key}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, (left, right) in enumerate(zip(wanted, found)):
            yield from differences(left, right, f"{path}[{number}]")
    elif wanted != found:
        yield f"{path} is {found!r} to the operator"


def parsed(document):
    """What Kubernetes' types make of a document: problems, none if all is well."""
    if document["kind"] not in KINDS:
        return [f"no type for {document['kind']}"]
    module, name = KINDS[document["kind"]]
    try:
        model = getattr(importlib.import_module(f"{MODELS}.{module}"), name)
        return list(differences(document, model.from_dict(document).to_dict()))
    except (ImportError, AttributeError):
        return None
    except ValidationError as wrong:
        return [f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in wrong.errors()]


def contradictions(document, shared):
    """What is well formed and wrong all the same."""
    spec = document["spec"].get("template", document["spec"])
    volumes = {volume["name"] for volume in spec.get("volumes", [])}
    for role in ("driver", "executor"):
        pod = spec[role]
        for mount in pod.get("volumeMounts", []):
            if mount["name"] not in volumes:
                yield f"{role} mounts {mount['name']}, which is no volume"
        heap, overhead = (int(pod.get(name, "0g")[:-1]) for name in ("memory", "memoryOverhead"))
        limit = re.search(r"maxphysicalbytes=(\d+)g", pod.get("javaOptions", ""))
        if limit and int(limit.group(1)) >= heap + overhead:
            yield f"{role} may use {limit.group(1)}g of {heap + overhead}g: it would be killed instead of failing with a message"
    if spec["driver"].get("serviceAccount") not in shared["ServiceAccount"]:
        yield "the driver's account is not in base.yaml"
    for volume in spec.get("volumes", []):
        if "configMap" in volume and volume["configMap"]["name"] not in shared["ConfigMap"]:
            yield f"there is no ConfigMap {volume['configMap']['name']} in base.yaml"
    if spec["mainClass"] != "io.bloomery.jobs.cli.Main" or not spec["mainApplicationFile"].startswith("local:///opt/bloomery/"):
        yield "the jar or its main class is not that of the image"
    if any(not isinstance(value, str) for value in spec["sparkConf"].values()):
        yield "a setting of Spark is no text"
    shipped = (HOME / "deploy/spark/spark-defaults.conf").read_text("utf-8")
    for name in ("spark.serializer", "spark.kryo.registrator"):
        if not re.search(rf"^{re.escape(name)}\s+{re.escape(spec['sparkConf'].get(name, ''))}$", shipped, re.MULTILINE):
            yield f"{name} is not that of spark-defaults.conf"


def main():
    failed = 0
    documents = [(file.name, document) for file in sorted(FOLDER.glob("*.yaml")) for document in yaml.safe_load_all(file.read_text("utf-8"))]
    shared = {}
    for _, document in documents:
        shared.setdefault(document["kind"], set()).add(document["metadata"]["name"])
    for file, document in documents:
        problems = parsed(document)
        how = "as the operator's types" if problems is not None else "as YAML only, its type is not among the operator's"
        problems = problems or []
        if document["kind"].endswith("SparkApplication"):
            problems += contradictions(document, shared)
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'ok  '} {file}: {document['kind']} {document['metadata']['name']}, read {how} {problems or ''}".rstrip())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
