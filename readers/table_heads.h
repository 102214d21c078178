// table_heads.h - finds the row of heads that names the columns of a table: Criteria | Indicatoren |
// Bevindingen.
// Source: lexicon/table_heads.tsv. Threads: immutable; share it.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "readers/page_view.h"

#include "core/result.h"

namespace vp::readers {

enum class ColumnRole : std::uint8_t {
  kCriterion,
  kIndicator,
  kVerdict,
  kFinding,
  kNote,
  kOther,
  kGood,    ///< "Wat gaat goed?"
  kBetter,  ///< "Wat kan beter?"
};

struct ColumnHead {
  ColumnRole role = ColumnRole::kOther;
  RectPt box;
};

class TableHeads {
 public:
  /// Errors: kMalformed, naming the line.
  static Result<TableHeads> parse(std::string_view tsv, std::string_view name_for_errors);
  /// The heads of lexicon/table_heads.tsv.
  static const TableHeads& built_in();

  /// The heads of a line that is nothing but heads, ascending by x: indicators and findings once each, or a
  /// half of a conclusion. Empty for any other line. A head that is not in the list is kOther when space
  /// parts it from the others.
  [[nodiscard]] std::vector<ColumnHead> read(std::span<const ViewWord> line) const;

  /// The role of a head that is this one word, whatever its rank.
  [[nodiscard]] std::optional<ColumnRole> role_of(std::string_view word) const;

 private:
  struct Entry {
    ColumnRole role = ColumnRole::kOther;
    int rank = 1;
  };
  struct Found {
    Entry entry;
    RectPt box;
    std::size_t words = 0;
    bool is_listed = false;
  };
  [[nodiscard]] std::vector<Found> cut_heads(std::span<const ViewWord> line) const;

  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace vp::readers
