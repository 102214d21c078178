"""factsheet_canvas - a composed factsheet drawn by pdf_canvas, for forms and stream orders that no typesetter gives.

Order keys: pages are drawn by ascending key, so (layer, column, row) draws column by column and (layer, row, column)
row by row; heads get the highest layer where they come last in the stream.
"""
import re

from pdf_canvas import LEADING, Page, to_pdf, width_of, wrap

STYLES = {
    # Rows drawn column by column, the marks after everything, heads last; rules between rows only.
    "awkward": {"page": (595, 842), "margin": 50, "widths": (86, 142, 22, 245), "size": 8.2, "lines": "horizontal",
                "by_column": True, "manners": ("line", "kerned", "words"), "mark_drop": 3.4, "marks": "symbol",
                "turns": (0,), "inset": (0, 0), "heads_last": True, "pad": 4},
    "by_column_grid": {"page": (595, 842), "margin": 44, "widths": (90, 150, 20, 247), "size": 8.4, "lines": "grid",
                       "by_column": True, "manners": ("words", "words", "words"), "mark_drop": -2.6, "marks": "symbol",
                       "turns": (0,), "inset": (0, 0), "heads_last": True, "pad": 3},
    "turned": {"page": (842, 595), "margin": 46, "widths": (110, 200, 26, 414), "size": 8.6, "lines": "grid",
               "by_column": False, "manners": ("line", "line", "line"), "mark_drop": 0, "marks": "symbol",
               "turns": (90, 270), "inset": (31, 47), "heads_last": False, "pad": 4},
    "column_rules": {"page": (595, 842), "margin": 52, "widths": (84, 136, 24, 247), "size": 8.2, "lines": "vertical",
                     "by_column": False, "manners": ("line", "kerned", "kerned"), "mark_drop": -0.6, "marks": "private",
                     "turns": (0,), "inset": (0, 0), "heads_last": False, "pad": 6},
}
HEADS = ("Criteria", "Indicatoren", "", "Bevindingen")
ORANGE, TEAL, PALE = "c05a00", "00687d", "dff0f2"


