"""factsheet_model - composes a factsheet from factsheets.toml, findings.toml and the framework file.

What comes out is what both the typesetters (factsheet_html, factsheet_odt, ...) and the gold are made of, so the
gold can differ from the print only in the page, which remake_layouts looks up. The same input gives the same output.
"""
import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
FRAMEWORK = HERE.parent.parent / "framework" / "toetsingskader.toml"
VERDICTS = {"√": "voldoet", "X": "verbeterpunt", "": "onbekend"}

# How the published factsheets group the indicators of a row: each list holds the units of one row, each unit the
# indicators that share a mark and a finding. An indicator that is not named here has a row of its own.
PUBLISHED_GROUPS = [
    [["A1.2", "A1.1"], ["A1.3"]],
    [["A1.4", "A1.5", "A1.6"], ["A1.7"]],
    [["S2.1"], ["S2.2"]],
]


@dataclass
class Unit:
    """Indicators with one mark and one finding."""
    indicators: list
    mark: str  # √, X or nothing
    paragraphs: list
    note: str | None = None
    source: str = ""  # for forms with a column that names the source

    @property
    def text(self):
        return " ".join(self.paragraphs)


@dataclass
class Row:
    """One printed row: a group of units under one criterion."""
    criterion: str
    theme: str
    units: list

    @property
    def indicators(self):
        return [indicator for unit in self.units for indicator in unit.indicators]

    @property
    def marks(self):
        return "".join(unit.mark for unit in self.units)


@dataclass
class Approach:
    name: str
    printed: dict  # where (kop, loper, inleiding, conclusie) -> the name as printed there, if other than `name`
    partners: list
    description: list
    rows: list
    conclusions: dict  # theme -> (goed, beter), either may be empty

    def name_at(self, place):
        return self.printed.get(place, self.name)


@dataclass
class Factsheet:
    spec: dict
    name: str
    municipality: str
    month: str | None
    box: list
    box_points: list
    context: list
    research: list
    approaches: list
    sheet_texts: dict
    framework: dict = field(repr=False, default=None)

    def criterion_name(self, criterion):
        return self.framework["criteria"][criterion]["naam"]

    def indicator_text(self, indicator):
        """As the framework has it, or the wording that this factsheet prints."""
        return self.spec.get("wordings", {}).get(indicator) or self.framework["indicators"][indicator]["tekst"]

    def theme_heading(self, theme):
        """The heading of a theme as this factsheet prints it, misprints included."""
        names = {"A": "Aanpak"} | self.spec.get("headings", {})
        return names.get(theme, self.framework["themes"][theme]["naam"])

    def theme_bullets(self):
        return [(theme["naam"], theme["omschrijving"]) for theme in self.framework["themes"].values()]

    def footer(self):
        return f"Uitkomsten toezichtonderzoek {self.municipality} - Samenwerkend Toezicht Jeugd" + (
            f"   {self.month}" if self.month else "")


def load_framework():
    data = tomllib.loads(FRAMEWORK.read_text(encoding="utf-8"))
    return {
        "themes": {theme["id"]: theme for theme in data["thema"]},
        "criteria": {criterion["id"]: criterion for criterion in data["criterium"]},
        "indicators": {indicator["id"]: indicator for indicator in data["indicator"]},
    }


