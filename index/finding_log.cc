#include "index/finding_log.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace vp::index {
namespace {

using Json = nlohmann::ordered_json;

Error make_malformed() {
  return Error{ErrorCode::kMalformed, "an entry of the log does not tell a finding", "judgements.db"};
}

bool is_list_of_texts(const Json& json) {
  return json.is_array() &&
         std::all_of(json.begin(), json.end(), [](const Json& text) { return text.is_string(); });
}

Result<std::optional<PrintedRow>> to_printed(const Json& json) {
  if (!json.contains("printed_group") || json["printed_group"].is_null()) return std::optional<PrintedRow>();
  const bool is_whole = json["printed_group"].is_number_integer() && json.contains("printed_document") &&
                        json["printed_document"].is_string() && json.contains("printed_indicators") &&
                        is_list_of_texts(json["printed_indicators"]) && json.contains("printed_marks") &&
                        json["printed_marks"].is_string() && json.contains("printed_one_to_one") &&
                        json["printed_one_to_one"].is_number_integer() && json.contains("printed_match") &&
                        json["printed_match"].is_string();
  if (!is_whole) return make_malformed();
  PrintedRow printed;
  VP_ASSIGN(printed.document, parse_document_id(json["printed_document"].get<std::string>()));
  printed.group = json["printed_group"];
  printed.indicators = json["printed_indicators"].get<std::vector<std::string>>();
  printed.marks = json["printed_marks"];
  printed.one_to_one = json["printed_one_to_one"] != 0;
  printed.match = json["printed_match"];
  return std::optional<PrintedRow>(std::move(printed));
}

std::optional<std::string> to_value(const Json& object, const std::string& field) {
  if (!object.contains(field) || object[field].is_null()) return std::nullopt;
  const Json& value = object[field];
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string to_line(const std::optional<std::string>& value) {
  constexpr std::size_t kMostBytes = 120;
  if (!value) return "(none)";
  const std::string& text = *value;
  if (text.empty()) return "(empty)";
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end) + "…";
}

std::uint32_t revision_of(const Json& after) {
  return after.is_object() && after.contains("revision") && after["revision"].is_number_unsigned()
             ? after["revision"].get<std::uint32_t>()
             : 0;
}

}  // namespace

Result<Finding> parse_logged_finding(std::string_view after) {
  const Json json = Json::parse(after, nullptr, false);
  if (!json.is_object()) return make_malformed();
  for (const char* const field :
       {"municipality", "approach", "round", "verdict", "text", "state", "origin"}) {
    if (!json.contains(field) || !json[field].is_string()) return make_malformed();
  }
  if (!json.contains("indicators") || !is_list_of_texts(json["indicators"])) return make_malformed();
  Finding finding;
  finding.revision = revision_of(json);
  finding.municipality = json["municipality"];
  finding.approach = json["approach"];
  finding.round = json["round"];
  finding.indicators = json["indicators"].get<std::vector<std::string>>();
  const auto verdict = parse_verdict(json["verdict"].get<std::string>());
  const auto state = parse_finding_state(json["state"].get<std::string>());
  if (!verdict || !state) return make_malformed();
  finding.verdict = *verdict;
  finding.state = *state;
  finding.text = json["text"];
  if (json.contains("note") && json["note"].is_string()) finding.note = json["note"];
  finding.origin = json["origin"] == to_string(FindingOrigin::kFactsheet) ? FindingOrigin::kFactsheet
                                                                          : FindingOrigin::kPerson;
  VP_ASSIGN(finding.printed, to_printed(json));
  return finding;
}

std::vector<FieldChange> list_changes(std::string_view before, std::string_view after) {
  const Json old = Json::parse(before, nullptr, false);
  const Json now = Json::parse(after, nullptr, false);
  std::vector<FieldChange> changes;
  if (!old.is_object() || !now.is_object()) return changes;
  for (const auto& [field, value] : now.items()) {
    if (field == "revision" || (old.contains(field) && old[field] == value)) continue;
    changes.push_back({field, to_value(old, field), to_value(now, field)});
  }
  return changes;
}

std::vector<std::string> describe_changes(std::string_view before, std::string_view after) {
  std::vector<std::string> lines;
  for (const FieldChange& change : list_changes(before, after))
    lines.push_back(change.field + ": " + to_line(change.before) + " -> " + to_line(change.after));
  return lines;
}

Error make_conflict(const Finding& current, std::uint32_t expected, const std::vector<LogEntry>& entries) {
  std::string what = "was changed by " + current.changed_by + " at " + current.changed_at + " (revision " +
                     std::to_string(current.revision) + ", the change was made from " +
                     std::to_string(expected) + ")";
  std::string before;
  std::string after;
  for (const LogEntry& entry : entries) {
    const std::uint32_t revision = revision_of(Json::parse(entry.after, nullptr, false));
    if (revision == expected) before = entry.after;
    if (revision > 0) after = entry.after;
  }
  for (const std::string& change : describe_changes(before, after))
    what += "\n  " + change;
  return Error{ErrorCode::kConflict, std::move(what), "finding " + std::to_string(current.id)};
}

}  // namespace vp::index
