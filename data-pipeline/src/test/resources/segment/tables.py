"""Writes what Bloomery takes from spaCy 3.8.18 and datatrove 0.10.1: python tables.py OUTPUT_FOLDER."""
import re, sys, spacy
from spacy.lang import char_classes as cc
from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
from datatrove.utils.text import PUNCTUATION, PUNCTUATION_SET, TERMINAL_PUNCTUATION
out=sys.argv[1]
def ranges(ok):
    r=[];s=None;p=None
    for c in ok:
        if s is None: s=p=c
        elif c==p+1: p=c
        else: r.append((s,p)); s=p=c
    if s is not None: r.append((s,p))
    return r
def cls(pattern):
    rx=re.compile(pattern)
    return [c for c in range(0x110000) if rx.fullmatch(chr(c))]
en=spacy.blank("en"); t=en.tokenizer
def single(search, prefix):
    ok=[]
    for c in range(0x110000):
        m=search(chr(c))
        if m and m.end()-m.start()==1: ok.append(c)
    return ok
sets={
 "prefix":single(t.prefix_search,True),
 "suffix":single(t.suffix_search,False),
 "infix":[c for c in range(0x110000) if [m for m in t.infix_finditer(chr(c)) if m.end()-m.start()==1]],
 "alpha":cls("[%s]"%cc.ALPHA),
 "alpha-lower":cls("[%s]"%cc.ALPHA_LOWER),
 "alpha-upper":cls("[%s]"%cc.ALPHA_UPPER),
 "quote":cls("[%s]"%cc.CONCAT_QUOTES),
 "before-period":cls(r"[0-9{al}{e}{p}(?:{q})]".format(al=cc.ALPHA_LOWER,e=r"%²\-\+",q=cc.CONCAT_QUOTES,p=cc.PUNCT)),
 "currency":single(re.compile("^(?:%s)$"%cc.CURRENCY).search,False),
 "top-level-domain":None,
 "datatrove-punctuation":sorted(map(ord,PUNCTUATION_SET)),
 "listed-punctuation":sorted(set(map(ord,PUNCTUATION))),
 "terminal-punctuation":sorted(map(ord,TERMINAL_PUNCTUATION)),
 "sentence-end":sorted(map(ord,en.create_pipe("sentencizer").default_punct_chars)),
}
u=t.url_match.__self__.pattern
tld=re.search(r"\\\.\)\+\(\?:(\[.*\])\{2,63\}",u).group(1)
sets["top-level-domain"]=cls(tld)
with open(out+"/characters.txt","w",encoding="utf-8") as f:
    f.write("# Sets of characters: a name, then code points and ranges of them, in hexadecimal.\n")
    f.write("# Made from the tokenizer rules of spaCy 3.8.18 and the constants of datatrove 0.10.1.\n")
    for n,c in sets.items():
        f.write(n+" "+" ".join("%x"%a if a==b else "%x-%x"%(a,b) for a,b in ranges(c))+"\n")
def exceptions(rules,path,who):
    with open(path,"w",encoding="utf-8") as f:
        f.write("# %s: one a line, its parts apart by a tab.\n"%who)
        for k in sorted(rules):
            if k.isspace(): continue
            assert ' ' not in k and '\t' not in k and not k.startswith('#'),k
            f.write("\t".join(x[65] if 65 in x else x["ORTH"] for x in rules[k])+"\n")
with open(out+"/units.txt","w",encoding="utf-8") as f:
    f.write("# Units of measure that are cut off a number; from spaCy 3.8.18.\n")
    f.write("\n".join(sorted(set(cc.UNITS.split("|"))))+"\n")
exceptions(t.rules,out+"/english-words.txt","Words that English splits, or keeps whole, by name; from spaCy 3.8.18")
exceptions(spacy.blank("xx").tokenizer.rules,out+"/words.txt","Words that every language splits, or keeps whole, by name; from spaCy 3.8.18")
