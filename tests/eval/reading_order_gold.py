#!/usr/bin/env python3
"""Makes gold for the order of reading: by hand, from the picture of a page.

  reading_order_gold.py draw PDF PAGE OUT.png     the page with a number at every piece of a line
  reading_order_gold.py write FOLDER SPEC... > GOLD.tsv  what the marked specifications say, without the pages' text

The pieces come from `pdftotext -bbox-layout`, numbered from top to bottom and left to right, so that neither our
order nor pdftotext's shows through; whoever marks a page looks at the picture.

A specification:  page FILE PAGE dev|test
                  KIND NUMBERS      one block a line, in the order of reading; NUMBERS like "3-7 9 12"
`KIND NUMBERS @ W`: only the words W ("0-4", "5-") of the one piece named. What no line names has no place in an
order (text inside drawings, stamps).

Gold, by tab: block, kind, rectangles "x0,y0,x1,y1 ...", number of its ASCII letters and digits, hash of these (lower
case), first three words, last word. Words belong to the block whose rectangle holds their middle.
"""
import html
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path


def pieces_of(pdf, page):
    """Lists of words (text, box) that stand beside each other without a wide gap."""
    output = subprocess.run(["pdftotext", "-cropbox", "-bbox-layout", "-f", str(page), "-l", str(page), str(pdf), "-"],
                            capture_output=True, text=True, check=True).stdout
    pieces = []
    for line in re.findall(r"<line .*?</line>", output, re.S):
        words = []
        for m in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', line):
            box = tuple(float(m.group(i)) for i in range(1, 5))
            text = html.unescape(m.group(5))
            if words and box[0] - words[-1][1][2] > 0.9 * (box[3] - box[1]):
                pieces.append(words)
                words = []
            words.append((text, box))
        if words:
            pieces.append(words)
    pieces.sort(key=lambda words: (round(words[0][1][3]), words[0][1][0]))
    return pieces


def union(boxes):
    boxes = list(boxes)
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


SHAPES = {"0": "eaaae", "1": "26227", "2": "e2e8e", "3": "e2e2e", "4": "aae22", "5": "e8e2e", "6": "e8eae", "7": "e2222",
          "8": "eaeae", "9": "eae2e"}


def draw(pdf, page, out):
    dpi = 110
    picture = subprocess.run(["pdftoppm", "-cropbox", "-r", str(dpi), "-f", str(page), "-l", str(page), str(pdf)],
                             capture_output=True, check=True).stdout
    _, size, _, pixels = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    pixels = bytearray(pixels)

    def paint(x, y, colour):
        if 0 <= x < width and 0 <= y < height:
            pixels[3 * (y * width + x):3 * (y * width + x) + 3] = colour

    for number, words in enumerate(pieces_of(pdf, page)):
        x0, y0, x1, y1 = (round(v * dpi / 72) for v in union(box for _, box in words))
        for x in range(x0, x1 + 1):
            paint(x, y1, b"\xff\xa0\xa0")
        left = x0 - 9 * len(str(number)) - 2
        for place, digit in enumerate(str(number)):
            for row, bits in enumerate(SHAPES[digit]):
                for column in range(4):
                    if int(bits, 16) >> (3 - column) & 1:
                        for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
                            paint(left + 9 * place + 2 * column + dx, y0 + 2 + 2 * row + dy, b"\xff\x00\x00")
    rows = b"".join(b"\0" + pixels[3 * width * y:3 * width * (y + 1)] for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    Path(out).write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                          chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def numbers_in(text, end):
    for part in text.split():
        first, dash, last = part.partition("-")
        yield from range(int(first), (int(last) if last else end) + 1 if dash else int(first) + 1)


def fold(text):
    return re.sub(r"[^a-z0-9]", "", text.lower())


def fnv(text):
    digest = 0xCBF29CE484222325
    for byte in text.encode():
        digest = (digest ^ byte) * 0x100000001B3 % 2**64
    return f"{digest:016x}"


def rectangles_of(own, others):
    """As few boxes as hold all own words and no middle of another word."""
    def is_clean(box):
        return not any(box[0] < (b[0] + b[2]) / 2 < box[2] and box[1] < (b[1] + b[3]) / 2 < box[3] for b in others)
    boxes = []
    for box in own:
        if boxes and is_clean(union([boxes[-1], box])):
            boxes[-1] = union([boxes[-1], box])
        else:
            boxes.append(box)
    return boxes


def write(specification, folder):
    pdf = pieces = None
    blocks = []

    def flush():
        named = {id(word) for _, words in blocks for word in words}
        everything = [word for words in (pieces or []) for word in words]
        for kind, words in blocks:
            own = {id(word) for word in words}
            others = [word[1] for word in everything if id(word) not in own]
            boxes = rectangles_of([word[1] for word in words], others)
            rectangles = " ".join(",".join(f"{v:.1f}" for v in box) for box in boxes)
            folded = "".join(fold(word[0]) for word in words)
            first = " ".join(word[0] for word in words[:3])
            print("block", kind, rectangles, len(folded), fnv(folded), first, words[-1][0], sep="\t")
        left = [word[0] for word in everything if id(word) not in named]
        if left:
            print(f"{pdf}: not named: {' '.join(left)[:300]}", file=sys.stderr)
        blocks.clear()

    for line in Path(specification).read_text().splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        kind, _, rest = line.partition(" ")
        if kind == "page":
            flush()
            pdf, page, half = rest.split()
            pieces = pieces_of(Path(folder) / pdf, int(page))
            print("page", pdf, page, half, sep="\t")
            continue
        rest, at, part = rest.partition("@")
        words = [word for number in numbers_in(rest, len(pieces) - 1) for word in pieces[number]]
        if at:
            words = [words[i] for i in numbers_in(part, len(words) - 1)]
        blocks.append((kind, words))
    flush()


def main():
    if len(sys.argv) == 5 and sys.argv[1] == "draw":
        draw(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    elif len(sys.argv) >= 4 and sys.argv[1] == "write":
        for specification in sys.argv[3:]:
            write(specification, sys.argv[2])
    else:
        sys.exit(__doc__)


main()
