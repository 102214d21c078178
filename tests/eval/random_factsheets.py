#!/usr/bin/python3
"""random_factsheets - typesets random look-alikes of factsheets and measures how they are read.

  random_factsheets EVAL --half develop|held --count N [--first N] [--keep DIR]

EVAL is vp_factsheet_eval. The halves have seeds of their own: faults are looked for in `develop` only, and `held` is measured.
A seed decides on everything: producer, columns, lines, marks, groups, notes, size of type, turned pages. Content is
composed by corpus/layouts/sources (own texts, municipalities that do not exist), and the gold comes from the same
description. A producer that is not installed is left out with a message. A document whose gold cannot be placed on its
pages is named and not measured. Exit status 1 when a note was invented, 2 for wrong use or nothing measured.
"""
import argparse
import collections
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "corpus/layouts/sources"))

import factsheet_model as model  # noqa: E402  (these live beside the sources of the corpus)
import typesetting  # noqa: E402
import tomllib  # noqa: E402
from page_finder import PageFinder, squash  # noqa: E402

FIRST_SEED = {"develop": 10_000, "held": 900_000}
PRODUCERS = {"chromium": "chromium", "weasyprint": "weasyprint", "libreoffice": "soffice"}
MARKS = {"root": ("√", "X"), "check": ("✓", "✗"), "heavy": ("✔", "✘"), "small": ("√", "x"), "words": ("Voldoet", "Voldoet niet"),
         "path": None}
SVG = {"√": "M1 5 L3.4 8 L8 1", "X": "M1 1 L8 8 M8 1 L1 8"}
ORDERS = [("criterion", "indicator", "mark", "finding"), ("indicator", "mark", "finding"), ("mark", "indicator", "finding"),
          ("indicator", "finding", "mark"), ("finding", "mark", "indicator"), ("criterion", "indicator", "finding", "mark")]
HEADS = {"criterion": "Criteria", "indicator": "Indicatoren", "mark": "", "finding": "Bevindingen", "note": "Let op"}
WIDTHS = {"criterion": 14, "indicator": 28, "mark": 7, "finding": 51, "note": 20}
LINES = {"grid": "td,th{border:0.7pt solid #555}", "rows": "td{border-top:0.6pt solid #777}",
         "columns": "td+td{border-left:0.6pt solid #777}", "zebra": "tr.even td{background:#ececec}", "none": ""}


def choose(seed, producers):
    rng = random.Random(seed)
    form = {
        "producer": rng.choice(producers), "heads": rng.choice(["all", "all", "first", "none"]),
        "order": rng.choice(ORDERS), "lines": rng.choice(list(LINES)), "marks": rng.choice([*MARKS, "root"]),
        "groups": rng.choice(["stacked", "packed", "apart"]), "note": rng.choice(["text", "text", "column", "row"]),
        "finding": rng.choice(["beside", "beside", "beside", "below"]), "bullets": rng.choice([False, False, True]),
        "breaks": rng.choice([False, True]), "approaches": rng.choice([1, 1, 2]), "page": rng.choice(["upright", "upright", "turned", "cropped"]),
        "size": rng.choice([7, 8, 8.8, 9.6]), "gutter": rng.choice([2, 3, 6]), "hyphens": rng.choice([False, True]),
        "missing": rng.choice([False, False, True]),
    }
    if form["finding"] == "below" or form["groups"] == "packed":
        form["note"] = "text"
    return form


def specify(seed, form):
    places = ["Oudermeer", "Kwelderveen", "Lage Zwet", "Brinkum aan Zee", "Terhoeve", "Wolderkerk"]
    rng = random.Random(seed * 7 + 1)
    place = rng.choice(places)
    names = ["Ankerteam", "Gezinsplan Noord", "De Brug", "Samen Sterker"]
    rng.shuffle(names)
    approaches = [{"name": name, "regisseur": "gezinscoach", "buurt": "de Vennen", "partners": ["Stichting Kompas", "Zorgpunt Oost"],
                   "no_mark": ["A2.1", "G1.2"] if form["missing"] else []} for name in names[:form["approaches"]]]
    return {"name": f"random_{seed}", "seed": seed, "municipality": place, "month": "Mei 2014", "inwoners": "31.900",
            "huishoudens": "4.020", "approach": approaches, "marks": form["marks"],
            "groups_printed": {"stacked": "", "packed": "packed", "apart": "apart"}[form["groups"]]}


