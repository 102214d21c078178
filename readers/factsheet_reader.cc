#include "readers/factsheet_reader.h"

#include "readers/factsheet_assembly.h"
#include "readers/factsheet_outline.h"
#include "readers/row_bands.h"

namespace vp::readers {
namespace {

bool has_indicators(const std::vector<RowBand>& bands) {
  for (const RowBand& band : bands)
    if (!band.indicators.empty()) return true;
  return false;
}

}  // namespace

bool FactsheetReader::is_factsheet(const Document& document) const {
  const IndicatorMatcher matcher(framework_);
  const FactsheetOutline outline = read_outline(document, OutlineReader(framework_), matcher);
  return has_indicators(cut_bands(outline.stretches, matcher));
}

Result<Factsheet> FactsheetReader::read(const Document& document) const {
  const IndicatorMatcher matcher(framework_);
  const FactsheetOutline outline = read_outline(document, OutlineReader(framework_), matcher);
  const std::vector<RowBand> bands = cut_bands(outline.stretches, matcher);
  if (!has_indicators(bands))
    return Error{ErrorCode::kUnsupported, "no table of findings by indicator, as a published factsheet has",
                 ""};
  FactsheetAssembly assembly(document, outline, {framework_, tagger_, words_});
  for (const RowBand& band : bands)
    assembly.add_band(band);
  assembly.add_conclusions();
  assembly.add_approaches();
  assembly.add_title_facts();
  return assembly.take();
}

}  // namespace vp::readers
