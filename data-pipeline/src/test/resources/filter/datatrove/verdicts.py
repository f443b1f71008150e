"""Writes verdicts.jsonl: what datatrove 0.10.1 decides about random texts; python verdicts.py OUTPUT [TEXTS]."""
import json, random, sys
from datatrove.data import Document
from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter
from datatrove.pipeline.filters.c4_filters import C4ParagraphFilter, C4QualityFilter
from datatrove.pipeline.filters.fineweb_quality_filter import FineWebQualityFilter

random.seed(7)
common = "the be to of and that have with a in it is was for on as at by this from or not are but an they which you".split()
rare = ["".join(random.choice("abcdefghijklmnopqrstuvwxyzéü") for _ in range(random.randrange(2, 12))) for _ in range(400)]
odd = "... … # ## • - * don't can't U.S. e.g. 3.5 1,000 http://a.org/b 😀 [1] [edit] [citation needed] { lorem ipsum javascript".split()
odd += ["Privacy Policy", "uses cookies", "Lorem Ipsum", "x" * 1001, "“quoted”", "中文", "\u2028", "\t", "a-b", "aa a", "a aa"]


def sentence():
    words = [random.choice(common if random.random() < 0.45 else rare) for _ in range(random.randrange(1, 14))]
    if random.random() < 0.15:
        words[random.randrange(len(words))] = random.choice(odd)
    if random.random() < 0.03:
        words = [random.choice(["- ", "• ", "* "])] + words
    return " ".join(words).capitalize() + random.choice([".", ".", ".", "!", "?", "", "...", "…", '."', ",", ";", "。"])


def text():
    sentences = [sentence() for _ in range(random.randrange(0, 30))]
    for _ in range(random.choice([0, 0, 0, 1, 3, 8])):
        if sentences:
            sentences.insert(random.randrange(len(sentences)), random.choice(sentences))
    joined = ""
    for one in sentences:
        joined += one + random.choice([" ", " ", " ", "  ", "\n", "\n", "\n\n", "\n\n\n", "\r\n", " \n"])
    return joined


def verdict(rule, text):
    document = Document(text=text, id="")
    try:
        result = rule.filter(document)
    except ZeroDivisionError:
        return None
    return [True if result is True else result[1], document.text if result is True else ""]


def pick(low, high):
    return round(random.uniform(low, high), 4)


def row(text):
    quality = dict(min_doc_words=random.choice([0, 20, 50]), max_doc_words=random.choice([100, 100000]),
                   min_avg_word_length=pick(2, 4.5), max_avg_word_length=pick(4.5, 7), max_symbol_word_ratio=pick(0, 0.05),
                   max_bullet_lines_ratio=pick(0, 0.3), max_ellipsis_lines_ratio=pick(0, 0.4),
                   max_non_alpha_words_ratio=pick(0.7, 0.9), min_stop_words=random.randrange(0, 8))
    repetition = dict(dup_line_frac=pick(0, 0.4), dup_para_frac=pick(0, 0.4), dup_line_char_frac=pick(0, 0.4),
                      dup_para_char_frac=pick(0, 0.4), top_n_grams=[[n, pick(0.01, 0.2)] for n in (2, 3, 4)],
                      dup_n_grams=[[n, pick(0.0, 0.3)] for n in range(5, 11)])
    c4 = dict(split_paragraph=random.random() < 0.8, remove_citations=random.random() < 0.7,
              filter_no_terminal_punct=random.random() < 0.5, min_num_sentences=random.choice([-1, 2, 5, 10]),
              min_words_per_line=random.choice([-1, 3, 6]), max_word_length=random.choice([-1, 10, 1000]),
              filter_lorem_ipsum=random.random() < 0.7, filter_javascript=random.random() < 0.7,
              filter_curly_bracket=random.random() < 0.5, filter_policy=random.random() < 0.7)
    fineweb = dict(line_punct_thr=pick(0, 1), line_punct_exclude_zero=random.random() < 0.3, short_line_thr=pick(0, 1),
                   short_line_length=random.randrange(20, 60), char_duplicates_ratio=pick(0, 0.3),
                   new_line_ratio=pick(0.05, 0.3))
    return {"text": text,
            "quality": [quality, verdict(GopherQualityFilter(**quality), text)],
            "repetition": [repetition, verdict(GopherRepetitionFilter(**repetition), text)],
            "c4": [c4, verdict(C4QualityFilter(**c4), text)],
            "paragraph": [{}, verdict(C4ParagraphFilter(), text)],
            "fineweb": [fineweb, verdict(FineWebQualityFilter(**fineweb), text)]}


with open(sys.argv[1], "w") as out:
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 150):
        out.write(json.dumps(row(text())) + "\n")
