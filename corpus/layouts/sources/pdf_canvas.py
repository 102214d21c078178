"""pdf_canvas - a small PDF producer that draws text and lines in whatever order and manner it is told.

For what no typesetter does: rows drawn column by column, heads last in the stream, each word on its own, letters
pushed together, marks that are drawings or private-use characters, pages turned by /Rotate with a crop box inside the
media box. Units: points, origin at the top left of the page as it is seen. Fonts are the standard ones, not embedded.
"""
import zlib

from helvetica_widths import BOLD, REGULAR

WIDTHS = {"F": REGULAR, "B": BOLD}
LEADING = 1.28
# Type 3 glyphs, each with the character that the ToUnicode table gives it: Wingdings' check and cross, and the root
# sign of the Symbol font, where a word processor on Windows puts them.
GLYPHS = {"√": (0xF0FC, "0 350 m 250 0 l 650 700 l 560 700 l 250 150 l 70 420 l f"),
          "X": (0xF0FB, "60 0 m 0 60 l 250 310 l 0 560 l 60 620 l 310 370 l 560 620 l 620 560 l 370 310 l 620 60 l 560 0 l"
                        " 310 250 l f")}
KERNS = {"Te": -70, "To": -70, "Va": -60, "Vo": -50, "We": -40, "Ve": -60, "Aa": -10, "AV": -70, "LT": -60, "r.": -45,
         "y.": -60, "v.": -50, "w.": -40, "P.": -90, "ij": -15, "rv": 8, "va": -18, "ve": -18, "we": -10, "te": -6}


def encode(text):
    return text.encode("cp1252", errors="strict")


def width_of(text, font, size):
    widths = WIDTHS[font]
    return sum(widths[code - 32] for code in encode(text)) * size / 1000


def literal(text):
    escaped = encode(text).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"(" + escaped + b")"


def wrap(text, font, size, width):
    """Lines of at most `width`; words are parted at spaces, and after a hyphen that the text has."""
    lines, line = [], ""
    for word in text.split():
        if not line or width_of(f"{line} {word}", font, size) <= width:
            line = f"{line} {word}".strip()
            continue
        head, hyphen, tail = word.partition("-")
        if hyphen and len(head) > 2 and len(tail) > 2 and width_of(f"{line} {head}-", font, size) <= width:
            lines.append(f"{line} {head}-")
            line = tail
        else:
            lines.append(line)
            line = word
    return lines + [line] if line else lines


class Page:
    def __init__(self, width, height, rotate=0, inset=(0, 0)):
        self.width, self.height, self.rotate, self.inset = width, height, rotate, inset
        self.parts = []  # (order, operators)
        self.tag = None  # while set, what is drawn belongs to this structure element: an index into `elements`
        self.elements = []  # (role, numbers of marked content)
        self.marked = 0

    def begin_element(self, role):
        self.elements.append((role, []))
        self.tag = len(self.elements) - 1

    def add(self, order, operators):
        drawn = operators if isinstance(operators, bytes) else operators.encode("latin-1")
        if self.tag is not None:
            role, numbers = self.elements[self.tag]
            numbers.append(self.marked)
            drawn = f"/{role} << /MCID {self.marked} >> BDC\n".encode() + drawn + b"EMC\n"
            self.marked += 1
        self.parts.append((order, drawn))

    def up(self, y):
        return self.height - y

    def line(self, x0, y0, x1, y1, order=(0,), thickness=0.6, gray=0.3):
        self.add(order, f"q {thickness} w {gray} G {x0:.2f} {self.up(y0):.2f} m {x1:.2f} {self.up(y1):.2f} l S Q\n")

    def fill(self, x0, y0, x1, y1, color, order=(-1,)):
        rgb = " ".join(f"{int(color[n:n + 2], 16) / 255:.3f}" for n in (0, 2, 4))
        self.add(order, f"q {rgb} rg {x0:.2f} {self.up(y1):.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f Q\n")

    def text(self, x, y, text, font="F", size=8.5, order=(1,), manner="line", color="111111"):
        """`y` is the baseline. manner: line, words (each word placed by itself) or kerned."""
        rgb = " ".join(f"{int(color[n:n + 2], 16) / 255:.3f}" for n in (0, 2, 4))
        start = f"BT {rgb} rg /{font} {size} Tf ".encode()
        if manner == "words":
            self.text_by_words(x, y, text, start, font, size, order)
            return
        shown = self.kerned(text) if manner == "kerned" else literal(text) + b" Tj"
        self.add(order, start + f"1 0 0 1 {x:.2f} {self.up(y):.2f} Tm ".encode() + shown + b" ET\n")

    def text_by_words(self, x, y, text, start, font, size, order):
        space = width_of(" ", font, size)
        for word in text.split(" "):
            if word:
                self.add(order, start + f"1 0 0 1 {x:.2f} {self.up(y):.2f} Tm ".encode() + literal(word) + b" Tj ET\n")
            x += width_of(word, font, size) + space

    @staticmethod
    def kerned(text):
        parts, begin = [], 0
        for place in range(1, len(text)):
            if push := KERNS.get(text[place - 1:place + 1]):
                parts.append(literal(text[begin:place]) + f" {-push} ".encode())
                begin = place
        return b"[" + b"".join(parts) + literal(text[begin:]) + b"] TJ"

    def mark(self, x, y, mark, kind, size=9, order=(1,)):
        """√ or X as a character of the Symbol font, as a private-use character, or as a drawing."""
        if kind == "path":
            shape = "0 3 m 2.5 0 l 6.5 7 l" if mark == "√" else "0 0 m 6 6 l 0 6 m 6 0 l"
            self.add(order, f"q 1 0 0 1 {x:.2f} {self.up(y):.2f} cm 1.1 w {shape} S Q\n")
        elif kind == "private":
            code = "a" if mark == "√" else "b"
            self.add(order, f"BT 0 g /W {size} Tf 1 0 0 1 {x:.2f} {self.up(y):.2f} Tm ({code}) Tj ET\n")
        elif mark == "√":
            self.add(order, f"BT 0 g /S {size} Tf 1 0 0 1 {x:.2f} {self.up(y):.2f} Tm (\\326) Tj ET\n")
        else:
            self.text(x, y, "X", size=size, order=order)

    def content(self):
        stream = b"".join(operators for _, operators in sorted(self.parts, key=lambda part: part[0]))
        width, height = self.width, self.height
        dx, dy = self.inset
        turned = {0: f"1 0 0 1 {dx} {dy}", 90: f"0 1 -1 0 {height + dx} {dy}",
                  180: f"-1 0 0 -1 {width + dx} {height + dy}", 270: f"0 -1 1 0 {dx} {width + dy}"}[self.rotate]
        outside = b"BT 0 g /F 6 Tf 1 0 0 1 4 6 Tm (snijlijn - vel voor de drukker) Tj ET\n" if dx and dy else b""
        return f"q {turned} cm\n".encode() + stream + b"Q\n" + outside

    def boxes(self):
        width, height = (self.height, self.width) if self.rotate in (90, 270) else (self.width, self.height)
        dx, dy = self.inset
        crop = f"/CropBox [{dx} {dy} {dx + width} {dy + height}] " if dx or dy else ""
        return (f"/MediaBox [0 0 {width + 2 * dx} {height + 2 * dy}] {crop}"
                + (f"/Rotate {self.rotate} " if self.rotate else ""))


