// national_gold.h - what a careful reader finds in a national report, and how a reading compares with it.
// Errors: gold that is missing or not as it should be ends the run with a message; it is never half read.
// Units: pages are 1-based.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "readers/national_report.h"

namespace vp::eval {

struct GoldMunicipality {
  std::string name;
  std::vector<std::string> approaches;
};

struct GoldPercentage {
  std::string printed, kind;  ///< kind as the program names it
  double percent = 0;
  std::optional<std::string> sentence;  ///< none in tables and charts
  std::optional<std::uint32_t> numerator, denominator;
  std::uint32_t page = 0;
};

struct NationalGold {
  std::vector<GoldMunicipality> municipalities;
  std::vector<GoldPercentage> percentages;
};

NationalGold load_national_gold(const std::filesystem::path& json);

/// Counts of what is right; all of them add up over documents.
struct NationalScore {
  std::size_t municipalities = 0, municipalities_found = 0, municipalities_extra = 0;
  std::size_t approaches = 0, approaches_found = 0, approaches_extra = 0;
  std::size_t percentages = 0, percentages_found = 0, percentages_extra = 0;  ///< value and kind
  std::size_t sentences = 0, sentences_right = 0;                             ///< where the gold has one
  std::size_t counts_right = 0;  ///< numerator and denominator both as in the gold, also where it has none
  std::size_t pages_right = 0;
  NationalScore& operator+=(const NationalScore& other);
};

/// `faults`, when given, gets a line for everything that differs.
NationalScore score_national(const NationalGold& gold, const readers::NationalReport& read,
                             std::vector<std::string>* faults);

struct NationalFile {
  std::filesystem::path pdf, gold;
};

/// Every PDF of the folder (or the one given) that has NAME.json in `gold_folder`, ascending by path.
std::vector<NationalFile> list_national(const std::filesystem::path& folder,
                                        const std::filesystem::path& gold_folder);

}  // namespace vp::eval
