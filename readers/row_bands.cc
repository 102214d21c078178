#include "readers/row_bands.h"

#include <algorithm>
#include <cctype>

namespace vp::readers {
namespace {

/// "T1.1", "2." before an indicator's text.
bool is_number(std::string_view word) {
  if (word.size() > 6) return false;
  const bool has_digit = std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
  return has_digit && std::ranges::all_of(word, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '.' || c == ')' || c == ':';
         });
}

std::string squashed_indicator_line(const ViewLine& line) {
  std::span<const ViewWord> words = line.words;
  if (words.size() > 1 && is_number(words.front().text)) words = words.subspan(1);
  return squashed(words);
}

std::vector<ColumnLine> to_column_lines(const std::vector<ViewWord>& words, const TableStretch& stretch,
                                        std::size_t number) {
  std::vector<ColumnLine> lines;
  for (ViewLine& line : to_lines(words))
    lines.push_back({std::move(line), stretch.view->page, number, false});
  return lines;
}

/// Distances from line to line.
std::vector<float> steps_of(const std::vector<ColumnLine>& lines) {
  std::vector<float> steps;
  for (std::size_t i = 1; i < lines.size(); ++i)
    steps.push_back(lines[i].line.box.y1 - lines[i - 1].line.box.y1);
  return steps;
}

/// The usual distance from line to line inside a paragraph; 0 without steps. Steps from row to row are longer, so
/// the lower quarter is looked at; where all cells have one line, the height of the type bounds it.
float find_pitch(std::vector<float> steps, float type_height) {
  if (steps.empty()) return 0;
  const auto place = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 4);
  std::ranges::nth_element(steps, place);
  constexpr float kMaxLeading = 1.45F;
  return std::min(*place, kMaxLeading * type_height);
}

void mark_paragraphs(std::vector<ColumnLine>& lines, float pitch) {
  constexpr float kParagraphStep = 1.18F;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const float step = lines[i].line.box.y1 - lines[i - 1].line.box.y1;
    lines[i].starts_paragraph = pitch > 0 && step > kParagraphStep * pitch;
  }
}

/// Everything of the table, before it is cut.
struct Columns {
  std::vector<ColumnLine> indicators;
  std::vector<IndicatorRun> runs;
  std::vector<std::vector<ColumnLine>> findings, notes;  // by stretch
};

Columns read_columns(const std::vector<TableStretch>& stretches, const IndicatorMatcher& matcher) {
  Columns columns;
  std::vector<std::string> texts;
  std::vector<bool> breaks;
  std::vector<float> all_steps;
  std::vector<std::vector<float>> steps;  // by stretch
  for (std::size_t s = 0; s < stretches.size(); ++s) {
    const TableStretch& stretch = stretches[s];
    const bool is_new_section = s > 0 && stretches[s - 1].section != stretch.section;
    bool is_first = true;
    std::vector<ColumnLine> indicators = to_column_lines(stretch.indicator, stretch, s);
    steps.push_back(steps_of(indicators));
    for (ColumnLine& line : indicators) {
      texts.push_back(squashed_indicator_line(line.line));
      breaks.push_back(is_first && is_new_section);
      columns.indicators.push_back(std::move(line));
      is_first = false;
    }
    columns.findings.push_back(to_column_lines(stretch.finding, stretch, s));
    columns.notes.push_back(to_column_lines(stretch.note, stretch, s));
    const std::vector<float> of_findings = steps_of(columns.findings.back());
    steps.back().insert(steps.back().end(), of_findings.begin(), of_findings.end());
    all_steps.insert(all_steps.end(), steps.back().begin(), steps.back().end());
  }
  const float type_height = columns.indicators.empty() ? 0 : columns.indicators.front().line.box.height();
  const float usual = find_pitch(std::move(all_steps), type_height);
  for (std::size_t s = 0; s < stretches.size(); ++s) {
    const float own = find_pitch(steps[s], type_height);
    // A stretch of few lines shows no pitch of its own.
    mark_paragraphs(columns.findings[s], own > 0 && own < usual ? own : usual);
  }
  columns.runs = matcher.match(texts, breaks);
  return columns;
}

/// True when lines part indicators, not only criteria, so that what stands between two lines is one printed
/// row.
bool has_row_lines(const std::vector<TableStretch>& stretches, const Columns& columns) {
  std::size_t inner = 0;
  std::size_t inner_of_criteria = 0;
  for (std::size_t s = 0; s < stretches.size(); ++s) {
    const TableStretch& stretch = stretches[s];
    const auto is_inner = [&](float y) {
      bool above = false;
      bool below = false;
      for (const ViewWord& word : stretch.indicator)
        (word.box.center_y() < y ? above : below) = true;
      return above && below;
    };
    inner += static_cast<std::size_t>(std::ranges::count_if(stretch.row_edges, is_inner));
    inner_of_criteria += static_cast<std::size_t>(std::ranges::count_if(stretch.criterion_edges, is_inner));
  }
  if (inner > inner_of_criteria) return true;
  // Without a column of criteria: most indicators have a line of their own.
  return inner > 0 && (inner + stretches.size()) * 5 >= columns.runs.size() * 3;
}

/// Bands before those are joined that go on over a page.
class BandCutter {
 public:
  BandCutter(const std::vector<TableStretch>& stretches, Columns columns)
      : stretches_(stretches), columns_(std::move(columns)) {}

  std::vector<RowBand> cut() {
    make_bands();
    place_lines();
    place_indicators();
    join_bands();
    return std::move(bands_);
  }

