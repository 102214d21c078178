"""national_set - sample national reports, composed from national.toml and the framework file, with their gold."""
import json
import random
import tomllib
from html import escape
from pathlib import Path

import factsheet_model
import national_lists
import typesetting
from page_finder import PageFinder, squash

SOURCE = Path(__file__).resolve().parent / "national.toml"

CSS = """
@page {{ size: A4; margin: 24mm 24mm 26mm; @top-left {{ content: '{title}'; font: italic 8pt 'Liberation Sans'; color: #666 }}
  @bottom-right {{ content: counter(page); font: 8pt 'Liberation Sans' }} }}
body {{ font: 10.5pt/1.5 'Liberation Sans'; color: #111 }}
h1 {{ font-size: 18pt; color: #5a2a6b; break-before: page; margin: 0 0 5mm }} h2 {{ font-size: 12pt; color: #5a2a6b; margin: 5mm 0 2mm }}
.titel {{ margin-top: 70mm; font-size: 30pt; color: #5a2a6b; line-height: 1.1 }} .onder {{ font-size: 14pt }}
.tekst {{ column-count: {columns}; column-gap: 8mm }} p {{ margin: 0 0 2.6mm }}
table {{ border-collapse: collapse; width: 100%; margin: 3mm 0 5mm }} td, th {{ border-bottom: 0.25mm solid #999; padding: 1.2mm 2mm; text-align: left; vertical-align: top }}
th {{ color: #5a2a6b }} td.g, th.g {{ text-align: right }} figure {{ margin: 4mm 0; break-inside: avoid }} figcaption {{ font-size: 8.5pt; font-style: italic }}
"""


