"""factsheet_odt - a composed factsheet as flat OpenDocument text, for LibreOffice.

Tables are Writer's own: head rows that repeat on every page, cells that span rows, cells that may go on over a page.
"""
from html import escape

NAMESPACES = " ".join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"),
    ("svg", "svg-compatible"), ("meta", "meta"), ("draw", "drawing"))) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'

STYLES = {
    "grid": {"widths": (2.6, 4.4, 0.9, 8.6), "border": "0.5pt solid #444444", "head": "#00687d",
             "hyphenate": False, "font": "Liberation Sans", "size": "8.5pt"},
    "open_grid": {"widths": (2.5, 4.6, 1.0, 8.0), "border": "0.4pt solid #999999", "head": "#5a6b2a",
                  "hyphenate": True, "font": "DejaVu Serif", "size": "8pt", "new_page": ("A", "S")},
}
HEADS = ("Criteria", "Indicatoren", "", "Bevindingen")
CHECKS = {"√": "✓", "X": "✗"}


def text_style(name, size, extra="", paragraph="", parent="Standard"):
    return (f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}">'
            f'<style:paragraph-properties {paragraph}/><style:text-properties fo:font-size="{size}" {extra}/></style:style>')


class OdtFactsheet:
    def __init__(self, factsheet):
        self.sheet = factsheet
        self.style = STYLES[factsheet.spec["style"]]
        self.packed = factsheet.spec.get("groups_printed") == "packed"
        self.body = []
        self.tables = 0

    def mark(self, mark):
        return CHECKS.get(mark, "") if self.sheet.spec.get("marks") == "check" else mark

    @staticmethod
    def p(style, content):
        return f'<text:p text:style-name="{style}">{content}</text:p>'

    def put(self, style, text):
        self.body.append(self.p(style, escape(text)))

    def bullets(self, items):
        self.body.append('<text:list text:style-name="Punten">' + "".join(
            f'<text:list-item>{self.p("Punt", escape(item))}</text:list-item>' for item in items) + "</text:list>")

    def styles(self):
        style = self.style
        hyphenate = "true" if style["hyphenate"] else "false"
        cell = f'fo:padding="0.08cm" fo:border="{style["border"]}"'
        columns = "".join(
            f'<style:style style:name="k{n}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{width}cm"/></style:style>' for n, width in enumerate(style["widths"]))
        return (
            f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="\'{style["font"]}\'"/>'
            '</office:font-face-decls><office:styles><style:default-style style:family="paragraph">'
            '<style:paragraph-properties fo:margin-bottom="0.12cm" fo:orphans="2" fo:widows="2"/>'
            f'<style:text-properties style:font-name="F" fo:font-size="{style["size"]}" fo:language="nl" fo:country="NL" '
            f'fo:hyphenate="{hyphenate}" fo:hyphenation-remain-char-count="3" fo:hyphenation-push-char-count="3"/>'
            '</style:default-style><style:style style:name="Standard" style:family="paragraph"/>'
            + text_style("Titel", "20pt", 'fo:color="#00687d"', 'fo:margin-bottom="0.5cm"')
            + text_style("Kop", "12pt", 'fo:color="#00687d" fo:font-weight="bold"', 'fo:keep-with-next="always"')
            + text_style("Aanpak", "11pt", 'fo:color="#c05a00"', 'fo:keep-with-next="always"')
            + text_style("AanpakGroot", "16pt", 'fo:color="#c05a00"', 'fo:margin-bottom="0.4cm"')
            + text_style("Thema", "9.5pt", 'fo:color="#c05a00" fo:font-weight="bold"',
                         'fo:margin-top="0.25cm" fo:margin-bottom="0.05cm" fo:keep-with-next="always"')
            + text_style("Kolomkop", "8pt", 'fo:color="#ffffff" fo:font-weight="bold"', 'fo:margin-bottom="0cm"')
            + text_style("Merk", style["size"], "", 'fo:text-align="center"')
            + text_style("Kader", style["size"], "", 'fo:background-color="#dff0f2" fo:border="0.8pt solid #00687d" '
                         'fo:padding="0.2cm"')
            + text_style("Punt", style["size"], "", 'fo:margin-bottom="0.04cm"')
            + text_style("Footer", "7pt", 'fo:color="#555555"', 'fo:text-align="end"')
            + '<text:list-style style:name="Punten"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
            '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
            '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.4cm" '
            'fo:margin-left="0.5cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>'
            '</office:styles><office:automatic-styles>'
            '<style:page-layout style:name="blad"><style:page-layout-properties fo:page-width="21cm" '
            'fo:page-height="29.7cm" fo:margin-top="1.8cm" fo:margin-bottom="1.3cm" fo:margin-left="2.2cm" '
            'fo:margin-right="2.2cm"/><style:footer-style><style:header-footer-properties fo:min-height="0.7cm" '
            'fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>'
            '<style:style style:name="twee" style:family="section"><style:section-properties><style:columns '
            'fo:column-count="2" fo:column-gap="0.8cm"/></style:section-properties></style:style>'
            '<style:style style:name="vet" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
            '<style:style style:name="tabel" style:family="table"><style:table-properties '
            f'style:width="{sum(style["widths"]):.2f}cm" table:align="left" fo:margin-bottom="0.3cm"/></style:style>'
            f'<style:style style:name="cel" style:family="table-cell"><style:table-cell-properties {cell}/></style:style>'
            f'<style:style style:name="kopcel" style:family="table-cell"><style:table-cell-properties {cell} '
            f'fo:background-color="{style["head"]}"/></style:style>'
            + columns + "".join(text_style(f"{name}Blad", size, "", 'fo:break-before="page"', name)
                                for name, size in (("Kop", "12pt"), ("Titel", "20pt"), ("Aanpak", "11pt")))
            + '</office:automatic-styles>')

    def footer(self):
        return ('<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="blad">'
                f'<style:footer>{self.p("Footer", escape(self.sheet.footer()).replace("   ", " <text:s/><text:s/>"))}'
                .replace("</text:p>", ' <text:s/>| <text:page-number text:select-page="current">1</text:page-number></text:p>')
                + "</style:footer></style:master-page></office:master-styles>")

    def two_columns(self, name, fill):
        self.body.append(f'<text:section text:style-name="twee" text:name="{name}">')
        fill()
        self.body.append("</text:section>")

    def title_sheet(self):
        sheet = self.sheet
        self.put("Titel", f"Uitkomsten toezichtonderzoek {sheet.municipality}")

        def fill():
            for text in sheet.box + ["- " + point for point in sheet.box_points]:
                self.put("Kader", text)
            self.put("Kop", f"Context {sheet.municipality}")
            for text in sheet.context + sheet.research:
                self.put("Standard", text)
        self.two_columns("titel", fill)

    def approach_sheet(self, number, approach):
        self.put("TitelBlad", "Aanpak:")
        self.put("AanpakGroot", approach.name)

        def fill():
            self.put("Kop", "Beschrijving")
            for text in approach.description:
                self.put("Standard", text)
            self.put("Standard", self.sheet.sheet_texts["invullers"])
            self.bullets(approach.partners)
            self.put("Standard", self.sheet.sheet_texts["na_invullers"])
        self.two_columns(f"aanpak{number}", fill)

    def row(self, cells):
        return "<table:table-row>" + "".join(cells) + "</table:table-row>"

    def cell(self, content, style="cel", rows=1):
        span = f' table:number-rows-spanned="{rows}"' if rows > 1 else ""
        return (f'<table:table-cell table:style-name="{style}" office:value-type="string"{span}>{content}'
                "</table:table-cell>")

    def finding(self, unit):
        note = f'<text:span text:style-name="vet">LET OP:</text:span> {escape(unit.note)}' if unit.note else None
        return "".join(self.p("Standard", escape(text)) for text in unit.paragraphs) + (
            self.p("Standard", note) if note else "")

    def unit_cells(self, units):
        marks = [unit.mark for unit in units]
        return [
            self.cell("".join(self.p("Standard", escape(self.sheet.indicator_text(indicator)))
                              for unit in units for indicator in unit.indicators)),
            self.cell("".join(self.p("Merk", self.mark(mark)) for mark in marks)),
            self.cell("".join(self.finding(unit) for unit in units)),
        ]

    def table(self, heads, rows, columns):
        self.tables += 1
        head = self.row([self.cell(self.p("Kolomkop", escape(text)), "kopcel") for text in heads])
        repeated = f"<table:table-header-rows>{head}</table:table-header-rows>" if heads else ""
        self.body.append(f'<table:table table:name="t{self.tables}" table:style-name="tabel">'
                         + "".join(f'<table:table-column table:style-name="{column}"/>' for column in columns)
                         + f"{repeated}{''.join(rows)}</table:table>")

    def theme_table(self, theme, rows):
        lines, before = [], None
        for place, row in enumerate(rows):
            parts = [row.units] if self.packed else [[unit] for unit in row.units]
            for units in parts:
                if row.criterion != before:
                    before = row.criterion
                    span = sum(1 if self.packed else len(other.units) for other in rows[place:]
                               if other.criterion == row.criterion)
                    first = self.cell(self.p("Standard", escape(self.sheet.criterion_name(row.criterion))), rows=span)
                else:
                    first = "<table:covered-table-cell/>"
                lines.append(self.row([first, *self.unit_cells(units)]))
        self.put("Thema", self.sheet.theme_heading(theme))
        self.table(() if self.sheet.spec.get("heads") == "none" else HEADS, lines, [f"k{n}" for n in range(4)])

    def finding_sheets(self, approach):
        texts = self.sheet.sheet_texts
        self.put("AanpakBlad", f"Aanpak: {approach.name_at('loper')}")
        self.put("Kop", "Bevindingen toezichtonderzoek")
        self.put("Standard", texts["inleiding"].format(aanpak=approach.name_at("inleiding")))
        self.bullets([f"{name}: {about}" for name, about in self.sheet.theme_bullets()])
        self.put("Standard", texts["legenda"].format(ja=self.mark("√"), nee=self.mark("X")))
        themes = list(dict.fromkeys(row.theme for row in approach.rows))
        for theme in themes:
            if theme in self.style.get("new_page", ()):
                self.put("KopBlad", "Vervolg bevindingen toezichtonderzoek")
                self.put("Aanpak", f"Aanpak: {approach.name_at('loper')}")
            self.theme_table(theme, [row for row in approach.rows if row.theme == theme])

    def conclusion_sheet(self, approach):
        self.put("AanpakBlad", f"Aanpak: {approach.name_at('loper')}")
        self.put("Kop", "Conclusie")
        self.put("Standard", self.sheet.sheet_texts["conclusie"].format(aanpak=approach.name_at("conclusie")))
        for theme, pair in approach.conclusions.items():
            self.put("Thema", self.sheet.theme_heading(theme))
            cells = [self.cell(self.p("Standard", escape(text))) for text in pair]
            self.table(("Wat gaat goed?", "Wat kan beter?"), [self.row(cells)], ["h", "h"])

    def fodt(self):
        self.title_sheet()
        for number, approach in enumerate(self.sheet.approaches):
            self.approach_sheet(number, approach)
            self.finding_sheets(approach)
            self.conclusion_sheet(approach)
        half = sum(self.style["widths"]) / 2
        styles = self.styles().replace("</office:automatic-styles>",
                                       '<style:style style:name="h" style:family="table-column">'
                                       f'<style:table-column-properties style:column-width="{half:.2f}cm"/></style:style>'
                                       "</office:automatic-styles>")
        return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3" '
                'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>Uitkomsten '
                f'toezichtonderzoek {escape(self.sheet.municipality)}</dc:title></office:meta>{styles}{self.footer()}'
                f'<office:body><office:text>{"".join(self.body)}</office:text></office:body></office:document>')


def to_fodt(factsheet):
    return OdtFactsheet(factsheet).fodt()