def add_structure(add, pages, kids, objects, catalog):
    """The structure tree: each page's elements, in the order in which they were begun."""
    root, document = add(b""), add(b"")
    children, parents = [], []
    for place, (page, kid) in enumerate(zip(pages, kids)):
        owner = [0] * page.marked
        for role, numbers in page.elements:
            element = add(f"<< /Type /StructElem /S /{role} /P {document} 0 R /Pg {kid} 0 R "
                          f"/K [{' '.join(map(str, numbers))}] >>")
            children.append(f"{element} 0 R")
            for number in numbers:
                owner[number] = element
        parents.append(f"{place} [{' '.join(f'{element} 0 R' for element in owner)}]")
        objects[kid - 1] = objects[kid - 1].replace(b"/Type /Page ", f"/Type /Page /StructParents {place} ".encode())
    objects[document - 1] = f"<< /Type /StructElem /S /Document /P {root} 0 R /K [{' '.join(children)}] >>".encode()
    objects[root - 1] = (f"<< /Type /StructTreeRoot /K {document} 0 R /ParentTree << /Nums [{' '.join(parents)}] >> "
                         f"/ParentTreeNextKey {len(pages)} >>").encode()
    objects[catalog - 1] = objects[catalog - 1].replace(
        b"/Type /Catalog", f"/Type /Catalog /StructTreeRoot {root} 0 R /MarkInfo << /Marked true >>".encode())


def to_pdf(pages, title):
    """The file; streams are packed, everything is written in the same order every time."""
    objects = []

    def add(body):
        objects.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(objects)

    def stream(data, extra=""):
        packed = zlib.compress(data, 9)
        return add(f"<< {extra}/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed
                   + b"\nendstream")

    catalog, tree = add(b""), add(b"")
    fonts = []
    for name, base in (("F", "Helvetica"), ("B", "Helvetica-Bold")):
        widths = " ".join(map(str, WIDTHS[name]))
        number = add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding /FirstChar 32 "
                     f"/LastChar 255 /Widths [{widths}] >>")
        fonts.append(f"/{name} {number} 0 R")
    fonts.append(f"/S {add('<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>')} 0 R")
    glyphs = [stream(f"700 0 0 0 700 700 d1 {shape}".encode()) for _, shape in GLYPHS.values()]
    table = "".join(f"<{code:02x}> <{character:04x}>\n" for code, (character, _) in zip(b"ab", GLYPHS.values()))
    unicode = stream(("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /W def /CMapType 2 def\n"
                      "1 begincodespacerange <00> <ff> endcodespacerange\n"
                      f"2 beginbfchar\n{table}endbfchar\nendcmap end end\n").encode())
    fonts.append("/W {} 0 R".format(add(
        f"<< /Type /Font /Subtype /Type3 /Name /W /FontBBox [0 0 700 700] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 "
        f"/LastChar 98 /Widths [700 700] /CharProcs << /c {glyphs[0]} 0 R /x {glyphs[1]} 0 R >> /Encoding "
        f"<< /Type /Encoding /Differences [97 /c /x] >> /Resources << >> /ToUnicode {unicode} 0 R >>")))
    resources = add(f"<< /Font << {' '.join(fonts)} >> >>")
    kids = []
    for page in pages:
        content = stream(page.content())
        kids.append(add(f"<< /Type /Page /Parent {tree} 0 R {page.boxes()}/Resources {resources} 0 R "
                        f"/Contents {content} 0 R >>"))
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{n} 0 R' for n in kids)}] >>".encode()
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R /Lang (nl) >>".encode()
    if any(page.elements for page in pages):
        add_structure(add, pages, kids, objects, catalog)
    info = add(b"<< /Title " + literal(title) + b" /Producer (sample canvas) /CreationDate (D:20140701080000Z) >>")
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