class Html:
    """A factsheet of one form; plain tables, so that LibreOffice reads them as well."""

    def __init__(self, sheet, form):
        self.sheet, self.form = sheet, form
        self.columns = list(form["order"])
        if form["finding"] == "below":
            self.columns.remove("finding")
        if form["note"] == "column":
            self.columns.append("note")
        self.rows = self.tables = 0

    def mark(self, mark):
        if not mark:
            return ""
        signs = MARKS[self.form["marks"]]
        if signs is None:
            return (f'<svg width="9" height="9"><path d="{SVG[mark]}" fill="none" stroke="#111"/></svg>'
                    if self.form["producer"] != "libreoffice" else "")
        return signs[0] if mark == "√" else signs[1]

    def finding(self, unit):
        if self.form["bullets"] and len(unit.paragraphs) > 1:
            text = "<ul>" + "".join(f"<li>{escape(p)}</li>" for p in unit.paragraphs) + "</ul>"
        else:
            text = "".join(f"<p>{escape(p)}</p>" for p in unit.paragraphs)
        return text + (f"<p><b>LET OP:</b> {escape(unit.note)}</p>" if unit.note and self.form["note"] == "text" else "")

    def row(self, row, units, is_first):
        self.rows += 1
        note = " ".join(unit.note for unit in units if unit.note)
        label = "" if self.form["heads"] == "all" or not note else "LET OP: "
        cells = {
            "criterion": escape(self.sheet.criterion_name(row.criterion)) if is_first else "",
            "indicator": "".join(f"<p>{escape(self.sheet.indicator_text(i))}</p>" for unit in units for i in unit.indicators),
            "mark": "".join(f"<p>{self.mark(unit.mark)}</p>" for unit in units if unit.mark),
            "finding": "".join(self.finding(unit) for unit in units), "note": label + escape(note)}
        kind = ' class="even"' if self.rows % 2 else ""
        span = len(self.columns)
        made = f"<tr{kind}>" + "".join(f'<td class="{name}">{cells[name]}</td>' for name in self.columns) + "</tr>"
        if self.form["finding"] == "below":
            made += f'<tr{kind}><td colspan="{span}">{cells["finding"]}</td></tr>'
        if self.form["note"] == "row" and note:
            made += f'<tr{kind}><td colspan="{span}"><b>LET OP:</b> {escape(note)}</td></tr>'
        return made

    def table(self, theme, rows):
        self.tables += 1
        total = sum(WIDTHS[name] for name in self.columns)
        has_heads = self.form["heads"] == "all" or (self.form["heads"] == "first" and self.tables == 1)
        heads = "".join(f"<th>{HEADS[name]}</th>" for name in self.columns)
        body, before = [], None
        for row in rows:
            for units in ([row.units] if self.form["groups"] == "packed" else [[unit] for unit in row.units]):
                body.append(self.row(row, units, row.criterion != before))
                before = row.criterion
        widths = "".join(f'<col width="{100 * WIDTHS[name] // total}%">' for name in self.columns)
        return (f"<h3>{escape(self.sheet.theme_heading(theme))}</h3><table width=\"100%\" cellspacing=\"0\" cellpadding=\"{self.form['gutter']}\">{widths}"
                + (f"<thead><tr>{heads}</tr></thead>" if has_heads else "") + f"<tbody>{''.join(body)}</tbody></table>")

    def document(self):
        sheet, form = self.sheet, self.form
        footer = escape(sheet.footer()).replace("'", "")
        css = (f"@page{{size:A4;margin:17mm 16mm 20mm;@bottom-right{{content:'{footer} | ' counter(page);font-size:7pt}}}}"
               f"body{{font:{form['size']}pt 'Liberation Sans'}}p{{margin:0 0 3pt}}ul{{margin:0;padding-left:12pt}}table{{border-collapse:collapse;table-layout:fixed}}"
               f"td,th{{padding:{form['gutter']}pt;vertical-align:top;text-align:left}}h2{{page-break-before:always}}"
               + ("" if form["breaks"] else "tr{page-break-inside:avoid}") + ("td{hyphens:auto}" if form["hyphens"] else "")
               + LINES[form["lines"]])
        out = [f"<h1>Uitkomsten toezichtonderzoek {escape(sheet.municipality)}</h1>", *(f"<p>{escape(t)}</p>" for t in sheet.context)]
        for approach in sheet.approaches:
            out.append(f"<h2>Aanpak: {escape(approach.name)}</h2>" + "".join(f"<p>{escape(t)}</p>" for t in approach.description))
            out.append("<h3>Bevindingen toezichtonderzoek</h3>")
            for theme in dict.fromkeys(row.theme for row in approach.rows):
                out.append(self.table(theme, [row for row in approach.rows if row.theme == theme]))
            out.append("<h3>Conclusie</h3>")
            for theme, pair in approach.conclusions.items():
                out.append(f"<h3>{escape(sheet.theme_heading(theme))}</h3><table width=\"100%\"><tr><th>Wat gaat goed?</th><th>Wat kan beter?</th></tr>"
                           f"<tr><td>{escape(pair[0])}</td><td>{escape(pair[1])}</td></tr></table>")
        return f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><style>{css}</style></head><body>{"".join(out)}</body></html>'