class Composer:
    """Draws sentences from the pools; an opening sentence is drawn once in a factsheet."""

    def __init__(self, spec, pools, framework):
        self.spec, self.pools, self.framework = spec, pools, framework
        self.random = random.Random(spec["seed"])
        self.used = set()

    def fill(self, sentence, slots):
        def value(match):
            key = match[1]
            return str(self.random.randint(3, 28)) if key == "n" else slots[key]
        filled = re.sub(r"\{(\w+)\}", value, sentence)
        return filled[0].upper() + filled[1:] if sentence.startswith("{") else filled

    def draw(self, pool, slots):
        fresh = [sentence for sentence in pool if sentence not in self.used] or pool
        choice = self.random.choice(fresh)
        self.used.add(choice)
        return self.fill(choice, slots)

    def draw_extras(self, slots, most):
        count = self.random.randint(0, most)
        drawn = []
        while len(drawn) < count:
            sentence = self.draw(self.pools["aanvulling"]["zinnen"], slots)
            if sentence not in drawn:
                drawn.append(sentence)
        return drawn

    def unit(self, indicators, mark, slots, with_note, most):
        verdict = "voldoet" if mark == "√" else "verbeterpunt"
        openings = [self.draw(self.pools["indicator"][indicator][verdict], slots) for indicator in indicators[:2]]
        extras = self.draw_extras(slots, most)
        if not extras or len(openings) > 1 or self.random.random() < 0.5:
            paragraphs = [" ".join(openings + extras)]
        else:
            paragraphs = [" ".join(openings), " ".join(extras)]
        note = self.draw(self.pools["let_op"]["zinnen"], slots) if with_note and mark == "√" else None
        if note:
            note = note[0].upper() + note[1:] if self.random.random() < 0.6 else note
        source = self.random.choice(["vragenlijst gemeente", "vragenlijst partner", "stukken", "alle bronnen"])
        return Unit(indicators, mark, paragraphs, note, source)

    def rows(self, spec, slots):
        groups = spec.get("groups", self.spec.get("groups", PUBLISHED_GROUPS))
        grouped = {units[0][0]: units for units in groups}
        inside = {indicator for units in groups for unit in units for indicator in unit} - set(grouped)
        share, most = self.spec.get("share_x", 0.28), self.spec.get("most_extras", 2)
        rows = []
        # A group is printed where the first of its indicators in the framework's order would be.
        order = sorted(self.framework["indicators"], key=list(self.framework["indicators"]).index)
        done = set()
        for indicator in order:
            if indicator in done:
                continue
            units = next((u for u in groups if any(indicator in unit for unit in u)), [[indicator]])
            made = []
            covered = sum(len(members) for members in units)
            for members in units:
                done.update(members)
                chance = self.random.random() < share
                mark = "X" if members[0] in spec.get("x", ()) or (chance and members[0] not in spec.get("ja", ())) else "√"
                if self.spec.get("groups_printed") == "packed" and made and covered != len(units):
                    mark = made[0].mark  # which mark is whose could not be told
                note = self.random.random() < self.spec.get("share_note", 0.25)
                unit = self.unit(members, mark, slots, note, most)
                if members[0] in spec.get("no_mark", ()):
                    unit.mark = ""
                made.append(unit)
            criterion = self.framework["indicators"][units[0][0]]["criterium"]
            printed = [[unit] for unit in made] if self.spec.get("groups_printed") == "apart" else [made]
            rows += [Row(criterion, self.framework["criteria"][criterion]["thema"], units) for units in printed]
        assert not inside - done
        return rows

    def conclusions(self, slots):
        pairs = {}
        for theme in self.framework["themes"]:
            pool = self.pools["conclusie"][theme]
            kind = self.random.choice(["both", "both", "goed", "beter"])
            pairs[theme] = tuple(self.draw(pool[side], slots) if kind in ("both", side) else ""
                                 for side in ("goed", "beter"))
        return pairs

    def approach(self, spec):
        slots = {"aanpak": spec.get("short", spec["name"]), "gemeente": self.spec["municipality"],
                 "regisseur": spec["regisseur"], "naam": spec["buurt"]}
        partners = spec["partners"]
        others = ["de politie", "het onderwijs"]  # stand in where fewer than three partners answered
        for number in range(3):
            slots[f"p{number + 1}"] = partners[number] if number < len(partners) else others[number - 1]
        pool = list(self.pools["aanpakblad"]["beschrijving"])
        tail = pool[1:]
        self.random.shuffle(tail)
        description = [self.fill(sentence, slots) for sentence in [pool[0], *tail[:5]]]
        return Approach(spec["name"], spec.get("printed", {}), partners, description, self.rows(spec, slots),
                        self.conclusions(slots))


def compose(spec, pools, framework):
    composer = Composer(spec, pools, framework)
    approaches = [composer.approach(approach) for approach in spec["approach"]]
    names = [approach.name for approach in approaches]
    slots = {"gemeente": spec["municipality"], "inwoners": spec["inwoners"], "huishoudens": spec["huishoudens"],
             "naam": spec["approach"][0]["buurt"], "aanpakken": " en ".join(names)}
    title = pools["titelblad"]
    return Factsheet(
        spec=spec, name=spec["name"], municipality=spec["municipality"], month=spec.get("month"),
        box=title["kader"], box_points=title["kader_punten"],
        context=[composer.fill(text, slots) for text in title["context"]], research=title["onderzoek"],
        approaches=approaches, sheet_texts={
            "invullers": pools["aanpakblad"]["invullers"], "na_invullers": pools["aanpakblad"]["na_invullers"],
            "inleiding": pools["bevindingenblad"]["inleiding"], "legenda": pools["bevindingenblad"]["legenda"],
            "conclusie": pools["conclusieblad"]["inleiding"]},
        framework=framework)


def load_factsheets():
    """Every factsheet of factsheets.toml, composed."""
    pools = tomllib.loads((HERE / "findings.toml").read_text(encoding="utf-8"))
    specs = tomllib.loads((HERE / "factsheets.toml").read_text(encoding="utf-8"))["factsheet"]
    framework = load_framework()
    return [compose(spec, pools, framework) for spec in specs]


def finding_records(factsheet, page_of):
    """The gold rows. page_of(approach, unit) gives the 1-based page on which the unit's finding starts."""
    drawn = factsheet.spec.get("marks") == "path"
    for approach in factsheet.approaches:
        for row in approach.rows:
            for unit in row.units:
                for indicator in unit.indicators:
                    record = {
                        "municipality": factsheet.municipality, "approach": approach.name, "indicator": indicator,
                        "verdict": "onbekend" if drawn else VERDICTS[unit.mark], "text": unit.text,
                        "note": unit.note, "page": page_of(approach, unit),
                        "marks_printed_for_group": "" if drawn else row.marks,
                        "indicators_in_group": len(row.indicators), "group": row.indicators,
                        "one_to_one": not drawn and len(row.marks) == len(row.indicators),
                    }
                    if len(row.units) > 1 and factsheet.spec.get("groups_printed") == "packed":
                        record["text_of_group"] = " ".join(other.text for other in row.units)
                    yield record


def meta_record(factsheet):
    return {
        "municipality": factsheet.municipality,
        "month_year": factsheet.month,
        "approaches": [{
            "name": approach.name,
            "also_printed": sorted(set(approach.printed.values()) - {approach.name}),
            "partners": approach.partners,
            "description_starts": " ".join(approach.description[0].split()[:8]),
            "conclusions": {theme: {"goed": goed, "beter": beter}
                            for theme, (goed, beter) in approach.conclusions.items()},
        } for approach in factsheet.approaches],
    }
