// municipality_columns.h - reads municipalities with their approaches from columns under "Gemeente" and "Aanpak"
// that were not recognised as a table: no lines, one pair of columns or more, names set at the top of their row or
// in the middle of it.
#pragma once

#include <vector>

#include "readers/municipality_names.h"

namespace vp::readers {

class MunicipalityColumns {
 public:
  explicit MunicipalityColumns(MunicipalityNames& names) : names_(names) {}

  /// Columns may go on over the page. Lines in `taken` were read otherwise.
  void read(const PageView& view, const std::vector<RectPt>& taken);

 private:
  struct Column {
    float x = 0;
    enum class Kind : std::uint8_t { kMunicipality, kApproach, kOther } kind = Kind::kOther;
  };
  /// The words of one line that stand in one column.
  struct ColumnWords {
    std::vector<ViewWord> words;
    float y = 0;
  };

  static std::vector<Column> read_heads(const ViewLine& line);
  bool take_line(const ViewLine& line);
  void close_rows(const Page& page);
  void read_pair(const Page& page, const std::vector<ColumnWords>& municipalities,
                 const std::vector<ColumnWords>& approaches);

  MunicipalityNames& names_;
  std::vector<Column> columns_;                  // empty: none open
  std::vector<std::vector<ColumnWords>> cells_;  // by column, of this page
};

}  // namespace vp::readers
