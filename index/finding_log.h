// finding_log.h - what the log says of findings, read back: earlier contents, and what changed between two.
// Errors: kMalformed for an entry that no program of ours wrote.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"

namespace vp::index {

/// One entry of the log. `before` and `after` are JSON objects of all fields; empty: there was nothing.
struct LogEntry {
  std::int64_t id = 0;
  std::string at, who, what;
  std::string subject;  ///< "finding 12", "evidence 7"
  std::string before, after;
  bool operator==(const LogEntry&) const = default;
};

/// The finding as the entry left it: content and revision, without id and stamps. For entries of a finding.
Result<Finding> parse_logged_finding(std::string_view after);

/// A field that two entries tell differently. Values as text; none where there was no value.
struct FieldChange {
  std::string field;
  std::optional<std::string> before, after;
  bool operator==(const FieldChange&) const = default;
};

/// What differs, in the log's own order, without the revision; lists as JSON, texts whole. Both are `before` or `after`
/// of entries.
std::vector<FieldChange> list_changes(std::string_view before, std::string_view after);

/// The same, a line a field: "verdict: onbekend -> voldoet"; long texts are cut.
std::vector<std::string> describe_changes(std::string_view before, std::string_view after);

/// Refusal of a change that was made from revision `expected`: who changed the finding, when, and what, as far as
/// its entries tell.
Error make_conflict(const Finding& current, std::uint32_t expected, const std::vector<LogEntry>& entries);

}  // namespace vp::index
