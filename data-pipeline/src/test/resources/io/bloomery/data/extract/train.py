"""Learns which blocks of a page are main text; see README.md beside the forests.

usage: train.py TRUTH_DIR DUMP_DIR [OUTPUT_DIR]   (cross-validates only, where no OUTPUT_DIR is given)
"""
import collections
import glob
import gzip
import hashlib
import itertools
import json
import os
import re
import sys
from urllib.parse import urlparse

import lightgbm
import numpy

FOLDS = 5
RUN = 4
LENIENCE = 0.9
HIGHEST_THRESHOLD = 0.5
LEAST_HIDDEN_WORDS = 30
NEIGHBOUR_WEIGHT, NEIGHBOUR_WEIGHT_IN_ARTICLES = 0.8, 0.4
NAMESAKE_WEIGHT = 0.5
STRICTNESS = 0.7
CAPTION, ASIDE, COMMENT, UNDER_RELATED, LINE_OF_LINKS, LEDE = -1.5, -1.5, -2, -1, -1, 0.7
FAR = 20
ASIDES = ("related", "share", "comments", "advert", "signup", "credit")
STRICT = ("article", "forum")
LEAST_REPEATED_WORDS = 20
KINDS = {"": 1.0, "~plain": 0.3, "~main": 0.3}  # variants of each page, with their weights
WORD = re.compile(r"\w+")
TREES, TYPE_TREES = 120, 60  # trees of blocks for each seed
SEEDS = (1, 2, 3, 4)
BLOCKS = dict(objective="cross_entropy", learning_rate=0.1, num_leaves=20, max_bin=63, min_data_in_leaf=40,
              feature_fraction=0.2, bagging_fraction=0.7, bagging_freq=1, lambda_l2=5)
TYPES = dict(objective="multiclass", learning_rate=0.1, num_leaves=7, min_data_in_leaf=5, feature_fraction=0.4,
             bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, seed=1)
COMMON = dict(verbose=-1, num_threads=1, deterministic=True)


def words(text):
    return WORD.findall(text.lower())


def fold_of(url):
    """Pages of one site are in one fold."""
    site = ".".join(urlparse(url).netloc.lower().split(".")[-2:])
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def labels(blocks, truth):
    """Per block the share of words in runs that the truth has too; short blocks by whole lines."""
    true = words(truth)
    runs = {tuple(true[i:i + RUN]) for i in range(len(true) - RUN + 1)}
    lines = collections.Counter(" ".join(words(line)) for line in truth.split("\n"))
    flat = [word for block in blocks for word in block]
    hit = numpy.zeros(len(flat), bool)
    for i in range(len(flat) - RUN + 1):
        if tuple(flat[i:i + RUN]) in runs:
            hit[i:i + RUN] = True
    ends = numpy.cumsum([len(block) for block in blocks])
    share = numpy.array([hit[end - len(block):end].mean() if block else 0 for block, end in zip(blocks, ends)])
    sure = (share > 0.7) & (numpy.array([len(block) for block in blocks]) >= RUN)
    copies = collections.Counter(" ".join(block) for block in blocks)
    for i, block in enumerate(blocks):
        line = " ".join(block)
        if 0 < len(block) < RUN + 2 and line in lines:
            if copies[line] <= lines[line] or sure[max(0, i - 8):i + 9].sum() >= 2:
                share[i] = 1
    return share


def read(truth_dir, dump_dir):
    pages = []
    for kind, path in itertools.product(KINDS, sorted(glob.glob(os.path.join(truth_dir, "*.json")))):
        truth = json.load(open(path, encoding="utf-8"))
        base = os.path.join(dump_dir, truth["id"] + kind)
        raw = open(base + ".bin", "rb").read()
        count, page_width, width = numpy.frombuffer(raw, ">i4", 3)
        numbers = numpy.frombuffer(raw, ">f4", offset=12).astype(numpy.float32)
        texts = [json.loads(line) for line in open(base + ".jsonl", encoding="utf-8")]
        blocks = [words(text) for text in texts]
        pages.append(dict(
            id=truth["id"] + kind, kind=kind, type=truth["page_type"], fold=fold_of(truth["url"]), page=numbers[:page_width],
            blocks=numbers[page_width:].reshape(count, width), label=labels(blocks, truth["main_content"]),
            texts=texts, bags=[collections.Counter(block) for block in blocks], sizes=numpy.array([len(block) for block in blocks]),
            truth=collections.Counter(words(truth["main_content"]))))
    return pages


