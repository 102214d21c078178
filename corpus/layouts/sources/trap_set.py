"""trap_set - short documents that each set one trap of layout, and their gold: tables, blocks, reading order.

Each is one HTML file in traps/; attributes of <html> say what it is typeset with and how its pages are turned. The same
file gives the gold: <table> is a table, h1-h3 are headings, aside stands beside the text, sup is the mark of a footnote, p class=noot the note,
div class=inhoud an entry of a table of contents. The order of the file is the reading order.
"""
import html.parser
import json
from pathlib import Path

import typesetting
from page_finder import PageFinder, squash
from trap_canvas import TrapCanvas

TRAPS = Path(__file__).resolve().parent / "traps"
HEADINGS = {"h1": 1, "h2": 2, "h3": 3}
KINDS = {"p": "paragraph", "li": "list_item", "caption": "caption", "figcaption": "caption"}


class TrapReader(html.parser.HTMLParser):
    """`blocks` in reading order; `tables` with rows of cells; `attributes` of the html element."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.attributes, self.blocks, self.tables, self.raised = {}, [], [], []
        self.open, self.asides, self.hidden, self.table, self.cell, self.in_mark = [], 0, 0, None, None, False
        self.feed(source)
        for block in self.blocks:
            block["text"] = " ".join(block["text"].split())

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "html":
            self.attributes = {name.removeprefix("data-"): value for name, value in values.items()}
        elif tag in ("style", "svg"):
            self.hidden += 1
        elif tag == "aside":
            self.asides += 1
        elif tag == "table":
            self.table = {"head_rows": 0, "rows": []}
            self.tables.append(self.table)
            self.blocks.append({"kind": "table", "text": "", "aside": bool(self.asides)})
        elif tag == "tr":
            self.table["rows"].append([])
        elif tag in ("td", "th"):
            self.cell = {"head": tag == "th", "rows": int(values.get("rowspan", 1)),
                         "columns": int(values.get("colspan", 1)), "text": "", "number": values.get("class") == "getal"}
            self.table["rows"][-1].append(self.cell)
        elif self.cell is not None and tag in ("p", "li", "br"):
            self.cell["text"] += " "
        elif tag == "sup":
            self.raised.append({"word": self.open[-1]["text"].split()[-1], "mark": ""})
            self.in_mark = True
        elif tag in HEADINGS or tag in KINDS or (tag == "div" and "inhoud" in values.get("class", "")):
            block = {"kind": "heading" if tag in HEADINGS else KINDS.get(tag, "contents_entry"), "text": "",
                     "aside": bool(self.asides)}
            if tag in HEADINGS:
                block["level"] = HEADINGS[tag]
            if values.get("class") == "noot":
                block["kind"] = "footnote"
            if tag == "caption":  # stands before its table
                self.blocks.insert(len(self.blocks) - 1, block)
            else:
                self.blocks.append(block)
            self.open.append(block)
            block["tag"] = tag
        elif tag == "br" and self.open:
            self.open[-1]["text"] += " "
        elif tag == "span" and self.open:
            self.open[-1]["text"] += " "

    def handle_endtag(self, tag):
        if tag in ("style", "svg"):
            self.hidden -= 1
        elif tag == "aside":
            self.asides -= 1
        elif tag == "thead":
            self.table["head_rows"] = len(self.table["rows"])
        elif tag in ("td", "th"):
            self.cell["text"] = " ".join(self.cell["text"].split())
            self.cell = None
        elif tag == "sup":
            self.in_mark = False
        elif self.cell is None and self.open and self.open[-1]["tag"] == tag:
            self.open.pop()

    def handle_data(self, data):
        if self.hidden:
            return
        if self.cell is not None:
            self.cell["text"] += data
        elif self.open:
            self.open[-1]["text"] += data
            if self.in_mark:
                self.raised[-1]["mark"] += data


def to_grid(table):
    """Cells with row, column and spans, as HTML places them."""
    taken, cells = set(), []
    for row, members in enumerate(table["rows"]):
        column = 0
        for cell in members:
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(cell["rows"]) for c in range(cell["columns"])}
            cells.append({"row": row, "column": column, "row_span": cell["rows"], "column_span": cell["columns"],
                          "head": cell["head"], "text": cell["text"]})
            column += cell["columns"]
    return {"rows": len(table["rows"]), "columns": 1 + max(column for _, column in taken),
            "head_rows": table["head_rows"], "cells": cells}


def raise_marks(text, notes):
    """The paragraph as lines, its footnote marks raised and each followed by its note."""
    lines = []
    for word, mark, note in notes:
        head, found, tail = text.partition(word)
        if found:
            lines += [f"{head}{word.removesuffix(mark)}\\*{{{mark}\\*}}", ".FS", note, ".FE"]
            text = tail.strip()
    return lines + [text] if text else lines


def to_groff(reader):
    """Headings, paragraphs, contents entries and plain tables, for groff's ms macros and tbl."""
    out = [".nr PS 10.5", ".nr VS 15", ".fam H", ".nr LL 15c", ".nr PO 3c", ".ds CH"]
    tables = iter(reader.tables)
    notes = [(mark["word"] + mark["mark"], mark["mark"], block["text"]) for mark, block in zip(
        reader.raised, (block for block in reader.blocks if block["kind"] == "footnote"))]
    for block in reader.blocks:
        if block["kind"] == "heading":
            out += [".sp 0.6", ".LP", f".ps {18 - 3 * block['level']}", r"\fB" + block["text"] + r"\fP", ".ps 10.5", ".sp 0.3"]
        elif block["kind"] == "contents_entry":
            title, _, page = block["text"].rpartition(" ")
            out += [".nf", r".ta \n[LL]uR", title + "\x01" + page, ".fi"]
        elif block["kind"] == "table":
            rows = next(tables)["rows"]
            book = reader.attributes.get("rules") == "book"
            layout = " ".join("r" if cell["number"] else "l" for cell in rows[-1])
            heads = " ".join("rB" if cell["number"] else "lB" for cell in rows[0])
            lines = ["|".join(cell["text"] for cell in row) for row in rows]
            out += [".sp 0.4", ".TS", "tab(|);", heads, layout + "."] + (["_"] if book else []) + lines[:1]
            out += (["_"] if book else []) + lines[1:] + (["_"] if book else []) + [".TE", ".sp 0.4"]
        elif block["kind"] == "footnote":
            continue
        else:
            out += [".LP", *raise_marks(block["text"], notes)]
    return "\n".join(out) + "\n"


