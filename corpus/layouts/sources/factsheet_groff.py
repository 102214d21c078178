"""factsheet_groff - a composed factsheet for groff's ms macros and tbl: rules in the three right columns between rows.

√ is groff's \\(sr, which the PDF shows in the Symbol font, not embedded.
"""
HEAD = r""".nr PS 9
.nr VS 11.6
.nr LL 17c
.nr PO 2c
.nr HM 2c
.nr FM 2.2c
.nr PD 3p
.nr GW 0.9c
.nr HY 0
.fam H
.ds LH
.ds CH
.ds RH
.ds LF
.ds CF
.ds RF \s-2{footer} | \\n[PN]\s0
"""
MARKS = {"√": r"\(sr", "X": "X", "": ""}


def safe(text):
    """A line of text that groff takes for nothing else."""
    plain = text.replace("\\", r"\e").replace("'", r"\(aq")
    return r"\&" + plain if plain.startswith(".") else plain


class GroffFactsheet:
    def __init__(self, factsheet):
        self.sheet = factsheet
        self.out = [HEAD.replace("{footer}", factsheet.footer())]

    def put(self, *lines):
        self.out += lines

    def paragraphs(self, texts):
        for text in texts:
            self.put(".LP", safe(text))

    def bullets(self, texts):
        for text in texts:
            self.put(r".IP \(bu 2.5n", safe(text))

    def heading(self, text, size, new_page=False):
        self.put(*([".bp"] if new_page else []), ".LP", f".ps {size}", f".vs {size * 1.3:.1f}", r"\fB" + safe(text) + r"\fP",
                 ".br", ".ps 9", ".vs 11.6", ".sp 0.3")

    def title_sheet(self):
        sheet = self.sheet
        self.heading(f"Uitkomsten toezichtonderzoek {sheet.municipality}", 18)
        self.put(".2C")
        self.paragraphs(sheet.box)
        self.bullets(sheet.box_points)
        self.heading(f"Context {sheet.municipality}", 11)
        self.paragraphs(sheet.context + sheet.research)
        self.put(".1C")  # goes on a new page

    def approach_sheet(self, approach):
        texts = self.sheet.sheet_texts
        self.heading("Aanpak:", 18)
        self.heading(approach.name, 14)
        self.put(".2C")
        self.heading("Beschrijving", 11)
        self.paragraphs([*approach.description, texts["invullers"]])
        self.bullets(approach.partners)
        self.paragraphs([texts["na_invullers"]])
        self.put(".1C")

    @staticmethod
    def block(lines):
        return "\n".join(["T{", ".ad l", ".hy 0", *lines, "T}"])

    def finding(self, unit):
        lines = [".br\n.sp 0.2\n".join(safe(text) + "\n" for text in unit.paragraphs).rstrip("\n")]
        if unit.note:
            lines += [".br", ".sp 0.2", r"\fBLET OP:\fP " + safe(unit.note)]
        return lines

    def theme_table(self, theme, rows):
        bare = self.sheet.spec.get("heads") == "none"
        self.put(".TS H", "tab(@);", "lB s s s", *([] if bare else ["lB lB lB lB"]),
                 "ltw(2.6c) ltw(4.4c) ctw(0.5c) ltw(8c).", self.sheet.theme_heading(theme),
                 *([] if bare else ["_", "Criteria@Indicatoren@@Bevindingen"]), ".TH")
        before = None
        for row in rows:
            for number, unit in enumerate(row.units):
                if row.criterion != before:
                    self.put("_")
                elif number == 0:
                    self.put(r"\^@_@_@_")
                first = r"\^" if row.criterion == before else self.block([self.sheet.criterion_name(row.criterion)])
                before = row.criterion
                indicators = "\n.br\n".join(safe(self.sheet.indicator_text(i)) for i in unit.indicators)
                self.put("@".join([first, self.block([indicators]), MARKS[unit.mark], self.block(self.finding(unit))]))
        self.put("_", ".TE", ".sp 0.6")

    def finding_sheets(self, approach):
        texts = self.sheet.sheet_texts
        self.heading(f"Aanpak: {approach.name_at('loper')}", 10)
        self.heading("Bevindingen toezichtonderzoek", 12)
        self.paragraphs([texts["inleiding"].format(aanpak=approach.name_at("inleiding"))])
        self.bullets([f"{name}: {about}" for name, about in self.sheet.theme_bullets()])
        self.put(".LP", texts["legenda"].format(ja=MARKS["√"], nee="X"), ".sp 0.5")
        for theme in dict.fromkeys(row.theme for row in approach.rows):
            if theme in ("A", "S"):
                self.heading("Vervolg bevindingen toezichtonderzoek", 12, new_page=True)
                self.heading(f"Aanpak: {approach.name_at('loper')}", 10)
            self.theme_table(theme, [row for row in approach.rows if row.theme == theme])

    def conclusion_sheet(self, approach):
        self.heading(f"Aanpak: {approach.name_at('loper')}", 10, new_page=True)
        self.heading("Conclusie", 12)
        self.paragraphs([self.sheet.sheet_texts["conclusie"].format(aanpak=approach.name_at("conclusie"))])
        for theme, pair in approach.conclusions.items():
            cells = "@".join(self.block([safe(text)]) if text else "" for text in pair)
            self.put(".TS", "tab(@);", "lB s", "lB lB", "ltw(7.8c) ltw(7.8c).", self.sheet.theme_heading(theme), "_",
                     "Wat gaat goed?@Wat kan beter?", cells, "_", ".TE", ".sp 0.5")

    def source(self):
        self.title_sheet()
        for approach in self.sheet.approaches:
            self.approach_sheet(approach)
            self.finding_sheets(approach)
            self.conclusion_sheet(approach)
        return "\n".join(self.out) + "\n"


def to_groff(factsheet):
    return GroffFactsheet(factsheet).source()