def f1(page, kept):
    found = collections.Counter()
    for bag, keep in zip(page["bags"], kept):
        if keep:
            found.update(bag)
    both = sum((found & page["truth"]).values())
    return 2 * both / (sum(found.values()) + sum(page["truth"].values())) if both else float(not found and not page["truth"])


def kept(page, likelihood):
    """Blocks down to the likelihood with the best expected F1, times a lenience."""
    if not len(likelihood):
        return []
    order = numpy.argsort(-likelihood)
    hits = numpy.cumsum((likelihood * page["sizes"])[order])
    expected = 2 * hits / numpy.maximum(numpy.cumsum(page["sizes"][order]) + hits[-1], 1e-9)
    return likelihood >= min(HIGHEST_THRESHOLD, likelihood[order][expected.argmax()] * LENIENCE)


def repeated_words(page):
    """Per block the words of the run with which it repeats earlier blocks; see Repetition."""
    last, earlier = {}, []
    for i, text in enumerate(page["texts"]):
        earlier.append(last.get(text, -1) if last.get(text, -1) != i - 1 else -1)
        last[text] = i
    repeated = numpy.zeros(len(earlier))
    end = 0
    for start in range(len(earlier)):
        if start >= end and earlier[start] >= 0:
            end = start + 1
            while end < len(earlier) and earlier[end] == earlier[end - 1] + 1:
                end += 1
            repeated[start:end] = page["sizes"][start:end].sum()
    return repeated


def once(page, kept, names):
    """Those kept, less what the page repeats, but for manuals."""
    if not len(kept) or names[-len(page["types"]):][page["types"].argmax()] == "documentation":
        return kept
    copy = (repeated_words(page) >= LEAST_REPEATED_WORDS) & (page["blocks"][:, names.index("code")] == 0)
    seen, result = set(), kept.copy()
    for i in numpy.flatnonzero(kept):
        result[i] = not (copy[i] and page["texts"][i] in seen)
        seen.add(page["texts"][i])
    return result


def pooled(score, shown, namesakes, article):
    """Scores drawn towards the mean of the blocks at the same path of element names; see Namesakes."""
    groups = numpy.unique(namesakes, axis=0, return_inverse=True)[1].reshape(-1)
    mean = numpy.bincount(groups, score * shown) / numpy.maximum(numpy.bincount(groups, shown), 1)
    return score + NAMESAKE_WEIGHT * (1 - article) * (mean[groups] - score)


def evened(score, shown, levels, article):
    """Scores drawn together with those of the blocks right before and after; see Neighbours."""
    whole = NEIGHBOUR_WEIGHT + article * (NEIGHBOUR_WEIGHT_IN_ARTICLES - NEIGHBOUR_WEIGHT)
    weight = whole / (1 + levels[:-1]) * shown[:-1] * shown[1:]
    after, before = numpy.append(weight, 0), numpy.append(0, weight)
    return (score + after * numpy.append(score[1:], 0) + before * numpy.append(0, score[:-1])) / (1 + after + before)


def conventions(blocks, names, article):
    """What is added to the scores of blocks for what they are on all sites; see Conventions."""
    def column(name):
        return blocks[:, names.index(name)]

    asides = numpy.any([column("says-" + saying) >= 2 for saying in ASIDES], 0)
    in_article = (ASIDE * asides + COMMENT * (column("up-to-comments") < FAR) + UNDER_RELATED * (column("under-related") > 0)
                  + LINE_OF_LINKS * (column("link-density") > 0.9))
    lede = (column("in-description") > 0.8) & (column("words") > 8)
    return CAPTION * (column("up-to-caption") <= 1) + LEDE * lede + article * in_article


