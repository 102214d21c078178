#include "readers/factsheet_reader.h"

#include <algorithm>
#include <set>

#include "readers/factsheet_assembly.h"
#include "readers/factsheet_outline.h"
#include "readers/row_bands.h"
#include "readers/table_heads.h"

#include "nlp/reading_text.h"

namespace vp::readers {
namespace {

bool has_indicators(const std::vector<RowBand>& bands) {
  for (const RowBand& band : bands)
    if (!band.indicators.empty()) return true;
  return false;
}

/// A cheap look: most documents have no page with the two heads on it.
bool may_have_table(const Document& document) {
  return std::ranges::any_of(document.pages, [](const Page& page) {
    bool has_indicator = false;
    bool has_finding = false;
    for (const Word& word : page.words) {
      const std::optional<ColumnRole> role = TableHeads::built_in().role_of(nlp::text_of(page, word));
      has_indicator |= role == ColumnRole::kIndicator;
      has_finding |= role == ColumnRole::kFinding;
    }
    return has_indicator && has_finding;
  });
}

/// The same for tables without heads: enough of the framework's indicators stand in the document.
bool has_indicator_texts(const Document& document, const IndicatorFinder& finder) {
  constexpr std::size_t kMinIndicators = 3;
  std::set<std::size_t> found;
  for (const Page& page : document.pages) {
    for (const IndicatorPlace& place : finder.find(view_page(page)))
      found.insert(place.indicator);
    if (found.size() >= kMinIndicators) return true;
  }
  return false;
}

}  // namespace

bool FactsheetReader::is_factsheet(const Document& document) const {
  const IndicatorFinder finder(framework_);
  if (!may_have_table(document) && !has_indicator_texts(document, finder)) return false;
  const IndicatorMatcher matcher(framework_);
  const FactsheetOutline outline = read_outline(document, OutlineReader(framework_), matcher, finder);
  return has_indicators(cut_bands(outline.stretches, matcher));
}

Result<Factsheet> FactsheetReader::read(const Document& document) const {
  const Error none{ErrorCode::kUnsupported, "no table of findings by indicator, as a published factsheet has",
                   ""};
  const IndicatorFinder finder(framework_);
  if (!may_have_table(document) && !has_indicator_texts(document, finder)) return none;
  const IndicatorMatcher matcher(framework_);
  const FactsheetOutline outline = read_outline(document, OutlineReader(framework_), matcher, finder);
  const std::vector<RowBand> bands = cut_bands(outline.stretches, matcher);
  if (!has_indicators(bands)) return none;
  FactsheetAssembly assembly(document, outline, {framework_, tagger_, words_});
  for (const RowBand& band : bands)
    assembly.add_band(band);
  assembly.add_conclusions();
  assembly.add_approaches();
  assembly.add_title_facts();
  return assembly.take();
}

}  // namespace vp::readers
