"""factsheet_set - the sample factsheets as samples: how each is typeset, and its gold."""
import json
import re
import unicodedata
from dataclasses import dataclass

import factsheet_canvas
import factsheet_html
import factsheet_model
import factsheet_odt
import typesetting

TYPESETTERS = {
    "canvas": lambda sheet, work: factsheet_canvas.to_canvas_pdf(sheet),
    "chromium": lambda sheet, work: typesetting.typeset_chromium(factsheet_html.to_html(sheet), work),
    "weasyprint": lambda sheet, work: typesetting.typeset_weasyprint(factsheet_html.to_html(sheet), work),
    "libreoffice": lambda sheet, work: typesetting.typeset_libreoffice(factsheet_odt.to_fodt(sheet), work),
}


def squash(text):
    """Letters, digits and signs without any space or hyphen: equal for a text and for its lines on the page."""
    return re.sub(r"[-\u2010\u00ad\s]", "", unicodedata.normalize("NFKC", text))


@dataclass
class FactsheetSample:
    sheet: factsheet_model.Factsheet

    @property
    def name(self):
        return self.sheet.name

    @property
    def path(self):
        return f"factsheets/{self.name}.pdf"

    @property
    def half(self):
        return self.sheet.spec["half"]

    @property
    def producer(self):
        return self.sheet.spec["producer"]

    @property
    def trap(self):
        return self.sheet.spec["trap"]

    def typeset(self, work):
        return TYPESETTERS[self.producer](self.sheet, work)

    def gold(self, pages, problems):
        finder = PageFinder([squash(page) for page in pages], self.path, problems)
        places = {}
        for approach in self.sheet.approaches:
            finder.find(approach.description[0])
            for row in approach.rows:
                for unit in row.units:
                    places[id(unit)] = finder.find(unit.text)
                    if unit.note:
                        finder.require(unit.note)
        records = factsheet_model.finding_records(self.sheet, lambda approach, unit: places[id(unit)])
        meta = json.dumps(factsheet_model.meta_record(self.sheet), ensure_ascii=False, indent=1)
        return {f"factsheets/{self.name}.findings.jsonl": "".join(
                    json.dumps(record, ensure_ascii=False) + "\n" for record in records),
                f"factsheets/{self.name}.meta.json": meta + "\n"}


class PageFinder:
    """Findings stand in the order of the gold, so each is looked for from the page of the one before."""

    def __init__(self, pages, path, problems):
        self.pages, self.path, self.problems = pages, path, problems
        self.page = 0

    def find(self, text):
        needle = squash(text)
        for number in range(self.page, len(self.pages)):
            if needle in self.pages[number]:
                self.page = number
                return number + 1
        for number in range(self.page, len(self.pages) - 1):  # goes on over the page end
            here, after = self.pages[number], self.pages[number + 1]
            if any(needle[:cut] in here and needle[cut:] in after for cut in range(len(needle) - 1, 7, -1)):
                self.page = number
                return number + 1
        self.problems.append(f"{self.path}: not in the PDF: '{text[:60]}'")
        return 0

    def require(self, text):
        """Must stand on this page or the next."""
        here = "".join(self.pages[self.page:self.page + 1])
        after = "".join(self.pages[self.page + 1:self.page + 2])
        needle = squash(text)
        if not any(needle[:cut] in here and needle[cut:] in after for cut in range(len(needle) + 1)):
            self.problems.append(f"{self.path}: page {self.page + 1}: not there: '{text}'")


def load():
    return [FactsheetSample(sheet) for sheet in factsheet_model.load_factsheets()]
