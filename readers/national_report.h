// national_report.h - reads a national report: which municipalities with which approaches it is about, and every
// percentage that it prints, with the sentence and the counts behind it.
// Shares that are told without a percentage ("28 van de 30 aanpakken", "vier op de tien") are there too, under their
// own kind. Promise: numerator and denominator are only given where they are printed and give the percentage.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "readers/percentage_finder.h"
#include "readers/placed_text.h"

#include "core/document.h"
#include "core/result.h"
#include "nlp/word_list.h"

namespace vp::readers {

struct ReportedMunicipality {
  PlacedText name;
  std::vector<PlacedText> approaches;
  PageIndex page;
  bool operator==(const ReportedMunicipality&) const = default;
};

struct PrintedPercentage {
  PlacedText sentence;  ///< that holds it; the words of its row where it stands in a table
  TextSpan span;        ///< "57 %" in the sentence
  double value = 0;
  std::optional<std::uint32_t> numerator, denominator;
  std::string unit;  ///< what is counted, "aanpakken"; empty where no word follows the denominator
  ShareKind kind = ShareKind::kPercentage;
  bool is_in_table = false;
  PageIndex page;  ///< where the percentage stands
  bool operator==(const PrintedPercentage&) const = default;
};

struct NationalReport {
  std::vector<ReportedMunicipality> municipalities;  ///< in order of print
  std::vector<PrintedPercentage> percentages;        ///< by page; on a page first those of running text
  std::vector<PageIndex> unread_pages;               ///< whose percentages, if any, are not in the list
  bool operator==(const NationalReport&) const = default;
};

/// What `share`, found in `text`, is in a report; on the page of its first word.
PrintedPercentage make_percentage(const PlacedText& text, const FoundPercentage& share);

/// Errors: kUnsupported when the document names neither municipalities with approaches nor a percentage.
Result<NationalReport> read_national_report(const Document& document, const nlp::WordList& words);

}  // namespace vp::readers
