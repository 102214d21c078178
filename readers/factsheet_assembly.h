// factsheet_assembly.h - puts a Factsheet together from what was found on its pages, and notes what could not be
// read.
// Threads: for one thread. Lifetime: everything given must outlive the assembly.
#pragma once

#include <set>
#include <string>

#include "readers/factsheet.h"
#include "readers/factsheet_outline.h"
#include "readers/finding_text.h"
#include "readers/row_bands.h"
#include "readers/row_division.h"
#include "readers/word_affinity.h"

#include "nlp/tagger.h"

namespace vp::readers {

struct ReadingTools {
  const nlp::Framework& framework;
  const nlp::Tagger& tagger;
  const nlp::WordList& words;
};

class FactsheetAssembly {
 public:
  FactsheetAssembly(const Document& document, const FactsheetOutline& outline, const ReadingTools& tools);

  /// Bands in order of print.
  void add_band(const RowBand& band);
  void add_conclusions();
  void add_approaches();
  void add_title_facts();
  Factsheet take();

 private:
  /// Approaches as the rows count them: a factsheet that names none may still treat two.
  std::uint32_t find_approach(const RowBand& band);
  PrintedFinding make_finding(const RowBand& band, std::size_t indicator, const IndicatorShare& share);
  void add_group(const RowBand& band, const std::vector<IndicatorShare>& shares, std::size_t first,
                 std::size_t last);
  void note(ReadingNoteKind kind, std::optional<PageIndex> page, std::uint32_t approach,
            std::vector<std::string> indicators, std::string quote);
  void note_group(const RowGroup& group, const std::vector<IndicatorShare>& shares, std::size_t first);
  void note_leftovers(const RowBand& band, std::uint32_t approach);
  void note_missing();

  struct PlacedNote {
    ReadingNote note;
    std::uint32_t approach = 0;
  };
  static constexpr std::uint32_t kNoApproach = 0xffffffff;

  const Document& document_;
  const FactsheetOutline& outline_;
  ReadingTools tools_;
  WordAffinity affinity_;
  FindingTextBuilder texts_;
  Factsheet factsheet_;
  std::vector<std::size_t> section_of_;      // by approach
  std::vector<std::set<std::string>> seen_;  // indicators, by approach
  std::string theme_over_;                   // id of the heading over the group at hand
  std::vector<PlacedNote> notes_;
};

}  // namespace vp::readers
