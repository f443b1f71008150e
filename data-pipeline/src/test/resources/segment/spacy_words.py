"""Writes spacy-words.jsonl: words and sentences of datatrove 0.10.1 with spaCy 3.8.18; seeded, so it can be made again."""
import json, random, sys
import spacy
from datatrove.utils.text import split_into_sentences, split_into_words

random.seed(13)
named = sorted(spacy.blank("en").tokenizer.rules)
pieces = list(".,;:!?'\"()[]{}<>-–—~…/=+*^$£€%&#@_|\\°«»“”‘’`´") + (
    ".. ... …… -- --- 's ’s 'S US$ C$ km km² m/s 5 12 1999 3.5 a B Abc word Hello can't don't U.S. e.g. http:// www. "
    "example.com foo@bar.org 192.168.1.1 8.8.8.8 1.2.3.4:80 /path?x=1 é Ü 日本 привет 😀 👍🏽 ☃ → X No i.e. p.m. "
    "10a.m. :) xDD 1/2 a/b x=y A.B a.B K F. °C. café Ph.D. Mr. ?! । 。").split(" ") + [" ", "  ", "\n", "\t", "\xa0", " \n", "\x1c"]
texts = ["", " ", "\n", "I am too small...", "Hello world! \n\n ქართული \n\t Hello\nworld! ", "a.  b. c.\nd"]
for _ in range(700):
    parts = []
    for _ in range(random.randrange(1, 12)):
        parts.append(random.choice(named) if random.random() < 0.15 else random.choice(pieces))
        if random.random() < 0.3:
            parts.append(" ")
    texts.append("".join(parts))
with open(sys.argv[1], "w") as out:
    for i, text in enumerate(texts):
        language = "aak" if i % 4 == 3 else "en"  # aak: no rules of its own
        row = {"text": text, "language": language, "words": split_into_words(text, language),
               "sentences": split_into_sentences(text, language)}
        out.write(json.dumps(row) + "\n")
