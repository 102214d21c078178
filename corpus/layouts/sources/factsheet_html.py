"""factsheet_html - a composed factsheet as HTML, for Chromium and WeasyPrint.

A style says which columns there are and in what order, how rows are parted (all by CSS), and whether the typesetter
is left to break the tables over pages (`flow`) or pages are filled here and headed "Vervolg ...".
"""
from html import escape

DRAWN = {  # marks as paths: a check and a cross with no character behind them
    "√": '<svg width="9" height="9" viewBox="0 0 9 9"><path d="M1 5 L3.4 8 L8 1" fill="none" stroke="#111" stroke-width="1.3"/></svg>',
    "X": '<svg width="9" height="9" viewBox="0 0 9 9"><path d="M1 1 L8 8 M8 1 L1 8" fill="none" stroke="#111" stroke-width="1.3"/></svg>',
}
CHECKS = {"√": "✓", "X": "✗"}
WORDS = {"√": "Voldoet", "X": "Voldoet niet"}

COLUMN_HEADS = {"number": "Nr", "criterion": "Criteria", "indicator": "Indicatoren", "mark": "", "finding": "Bevindingen", "source": "Bron"}

COMMON_CSS = """
* { box-sizing: border-box }
body { margin: 0; font: 8.4pt/1.35 'Liberation Sans'; color: #111 }
p { margin: 0 0 1.6mm } ul { margin: 0 0 2mm; padding-left: 4.5mm }
h1 { font-size: 20pt; font-weight: normal; margin: 0 0 5mm; color: #00687d }
h2 { font-size: 12pt; margin: 0 0 1mm; color: #00687d } h3 { font-size: 10.5pt; margin: 3mm 0 1mm; color: #00687d }
.aanpak { font-size: 10.5pt; color: #c05a00; margin: 0 0 3mm } .grote { font-size: 16pt; color: #c05a00; margin: 0 0 4mm }
.blad { break-before: page } .blad:first-child { break-before: auto }
.kolommen { column-count: 2; column-gap: 9mm; text-align: left }
.kader { background: #dff0f2; border: 0.35mm solid #00687d; padding: 3mm; margin: 0 0 4mm; break-inside: avoid }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 0 0 4mm }
th { text-align: left; font-size: 8pt; padding: 0.8mm 1.4mm }
td { vertical-align: top; padding: 1mm 1.4mm } td p { margin: 0 0 1mm } td p:last-child { margin: 0 }
.criterion { width: 24mm } .indicator { width: 44mm } .mark { width: 8mm; text-align: center } .source { width: 26mm }
.slot th, .slot td { width: 50% }
"""

