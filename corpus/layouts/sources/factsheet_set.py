"""factsheet_set - the sample factsheets as samples: how each is typeset, and its gold."""
import json
from dataclasses import dataclass

import factsheet_canvas
import factsheet_groff
import factsheet_html
import factsheet_model
import factsheet_odt
import typesetting
from page_finder import PageFinder, squash

TYPESETTERS = {
    "groff": lambda sheet, work: typesetting.typeset_groff(factsheet_groff.to_groff(sheet), work),
    "canvas": lambda sheet, work: factsheet_canvas.to_canvas_pdf(sheet),
    "chromium": lambda sheet, work: typesetting.typeset_chromium(factsheet_html.to_html(sheet), work),
    "weasyprint": lambda sheet, work: typesetting.typeset_weasyprint(factsheet_html.to_html(sheet), work),
    "libreoffice": lambda sheet, work: typesetting.typeset_libreoffice(factsheet_odt.to_fodt(sheet), work),
}


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
        pdf = TYPESETTERS[self.producer](self.sheet, work)
        if turns := self.sheet.spec.get("turns"):
            pdf = typesetting.turn_pages(pdf, work, turns, self.sheet.spec["inset"])
        return pdf

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


def load():
    return [FactsheetSample(sheet) for sheet in factsheet_model.load_factsheets()]
