// factsheet_gold.h - what a careful reader finds in a factsheet, and how a reading compares with it.
// Errors: a file that is missing or not as it should be ends the run with a message; gold is never half read.
// Units: pages are 1-based.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "readers/factsheet.h"

namespace vp::eval {

struct GoldFinding {
  std::string municipality, approach, indicator, verdict, text, marks;
  std::optional<std::string> note;
  std::optional<std::string> text_of_group;  ///< as right as `text`, where the parts of a cell cannot be told
  std::uint32_t page = 0;
  std::size_t indicators_in_group = 0;
};

struct GoldApproach {
  std::string name, description_starts;
  std::vector<std::string> partners;
  std::map<std::string, std::string> good, better;  ///< by theme
};

/// Beside the findings; not every factsheet has it.
struct GoldFrame {
  std::string municipality, month_year;
  std::vector<GoldApproach> approaches;
};

struct FactsheetGold {
  std::vector<GoldFinding> findings;
  std::optional<GoldFrame> frame;
};

FactsheetGold load_factsheet_gold(const std::filesystem::path& findings_jsonl);

/// Counts of what is right; all of them add up over documents.
struct FactsheetScore {
  std::size_t rows = 0, found = 0, verdicts = 0, texts = 0, pages = 0, groups = 0;
  std::size_t notes_expected = 0, notes = 0, notes_invented = 0;
  std::size_t facts_expected = 0,
              facts = 0;       ///< municipality, date, names, partners, descriptions, conclusions
  std::size_t extra_rows = 0;  ///< findings that the gold does not have
  FactsheetScore& operator+=(const FactsheetScore& other);
};

/// `faults`, when given, gets a line for everything that differs.
FactsheetScore score_factsheet(const FactsheetGold& gold, const readers::Factsheet& read,
                               std::vector<std::string>* faults);

/// White space folded.
std::string fold_spaces(const std::string& text);

}  // namespace vp::eval