def likelihoods(models, page, names):
    """What the forests of all seeds say in the mean, but for small hidden elements that are alone of their kind."""
    if not len(page["blocks"]):
        return numpy.zeros(0)
    words, like = (page["blocks"][:, names.index(name)] for name in ("hidden-words", "hidden-like"))
    never_shown = (words >= 0) & (words < LEAST_HIDDEN_WORDS) & (like == 1)
    score = numpy.mean([model.predict(rows_of(page), raw_score=True) for model in models], 0)
    namesakes = [names.index("namesakes-" + name) for name in ("blocks", "words", "links", "span", "share")]
    article = page["types"][names.index("article") - len(names)]
    score = pooled(score, ~never_shown, page["blocks"][:, namesakes], article)
    score = evened(score, ~never_shown, page["blocks"][:, names.index("next-apart1")], article)
    score = score + conventions(page["blocks"], names, article)
    score = score - STRICTNESS * sum(page["types"][names.index(name) - len(names)] for name in STRICT)
    return numpy.where(never_shown, 0, 1 / (1 + numpy.exp(-score)))


def type_model(pages, names):
    rows = numpy.array([page["page"] for page in pages])
    types = sorted({page["type"] for page in pages})
    target = [types.index(page["type"]) for page in pages]
    return lightgbm.train({**TYPES, **COMMON, "num_class": len(types)},
                          lightgbm.Dataset(rows, target, feature_name=names), TYPE_TREES)


def rows_of(page):
    return numpy.hstack([page["blocks"], numpy.repeat(page["types"][None], len(page["blocks"]), 0)])


def weights_of(page):
    """Every page of a kind weighs the same, its blocks by their words."""
    weights = page["sizes"] + 0.5
    return weights / weights.sum() * KINDS[page["kind"]]


def block_models(pages, names):
    pages = [page for page in pages if page["truth"] and len(page["blocks"])]
    weights = numpy.concatenate([weights_of(page) for page in pages])
    data = lightgbm.Dataset(numpy.vstack([rows_of(page) for page in pages]),
                            numpy.concatenate([page["label"] for page in pages]),
                            weight=weights / weights.mean(), feature_name=names)
    return [lightgbm.train({**BLOCKS, **COMMON, "seed": seed}, data, TREES) for seed in SEEDS]


def write(models, path):
    """Writes the trees of all models as one forest, whose sum is the mean of theirs."""
    def nodes(node):
        if "leaf_value" in node:
            return ["=", "%.4g" % (node["leaf_value"] / len(models))]
        assert node["decision_type"] == "<="
        return [str(node["split_feature"]), "%.6g" % node["threshold"], *nodes(node["left_child"]), *nodes(node["right_child"])]

    with gzip.GzipFile(path, "wb", mtime=0) as out:
        out.write((" ".join(models[0].feature_name()) + "\n").encode())
        for model in models:
            for tree in model.dump_model()["tree_info"]:
                out.write((" ".join(nodes(tree["tree_structure"])) + "\n").encode())


def report(pages, scores):
    by = collections.defaultdict(list)
    for page in pages:
        by[page["type"]].append(scores[page["id"]])
    print(pages[0]["kind"], "f1 %.4f" % numpy.mean(sum(by.values(), [])), *("%s %.3f" % (name, numpy.mean(by[name])) for name in sorted(by)))


def main(truth_dir, dump_dir, output_dir=None):
    pages = read(truth_dir, dump_dir)
    page_names = open(os.path.join(dump_dir, "page-features.txt")).read().split()
    names = open(os.path.join(dump_dir, "block-features.txt")).read().split() + sorted({page["type"] for page in pages})
    for fold in range(FOLDS):
        model = type_model([page for page in pages if page["fold"] != fold], page_names)
        for page in pages:
            if page["fold"] == fold:
                page["types"] = model.predict(page["page"][None])[0]
    scores = {}
    for fold in range(FOLDS):
        models = block_models([page for page in pages if page["fold"] != fold], names)
        for page in pages:
            if page["fold"] == fold:
                scores[page["id"]] = f1(page, once(page, kept(page, likelihoods(models, page, names)), names))
    for kind in KINDS:
        report([page for page in pages if page["kind"] == kind], scores)
    if output_dir:
        write([type_model(pages, page_names)], os.path.join(output_dir, "page-types.txt.gz"))
        write(block_models(pages, names), os.path.join(output_dir, "blocks.txt.gz"))


main(*sys.argv[1:])
