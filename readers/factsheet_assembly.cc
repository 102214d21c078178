#include "readers/factsheet_assembly.h"

#include <algorithm>
#include <limits>

#include "readers/approach_pages.h"
#include "readers/conclusion_table.h"
#include "readers/note_label.h"
#include "readers/title_facts.h"

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

/// Letters left over in the indicators' column that are worth a person's look.
constexpr std::size_t kMinUnknownLetters = 12;

PageIndex page_of(const RowBand& band) {
  if (!band.indicators.empty()) return band.indicators.front().lines.front().page->index;
  if (!band.marks.empty()) return band.marks.front().page->index;
  if (!band.findings.empty()) return band.findings.front().page->index;
  return band.unknown.front().page->index;
}

std::string quote_of(const std::vector<ColumnLine>& lines) {
  std::string quote;
  for (const ColumnLine& line : lines)
    quote += (quote.empty() ? "" : " ") + text_of(line.line.words);
  return quote;
}

/// The lines of a column of notes that stand beside indicators [first, last) of the band, without their label.
std::vector<ColumnLine> notes_beside(const RowBand& band, std::size_t first, std::size_t last) {
  const auto top_of = [&](std::size_t indicator) {
    const ColumnLine& line = band.indicators[indicator].lines.front();
    return TablePlace{line.stretch, line.line.box.y0 - 0.5F * line.line.box.height()};
  };
  std::vector<ColumnLine> notes;
  for (const ColumnLine& line : band.notes) {
    const bool is_above = first > 0 && line.at() < top_of(first);
    const bool is_below = last < band.indicators.size() && line.at() >= top_of(last);
    if (!is_above && !is_below) notes.push_back(line);
  }
  if (notes.empty()) return notes;
  std::vector<ViewWord>& words = notes.front().line.words;
  const std::size_t label = count_label_words(words, 0, LineStart::kParagraph);
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(label));
  if (words.empty()) notes.erase(notes.begin());
  return notes;
}

}  // namespace

FactsheetAssembly::FactsheetAssembly(const Document& document, const FactsheetOutline& outline,
                                     const ReadingTools& tools)
    : document_(document),
      outline_(outline),
      tools_(tools),
      affinity_(tools.framework, tools.tagger),
      texts_(document, tools.words) {
  for (std::size_t s = 0; s < outline.sections.size(); ++s) {
    factsheet_.approaches.emplace_back();
    section_of_.push_back(s);
    seen_.emplace_back();
  }
}

std::uint32_t FactsheetAssembly::find_approach(const RowBand& band) {
  const std::size_t section = outline_.stretches[band.first_stretch].section;
  // The last approach of the section; most have one.
  std::size_t approach = section;
  for (std::size_t a = section; a < section_of_.size(); ++a)
    if (section_of_[a] == section) approach = a;
  const auto is_repeated = [&](const BandIndicator& indicator) {
    return !indicator.id.empty() && seen_[approach].contains(indicator.id);
  };
  // A second round of nearly all indicators is a second approach without a name of its own.
  const bool is_full = seen_[approach].size() * 3 >= tools_.framework.indicators.size() * 2;
  if (!band.indicators.empty() && is_full && std::ranges::all_of(band.indicators, is_repeated)) {
    approach = factsheet_.approaches.size();
    factsheet_.approaches.emplace_back();
    factsheet_.approaches.back().first_page = page_of(band);
    section_of_.push_back(section);
    seen_.emplace_back();
  }
  return static_cast<std::uint32_t>(approach);
}

PrintedFinding FactsheetAssembly::make_finding(const RowBand& band, std::size_t indicator,
                                               const IndicatorShare& share) {
  const BandIndicator& row = band.indicators[indicator];
  PrintedFinding finding;
  finding.indicator = row.id;
  finding.verdict = share.verdict;
  finding.match = share.match;
  const std::span<const ColumnLine> lines =
      std::span(band.findings).subspan(share.first_line, share.last_line - share.first_line);
  FindingParts parts = texts_.read(lines);
  finding.text = std::move(parts.finding);
  finding.note = std::move(parts.note);
  finding.indicator_text = texts_.join(row.lines);
  if (share.mark) {
    const BandMark& mark = band.marks[*share.mark];
    std::vector<ViewWord> words{mark.mark.word};
    words.insert(words.end(), mark.mark.rest.begin(), mark.mark.rest.end());
    finding.mark = texts_.join(*mark.page, words);
  }
  finding.page = finding.text.empty() ? row.lines.front().page->index : finding.text.words.front().page;
  return finding;
}

