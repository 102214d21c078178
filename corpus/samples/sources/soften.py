#!/usr/bin/python3
"""Prints an HTML file with soft hyphens in the long words of its body, when the body asks for it.

Chromium on Debian brings no Dutch hyphenation patterns; with soft hyphens it breaks lines as a browser
elsewhere does, and prints U+2010 at the break. A body without class "afbreken" is printed as it is.
"""
import re
import sys

import pyphen

SHORTEST = 9
WORD = re.compile(r"[^\W\d_]+")


def soften(markup):
    hyphenator = pyphen.Pyphen(lang="nl", left=3, right=3)
    parts = re.split(r"(<style.*?</style>|<title>.*?</title>|<[^>]*>|&\w+;)", markup, flags=re.S)
    for place in range(0, len(parts), 2):
        parts[place] = WORD.sub(
            lambda m: hyphenator.inserted(m[0], "\u00ad") if len(m[0]) >= SHORTEST else m[0], parts[place])
    return "".join(parts)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        text = file.read()
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(soften(text) if 'class="afbreken"' in text else text)
