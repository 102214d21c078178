#include "readers/national_report.h"

#include <algorithm>

#include "readers/municipality_list.h"
#include "readers/percentage_finder.h"

#include "nlp/passage_builder.h"

namespace vp::readers {
namespace {

/// The words of `passage` that meet `span`, with their text.
PlacedText cut_text(const Passage& passage, TextSpan span) {
  PlacedText cut;
  cut.text = std::string(span.in(passage.text));
  for (const PassageWord& word : passage.words) {
    if (!word.span.overlaps(span)) continue;
    PassageWord moved = word;
    moved.span = {std::max(word.span.begin, span.begin) - span.begin,
                  std::min(word.span.end, span.end) - span.begin};
    cut.words.push_back(moved);
  }
  return cut;
}

void read_passage(const Passage& passage, std::vector<PrintedPercentage>& percentages) {
  for (const TextSpan sentence : passage.sentences) {
    for (const FoundPercentage& found : find_percentages(sentence.in(passage.text))) {
      PrintedPercentage printed;
      printed.sentence = cut_text(passage, sentence);
      printed.span = found.span;
      printed.value = found.value;
      printed.numerator = found.numerator;
      printed.denominator = found.denominator;
      printed.unit = found.unit;
      const std::vector<PagePlace> places = places_of(printed.sentence, found.span);
      if (!places.empty()) printed.page = places.front().page;
      percentages.push_back(std::move(printed));
    }
  }
}

}  // namespace

Result<NationalReport> read_national_report(const Document& document, const nlp::WordList& words) {
  NationalReport report;
  report.municipalities = read_municipality_list(document, words);
  for (const Passage& passage : nlp::build_passages(document, words))
    if (!is_page_furniture(passage.kind)) read_passage(passage, report.percentages);
  for (const Page& page : document.pages)
    if (page.verdict == PageVerdict::kUnread && page.reason != "blank page")
      report.unread_pages.push_back(page.index);
  if (report.municipalities.empty() && report.percentages.empty())
    return Error{ErrorCode::kUnsupported,
                 "neither municipalities with approaches nor percentages, as a report has", ""};
  return report;
}

}  // namespace vp::readers
