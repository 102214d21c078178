#!/usr/bin/python3
"""soften.py SOURCE.html [FIRST_PASS.txt]: prints the HTML with soft hyphens where its body asks for them.

Chromium on Debian brings no Dutch hyphenation patterns; with soft hyphens it breaks lines as a browser elsewhere does
and prints U+2010 at the break. But it also writes every soft hyphen that was not used into the PDF. So:

  class "zacht"     a soft hyphen at every place where a long word may break, and all of them stay
  class "afbreken"  the same; given the text of the PDF that came of it (pdftotext -raw), U+2010 at those that were used,
                    which is what a browser with patterns of its own leaves in the file
  neither           the file as it is
"""
import collections
import re
import sys

import pyphen

SHORTEST = 9
SHY, BREAK = "\u00ad", "\u2010"
WORD = re.compile(r"[^\W\d_]+")
SET_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|{SHY}\n?|{BREAK}\n)*")


def words_as_set(text):
    """For each word the list of its settings in order of appearance, as the offsets at which it was broken."""
    settings = collections.defaultdict(list)
    for match in SET_WORD.finditer(text):
        shown = match[0].replace("\n", "").replace(SHY, "")
        pieces = shown.split(BREAK)
        offsets, at = [], 0
        for piece in pieces[:-1]:
            at += len(piece)
            offsets.append(at)
        settings["".join(pieces)].append(offsets)
    return settings


def soften(markup, settings):
    hyphenator = pyphen.Pyphen(lang="nl", left=3, right=3)
    seen = collections.Counter()

    def with_hyphens(match):
        word = match[0]
        if settings is None:
            return hyphenator.inserted(word, SHY) if len(word) >= SHORTEST else word
        seen[word] += 1
        known = settings.get(word, [])
        offsets = known[seen[word] - 1] if seen[word] <= len(known) else []
        return BREAK.join(word[a:b] for a, b in zip([0, *offsets], [*offsets, len(word)]))

    parts = re.split(r"(<style.*?</style>|<title>.*?</title>|<[^>]*>|&\w+;)", markup, flags=re.S)
    for place in range(0, len(parts), 2):
        parts[place] = WORD.sub(with_hyphens, parts[place])
    return "".join(parts)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        markup = file.read()
    settings = None
    if len(sys.argv) > 2 and 'class="afbreken"' in markup:
        with open(sys.argv[2], encoding="utf-8") as file:
            settings = words_as_set(file.read())
    sys.stdout.reconfigure(encoding="utf-8")
    asks = 'class="afbreken"' in markup or 'class="zacht"' in markup
    sys.stdout.write(soften(markup, settings) if asks else markup)


if __name__ == "__main__":
    main()
