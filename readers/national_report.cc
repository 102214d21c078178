#include "readers/national_report.h"

#include <algorithm>

#include "readers/finding_text.h"
#include "readers/municipality_list.h"
#include "readers/percentage_table.h"

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

/// The sentence without the note's own number before it.
TextSpan drop_note_label(const Passage& passage, TextSpan sentence) {
  if (passage.kind != BlockKind::kFootnote || sentence.begin != passage.sentences.front().begin)
    return sentence;
  std::uint32_t begin = sentence.begin;
  constexpr std::string_view kLabels = "0123456789*)†‡¹²³";
  while (begin < sentence.end && kLabels.find(passage.text[begin]) != std::string_view::npos)
    ++begin;
  const bool is_label = begin > sentence.begin && begin < sentence.end && passage.text[begin] == ' ' &&
                        begin - sentence.begin <= 6;
  // "40% van de gemeenten" begins with no label.
  return is_label ? TextSpan{begin + 1, sentence.end} : sentence;
}

bool is_in_table(const Page* page, const Passage& passage) {
  if (page == nullptr || passage.kind != BlockKind::kTableCell) return false;
  const RectPt& box = passage.words.front().box;
  return std::ranges::any_of(
      page->tables, [&](const Table& table) { return table.box.contains(box.center_x(), box.center_y()); });
}

const Page* find_page(const Document& document, PageIndex index) {
  const auto found = std::ranges::lower_bound(document.pages, index, {}, &Page::index);
  return found != document.pages.end() && found->index == index ? &*found : nullptr;
}

}  // namespace

PrintedPercentage make_percentage(const PlacedText& text, const FoundPercentage& share) {
  PrintedPercentage printed;
  printed.sentence = text;
  printed.span = share.span;
  printed.value = share.value;
  printed.numerator = share.numerator;
  printed.denominator = share.denominator;
  printed.unit = share.unit;
  printed.kind = share.kind;
  const std::vector<PagePlace> places = places_of(text, share.span);
  if (!places.empty()) printed.page = places.front().page;
  return printed;
}

Result<NationalReport> read_national_report(const Document& document, const nlp::WordList& words) {
  NationalReport report;
  report.municipalities = read_municipality_list(document, words);
  for (const Passage& passage : nlp::build_passages(document, words)) {
    if (passage.words.empty() || is_page_furniture(passage.kind)) continue;
    if (is_in_table(find_page(document, passage.words.front().page), passage)) continue;
    for (const TextSpan sentence : passage.sentences) {
      const PlacedText text = cut_text(passage, drop_note_label(passage, sentence));
      for (const FoundPercentage& share : find_percentages(text.text))
        report.percentages.push_back(make_percentage(text, share));
    }
  }
  FindingTextBuilder texts(document, words);
  for (const Page& page : document.pages) {
    for (const Table& table : page.tables) {
      std::vector<PrintedPercentage> found = read_table_percentages(page, table, texts);
      for (PrintedPercentage& percentage : found) {
        percentage.is_in_table = true;
        report.percentages.push_back(std::move(percentage));
      }
    }
  }
  std::ranges::stable_sort(report.percentages, {}, &PrintedPercentage::page);
  for (const Page& page : document.pages)
    if (page.verdict == PageVerdict::kUnread && page.reason != "blank page")
      report.unread_pages.push_back(page.index);
  if (report.municipalities.empty() && report.percentages.empty())
    return Error{ErrorCode::kUnsupported,
                 "neither municipalities with approaches nor percentages, as a report has", ""};
  return report;
}

}  // namespace vp::readers
