#include "apps/cli/view_output.h"

#include <algorithm>
#include <filesystem>

#include "core/member_path.h"

namespace vp::apps {

void add_cell(Json& object, const FindingCell& cell) {
  object["municipality"] = cell.municipality;
  object["approach"] = cell.approach;
  object["round"] = cell.round;
  object["indicator"] = cell.indicator;
}

std::string to_text(const FindingCell& cell) {
  std::string text = cell.municipality;
  if (!cell.approach.empty()) text += (text.empty() ? "" : ", ") + cell.approach;
  if (!cell.round.empty()) text += " (" + cell.round + ")";
  if (!cell.indicator.empty()) text += ", " + cell.indicator;
  return text;
}

Json to_json(const index::MatrixPlace& place) {
  const Anchor& anchor = place.evidence.anchor;
  Json object;
  object["evidence"] = place.evidence.id;
  object["stance"] = to_string(place.evidence.stance);
  object["document"] = to_string(anchor.document);
  object["path"] = place.source.path;
  object["role"] = place.source.labels.role;
  object["page"] = anchor.page.number();
  object["rects"] = to_json(anchor.rects);
  object["quote"] = anchor.quote;
  return object;
}

Json to_json(const index::MatrixFinding& held) {
  const Finding& finding = held.finding;
  Json object;
  object["finding"] = finding.id;
  object["revision"] = finding.revision;
  object["verdict"] = to_string(finding.verdict);
  object["state"] = to_string(finding.state);
  object["text"] = finding.text;
  object["note"] = finding.note ? Json(*finding.note) : Json();
  object["author"] = finding.changed_by;
  object["changed"] = finding.changed_at;
  object["places"] = Json::array();
  for (const index::MatrixPlace& place : held.places)
    object["places"].push_back(to_json(place));
  return object;
}

std::string to_mark(const index::MatrixFinding& held) {
  const Finding& finding = held.finding;
  std::string mark = finding.verdict == Verdict::kMet       ? "√"
                     : finding.verdict == Verdict::kImprove ? "X"
                                                            : "?";
  if (finding.note) mark += "!";
  if (finding.state == FindingState::kDraft) mark += "~";
  return mark;
}

std::string to_quote(const std::string& path, PageIndex page, const std::string& quote) {
  std::string line = quote;
  std::replace(line.begin(), line.end(), '\n', ' ');
  return std::string(to_shown_name(path)) + ", p. " + std::to_string(page.number()) + ": \"" + line + "\"";
}

}  // namespace vp::apps