void FactsheetAssembly::add_band(const RowBand& band) {
  if (band.indicators.empty()) return note_leftovers(band, find_approach(band));
  const std::vector<IndicatorShare> shares = divide_row(band, affinity_);
  std::size_t first = 0;
  for (std::size_t i = 1; i <= shares.size(); ++i) {
    if (i < shares.size() && (band.is_row || shares[i].part == shares[first].part)) continue;
    add_group(band, shares, first, i);
    first = i;
  }
  note_leftovers(band, factsheet_.groups.back().approach);
}

void FactsheetAssembly::add_group(const RowBand& band, const std::vector<IndicatorShare>& shares,
                                  std::size_t first, std::size_t last) {
  RowGroup group;
  group.number = static_cast<std::uint32_t>(factsheet_.groups.size()) + 1;
  group.approach = find_approach(band);
  group.theme_printed = outline_.stretches[band.first_stretch].theme_printed;
  theme_over_ = outline_.stretches[band.first_stretch].theme;
  std::size_t first_mark = band.marks.size();
  std::size_t last_mark = 0;
  for (std::size_t i = first; i < last; ++i) {
    first_mark = std::min(first_mark, shares[i].first_mark);
    last_mark = std::max(last_mark, shares[i].last_mark);
  }
  std::size_t verdicts = 0;
  for (std::size_t m = first_mark; m < last_mark; ++m) {
    for (const Verdict verdict : band.marks[m].mark.reading.verdicts) {
      group.marks += to_mark(verdict);
      ++verdicts;
    }
  }
  for (std::size_t i = first; i < last; ++i)
    group.findings.push_back(make_finding(band, i, shares[i]));
  group.one_to_one = verdicts == group.findings.size();
  const std::vector<ColumnLine> notes = notes_beside(band, first, last);
  if (!notes.empty() && group.findings.size() == 1 && !group.findings.front().note)
    group.findings.front().note = texts_.join(notes);
  note_group(group, shares, first);
  for (const PrintedFinding& finding : group.findings)
    if (!finding.indicator.empty()) seen_[group.approach].insert(finding.indicator);
  factsheet_.groups.push_back(std::move(group));
}

void FactsheetAssembly::note(ReadingNoteKind kind, std::optional<PageIndex> page, std::uint32_t approach,
                             std::vector<std::string> indicators, std::string quote) {
  constexpr std::size_t kMaxQuoteBytes = 300;
  if (quote.size() > kMaxQuoteBytes) {
    std::size_t end = quote.rfind(' ', kMaxQuoteBytes);
    quote.resize(end == std::string::npos ? kMaxQuoteBytes : end);
    quote += " ...";
  }
  // Rows of one heading tell the same: one note for all of them.
  if (kind == ReadingNoteKind::kOtherTheme && !notes_.empty()) {
    ReadingNote& last = notes_.back().note;
    if (last.kind == kind && last.page == page && last.quote == quote && notes_.back().approach == approach) {
      last.indicators.insert(last.indicators.end(), indicators.begin(), indicators.end());
      return;
    }
  }
  notes_.push_back({{kind, page, {}, std::move(indicators), std::move(quote)}, approach});
}