class TrapSample:
    def __init__(self, path):
        self.name = path.stem
        self.source = "<!DOCTYPE html>\n" + path.read_text(encoding="utf-8").replace(
            "<style>", '<meta charset="utf-8"><style>' if "<style>" in path.read_text(encoding="utf-8") else "", 1)
        self.reader = TrapReader(self.source)
        self.path = f"traps/{self.name}.pdf"
        self.half, self.producer, self.trap = (self.reader.attributes[key] for key in ("half", "producer", "trap"))

    def typeset(self, work):
        attributes = self.reader.attributes
        if self.producer == "groff":
            pdf = typesetting.typeset_groff(to_groff(self.reader), work)
        elif self.producer == "canvas":
            pdf = TrapCanvas(self.reader).pdf()
        elif self.producer == "libreoffice":
            pdf = typesetting.typeset_libreoffice(self.source, work, tagged=attributes.get("tagged") == "tagged",
                                                  is_html=True)
        else:
            make = {"weasyprint": typesetting.typeset_weasyprint, "chromium": typesetting.typeset_chromium}
            pdf = make[self.producer](self.source, work)
        if "turns" in attributes:
            turns = [int(turn) for turn in attributes["turns"].split()]
            pdf = typesetting.turn_pages(pdf, work, turns, [int(part) for part in attributes["inset"].split()])
        return pdf

    def gold(self, pages, problems):
        finder = PageFinder([squash(page) for page in pages], self.path, problems)
        tables = [to_grid(table) for table in self.reader.tables]
        waiting = iter(tables)
        blocks = []
        for block in self.reader.blocks:
            if block["kind"] == "table":
                table = next(waiting)
                filled = [cell["text"] for cell in table["cells"] if cell["text"]]
                table["page"] = finder.find(filled[0])
                table["last_page"] = finder.find(filled[-1])
                blocks.append({"kind": "table_cell", "text": filled[0], "aside": False, "page": table["page"]})
            else:
                kept = {key: block[key] for key in ("kind", "level", "aside", "text") if key in block}
                blocks.append(kept | {"page": finder.find(block["text"])})
        content = {"tables": tables, "blocks": blocks, "raised": self.reader.raised}
        return {f"traps/{self.name}.json": json.dumps(content, ensure_ascii=False, indent=1) + "\n"}


def load():
    return [TrapSample(path) for path in sorted(TRAPS.glob("*.html"))]
