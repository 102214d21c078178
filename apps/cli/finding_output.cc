#include "apps/cli/finding_output.h"

#include <algorithm>
#include <ostream>

#include "apps/cli/plain_text.h"

namespace vp::apps {
namespace {

/// The indicators of the printed row where there is one: a row may stand for several.
const std::vector<std::string>& indicators_of(const Finding& finding) {
  return finding.printed ? finding.printed->indicators : finding.indicators;
}

void add_cell(Json& object, const Finding& finding) {
  object["municipality"] = finding.municipality;
  object["approach"] = finding.approach;
  object["round"] = finding.round;
  object["indicator"] = finding.indicators.front();
  object["indicators"] = indicators_of(finding);
}

void add_content(Json& object, const Finding& finding) {
  object["verdict"] = to_string(finding.verdict);
  object["text"] = finding.text;
  object["note"] = finding.note ? Json(*finding.note) : Json();
}

void add_printed(Json& object, const std::optional<PrintedRow>& printed) {
  if (!printed) return;
  object["group"] = printed->group;
  object["one_to_one"] = printed->one_to_one;
  object["marks"] = printed->marks;
  object["match"] = printed->match;
}

Json to_json(const std::vector<PagePlace>& places) {
  Json list = Json::array();
  for (const PagePlace& place : places)
    list.push_back({{"page", place.page.number()}, {"rects", vp::apps::to_json(place.rects)}});
  return list;
}

void add_anchor(Json& object, const Anchor& anchor, const std::string& path) {
  object["page"] = anchor.page.number();
  object["rects"] = vp::apps::to_json(anchor.rects);
  if (!anchor.continues.empty()) object["continues"] = to_json(anchor.continues);
  object["quote"] = anchor.quote;
  object["document"] = to_string(anchor.document);
  object["path"] = path;
}

Json to_json(const Evidence& evidence, const std::string& path) {
  Json object;
  object["stance"] = to_string(evidence.stance);
  add_anchor(object, evidence.anchor, path);
  object["prefix"] = evidence.anchor.prefix;
  object["suffix"] = evidence.anchor.suffix;
  object["extractor"] = evidence.anchor.extractor;
  object["author"] = evidence.changed_by;
  object["evidence"] = evidence.id;
  return object;
}

}  // namespace

Json to_json(const ListedFinding& listed) {
  const Finding& finding = listed.finding;
  Json object;
  add_cell(object, finding);
  add_content(object, finding);
  const auto source =
      std::find_if(listed.evidence.begin(), listed.evidence.end(),
                   [](const Evidence& evidence) { return evidence.stance == EvidenceStance::kSource; });
  const auto named = source != listed.evidence.end() ? source : listed.evidence.begin();
  if (named != listed.evidence.end()) {
    add_anchor(object, named->anchor,
               listed.paths.at(static_cast<std::size_t>(named - listed.evidence.begin())));
  }
  add_printed(object, finding.printed);
  object["state"] = to_string(finding.state);
  object["origin"] = to_string(finding.origin);
  object["author"] = finding.changed_by;
  object["changed"] = finding.changed_at;
  object["finding"] = finding.id;
  object["revision"] = finding.revision;
  object["evidence"] = Json::array();
  for (std::size_t i = 0; i < listed.evidence.size(); ++i)
    object["evidence"].push_back(to_json(listed.evidence[i], listed.paths.at(i)));
  return object;
}

Json to_json(const ImportedFactsheet& sheet, const ImportedRow& row, const std::string& page_label) {
  Json object;
  object["kind"] = "finding";
  add_cell(object, row.finding);
  add_content(object, row.finding);
  object["page"] = row.page.number();
  object["page_label"] = page_label;
  object["rects"] = to_json(row.rects);
  object["continues"] = to_json(row.continues);
  add_printed(object, row.finding.printed);
  object["document"] = to_string(sheet.id);
  object["path"] = sheet.source.path;
  object["state"] = to_string(row.result.state);
  object["outcome"] = to_string(row.result.outcome);
  object["finding"] = row.result.finding;
  object["reason"] = row.result.reason;
  object["notes"] = row.concerns;
  return object;
}

Json to_json(const ImportedFactsheet& sheet, const readers::ReadingNote& note) {
  Json object;
  object["kind"] = "note";
  object["municipality"] =
      sheet.rows.empty() ? sheet.sheet.municipality : sheet.rows.front().finding.municipality;
  object["approach"] = note.approach;
  object["round"] = sheet.rows.empty() ? "" : sheet.rows.front().finding.round;
  object["indicator"] = "";
  object["indicators"] = note.indicators;
  object["verdict"] = "";
  object["text"] = note.quote;
  object["note"] = Json();
  object["page"] = note.page ? Json(note.page->number()) : Json();
  object["rects"] = Json::array();
  object["document"] = to_string(sheet.id);
  object["path"] = sheet.source.path;
  object["state"] = "";
  object["concern"] = to_string(note.kind);
  object["reason"] = describe(note);
  return object;
}

void write_finding(std::ostream& out, const Finding& finding, const std::string& place) {
  std::string indicators;
  for (const std::string& indicator : finding.indicators)
    indicators += (indicators.empty() ? "" : ", ") + indicator;
  constexpr std::size_t kIndicatorWidth = 6;
  constexpr std::size_t kVerdictWidth = 14;
  std::string verdict(to_string(finding.verdict));
  indicators.resize(std::max(indicators.size() + 1, kIndicatorWidth), ' ');
  verdict.resize(kVerdictWidth, ' ');
  out << "  " << indicators << verdict << place << '\n';
  constexpr std::string_view kIndent = "        ";
  if (!finding.text.empty()) out << wrap(finding.text, kIndent) << '\n';
  if (finding.note) out << wrap("LET OP: " + *finding.note, kIndent) << '\n';
}

std::string to_heading(const Finding& finding) {
  return finding.municipality + (finding.approach.empty() ? "" : ", " + finding.approach) +
         (finding.round.empty() ? "" : " (" + finding.round + ")");
}

}  // namespace vp::apps
