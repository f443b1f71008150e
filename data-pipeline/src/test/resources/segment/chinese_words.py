"""Writes chinese-words.jsonl: words of Chinese as jieba cuts them.

Needs jieba==0.42.1. Usage: python chinese_words.py > chinese-words.jsonl
"""
import json
import random

import jieba

SENTENCES = [
    "我喜欢学习中文。",
    "你好。",
    "我爱北京天安门。",
    "我们的邻居买了河边的一座旧磨坊，想把它改成图书馆。",
    "我們的鄰居買了河邊的一座舊磨坊，想把它改成圖書館。",
    "他来到了网易杭研大厦，小明硕士毕业于中国科学院计算所。",
    "繁體中文的學習並不容易，臺灣的學生每天都要練習寫字。",
    "这件T恤卖３５元，那件AA制的3.14%，C++和c#都不会；AT&T、B超……",
    "研究生命的起源；结婚的和尚未结婚的都来了！",
    "String name = reader.readLine(); 这个方法读取一行文字，然后返回字符串。",
    "张晓梅去人民医院做了个B超然后去买了件T恤",
    "2026年11月22日，气温-3.5%左右，增长了12.5%。",
    "第一行\r\n第二行\n\u3000第三行 完",
    "㐀㐁𠀀𠀁龦龥鿕鿖囧",
]
PIECES = list("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后")
PIECES += list("體學國語龜龖靐齉乂亗丏ab1.%+-_#& \n，。！？；…「」、") + ["中国", "吉他", "经济", "委员会", "欧阳", "诸葛亮", "T恤", "3.5", "hello"]


def main():
    randomness = random.Random(31)
    texts = SENTENCES + ["".join(randomness.choices(PIECES, k=randomness.randint(1, 24))) for _ in range(500)]
    texts += ["".join(chr(randomness.randint(0x4E00, 0x9FA5)) for _ in range(12)) for _ in range(100)]
    for text in texts:
        words = list(jieba.cut(text))
        if "".join(words) == text:  # it repeats text where a character is in none of its tables
            print(json.dumps({"text": text, "words": words}, ensure_ascii=False))


if __name__ == "__main__":
    main()
