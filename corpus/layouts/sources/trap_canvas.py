"""trap_canvas - headings, paragraphs and plain tables of a trap drawn by pdf_canvas in an order that no typesetter has.

Attributes of <html>: data-lines (rows or none), data-widths (of the columns, in points), data-shift (points by which the baseline of
every other column is lower), data-tags (wrong: a structure tree in the opposite order, with headings and paragraphs exchanged). Tables are drawn column by column, after all other text; the first heading comes last.
"""
from pdf_canvas import LEADING, Page, to_pdf, wrap

SIZE, LEFT, TOP, WIDTH = 9.5, 60, 64, 475


class TrapCanvas:
    def __init__(self, reader):
        self.reader = reader
        self.page = Page(595, 842)
        self.y = TOP
        self.widths = [float(width) for width in reader.attributes.get("widths", "").split()]
        self.shift = float(reader.attributes.get("shift", 0))
        self.rules = reader.attributes.get("lines") == "rows"

    def write(self, text, font="F", size=SIZE, order=(1,)):
        for line in wrap(text, font, size, WIDTH):
            self.y += size * LEADING
            self.page.text(LEFT, self.y, line, font, size, order, "kerned")
        self.y += 6

    def table(self, rows):
        step = SIZE * LEADING
        self.y += 4
        for number, row in enumerate(rows):
            if self.rules:
                self.page.line(LEFT, self.y, LEFT + sum(self.widths), self.y)
            x, bottom = LEFT, self.y
            for column, (cell, width) in enumerate(zip(row, self.widths)):
                y = self.y + 2 + (self.shift if column % 2 else 0)
                for line in wrap(cell["text"], "B" if cell["head"] else "F", SIZE, width - 12):
                    y += step
                    self.page.text(x + 2, y, line, "B" if cell["head"] else "F", SIZE, (2, column, number), "words")
                bottom = max(bottom, y + 6)
                x += width
            self.y = bottom
        if self.rules:
            self.page.line(LEFT, self.y, LEFT + sum(self.widths), self.y)
        self.y += 8

    def pdf(self):
        tables = iter(self.reader.tables)
        for block in self.reader.blocks:
            if block["kind"] == "table":
                self.table(next(tables)["rows"])
                continue
            if "tags" in self.reader.attributes:
                self.page.begin_element("P" if block["kind"] == "heading" else "H1")
            if block["kind"] == "heading":
                self.write(block["text"], "B", 17 - 3 * block["level"], (9,))
            else:
                self.write(block["text"])
        self.page.elements.reverse()
        return to_pdf([self.page], self.reader.blocks[0]["text"])