STYLES = {
    "published": {
        "columns": ["criterion", "indicator", "mark", "finding"], "lines_a_page": 66,
        "css": """
@page { size: A4; margin: 16mm 17mm 20mm }
tr.thema th { background: #c05a00; color: #fff; font-size: 9.5pt } tr.kop th { background: #00687d; color: #fff }
tr.rij td { border-top: 0.25mm solid #666 } tr.deel td { border-top: none }
td.indicator, td.mark { border-left: 0.25mm solid #666 } td.criterion { border-top: 0.25mm solid #666 }
""",
    },
    "zebra": {
        "columns": ["criterion", "indicator", "mark", "finding"], "lines_a_page": 64,
        "css": """
@page { size: A4; margin: 15mm 20mm 22mm }
body { font-family: 'DejaVu Sans'; font-size: 7.6pt }
tr.thema th { font-size: 10pt; color: #333; border: none } tr.kop th { color: #333 }
tr.even td { background: #ececec }
.kader { background: #f3f3f3; border: none }
""",
    },
    "plain": {
        "columns": ["criterion", "indicator", "mark", "finding"], "lines_a_page": 62,
        "css": """
@page { size: A4; margin: 18mm 19mm 22mm }
body { font-family: 'Liberation Serif'; font-size: 9.6pt; line-height: 1.25 }
h1, h2, h3, .aanpak, .grote { color: #111; font-weight: bold }
td, th { padding: 0.9mm 2.2mm 0.9mm 0 } tr.rij td { padding-top: 2mm } tr.thema th { font-size: 11pt; padding-top: 3mm }
td.mark { text-align: left } .kader { background: none; border: none; padding: 0 0 0 4mm; font-style: italic }
""",
    },
    "flow": {
        "columns": ["criterion", "indicator", "mark", "finding"], "lines_a_page": 60, "flow": True,
        "css": """
@page { size: A4; margin: 20mm 22mm 24mm }
body { font-size: 9.4pt; hyphens: auto; hyphenate-limit-chars: 6 3 3 } h1, h2, h3, th, .aanpak, .grote { hyphens: manual }
tr.thema th { background: #3d3d5c; color: #fff } tr.kop th { background: #d9d9e6; border: 0.2mm solid #777 }
td { border: solid #777; border-width: 0 0.2mm } tr.rij td, td.criterion { border-top: 0.2mm solid #777 }
table { margin-bottom: 3mm; border-bottom: 0.2mm solid #777 } .indicator { width: 40mm } .finding { text-align: justify }
td, tr { orphans: 1; widows: 1 }
""",
    },
    "other_columns": {
        "columns": ["indicator", "finding", "mark", "criterion", "source"], "lines_a_page": 66,
        "css": """
@page { size: A4; margin: 16mm 15mm 22mm }
body { font-family: 'DejaVu Sans Condensed', 'DejaVu Sans'; font-size: 7.6pt }
tr.thema th { border-bottom: 0.5mm solid #7a1f3d; color: #7a1f3d; font-size: 10pt } tr.kop th { color: #7a1f3d }
h1, h2, h3, .aanpak, .grote { color: #7a1f3d } tr.rij td { border-top: 0.2mm solid #bbb } tr.deel td { border: none }
.criterion { width: 27mm; font-style: italic } .indicator { width: 40mm } .source { width: 24mm }
""",
    },
    "criterion_rows": {
        "columns": ["mark", "indicator", "finding"], "lines_a_page": 84,
        "css": """
@page { size: A4; margin: 16mm 26mm 20mm }
body { font-size: 7.2pt; line-height: 1.28 } td, th { padding: 1.6pt 2.5pt } th { font-size: 7.2pt }
tr.thema th { font-size: 9pt; padding-top: 6pt } tr.criterium td { font-style: italic; padding-top: 5pt }
.mark { width: 12pt; text-align: left } .indicator { width: 128pt } h1, h2, h3, .aanpak, .grote { color: #234 }
""",
    },
    "bare_left": {
        "columns": ["mark", "indicator", "finding"], "lines_a_page": 70,
        "css": """
@page { size: A4; margin: 17mm 21mm 22mm }
body { font-size: 8.2pt } tr.thema th { font-size: 10pt; color: #1d4f2b; padding-top: 3mm } h1, h2, h3, .aanpak, .grote { color: #1d4f2b }
tr.rij td { border-top: 0.2mm solid #9a9 } tr.deel td { border-top: none } tr.criterium td { font-weight: bold; background: #eef4ee }
.mark { width: 7mm; text-align: center } .indicator { width: 50mm }
""",
    },
    "bare_words": {
        "columns": ["finding", "mark", "indicator", "source"], "lines_a_page": 62,
        "css": """
@page { size: A4; margin: 16mm 15mm 22mm }
body { font-family: 'DejaVu Sans'; font-size: 7.2pt } tr.thema th { font-size: 9pt; background: #333; color: #fff }
tr.even td { background: #f0f0f0 } tr.criterium td { font-style: italic; padding-top: 2mm }
.mark { width: 17mm; text-align: left } .indicator { width: 46mm } .source { width: 24mm }
""",
    },
    "bare_middle": {
        "columns": ["criterion", "indicator", "finding", "mark"], "lines_a_page": 62,
        "css": """
@page { size: A4; margin: 15mm 18mm 22mm }
body { font-family: 'Liberation Serif'; font-size: 9pt; line-height: 1.22 } td { vertical-align: middle; border: 0.2mm solid #888 }
tr.thema th { background: #ddd; text-align: center; font-size: 10pt } .criterion { width: 26mm } .indicator { width: 45mm } .mark { width: 10mm }
""",
    },
    "bare_numbered": {
        "columns": ["number", "indicator", "mark", "finding"], "lines_a_page": 66,
        "css": """
@page { size: A4; margin: 18mm 19mm 22mm }
body { font-size: 8.8pt } td { padding: 1mm 2mm 1mm 0 } tr.rij td { padding-top: 2.4mm } tr.thema th { font-size: 11pt; color: #444 }
tr.criterium td { color: #a33; padding-top: 2mm } .number { width: 10mm } .indicator { width: 46mm } .mark { width: 9mm }
""",
    },
    "narrow": {
        "columns": ["criterion", "indicator", "mark", "finding"], "lines_a_page": 96,
        "css": """
@page { size: A4; margin: 14mm 24mm 20mm }
body { font-size: 6.6pt; line-height: 1.22 } td, th { padding: 1pt 2pt } th { font-size: 6.6pt }
tr.thema th { font-size: 8pt; border-bottom: 0.5pt solid #000 } tr.kop th { border-bottom: 0.5pt solid #000 }
tr.rij td { border-top: 0.4pt solid #999 } tr.deel td { border-top: none }
.criterion { width: 64pt } .indicator { width: 112pt } .mark { width: 11pt; padding-left: 2pt; padding-right: 2pt }
.finding { text-align: justify; hyphens: auto } h1, h2, h3, .aanpak, .grote { color: #222 }
""",
    },
}


