"""national_lists - national reports whose lists, tables and sentences have other shapes than those of national_set:
one from LibreOffice (tables abreast, bare figures under a head, footnotes), one from groff (two columns, a name with
bullets under it, counts in cells)."""
from html import escape

TABLE_HEADS = ("Indicator", "Aantal", "Van", "Percentage")


class Figures:
    """Draws counts and notes each printed share for the gold, in order."""

    def __init__(self, random, approaches, municipalities):
        self.random, self.approaches, self.municipalities = random, approaches, municipalities
        self.percentages = []

    def note(self, printed, percent, sentence, numerator=None, denominator=None, where="text", kind="percentage"):
        self.percentages.append({"printed": printed, "percent": float(percent), "kind": kind, "sentence": sentence,
                                 "numerator": numerator, "denominator": denominator, "where": where})

    def counts(self, whole=None):
        whole = whole or self.approaches - self.random.randint(0, 3)
        part = self.random.randint(max(3, whole // 3), whole - 1)
        return part, whole, (200 * part + whole) // (2 * whole)

    def say(self, form, clause, where="text"):
        """A sentence in one of the forms, noted."""
        part, whole, share = self.counts(self.municipalities if "gemeenten" in form else None)
        low = share - self.random.randint(5, 12)
        exact = f"{100 * part / whole:.1f}".replace(".", ",")
        tenth = self.random.randint(2, 8)
        word = ("", "", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht")[tenth]
        text = form.format(k=part, n=whole, p=share, low=low, e=exact, w=word, c=clause, r=100 - share)
        both = {"numerator": part if "{k}" in form else None, "denominator": whole if "{n}" in form else None}
        if "{low}" in form:
            self.note(str(low), low, text, where=where)
        if "{p}" in form:
            self.note(str(share), share, text, where=where, **({} if "{low}" in form else both))
        if "{e}" in form:
            self.note(exact, exact.replace(",", "."), text, where=where, **both)
        if "{w}" in form:
            self.note(f"{word} op de tien", 10 * tenth, text, where=where, kind="ratio")
        if "{k}" in form and "{p}" not in form and "{e}" not in form:
            self.note(f"{part} van de {whole}", 100 * part / whole, text, part, whole, where, "count")
        if "{r}" in form:
            self.note(str(100 - share), 100 - share, text, where=where)
        return text


def page_of_html(title, body, columns=1):
    return (f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{escape(title)}</title><style>'
            "@page { size: 21cm 29.7cm; margin: 2.3cm } body { font-family: 'Liberation Serif'; font-size: 11pt }"
            "h1 { font-size: 17pt; page-break-before: always } h2 { font-size: 13pt } p { margin-bottom: 0.25cm }"
            "td, th { border: 0.5pt solid #888888; padding: 0.1cm; vertical-align: top; text-align: left } "
            "</style></head><body>" + body + "</body></html>")


class HtmlLists:
    """LibreOffice: the list is a table that stands twice abreast, percentages are bare under their head."""

    def __init__(self, report):
        self.report, self.figures, self.notes = report, report.figures, []

    def footnote(self, text):
        self.notes.append(text)
        number = len(self.notes)
        return f'<a class="sdfootnoteanc" name="sdfootnote{number}anc" href="#sdfootnote{number}sym"><sup>{number}</sup></a>'

    def compose(self):
        report, clauses, forms = self.report, self.report.clauses, self.report.spec["forms"]
        body = [f"<p style='font-size: 26pt; margin-top: 5cm'>{escape(report.spec['title'])}</p><p>{escape(report.spec['subtitle'])}</p>"
                f"<p>{report.spec['month']}</p><h1>1 Uitkomsten</h1>"]
        used = 0
        for theme in report.framework["themes"].values():
            body.append(f"<h2>{escape(theme['naam'])}</h2><p>{escape(report.data['intro'][theme['id']])}</p>")
            sentences = []
            for _ in range(4):
                sentences.append(escape(self.figures.say(forms[used % len(forms)], clauses[used % len(clauses)])))
                used += 1
            body.append(f"<p>{' '.join(sentences)}</p>")
        body.append("<h1>2 Per indicator</h1><p>De tabel laat per indicator zien hoeveel aanpakken eraan voldoen.</p><table><thead><tr>"
                    + "".join(f"<th>{head}</th>" for head in TABLE_HEADS) + "</tr></thead><tbody>")
        for indicator in ("T1.1", "G1.2", "A2.2", "A4.2", "S1.2", "S3.1", "C3.1"):
            part, whole, share = self.figures.counts()
            self.figures.note(str(share), share, None, part, whole, "table")
            body.append(f"<tr><td>{indicator}</td><td>{part}</td><td>{whole}</td><td>{share}</td></tr>")
        body.append("</tbody></table><p>Niet overal is hetzelfde geteld." + self.footnote("") + " Dat is bij het lezen van belang.</p>")
        self.notes[-1] = self.figures.say("Van de gemeenten leverde {p}% ({k} van de {n} gemeenten) de lijst te laat in.", "", "footnote")
        body.append("<h1>Bijlage Deelnemende gemeenten en hun aanpak</h1><table><thead><tr><th>Gemeente</th><th>Aanpakken</th>"
                    "<th>Gemeente</th><th>Aanpakken</th></tr></thead><tbody>")
        ones = report.municipalities
        half = (len(ones) + 1) // 2
        for left, right in zip(ones[:half], ones[half:]):
            body.append("<tr>" + "".join(f"<td>{escape(one['name'])}</td><td>{'<br>'.join(map(escape, one['approaches']))}</td>"
                                         for one in (left, right)) + "</tr>")
        body.append("</tbody></table>")
        for number, text in enumerate(self.notes, 1):
            body.append(f'<div id="sdfootnote{number}"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote{number}sym" '
                        f'href="#sdfootnote{number}anc">{number}</a>{escape(text)}</p></div>')
        return page_of_html(report.spec["title"], "".join(body))


class GroffLists:
    """groff: text in two columns, counts as "16/20" beside the percentage, a name with bullets under it."""

    def __init__(self, report):
        self.report, self.figures = report, report.figures

    @staticmethod
    def escape(text):
        text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\[cq]")
        return "\\&" + text if text.startswith((".", "'")) else text

    def compose(self):
        report, clauses, forms = self.report, self.report.clauses, self.report.spec["forms"]
        out = [".ds CH", ".ds LH " + self.escape(report.spec["title"]), ".ds CF \\n[%]", ".nr PS 10", ".nr VS 12", ".TL", self.escape(report.spec["title"]),
               ".AU", report.spec["month"], ".2C"]
        used = 0
        for theme in report.framework["themes"].values():
            out += [".SH", self.escape(theme["naam"]), ".LP", self.escape(report.data["intro"][theme["id"]])]
            for _ in range(4):
                out.append(self.escape(self.figures.say(forms[used % len(forms)], clauses[used % len(clauses)])))
                used += 1
            if theme["id"] == "G":
                out.append("Niet iedereen rekent zo.\\**")
                text = self.figures.say("Eerder kwam het onderzoek uit op {p} procent (n={n}).", "", "footnote")
                out += [".FS", self.escape(text), ".FE"]
        out += [".1C", ".SH", "Wat per onderwerp is geteld", ".TS", "box;", "lb lb rb", "l l r.",
                "Onderwerp\tTelling\tAandeel"]
        for name in ("Doelgroep", "Gezinsplan", "Regie", "Doorzettingsmacht", "Privacy", "Nazorg"):
            part, whole, share = self.figures.counts()
            self.figures.note(str(share), share, None, part, whole, "table")
            out.append(f"{name}\t{part}/{whole}\t{share}%")
        out += [".TE", ".bp", ".SH", "Onderzochte gemeenten met hun aanpakken", ".2C"]
        for one in report.municipalities:
            out += [".LP", "\\fB" + self.escape(one["name"]) + "\\fP"]
            for approach in one["approaches"]:
                out += [".IP \\[bu] 2", self.escape(approach)]
        return "\n".join(out) + "\n"


class ListReport:
    """What NationalSample asks of a report, in one of the shapes of this file."""

    SHAPES = {"libreoffice": HtmlLists, "groff": GroffLists}

    def __init__(self, spec, data, framework, random):
        self.spec, self.data, self.framework = spec, data, framework
        self.municipalities = data["municipality"]
        self.clauses = list(data["clause"].values())
        approaches = sum(len(one["approaches"]) for one in self.municipalities)
        self.figures = Figures(random, approaches, len(self.municipalities))
        self.source = self.SHAPES[spec["producer"]](self).compose()
        self.percentages = self.figures.percentages
