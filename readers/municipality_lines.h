// municipality_lines.h - reads municipalities with their approaches from lists: below a heading that speaks of
// municipalities, "Hengelo: GRIP-aanpak", "Hengelo – A; B", "Hengelo (A, B)", or a name with bullets under it;
// numbered or not, in one column or several.
#pragma once

#include <vector>

#include "readers/municipality_names.h"

#include "core/document.h"

namespace vp::readers {

class MunicipalityLines {
 public:
  explicit MunicipalityLines(MunicipalityNames& names) : names_(names) {}

  /// Reads on: a list may go over the page. Blocks in `skipped` (numbers in Page::blocks) belong to tables that
  /// were read as lists.
  void read(const Page& page, const std::vector<bool>& skipped);

 private:
  /// A block, or a line of it where its lines are entries of their own.
  struct Unit {
    std::vector<ViewWord> words;  // without the bullet or number
    std::vector<NameWords> lines;
    float x = 0, right = 0;
    bool has_bullet = false, is_heading = false;
  };

  static std::vector<Unit> cut_units(const Page& page, const std::vector<bool>& skipped);
  static void add_units(const Page& page, const Block& block, std::vector<Unit>& units);
  bool read_entry(const Page& page, const Unit& unit);
  bool read_item(const Page& page, const Unit& unit);
  bool opens_group(const Unit& unit, const Unit* next) const;
  void weigh(const Unit& unit);

  MunicipalityNames& names_;
  bool is_armed_ = false;     // below such a heading
  bool has_entries_ = false;  // since then
  std::size_t prose_ = 0;     // paragraphs since then, before the first entry
  bool in_group_ = false;     // below a name that stands alone
  float group_x_ = 0;
  bool group_has_bullet_ = false;
};

}  // namespace vp::readers