class NationalReport:
    def __init__(self, spec, data, framework):
        self.spec, self.data, self.framework = spec, data, framework
        self.random = random.Random(spec["seed"])
        self.municipalities = data["municipality"]
        self.approach_count = sum(len(one["approaches"]) for one in self.municipalities)
        self.percentages = []  # in the order in which they are printed
        self.labels = {}  # by place in that order: what a chart prints before the figure
        self.remarks = list(data["remark"]["zinnen"])
        self.random.shuffle(self.remarks)
        self.forms = 0
        self.figures = {}
        self.source = self.compose()

    def sentence(self, clause, form=None):
        """A sentence with its percentages, noted for the gold."""
        name = form or self.spec["forms"][self.forms % len(self.spec["forms"])]
        self.forms += form is None
        form = self.data["forms"][name]
        whole = len(self.municipalities) if form.get("municipalities") else self.approach_count
        if form.get("fewer"):
            whole -= self.random.randint(1, 3)
        part = self.random.randint(max(3, whole // 3), whole - 1)
        decimals = form.get("decimals", 0)
        share = round(100 * part / whole, decimals) if decimals else (200 * part + whole) // (2 * whole)
        shown = f"{share:.{decimals}f}".replace(".", ",")
        text = form["text"].format(k=part, n=whole, p=shown, q=100 - int(share), c=clause)
        self.note(shown, share, text, part if "k" in form["has"] else None, whole if "n" in form["has"] else None)
        if "{q}" in form["text"]:
            self.note(str(100 - int(share)), 100 - int(share), text, None, None)
        return text, share

    def note(self, shown, value, sentence, numerator, denominator, where="text", label=""):
        self.percentages.append({"printed": shown, "percent": float(value), "kind": "percentage", "sentence": sentence,
                                 "numerator": numerator, "denominator": denominator, "where": where})
        self.labels[len(self.percentages) - 1] = label

    def theme_chapter(self, number, theme):
        out = [f"<h1>{number} {escape(theme['naam'])}</h1><div class='tekst'><p>{escape(self.data['intro'][theme['id']])}</p>"]
        bars = []
        for criterion in self.framework["criteria"].values():
            if criterion["thema"] != theme["id"]:
                continue
            out.append(f"<h2>{escape(criterion['naam'])}</h2>")
            sentences = []
            for indicator in self.framework["indicators"].values():
                if indicator["criterium"] == criterion["id"]:
                    text, share = self.sentence(self.data["clause"][indicator["id"]])
                    bars.append((indicator["id"], share))
                    sentences.append(text)
                    if self.remarks and self.random.random() < 0.35:
                        sentences.append(self.remarks.pop())
            out.append(f"<p>{escape(' '.join(sentences))}</p>")
        out.append("</div>" + self.chart(number, theme, bars))
        self.figures[theme["id"]] = round(sum(share for _, share in bars) / len(bars))
        return "".join(out)

    def chart(self, number, theme, bars):
        height = 16 * len(bars)
        drawn = []
        for place, (indicator, share) in enumerate(bars):
            y = 16 * place
            value = f"{share:g}".replace(".", ",")
            self.note(value, share, None, None, None, "chart", indicator)
            drawn.append(f'<text x="0" y="{y + 11}" font-size="9" font-family="Liberation Sans">{indicator}</text>'
                         f'<rect x="40" y="{y + 2}" width="{2.6 * share:.1f}" height="11" fill="#b59ac2"/>'
                         f'<text x="{46 + 2.6 * share:.1f}" y="{y + 11}" font-size="9" font-family="Liberation Sans">{value}%</text>')
        return (f'<figure><svg width="360" height="{height}" viewBox="0 0 360 {height}">{"".join(drawn)}</svg>'
                f"<figcaption>Figuur {number}. {escape(theme['naam'])}: aandeel dat per indicator voldoet</figcaption></figure>")

    def summary(self):
        lead = ("In dit rapport staan de uitkomsten van het onderzoek in twaalf gemeenten bij elkaar. Zij hebben samen twintig "
                "manieren van werken voor gezinnen die het alleen niet redden.")
        texts = [self.sentence(self.data["clause"][indicator], form)[0] for indicator, form in
                 (("A2.1", "van"), ("A2.2", "gemeenten"), ("C3.1", "in"))]
        return f"<h1>1 Samenvatting</h1><div class='tekst'><p>{escape(lead)}</p><p>{escape(' '.join(texts))}</p></div>"

    def overview(self, number):
        rows = []
        for theme in self.framework["themes"].values():
            share = self.figures[theme["id"]]
            for value in (share, 100 - share):
                self.note(str(value), value, None, None, None, "table")
            rows.append(f"<tr><td>{escape(theme['naam'])}</td><td class='g'>{share}%</td><td class='g'>{100 - share}%</td></tr>")
        return (f"<h1>{number} Alle thema's naast elkaar</h1><p>De tabel geeft per thema het gemiddelde over de indicatoren.</p>"
                "<table><thead><tr><th>Thema</th><th class='g'>Voldoet</th><th class='g'>Verbeterpunt</th></tr></thead><tbody>"
                f"{''.join(rows)}</tbody></table>")

    def annexes(self):
        rows = "".join(f"<tr><td>{escape(one['name'])}</td><td>{'<br>'.join(map(escape, one['approaches']))}</td></tr>"
                       for one in self.municipalities)
        items = "".join(f"<li>{escape(one['name'])}: {escape(', '.join(one['approaches']))}</li>" for one in self.municipalities)
        return ("<h1>Bijlage 1 Gemeenten en aanpakken</h1><p>Deze gemeenten deden mee. Achter elke gemeente staan de aanpakken "
                f"die zijn beoordeeld.</p><table><thead><tr><th>Gemeente</th><th>Aanpak</th></tr></thead><tbody>{rows}</tbody></table>"
                f"<h1>Bijlage 2 Deelnemers in volgorde van naam</h1><ul>{items}</ul>")

    def compose(self):
        spec = self.spec
        body = [f"<p class='titel'>{escape(spec['title'])}</p><p class='onder'>{escape(spec['subtitle'])}</p><p>{spec['month']}</p>",
                self.summary(),
                "<h1>2 Het onderzoek</h1><p>Het onderzoek liep van september tot en met mei. Alle gemeenten kregen dezelfde "
                "vragenlijst en stuurden hun stukken op; hun partners kregen een kortere lijst. Wat niet kon worden beoordeeld, "
                "telt niet mee in het aantal waarvan een percentage is genomen. Daarom staat dat aantal er meestal bij.</p>"]
        for number, theme in enumerate(self.framework["themes"].values(), 3):
            body.append(self.theme_chapter(number, theme))
        body += [self.overview(8), self.annexes()]
        style = CSS.format(title=spec["title"], columns=spec.get("columns", 1))
        return (f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>{escape(spec["title"])}</title>'
                f"<style>{style}</style></head><body>{''.join(body)}</body></html>")


class NationalSample:
    def __init__(self, report):
        self.report = report
        self.name = report.spec["name"]
        self.path = f"national/{self.name}.pdf"
        self.half, self.producer, self.trap = (report.spec[key] for key in ("half", "producer", "trap"))

    def typeset(self, work):
        make = {"weasyprint": typesetting.typeset_weasyprint, "chromium": typesetting.typeset_chromium,
                "groff": typesetting.typeset_groff,
                "libreoffice": lambda source, work: typesetting.typeset_libreoffice(source, work, is_html=True)}
        return make[self.producer](self.report.source, work)

    def gold(self, pages, problems):
        finder = PageFinder([squash(page) for page in pages], self.path, problems)
        percentages, labels = [], getattr(self.report, "labels", {})
        for place, entry in enumerate(self.report.percentages):
            if entry["where"] == "footnote":  # set at the foot of its page, before what follows in the text
                page = next((n for n, text in enumerate(finder.pages, 1) if squash(entry["sentence"]) in text), 0)
                if not page:
                    problems.append(f"{self.path}: footnote not in the PDF: '{entry['sentence'][:60]}'")
            elif entry["sentence"] and self.producer == "groff":
                # A note at the foot of a column comes between the halves of a sentence in the stream.
                page = finder.find(entry["sentence"][:entry["sentence"].index(entry["printed"]) + len(entry["printed"])])
            elif entry["sentence"]:
                page = finder.find(entry["sentence"])
                if not finder.is_whole(entry["sentence"]) and not finder.starts_with(
                        entry["sentence"], entry["sentence"].index(entry["printed"]) + len(entry["printed"])):
                    page += 1  # the sentence goes on over the page end and the percentage stands after it
            else:
                sign = "%" if self.producer != "libreoffice" else ""
                counts = "" if entry["numerator"] is None else (
                    f"{entry['numerator']}{entry['denominator']}" if self.producer == "libreoffice"
                    else f"{entry['numerator']}/{entry['denominator']}")
                page = finder.find(f"{labels.get(place, '')}{counts}{entry['printed']}{sign}")
            percentages.append(entry | {"page": page})
        rows = [{"name": one["name"], "approaches": one["approaches"], "pages": sorted({
            number + 1 for number, page in enumerate(finder.pages) if number > finder.page - 1
            and squash(one["name"]) in page and squash(one["approaches"][0]) in page})}
                for one in self.report.municipalities]
        content = {"title": self.report.spec["title"], "month_year": self.report.spec["month"], "municipalities": rows,
                   "percentages": percentages}
        return {f"national/{self.name}.json": json.dumps(content, ensure_ascii=False, indent=1) + "\n"}


def load():
    data = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    framework = factsheet_model.load_framework()
    reports = [NationalReport(spec, data, framework) for spec in data["report"]]
    reports += [national_lists.ListReport(spec, data, framework, random.Random(spec["seed"])) for spec in data["list_report"]]
    return [NationalSample(report) for report in reports]
