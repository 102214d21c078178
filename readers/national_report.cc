#include "readers/national_report.h"

#include <algorithm>

#include "readers/finding_text.h"
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

void read_text(const PlacedText& text, std::vector<PrintedPercentage>& percentages) {
  for (const FoundPercentage& found : find_percentages(text.text)) {
    PrintedPercentage printed;
    printed.sentence = text;
    printed.span = found.span;
    printed.value = found.value;
    printed.numerator = found.numerator;
    printed.denominator = found.denominator;
    printed.unit = found.unit;
    const std::vector<PagePlace> places = places_of(text, found.span);
    if (!places.empty()) printed.page = places.front().page;
    percentages.push_back(std::move(printed));
  }
}

/// The words of a table's row, cell by cell: a percentage alone in its cell says nothing.
PlacedText read_row(const Page& page, const Table& table, std::uint16_t row, FindingTextBuilder& texts) {
  std::vector<ColumnLine> lines;
  for (const TableCell& cell : table.cells) {
    if (cell.row > row || cell.row + cell.row_span <= row) continue;
    for (const std::uint32_t number : cell.blocks) {
      if (number >= page.blocks.size()) continue;
      const Block& block = page.blocks[number];
      for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
        if (l >= page.lines.size()) break;
        const Line& line = page.lines[l];
        ColumnLine words{{{}, line.box, false}, &page, 0, false};
        for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
          if (w < page.words.size() && page.words[w].span.end <= page.text.size())
            words.line.words.push_back({&page.words[w], page.words[w].span.in(page.text), page.words[w].box});
        if (!words.line.words.empty()) lines.push_back(std::move(words));
      }
    }
  }
  return texts.join(lines);
}

bool is_in_table(const Document& document, const Passage& passage) {
  if (passage.kind != BlockKind::kTableCell || passage.words.empty()) return false;
  const PassageWord& first = passage.words.front();
  for (const Page& page : document.pages) {
    if (page.index != first.page) continue;
    return std::ranges::any_of(page.tables, [&](const Table& table) {
      return table.box.contains(first.box.center_x(), first.box.center_y());
    });
  }
  return false;
}

}  // namespace

Result<NationalReport> read_national_report(const Document& document, const nlp::WordList& words) {
  NationalReport report;
  report.municipalities = read_municipality_list(document, words);
  for (const Passage& passage : nlp::build_passages(document, words)) {
    if (is_page_furniture(passage.kind) || is_in_table(document, passage)) continue;
    for (const TextSpan sentence : passage.sentences)
      read_text(cut_text(passage, sentence), report.percentages);
  }
  FindingTextBuilder texts(document, words);
  for (const Page& page : document.pages)
    for (const Table& table : page.tables)
      for (std::uint16_t row = 0; row < table.row_count; ++row)
        read_text(read_row(page, table, row, texts), report.percentages);
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