def typeset(sheet, form, work):
    html = Html(sheet, form).document()
    if form["producer"] == "libreoffice":
        pdf = typesetting.typeset_libreoffice(html, work, is_html=True)
    else:
        pdf = getattr(typesetting, f"typeset_{form['producer']}")(html, work)
    if form["page"] == "turned":
        return typesetting.turn_pages(pdf, work, (90, 270), (0, 0))
    return typesetting.turn_pages(pdf, work, (0,), (31, 47)) if form["page"] == "cropped" else pdf


def write_gold(sheet, form, pdf, folder):
    """False when a text of the gold is not to be found on the pages."""
    problems = []
    if form["marks"] == "path" or form["producer"] == "libreoffice" and form["marks"] == "path":
        sheet.spec["marks"] = "path"
    pages = [squash(page.replace("•", "").replace("\u25cf", "")) for page in typesetting.page_texts(pdf)]
    finder = PageFinder(pages, pdf.name, problems)
    places = {}
    for approach in sheet.approaches:
        finder.find(approach.description[0])
        for row in approach.rows:
            for unit in row.units:
                places[id(unit)] = finder.find(unit.text)
    records = model.finding_records(sheet, lambda approach, unit: places[id(unit)])
    (folder / f"{sheet.name}.findings.jsonl").write_text(
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    for problem in problems[:1]:
        print(f"random_factsheets: not measured: {problem}", file=sys.stderr)
    return not problems


COUNTS = re.compile(r"rows +(\d+)/(\d+) +verdicts +(\d+) +texts +(\d+) +notes +(\d+)/(\d+) \(\+(\d+)\) +pages +(\d+).* extra (\d+)")


def measure(program, pdf, gold):
    """Counts as COUNTS has them. The program's status only says whether anything differs."""
    done = subprocess.run([program, pdf, gold], capture_output=True, text=True, check=False)
    last = done.stdout.strip().rpartition("\n")[2]
    found = COUNTS.search(last)
    if not found:
        sys.exit(f"random_factsheets: {pdf}: {program} says '{last}' {done.stderr[:200]}")
    return [int(number) for number in found.groups()]


def print_counts(name, n):
    print(f"{name:<26} rows {n[0]}/{n[1]}  verdicts {n[2]}  texts {n[3]}  notes {n[4]}/{n[5]} (+{n[6]})  pages {n[7]}  extra {n[8]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--half", choices=sorted(FIRST_SEED), required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="leave PDFs and gold here")
    options = parser.parse_args()
    producers = [name for name, command in PRODUCERS.items() if shutil.which(command)]
    for name in sorted(set(PRODUCERS) - set(producers)):
        print(f"random_factsheets: {name} is not installed and is left out (scripts/install_deps.sh --corpus)", file=sys.stderr)
    if not producers or any(not shutil.which(command) for command in ("qpdf", "pdftotext")):
        sys.exit("random_factsheets: needs qpdf, pdftotext and one producer (scripts/install_deps.sh --corpus)")
    pools = tomllib.loads((ROOT / "corpus/layouts/sources/findings.toml").read_text(encoding="utf-8"))
    framework = model.load_framework()
    sums = collections.defaultdict(lambda: [0] * 9)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(FIRST_SEED[options.half] + options.first, FIRST_SEED[options.half] + options.first + options.count):
            form = choose(seed, producers)
            sheet = model.compose(specify(seed, form), pools, framework)
            pdf = folder / f"{sheet.name}.pdf"
            with tempfile.TemporaryDirectory() as work:
                pdf.write_bytes(typeset(sheet, form, Path(work)))
            if not write_gold(sheet, form, pdf, folder):
                continue
            counts = measure(options.program, pdf, folder)
            print_counts(sheet.name, counts)
            print("   " + " ".join(f"{key}={'-'.join(value) if isinstance(value, tuple) else value}" for key, value in form.items()), flush=True)
            for key in ["all", *(f"{key}={'-'.join(value) if isinstance(value, tuple) else value}" for key, value in form.items())]:
                sums[key] = [a + b for a, b in zip(sums[key], counts)]
    for key in sorted(sums):
        print_counts(key, sums[key])
    if "all" not in sums:
        sys.exit(2)
    sys.exit(1 if sums["all"][6] else 0)


if __name__ == "__main__":
    main()
