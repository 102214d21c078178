#include "readers/municipality_list.h"

#include "readers/municipality_columns.h"
#include "readers/municipality_lines.h"
#include "readers/municipality_names.h"
#include "readers/municipality_table.h"
#include "readers/page_view.h"

namespace vp::readers {
std::vector<ReportedMunicipality> read_municipality_list(const Document& document,
                                                         const nlp::WordList& words) {
  MunicipalityNames names(document, words);
  MunicipalityTables tables(names);
  MunicipalityColumns columns(names);
  MunicipalityLines lines(names);
  for (const Page& page : document.pages) {
    std::vector<bool> is_taken(page.blocks.size(), false);
    std::vector<RectPt> taken;
    for (const Table& table : page.tables) {
      if (!tables.read(page, table)) continue;
      taken.push_back(table.box);
      for (const TableCell& cell : table.cells)
        for (const std::uint32_t block : cell.blocks)
          if (block < is_taken.size()) is_taken[block] = true;
    }
    columns.read(view_page(page), taken);
    lines.read(page, is_taken);
  }
  return names.take();
}

}  // namespace vp::readers