class CanvasFactsheet:
    def __init__(self, factsheet):
        self.sheet = factsheet
        self.style = STYLES[factsheet.spec["style"]]
        self.marks = factsheet.spec.get("marks", self.style["marks"])
        self.pages = []
        self.size = self.style["size"]
        self.step = self.size * LEADING

    # ---- pages and running text

    def new_page(self):
        width, height = self.style["page"]
        turn = self.style["turns"][len(self.pages) % len(self.style["turns"])]
        self.page = Page(width, height, turn, self.style["inset"])
        self.pages.append(self.page)
        self.y = self.style["margin"]
        self.rows_drawn = 0
        footer = f"{self.sheet.footer()}   | {len(self.pages)}"
        right = width - self.style["margin"] - width_of(footer, "F", 7)
        self.page.text(right, height - 28, footer, size=7, color="555555", order=(0,))

    def head(self, text, font="B", size=12, color=TEAL):
        order = (9,) if self.style["heads_last"] else (0,)
        self.y += size
        self.page.text(self.style["margin"], self.y, text, font, size, order, color=color)
        self.y += size * 0.55

    def write(self, text, x=None, width=None, order=(0,), bullet=False, font="F"):
        x = self.style["margin"] if x is None else x
        width = self.style["page"][0] - 2 * self.style["margin"] if width is None else width
        indent = 10 if bullet else 0
        if bullet:
            self.page.text(x, self.y + self.size, "•", size=self.size, order=order)
        for line in wrap(text, font, self.size, width - indent):
            self.y += self.step
            self.page.text(x + indent, self.y, line, font, self.size, order)
        self.y += 4

    def legend(self, text):
        """The sentence with both marks in it, each drawn as in the table."""
        signs = {"§": "√", "¤": "X"}  # stand in for the marks until the lines are known
        x0 = self.style["margin"]
        for line in wrap(text.format(ja="§", nee="¤"), "F", self.size, self.style["page"][0] - 2 * x0):
            self.y += self.step
            x = x0
            for part in re.split("([§¤])", line):
                if part in signs:
                    self.page.mark(x, self.y, signs[part], self.marks, self.size, order=(0,))
                    x += 8
                elif part:
                    self.page.text(x, self.y, part, size=self.size, order=(0,))
                    x += width_of(part, "F", self.size)
        self.y += 4

    # ---- sheets

    def title_sheet(self):
        sheet, margin = self.sheet, self.style["margin"]
        self.new_page()
        self.head(f"Uitkomsten toezichtonderzoek {sheet.municipality}", "F", 20)
        top, half = self.y + 10, (self.style["page"][0] - 2 * margin - 24) / 2
        self.y = top + 6
        for text in sheet.box:
            self.write(text, margin + 8, half - 16)
        for point in sheet.box_points:
            self.write(point, margin + 8, half - 16, bullet=True)
        self.page.fill(margin, top, margin + half, self.y + 6, PALE)
        self.y += 16
        self.head(f"Context {sheet.municipality}")
        for text in sheet.context:
            self.write(text, margin, half)
        self.y = top
        for text in sheet.research:
            self.write(text, margin + half + 24, half)

    def approach_sheet(self, approach):
        margin, texts = self.style["margin"], self.sheet.sheet_texts
        self.new_page()
        self.head("Aanpak:", "F", 20)
        self.head(approach.name, "F", 16, ORANGE)
        top, half = self.y + 8, (self.style["page"][0] - 2 * margin - 24) / 2
        self.y = top
        self.head("Beschrijving")
        for text in approach.description:
            self.write(text, margin, half)
        self.y = top
        self.write(texts["invullers"], margin + half + 24, half)
        for partner in approach.partners:
            self.write(partner, margin + half + 24, half, bullet=True)
        self.write(texts["na_invullers"], margin + half + 24, half)

    def finding_sheets(self, approach):
        texts = self.sheet.sheet_texts
        self.new_page()
        self.head(f"Aanpak: {approach.name_at('loper')}", "F", 10.5, ORANGE)
        self.head("Bevindingen toezichtonderzoek")
        self.write(texts["inleiding"].format(aanpak=approach.name_at("inleiding")))
        for name, about in self.sheet.theme_bullets():
            self.write(f"{name}: {about}", bullet=True)
        self.legend(texts["legenda"])
        theme = criterion = None
        for row in approach.rows:
            parts = self.parts_of(row)
            need = sum(height for *_, height in parts) + (40 if row.theme != theme else 0)
            if self.y + need > self.style["page"][1] - self.style["margin"]:
                if theme is not None:
                    self.close_table()
                self.new_page()
                self.head("Vervolg bevindingen toezichtonderzoek")
                self.head(f"Aanpak: {approach.name_at('loper')}", "F", 10.5, ORANGE)
                theme = criterion = None
            if row.theme != theme:
                if theme is not None:
                    self.close_table()
                self.open_table(self.sheet.theme_heading(row.theme))
                theme = row.theme
            self.draw_row(row, parts, row.criterion != criterion)
            criterion = row.criterion
        self.close_table()

    # ---- tables

    def columns(self):
        x, edges = self.style["margin"], []
        for width in self.style["widths"]:
            edges.append((x, x + width))
            x += width
        return edges

    def order(self, column):
        """Marks come after all columns, where columns are drawn one after another."""
        if self.style["by_column"]:
            return (2, (0, 1, 3, 2)[column], self.rows_drawn)
        return (2, self.rows_drawn, column)

    def open_table(self, heading):
        edges, order = self.columns(), (1, self.rows_drawn)
        self.y += 8
        left, right = edges[0][0], edges[-1][1]
        bare = self.sheet.spec.get("heads") == "none"
        if self.style["lines"] != "vertical":
            self.page.fill(left, self.y, right, self.y + 15, ORANGE)
            if not bare:
                self.page.fill(left, self.y + 15, right, self.y + 28, TEAL)
        color = "333333" if self.style["lines"] == "vertical" else "ffffff"
        self.page.text(left + 4, self.y + 11, heading, "B", 9.5, order, color=color)
        for (x, _), text in zip(edges, HEADS):
            if text and not bare:
                self.page.text(x + 4, self.y + 24.5, text, "B", 8, order, color=color)
        self.y += 15 if bare else 28
        self.table_top = self.y
        self.criterion_top = None

    def close_table(self):
        edges = self.columns()
        if self.style["lines"] in ("grid", "horizontal"):
            self.page.line(edges[0][0], self.y, edges[-1][1], self.y)
        if self.style["lines"] == "vertical":
            for x, _ in edges[1:]:
                self.page.line(x, self.table_top - 13, x, self.y)
        if self.style["lines"] == "grid":
            for x, _ in [*edges, (edges[-1][1], 0)]:
                self.page.line(x, self.table_top, x, self.y)
        self.y += 6

    def parts_of(self, row):
        """For each unit its lines: indicators, finding (text, font, starts a paragraph), and the height it takes."""
        pad, widths = self.style["pad"], self.style["widths"]
        parts = []
        for unit in row.units:
            indicators = [line for indicator in unit.indicators
                          for line in [*wrap(self.sheet.indicator_text(indicator), "F", self.size, widths[1] - 2 * pad), None]]
            finding = [(line, None) for text in unit.paragraphs
                       for line in [*wrap(text, "F", self.size, widths[3] - 2 * pad), None]]
            if unit.note:
                lead = width_of("LET OP: ", "B", self.size)
                lines = wrap(unit.note, "F", self.size, widths[3] - 2 * pad - lead)[:1]
                rest = unit.note[len(lines[0]):].strip()
                finding += [(lines[0], "LET OP: "), *((line, None) for line in wrap(rest, "F", self.size, widths[3] - 2 * pad)),
                            (None, None)]
            criterion = wrap(self.sheet.criterion_name(row.criterion), "F", self.size, widths[0] - 2 * pad)
            lines = max(self.height_of(indicators), self.height_of([line for line, _ in finding]),
                        self.height_of(criterion) if unit is row.units[0] else 0)
            parts.append((unit, indicators, finding, lines + 2 * pad))
        return parts

    def height_of(self, lines):
        return sum(3 if line is None else self.step for line in lines)

    def draw_lines(self, column, lines, y):
        x = self.columns()[column][0] + self.style["pad"]
        manner = self.style["manners"][min(column, 2)]
        for line, lead in lines:
            if line is None:
                y += 3
                continue
            y += self.step
            start = x
            if lead:
                self.page.text(x, y, lead.strip(), "B", self.size, self.order(column))
                start += width_of(lead, "B", self.size)
            self.page.text(start, y, line, "F", self.size, self.order(column), manner)

    def draw_row(self, row, parts, new_criterion):
        edges, pad = self.columns(), self.style["pad"]
        if self.style["lines"] in ("grid", "horizontal"):
            self.page.line(edges[0 if new_criterion else 1][0], self.y, edges[-1][1], self.y)
        if new_criterion:
            names = wrap(self.sheet.criterion_name(row.criterion), "F", self.size, edges[0][1] - edges[0][0] - 2 * pad)
            self.draw_lines(0, [(line, None) for line in names], self.y + pad - 2)
        for unit, indicators, finding, height in parts:
            top = self.y + pad - 2
            self.draw_lines(1, [(line, None) for line in indicators], top)
            if unit.mark:
                x = (edges[2][0] + edges[2][1]) / 2 - 3
                self.page.mark(x, top + self.step + self.style["mark_drop"], unit.mark, self.marks, 9, self.order(2))
            self.draw_lines(3, finding, top)
            self.y += height
            self.rows_drawn += 1

    def conclusion_sheet(self, approach):
        self.new_page()
        self.head(f"Aanpak: {approach.name_at('loper')}", "F", 10.5, ORANGE)
        self.head("Conclusie")
        self.write(self.sheet.sheet_texts["conclusie"].format(aanpak=approach.name_at("conclusie")))
        left = self.style["margin"]
        right = self.columns()[-1][1]
        middle = (left + right) / 2
        for theme, pair in approach.conclusions.items():
            self.y += 8
            vertical = self.style["lines"] == "vertical"
            if not vertical:
                self.page.fill(left, self.y, right, self.y + 15, ORANGE)
            self.page.text(left + 4, self.y + 11, self.sheet.theme_heading(theme), "B", 9.5, (1, 0),
                           color="333333" if vertical else "ffffff")
            top = self.y + 15
            for x, head in ((left, "Wat gaat goed?"), (middle, "Wat kan beter?")):
                self.page.text(x + 4, top + 10, head, "B", 8, (1, 1), color=TEAL)
            bottom = top + 13
            for column, (x, text) in enumerate(zip((left, middle), pair)):
                y = top + 14
                for line in wrap(text, "F", self.size, middle - left - 10):
                    y += self.step
                    self.page.text(x + 4, y, line, "F", self.size, (2, column, self.rows_drawn))
                bottom = max(bottom, y + 6)
            self.rows_drawn += 1
            self.page.line(left, bottom, right, bottom)
            if self.style["lines"] != "horizontal":
                self.page.line(middle, top, middle, bottom)
            self.y = bottom

    def pdf(self):
        self.title_sheet()
        for approach in self.sheet.approaches:
            self.approach_sheet(approach)
            self.finding_sheets(approach)
            self.conclusion_sheet(approach)
        return to_pdf(self.pages, f"Uitkomsten toezichtonderzoek {self.sheet.municipality}")


def to_canvas_pdf(factsheet):
    return CanvasFactsheet(factsheet).pdf()
