"""Forms that urlcanon 0.3.1 gives random URLs: forms.py FILE COUNT"""

import json
import random
import sys

import urlcanon

SCHEMES = ["http://", "https://", "HTTP://", "http:", "https:/", "ftp://", "ws://", "", "http:\\\\", "x-y://"]
CREDENTIALS = ["", "", "", "", "u@", "u:p@", "u:@", ":@", "a%40b:c%2525@", "@"]
HOSTS = ["www.Example.com", "www12.example.org", "..a..b..", "0x7f.1", "192.168.257", "%31%30.0.0.1", "[::FFFF:1.2.3.4]",
         "[1:0:0::2]", "bücher.example", "h%23st.com", "EXAMPLE.com.", "a_b.net", "3232235777", "wwww.x", "256.1.1.1"]
PORTS = ["", "", "", ":80", ":443", ":8080", ":", ":%38%31"]
PARTS = ["a", "B", "..", ".", "", "%2e%2E", "%41", "%2541", "%252541", "c d", "é", "\\", "%5c", "%", "%%33%35", "%zz", "+", "~",
         ";x=1", "(4hqa0555fwsecu455xqckv45)", "(a(4hqa0555fwsecu455xqckv45)b(4hqa0555fwsecu455xqckv45))", "m.ASPX", "%3F", "&",
         ";jsessionid=" + "0a" * 16, "\t", "<x>", "\"`{}|^", "%00", "\u4e2d\u6587"]
PARAMETERS = ["a=1", "B=2", "A=0", "", "c", "d=e=f", "x=%26", "x=%2526", "y=é z", "PHPSESSID=" + "9a" * 10, "sid=short", "sid=" + "0" * 16,
              "jsessionid=a$b0123456", "CFID=33", "CFTOKEN=5-a", "ASPSESSIONIDAQBSDSRT=EOHBLBDDPFCLHKPGGKLILNAM", "k=%", "q=?/\\",
              "sessionid=" + "f" * 16, "%61=b"]


def url(draw):
    path = "".join(draw.choice("////\\") + draw.choice(PARTS) for _ in range(draw.randrange(6)))
    query = "&".join(draw.choice(PARAMETERS) for _ in range(draw.randrange(5)))
    tail = draw.choice(["", "", "?" + query, "?" + query]) + draw.choice(["", "", "", "#f#g"])
    front = draw.choice(SCHEMES) + draw.choice(CREDENTIALS) + draw.choice(HOSTS) + draw.choice(PORTS)
    return draw.choice(["", "", " ", "\n"]) + front + path + tail + draw.choice(["", "", " "])


def main(file, count):
    draw = random.Random(2016)
    with open(file, "w", encoding="utf-8") as out:
        while count:
            text = url(draw)
            if ":" in text.split("//", 1)[0].split("/", 1)[0].removeprefix(" ").replace("\n", "") and not any(
                    text.strip().lower().startswith(s) for s in ("http:", "https:", "ftp:", "ws:", "x-y:")):
                continue  # urlcanon takes all before the colon for a scheme
            forms = {"url": text, "archive": str(urlcanon.aggressive(text)), "safe_browsing": str(urlcanon.google(text))}
            out.write(json.dumps(forms) + "\n")
            count -= 1


main(sys.argv[1], int(sys.argv[2]))
