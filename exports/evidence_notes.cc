#include "exports/evidence_notes.h"

#include <algorithm>

#include "exports/shared_places.h"

#include "reports/wording.h"

namespace vp::exports {
namespace {

using reports::Wording;

/// Light enough to read black on; the words say the same, so that nobody needs the colour.
NoteColor color_of(const SharedPlace& place) {
  const EvidenceStance stance = place.uses.front().link->stance;
  const bool is_mixed = std::any_of(place.uses.begin(), place.uses.end(),
                                    [stance](const auto& use) { return use.link->stance != stance; });
  if (is_mixed) return {1, 0.85, 0.55};
  switch (stance) {
    case EvidenceStance::kFor:
      return {1, 0.95, 0.4};
    case EvidenceStance::kAgainst:
      return {1, 0.75, 0.75};
    case EvidenceStance::kRemark:
      return {0.7, 0.87, 1};
    case EvidenceStance::kSource:
      break;
  }
  return {0.75, 0.93, 0.75};
}

std::string indicator_lines(const ExportModel& model, const Finding& finding) {
  std::string lines;
  for (const std::string& id : finding.indicators) {
    const auto index = model.framework.find_indicator(id);
    lines += id + (index ? " " + model.framework.indicators.at(*index).text : "") + "\n";
  }
  return lines;
}

PageNote to_note(const ExportModel& model, const SharedPlace& place) {
  PageNote note;
  note.page = place.anchor->page;
  note.rects = place.anchor->rects;
  note.color = color_of(place);
  std::vector<std::string> authors;
  for (const auto& [finding, link] : place.uses) {
    if (!note.text.empty()) note.text += "\n\n";
    note.text += to_note_text(model, finding->finding, link->stance);
    note.name += (note.name.empty() ? "vindplaats" : "") + ("-" + std::to_string(link->id));
    note.changed_at = std::max(note.changed_at, link->changed_at);
    if (std::find(authors.begin(), authors.end(), finding->finding.changed_by) == authors.end())
      authors.push_back(finding->finding.changed_by);
  }
  for (const std::string& author : authors)
    note.author += (note.author.empty() ? "" : ", ") + author;
  return note;
}

}  // namespace

std::string to_note_text(const ExportModel& model, const Finding& finding, EvidenceStance stance) {
  const Wording& words = Wording::dutch();
  const std::string verdict(to_string(finding.verdict));
  std::string text = words.fill(
      "note.verdict", {reports::mark_of(finding.verdict), verdict, words.text(reports::key_of(stance))});
  if (finding.state == FindingState::kDraft) text += " – " + words.text("draft");
  text += "\n" + indicator_lines(model, finding);
  text += finding.municipality + ", " +
          (finding.approach.empty() ? words.text("approach.unnamed") : finding.approach);
  if (!finding.round.empty()) text += ", " + words.fill("note.round", {finding.round});
  if (!finding.text.empty()) text += "\n" + finding.text;
  if (finding.note) text += "\n" + words.text("warning") + " " + *finding.note;
  text += "\n" + words.fill("note.author", {finding.changed_by, finding.changed_at.substr(0, 10)});
  return text;
}

std::vector<PageNote> make_notes(const ExportModel& model, const DocumentId& document) {
  std::vector<PageNote> notes;
  for (const SharedPlace& place : gather_places(model, document)) {
    const PageNote first = to_note(model, place);
    notes.push_back(first);
    for (const PagePlace& further : place.anchor->continues) {
      if (further.rects.empty()) continue;
      PageNote note = first;
      note.page = further.page;
      note.rects = further.rects;
      note.name += "-p" + std::to_string(further.page.number());
      note.text =
          Wording::dutch().fill("note.continued", {std::to_string(first.page.number())}) + "\n" + first.text;
      notes.push_back(std::move(note));
    }
  }
  std::stable_sort(notes.begin(), notes.end(),
                   [](const PageNote& a, const PageNote& b) { return a.page < b.page; });
  return notes;
}

}  // namespace vp::exports