 private:
  void make_bands() {
    const bool is_row = has_row_lines(stretches_, columns_);
    for (std::size_t s = 0; s < stretches_.size(); ++s) {
      first_band_.push_back(bands_.size());
      for (std::size_t i = 0; i <= stretches_[s].row_edges.size(); ++i) {
        RowBand band;
        band.first_stretch = s;
        band.is_row = is_row;
        bands_.push_back(std::move(band));
      }
      for (const float y : stretches_[s].finding_edges)
        bands_[band_at({s, y})].finding_edges.push_back(y);
    }
    first_band_.push_back(bands_.size());
    joins_before_.assign(bands_.size(), false);
  }

  [[nodiscard]] std::size_t band_at(TablePlace place) const {
    const std::vector<float>& edges = stretches_[place.stretch].row_edges;
    const auto above = std::ranges::lower_bound(edges, place.y) - edges.begin();
    return first_band_[place.stretch] + static_cast<std::size_t>(above);
  }

  void place_lines() {
    for (std::size_t s = 0; s < stretches_.size(); ++s) {
      for (const ColumnLine& line : columns_.findings[s])
        bands_[band_at(line.at())].findings.push_back(line);
      for (const ColumnLine& line : columns_.notes[s])
        bands_[band_at(line.at())].notes.push_back(line);
      for (const MarkWord& mark : stretches_[s].marks) {
        BandMark placed{mark, stretches_[s].view->page, s};
        bands_[band_at(placed.at())].marks.push_back(std::move(placed));
      }
    }
  }

  void place_indicators() {
    std::size_t next = 0;
    const auto place_unknown = [this](const ColumnLine& line) {
      bands_[band_at(line.at())].unknown.push_back(line);
    };
    for (const IndicatorRun& run : columns_.runs) {
      for (; next < run.first; ++next)
        place_unknown(columns_.indicators[next]);
      const std::size_t band = band_at(columns_.indicators[run.first].at());
      BandIndicator indicator{run.indicator, {}};
      for (; next < run.last; ++next) {
        const ColumnLine& line = columns_.indicators[next];
        for (std::size_t b = band + 1; b <= band_at(line.at()); ++b)
          joins_before_[b] = true;
        indicator.lines.push_back(line);
      }
      bands_[band].indicators.push_back(std::move(indicator));
    }
    for (; next < columns_.indicators.size(); ++next)
      place_unknown(columns_.indicators[next]);
  }

  /// True for the first piece of a page that has words but neither indicator nor mark: its row began before.
  /// Without lines between rows any piece may go on with one.
  [[nodiscard]] bool goes_on(std::size_t band, std::size_t stretch) const {
    if (stretch == 0 || stretches_[stretch].section != stretches_[stretch - 1].section) return false;
    if (stretches_[stretch].theme_printed != stretches_[stretch - 1].theme_printed) return false;
    const RowBand& piece = bands_[band];
    if (!piece.is_row) return !stretches_[stretch].starts_row || piece.indicators.empty();
    return piece.indicators.empty() && piece.unknown.empty() && piece.marks.empty() &&
           !piece.findings.empty();
  }

  /// True for the first piece of a page when its indicators have their marks on the page before: a row of several
  /// indicators that goes on over the page.
  [[nodiscard]] bool has_mark_before(std::size_t band, std::size_t stretch) const {
    if (stretches_[stretch].section != stretches_[stretch - 1].section) return false;
    std::size_t last = band;
    while (last > 0 && is_empty(bands_[last - 1]))
      --last;
    if (last == 0) return false;
    const RowBand& before = bands_[last - 1];
    const RowBand& piece = bands_[band];
    return piece.marks.empty() && !piece.indicators.empty() && !before.indicators.empty() &&
           before.marks.size() >= before.indicators.size() + piece.indicators.size();
  }

  void join_bands() {
    for (std::size_t s = 1; s < stretches_.size(); ++s) {
      for (std::size_t b = first_band_[s]; b < first_band_[s + 1]; ++b) {
        if (goes_on(b, s) || has_mark_before(b, s)) joins_before_[b] = true;
        const RowBand& piece = bands_[b];
        // An empty piece between the heads and the first row is no row.
        if (!piece.findings.empty() || !piece.indicators.empty() || !piece.marks.empty()) break;
      }
    }
    std::vector<RowBand> joined;
    for (std::size_t b = 0; b < bands_.size(); ++b) {
      RowBand& band = bands_[b];
      if (!joins_before_[b] || joined.empty()) {
        if (!is_empty(band)) joined.push_back(std::move(band));
        continue;
      }
      append(std::move(band), joined.back());
    }
    bands_ = std::move(joined);
  }

  static bool is_empty(const RowBand& band) {
    return band.indicators.empty() && band.marks.empty() && band.findings.empty() && band.notes.empty() &&
           band.unknown.empty();
  }

  static void append(RowBand band, RowBand& to) {
    const auto move_all = [](auto& from, auto& into) {
      into.insert(into.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    move_all(band.indicators, to.indicators);
    move_all(band.marks, to.marks);
    move_all(band.findings, to.findings);
    move_all(band.notes, to.notes);
    move_all(band.unknown, to.unknown);
  }

  const std::vector<TableStretch>& stretches_;
  Columns columns_;
  std::vector<RowBand> bands_;
  std::vector<std::size_t> first_band_;  // by stretch; one more at the end
  std::vector<bool> joins_before_;       // by band: part of the band before it
};

}  // namespace

std::vector<RowBand> cut_bands(const std::vector<TableStretch>& stretches, const IndicatorMatcher& matcher) {
  return BandCutter(stretches, read_columns(stretches, matcher)).cut();
}

}  // namespace vp::readers