void FactsheetAssembly::note_group(const RowGroup& group, const std::vector<IndicatorShare>& shares,
                                   std::size_t first) {
  const PageIndex page = group.findings.front().page;
  std::vector<std::string> without_mark;
  std::vector<std::string> unreadable;
  std::vector<std::string> undecided;
  std::vector<std::string> by_words;
  std::vector<std::string> empty;
  for (std::size_t i = 0; i < group.findings.size(); ++i) {
    const PrintedFinding& finding = group.findings[i];
    const IndicatorShare& share = shares[first + i];
    if (finding.indicator.empty())
      note(ReadingNoteKind::kAmbiguousRow, page, group.approach, {}, finding.indicator_text.text);
    if (seen_[group.approach].contains(finding.indicator))
      note(ReadingNoteKind::kRepeatedIndicator, page, group.approach, {finding.indicator}, {});
    if (share.is_undecided) {
      undecided.push_back(finding.indicator);
    } else if (share.first_mark == share.last_mark) {
      without_mark.push_back(finding.indicator);
    } else if (finding.verdict == Verdict::kUnknown) {
      unreadable.push_back(finding.indicator);
    }
    if (finding.match == RowMatch::kByWords) by_words.push_back(finding.indicator);
    if (finding.text.empty()) empty.push_back(finding.indicator);
    const std::string theme = tools_.framework.theme_of(finding.indicator);
    if (!group.theme_printed.empty() && !theme.empty() && theme_over_ != theme)
      note(ReadingNoteKind::kOtherTheme, page, group.approach, {finding.indicator}, group.theme_printed);
  }
  const auto note_all = [&](ReadingNoteKind kind, std::vector<std::string>& ids, std::string quote) {
    if (!ids.empty()) note(kind, page, group.approach, std::move(ids), std::move(quote));
  };
  note_all(ReadingNoteKind::kUndecidedMark, undecided, group.marks);
  note_all(ReadingNoteKind::kNoMark, without_mark, {});
  note_all(ReadingNoteKind::kUnreadableMark, unreadable, {});
  note_all(ReadingNoteKind::kDividedByWords, by_words, {});
  note_all(ReadingNoteKind::kEmptyFinding, empty, {});
}

void FactsheetAssembly::note_leftovers(const RowBand& band, std::uint32_t approach) {
  std::string unknown = quote_of(band.unknown);
  if (nlp::to_squashed(unknown).size() >= kMinUnknownLetters) {
    note(ReadingNoteKind::kUnknownRow, page_of(band), approach, {}, std::move(unknown));
  } else if (band.indicators.empty() && !band.marks.empty()) {
    note(ReadingNoteKind::kMarkWithoutRow, page_of(band), approach, {}, quote_of(band.findings));
  } else if (band.indicators.empty() && !band.findings.empty()) {
    note(ReadingNoteKind::kUnknownRow, page_of(band), approach, {}, quote_of(band.findings));
  }
}

void FactsheetAssembly::note_missing() {
  for (std::size_t a = 0; a < factsheet_.approaches.size(); ++a) {
    std::vector<std::string> missing;
    for (const nlp::Indicator& indicator : tools_.framework.indicators)
      if (!seen_[a].contains(indicator.id)) missing.push_back(indicator.id);
    if (!missing.empty())
      note(ReadingNoteKind::kMissingIndicator, std::nullopt, static_cast<std::uint32_t>(a),
           std::move(missing), {});
  }
}

void FactsheetAssembly::add_conclusions() {
  for (const ConclusionPiece& piece : outline_.conclusions)
    read_conclusion(piece, outline_, document_, texts_, factsheet_.conclusions);
}

void FactsheetAssembly::add_approaches() {
  for (std::size_t a = 0; a < factsheet_.approaches.size(); ++a)
    if (section_of_[a] < outline_.sections.size() && (a == 0 || section_of_[a - 1] != section_of_[a]))
      read_approach_pages(document_, outline_, section_of_[a], texts_, factsheet_.approaches[a]);
}

void FactsheetAssembly::add_title_facts() {
  read_title_facts(document_, outline_, texts_, factsheet_);
  if (factsheet_.municipality.empty())
    note(ReadingNoteKind::kNoMunicipality, std::nullopt, kNoApproach, {}, {});
}

Factsheet FactsheetAssembly::take() {
  note_missing();
  for (const Page& page : document_.pages)
    if (page.verdict == PageVerdict::kUnread && page.reason != "blank page")
      note(ReadingNoteKind::kUnreadPage, page.index, kNoApproach, {}, {});
  std::ranges::stable_sort(notes_, {}, [](const PlacedNote& placed) {
    return placed.note.page ? placed.note.page->value : std::numeric_limits<std::uint32_t>::max();
  });
  for (PlacedNote& placed : notes_) {
    if (placed.approach < factsheet_.approaches.size() && factsheet_.approaches.size() > 1)
      placed.note.approach = factsheet_.approaches[placed.approach].name.text;
    factsheet_.notes.push_back(std::move(placed.note));
  }
  return std::move(factsheet_);
}

}  // namespace vp::readers
