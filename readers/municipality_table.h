// municipality_table.h - reads municipalities with their approaches from tables: "Gemeente | Aanpak", also twice
// side by side, with other columns before and behind, and with a municipality that spans several rows.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "readers/municipality_names.h"

namespace vp::readers {

class MunicipalityTables {
 public:
  explicit MunicipalityTables(MunicipalityNames& names) : names_(names) {}

  /// True when the table is such a list, or goes on with one; its names are taken then.
  bool read(const Page& page, const Table& table);

 private:
  using ColumnPair = std::pair<std::uint16_t, std::uint16_t>;  // municipality, approach

  [[nodiscard]] static std::vector<ColumnPair> find_pairs(const Page& page, const Table& table);
  void read_pair(const Page& page, const Table& table, ColumnPair pair, std::uint16_t first_row);

  MunicipalityNames& names_;
  std::vector<ColumnPair> open_pairs_;  // of the last table, which may go on over the page
  std::uint16_t open_columns_ = 0;
};

}  // namespace vp::readers