def paragraphs(texts, **attributes):
    opening = "<p" + "".join(f' class="{value}"' for value in attributes.values()) + ">"
    return "".join(f"{opening}{escape(text)}</p>" for text in texts)


class HtmlFactsheet:
    def __init__(self, factsheet):
        self.sheet = factsheet
        self.style = STYLES[factsheet.spec["style"]]
        self.packed = factsheet.spec.get("groups_printed") == "packed"
        self.out = []
        self.striped = 0
        self.tables = 0

    def mark(self, mark):
        kind = self.sheet.spec.get("marks")
        if kind == "path":
            return DRAWN.get(mark, "")
        if kind == "words":
            return WORDS.get(mark, "")
        return CHECKS.get(mark, "") if kind == "check" else mark

    def finding(self, unit):
        note = f"<p><b>LET OP:</b> {escape(unit.note)}</p>" if unit.note else ""
        return paragraphs(unit.paragraphs) + note

    def indicators(self, unit):
        return paragraphs([self.sheet.indicator_text(indicator) for indicator in unit.indicators])

    def page(self):
        footer = escape(self.sheet.footer()).replace("'", "\\'")
        return (f"@page {{ @bottom-right {{ content: '{footer}   | ' counter(page); font: 7pt 'Liberation Sans';"
                " color: #555; white-space: pre; text-align: right; width: 100% } }")

    def title_sheet(self):
        sheet = self.sheet
        self.out.append(f'<section class="blad"><h1>Uitkomsten toezichtonderzoek {escape(sheet.municipality)}</h1>'
                        f'<div class="kolommen"><div class="kader">{paragraphs(sheet.box)}<ul>'
                        + "".join(f"<li>{escape(point)}</li>" for point in sheet.box_points)
                        + f"</ul></div><h3>Context {escape(sheet.municipality)}</h3>{paragraphs(sheet.context)}"
                        f"{paragraphs(sheet.research)}</div></section>")

    def approach_sheet(self, approach):
        texts = self.sheet.sheet_texts
        self.out.append(f'<section class="blad"><h1>Aanpak:</h1><p class="grote">{escape(approach.name)}</p>'
                        f'<div class="kolommen"><h3>Beschrijving</h3>{paragraphs(approach.description)}'
                        f"{paragraphs([texts['invullers']])}<ul>"
                        + "".join(f"<li>{escape(partner)}</li>" for partner in approach.partners)
                        + f"</ul>{paragraphs([texts['na_invullers']])}</div></section>")

    def intro(self, approach):
        texts = self.sheet.sheet_texts
        bullets = "".join(f"<li>{escape(name)}: {escape(about)}</li>" for name, about in self.sheet.theme_bullets())
        legend = escape(texts["legenda"]).format(ja=self.mark("√"), nee=self.mark("X"))
        return (f'<p class="aanpak">Aanpak: {escape(approach.name_at("loper"))}</p><h2>Bevindingen toezichtonderzoek</h2>'
                f"<p>{escape(texts['inleiding'].format(aanpak=approach.name_at('inleiding')))}</p><ul>{bullets}</ul>"
                f"<p>{legend}</p>")

    def row_lines(self, row):
        """An estimate of the lines a row takes."""
        finding = [sum(2 + len(p) // 66 for p in unit.paragraphs) + (2 + len(unit.note) // 66 if unit.note else 0)
                   for unit in row.units]
        texts = [sum(1 + len(self.sheet.indicator_text(i)) // 28 for i in unit.indicators) for unit in row.units]
        if self.packed:
            return max(sum(finding), sum(texts), 1 + len(self.sheet.criterion_name(row.criterion)) // 12) + 1
        return sum(max(pair) for pair in zip(finding, texts)) + 1

    def sheets_of_rows(self, approach):
        """Rows cut into pages: a list of pages, each a list of (theme, rows)."""
        pages, room = [[]], self.style["lines_a_page"] - 20
        for row in approach.rows:
            new_theme = not pages[-1] or pages[-1][-1][0] != row.theme
            need = self.row_lines(row) + (4 if new_theme else 0)
            if need > room and not self.style.get("flow"):
                pages.append([])
                room, new_theme, need = self.style["lines_a_page"] - 5, True, self.row_lines(row) + 4
            if new_theme:
                pages[-1].append((row.theme, []))
            pages[-1][-1][1].append(row)
            room -= need
        return pages

    def theme_head(self, theme):
        count = len(self.style["columns"])
        heads = "".join(f'<th class="{name}">{COLUMN_HEADS[name]}</th>' for name in self.style["columns"])
        printed = self.sheet.spec.get("heads")
        self.tables += 1
        kop = "" if printed == "none" or (printed == "first" and self.tables > 1) else f'<tr class="kop">{heads}</tr>'
        return f'<tr class="thema"><th colspan="{count}">{escape(self.sheet.theme_heading(theme))}</th></tr>{kop}'

    def cells(self, row, units, spans):
        """The cells of one table row; `spans` gives the rows that the criterion covers, 0 where it is covered."""
        marks = "".join(f"<p>{self.mark(unit.mark)}</p>" for unit in units if unit.mark)
        content = {
            "criterion": paragraphs([self.sheet.criterion_name(row.criterion)]),
            "indicator": "".join(self.indicators(unit) for unit in units), "mark": marks,
            "finding": "".join(self.finding(unit) for unit in units),
            "source": paragraphs([unit.source for unit in units]),
            "number": paragraphs([indicator for unit in units for indicator in unit.indicators]),
        }
        out = []
        for name in self.style["columns"]:
            if name != "criterion":
                out.append(f'<td class="{name}">{content[name]}</td>')
            elif spans:
                out.append(f'<td class="criterion" rowspan="{spans}">{content[name]}</td>')
        return "".join(out)

    def table(self, theme, rows):
        stacked = not self.packed
        parts = [[[unit] for unit in row.units] if stacked else [row.units] for row in rows]
        body, before = [], None
        for place, row in enumerate(rows):
            spans = 0
            if row.criterion != before:
                spans = sum(len(parts[n]) for n in range(place, len(rows)) if rows[n].criterion == row.criterion)
                before = row.criterion
            self.striped += 1
            if spans and "criterion" not in self.style["columns"]:
                name = escape(self.sheet.criterion_name(row.criterion))
                body.append(f'<tr class="criterium"><td colspan="{len(self.style["columns"])}">{name}</td></tr>')
            for number, units in enumerate(parts[place]):
                kind = ("rij" if number == 0 else "deel") + (" even" if self.striped % 2 else "")
                body.append(f'<tr class="{kind}">{self.cells(row, units, spans if number == 0 else 0)}</tr>')
        widths = "".join(f'<col class="{name}">' for name in self.style["columns"])
        return (f"<table><colgroup>{widths}</colgroup><thead>{self.theme_head(theme)}</thead>"
                f"<tbody>{''.join(body)}</tbody></table>")

    def finding_sheets(self, approach):
        for number, page in enumerate(self.sheets_of_rows(approach)):
            head = self.intro(approach) if number == 0 else (
                f'<h2>Vervolg bevindingen toezichtonderzoek</h2><p class="aanpak">Aanpak: '
                f'{escape(approach.name_at("loper"))}</p>')
            tables = "".join(self.table(theme, rows) for theme, rows in page)
            self.out.append(f'<section class="blad">{head}{tables}</section>')

    def conclusion_sheet(self, approach):
        tables = "".join(
            f'<table class="slot"><tr class="thema"><th colspan="2">{escape(self.sheet.theme_heading(theme))}</th></tr>'
            f'<tr class="kop"><th>Wat gaat goed?</th><th>Wat kan beter?</th></tr><tr class="rij"><td class="indicator">'
            f'{escape(goed)}</td><td class="indicator">{escape(beter)}</td></tr></table>'
            for theme, (goed, beter) in approach.conclusions.items())
        text = self.sheet.sheet_texts["conclusie"].format(aanpak=approach.name_at("conclusie"))
        self.out.append(f'<section class="blad"><p class="aanpak">Aanpak: {escape(approach.name_at("loper"))}</p>'
                        f"<h2>Conclusie</h2><p>{escape(text)}</p>{tables}</section>")

    def html(self):
        self.title_sheet()
        for approach in self.sheet.approaches:
            self.approach_sheet(approach)
            self.finding_sheets(approach)
            self.conclusion_sheet(approach)
        title = escape(f"Uitkomsten toezichtonderzoek {self.sheet.municipality}")
        return (f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{title}</title><style>{COMMON_CSS}'
                f'{self.style["css"]}{self.page()}</style></head><body>{"".join(self.out)}</body></html>')


def to_html(factsheet):
    return HtmlFactsheet(factsheet).html()
