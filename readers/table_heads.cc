#include "readers/table_heads.h"

#include <algorithm>

#include "readers/table_heads_data.h"

#include "nlp/framework_wording.h"
#include "nlp/lexicon_rows.h"

namespace vp::readers {
namespace {

constexpr std::string_view kHeading = "role\ttext\trank\tsource";
constexpr std::pair<std::string_view, ColumnRole> kRoles[] = {
    {"criterion", ColumnRole::kCriterion}, {"indicator", ColumnRole::kIndicator},
    {"verdict", ColumnRole::kVerdict},     {"finding", ColumnRole::kFinding},
    {"note", ColumnRole::kNote},           {"other", ColumnRole::kOther},
    {"good", ColumnRole::kGood},           {"better", ColumnRole::kBetter}};

std::optional<ColumnRole> parse_role(std::string_view name) {
  for (const auto& [known, role] : kRoles)
    if (known == name) return role;
  return std::nullopt;
}

std::size_t count_role(const std::vector<ColumnHead>& heads, ColumnRole role) {
  return static_cast<std::size_t>(std::ranges::count(heads, role, &ColumnHead::role));
}

}  // namespace

Result<TableHeads> TableHeads::parse(std::string_view tsv, std::string_view name_for_errors) {
  VP_ASSIGN(const std::vector<nlp::LexiconRow> rows, nlp::parse_lexicon_rows(tsv, kHeading, name_for_errors));
  TableHeads heads;
  for (const nlp::LexiconRow& row : rows) {
    const std::optional<ColumnRole> role = parse_role(row.cells[0]);
    if (!role) return nlp::make_lexicon_error(name_for_errors, row.line, "unknown role");
    if (row.cells[2] != "1" && row.cells[2] != "2")
      return nlp::make_lexicon_error(name_for_errors, row.line, "the rank should be 1 or 2");
    if (!heads.entries_.emplace(row.cells[1], Entry{*role, row.cells[2] == "1" ? 1 : 2}).second)
      return nlp::make_lexicon_error(name_for_errors, row.line, "the text stands in the list twice");
  }
  return heads;
}

const TableHeads& TableHeads::built_in() {
  // The file is built in and a test parses it; a fault in it cannot be the outside world's.
  static const TableHeads kHeads = parse(kTableHeadsTsv, "table_heads.tsv").value();
  return kHeads;
}

std::optional<ColumnRole> TableHeads::role_of(std::string_view word) const {
  constexpr std::size_t kMaxHeadBytes = 40;
  if (word.size() > kMaxHeadBytes) return std::nullopt;
  const auto entry = entries_.find(nlp::to_squashed(word));
  if (entry == entries_.end()) return std::nullopt;
  return entry->second.role;
}

std::vector<TableHeads::Found> TableHeads::cut_heads(std::span<const ViewWord> line) const {
  constexpr std::size_t kMaxHeadWords = 4;
  std::vector<Found> found;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t taken = 0;
    for (std::size_t n = std::min(kMaxHeadWords, line.size() - i); n > 0 && taken == 0; --n) {
      const auto entry = entries_.find(squashed(line.subspan(i, n)));
      if (entry == entries_.end()) continue;
      RectPt box = line[i].box;
      for (std::size_t k = 1; k < n; ++k)
        box.include(line[i + k].box);
      found.push_back({entry->second, box, n, true});
      taken = n;
    }
    if (taken == 0) {  // an unknown head, or one word more of it
      const float em = line[i].box.height();
      const bool goes_on =
          !found.empty() && !found.back().is_listed && line[i].box.x0 - found.back().box.x1 < em;
      if (goes_on) {
        found.back().box.include(line[i].box);
        ++found.back().words;
      } else {
        found.push_back({{ColumnRole::kOther, 1}, line[i].box, 1, false});
      }
      taken = 1;
    }
    i += taken;
  }
  return found;
}

std::vector<ColumnHead> TableHeads::read(std::span<const ViewWord> line) const {
  const std::vector<Found> found = cut_heads(line);
  // Prose that speaks of indicators and findings: its words are not parted by more than a space.
  for (std::size_t i = 1; i < found.size(); ++i) {
    const bool is_known = found[i].is_listed && found[i - 1].is_listed;
    const float gap = found[i].box.x0 - found[i - 1].box.x1;
    if (!is_known && gap < found[i].box.height()) return {};
  }
  std::vector<ColumnHead> heads;
  for (const Found& head : found) {
    ColumnRole role = head.entry.role;
    const auto is_first_rank = [&](const Found& other) {
      return other.entry.role == role && other.entry.rank == 1 && other.is_listed;
    };
    if (head.entry.rank == 2 && std::ranges::any_of(found, is_first_rank)) role = ColumnRole::kOther;
    if (head.entry.rank == 2 && count_role(heads, role) > 0) role = ColumnRole::kOther;
    heads.push_back({role, head.box});
  }
  if (count_role(heads, ColumnRole::kIndicator) == 1 && count_role(heads, ColumnRole::kFinding) == 1)
    return heads;
  const std::size_t halves = count_role(heads, ColumnRole::kGood) + count_role(heads, ColumnRole::kBetter);
  if (halves == heads.size() && halves >= 1 && count_role(heads, ColumnRole::kGood) <= 1 &&
      count_role(heads, ColumnRole::kBetter) <= 1)
    return heads;
  return {};
}

}  // namespace vp::readers
