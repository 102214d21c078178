#include "readers/row_division.h"

#include <algorithm>
#include <cmath>

#include "readers/note_label.h"
#include "readers/run_division.h"

namespace vp::readers {
namespace {

/// Scores that lie nearer are no proof: an indicator's own term is worth about one.
constexpr double kDecisive = 0.45;

struct Range {
  std::size_t first = 0, last = 0;
  [[nodiscard]] std::size_t size() const { return last - first; }
};

Verdict verdict_of(const BandMark& mark) {
  const std::vector<Verdict>& verdicts = mark.mark.reading.verdicts;
  const bool agree = std::ranges::all_of(verdicts, [&](Verdict v) { return v == verdicts.front(); });
  return verdicts.empty() || !agree ? Verdict::kUnknown : verdicts.front();
}

bool is_beside(TablePlace a, TablePlace b, float height, float slack) {
  return a.stretch == b.stretch && std::fabs(a.y - b.y) <= slack * height;
}

class RowDivider {
 public:
  RowDivider(const RowBand& band, const WordAffinity& affinity) : band_(band), affinity_(affinity) {
    shares_.resize(band.indicators.size());
  }

  std::vector<IndicatorShare> divide() {
    if (shares_.empty()) return {};
    const Range all_marks{0, band_.marks.size()};
    const Range all_lines{0, band_.findings.size()};
    const std::vector<std::size_t> starts = find_starts();
    // Lines make the band one row: either every mark shows its place, or none does.
    const bool by_place =
        starts.size() > 1 && (!band_.is_row || all_marks.size() == 0 || starts.size() == all_marks.size());
    if (by_place) {
      divide_by_place(starts);
    } else if (!band_.is_row && shares_.size() > 1 && divide_by_middle()) {
      return std::move(shares_);
    } else {
      divide_by_order({0, shares_.size()}, all_marks, all_lines);
    }
    return std::move(shares_);
  }

 private:
  [[nodiscard]] TablePlace top_of(std::size_t indicator) const {
    return band_.indicators[indicator].lines.front().at();
  }
  [[nodiscard]] float height_of(std::size_t indicator) const {
    return band_.indicators[indicator].lines.front().line.box.height();
  }
  [[nodiscard]] std::size_t find_line_beside(TablePlace place, float height) const {
    for (std::size_t f = 0; f < band_.findings.size(); ++f)
      if (is_beside(band_.findings[f].at(), place, height, 0.45F)) return f;
    return band_.findings.size();
  }
  [[nodiscard]] bool has_mark_beside(TablePlace place, float height) const {
    return std::ranges::any_of(
        band_.marks, [&](const BandMark& mark) { return is_beside(mark.at(), place, height, 0.55F); });
  }
  /// True when a line of findings opens a paragraph, a page or a ruled-off piece.
  [[nodiscard]] bool opens_piece(std::size_t line) const {
    if (line == 0 || band_.findings[line].starts_paragraph) return true;
    const ColumnLine& above = band_.findings[line - 1];
    const ColumnLine& below = band_.findings[line];
    if (above.stretch != below.stretch) return false;
    return std::ranges::any_of(band_.finding_edges, [&](float y) {
      return below.stretch == band_.first_stretch && y > above.at().y && y < below.at().y;
    });
  }

  /// The empty height above an indicator's first line, over all columns; negative where a cell beside it goes on.
  [[nodiscard]] float space_above(std::size_t indicator) const {
    const ColumnLine& first = band_.indicators[indicator].lines.front();
    float bottom = -1e6F;
    const auto look_at = [&](std::size_t stretch, const RectPt& box) {
      if (stretch == first.stretch && box.center_y() < first.at().y) bottom = std::max(bottom, box.y1);
    };
    for (const BandIndicator& other : band_.indicators)
      for (const ColumnLine& line : other.lines)
        if (&line != &first) look_at(line.stretch, line.line.box);
    for (const ColumnLine& line : band_.findings)
      if (!is_beside(line.at(), first.at(), first.line.box.height(), 0.45F))
        look_at(line.stretch, line.line.box);
    return first.line.box.y0 - bottom;
  }

  /// Space that stands above rows with a mark; a row that has lost its mark shows by the same.
  [[nodiscard]] float find_row_space() const {
    std::vector<float> spaces;
    for (std::size_t i = 1; i < shares_.size(); ++i)
      if (has_mark_beside(top_of(i), height_of(i))) spaces.push_back(space_above(i));
    if (spaces.empty()) return 1e6F;
    std::ranges::sort(spaces);
    return std::max(2.0F, 0.75F * spaces[spaces.size() / 2]);
  }

  /// Indicators that surely begin a piece of their own: their first line, a mark and the first line of a finding
  /// stand side by side; or, where no mark stands, the space above them is that between rows. The first indicator
  /// always does.
  [[nodiscard]] std::vector<std::size_t> find_starts() const {
    std::vector<std::size_t> starts{0};
    std::size_t last_line = 0;
    const float row_space = find_row_space();
    for (std::size_t i = 1; i < shares_.size(); ++i) {
      const bool has_mark = has_mark_beside(top_of(i), height_of(i));
      if (!band_.marks.empty() && !has_mark && (band_.is_row || space_above(i) < row_space)) continue;
      const std::size_t line = find_line_beside(top_of(i), height_of(i));
      if (line >= band_.findings.size() || line <= last_line) continue;
      if (opens_note(band_.findings[line])) continue;
      // Rows without space between them show by their marks alone.
      if (!opens_piece(line) && (band_.is_row || !has_mark)) continue;
      starts.push_back(i);
      last_line = line;
    }
    return starts;
  }

  void divide_by_place(const std::vector<std::size_t>& starts) {
    Range lines{0, 0};
    Range marks{0, 0};
    for (std::size_t s = 0; s < starts.size(); ++s) {
      const bool is_last = s + 1 == starts.size();
      const Range indicators{starts[s], is_last ? shares_.size() : starts[s + 1]};
      lines = {lines.last, band_.findings.size()};
      marks = {marks.last, band_.marks.size()};
      if (!is_last) {
        const TablePlace next = top_of(indicators.last);
        lines.last = find_line_beside(next, height_of(indicators.last));
        const TablePlace border{next.stretch, next.y - 0.6F * height_of(indicators.last)};
        marks.last = marks.first;
        while (marks.last < band_.marks.size() && band_.marks[marks.last].at() < border)
          ++marks.last;
      }
      divide_by_order(indicators, marks, lines);
      if (indicators.size() == 1 && band_.is_row) shares_[indicators.first].match = RowMatch::kByPlace;
      ++part_;
    }
  }

  /// Rows whose cells are centred on each other: mark in the middle of the indicator, finding around it.
  bool divide_by_middle() {
    if (band_.marks.size() != shares_.size()) return false;
    std::vector<float> middles;
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      const std::vector<ColumnLine>& lines = band_.indicators[i].lines;
      if (lines.front().stretch != lines.back().stretch) return false;
      const float middle = (lines.front().line.box.y0 + lines.back().line.box.y1) / 2;
      if (!is_beside(band_.marks[i].at(), {lines.front().stretch, middle}, height_of(i), 0.6F)) return false;
      middles.push_back(middle);
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < shares_.size(); ++i) {
      const std::size_t end = find_middle_end(next, i, middles[i]);
      shares_[i] = {i, next, end, i, i + 1, i, verdict_of(band_.marks[i]), false, RowMatch::kOwnRow};
      next = end;
    }
    return next == band_.findings.size();
  }

  /// The end of the finding that begins at `first` and whose middle lies nearest to `middle`.
  [[nodiscard]] std::size_t find_middle_end(std::size_t first, std::size_t indicator, float middle) const {
    const std::size_t count = band_.findings.size();
    if (indicator + 1 == shares_.size()) return count;
    const std::size_t stretch = top_of(indicator).stretch;
    std::size_t best = first;
    float nearest = height_of(indicator);
    for (std::size_t end = first + 1; end <= count; ++end) {
      const ColumnLine& last = band_.findings[end - 1];
      if (last.stretch != stretch || band_.findings[first].stretch != stretch) break;
      if (last.at() > top_of(indicator + 1)) {
        if (last.line.box.y0 > band_.indicators[indicator + 1].lines.back().line.box.y1) break;
      }
      const float away = std::fabs((band_.findings[first].line.box.y0 + last.line.box.y1) / 2 - middle);
      if (away >= nearest) continue;
      nearest = away;
      best = end;
    }
    return best;
  }

  [[nodiscard]] std::vector<Range> cut_paragraphs(Range lines) const {
    std::vector<Range> paragraphs;
    for (std::size_t f = lines.first; f < lines.last; ++f) {
      const bool opens = f == lines.first || (opens_piece(f) && !opens_note(band_.findings[f]));
      if (opens) paragraphs.push_back({f, f});
      paragraphs.back().last = f + 1;
    }
    return paragraphs;
  }

  [[nodiscard]] std::vector<std::vector<double>> score(Range indicators,
                                                       const std::vector<Range>& paragraphs) const {
    std::vector<std::string> ids;
    for (std::size_t i = indicators.first; i < indicators.last; ++i)
      ids.push_back(band_.indicators[i].id);
    std::vector<std::vector<double>> scores(ids.size());
    for (const Range& paragraph : paragraphs) {
      std::string text;
      for (std::size_t f = paragraph.first; f < paragraph.last; ++f) {
        if (opens_note(band_.findings[f])) break;  // others speak there, often of other matters
        if (text.ends_with('-')) {
          text.pop_back();
        } else if (!text.empty()) {
          text += ' ';
        }
        text += text_of(band_.findings[f].line.words);
      }
      const std::vector<double> of_paragraph = affinity_.score(text, ids);
      for (std::size_t i = 0; i < ids.size(); ++i)
        scores[i].push_back(of_paragraph[i]);
    }
    return scores;
  }

  void share_lines(Range indicators, Range lines, RowMatch match) {
    for (std::size_t i = indicators.first; i < indicators.last; ++i) {
      shares_[i].part = part_;
      shares_[i].first_line = lines.first;
      shares_[i].last_line = lines.last;
      shares_[i].match = match;
    }
  }

  /// Verdicts that hold however the marks are told to the indicators, first to first.
  void tell_marks(Range indicators, Range marks) {
    const std::size_t k = indicators.size();
    const std::size_t m = marks.size();
    for (std::size_t i = indicators.first; i < indicators.last; ++i) {
      shares_[i].first_mark = marks.first;
      shares_[i].last_mark = marks.last;
    }
    for (std::size_t i = 0; i < k && m > 0; ++i) {
      const std::size_t low = m > k ? i : (i + m > k ? i + m - k : 0);
      const std::size_t high = m > k ? i + m - k : std::min(i, m - 1);
      IndicatorShare& share = shares_[indicators.first + i];
      share.mark = marks.first + low;
      share.verdict = verdict_of(band_.marks[*share.mark]);
      for (std::size_t j = low + 1; j <= high; ++j)
        share.is_undecided |= verdict_of(band_.marks[marks.first + j]) != share.verdict;
      if (!share.is_undecided) continue;
      share.verdict = Verdict::kUnknown;
      share.mark.reset();
    }
  }

  void doubt_marks(Range indicators, Range marks) {
    const Verdict first = verdict_of(band_.marks[marks.first]);
    bool agree = true;
    for (std::size_t m = marks.first; m < marks.last; ++m)
      agree = agree && verdict_of(band_.marks[m]) == first;
    for (std::size_t i = indicators.first; i < indicators.last && !agree; ++i) {
      shares_[i].verdict = Verdict::kUnknown;
      shares_[i].mark.reset();
      shares_[i].is_undecided = true;
    }
  }

  /// As many indicators, marks and findings as may be: first to first.
  void divide_by_order(Range indicators, Range marks, Range lines) {
    tell_marks(indicators, marks);
    const std::size_t k = indicators.size();
    if (k == 1) return share_lines(indicators, lines, RowMatch::kOwnRow);
    const std::vector<Range> paragraphs = cut_paragraphs(lines);
    const std::size_t n = paragraphs.size();
    // Differing marks that have no findings of their own may each stand for any of the indicators.
    if (n < marks.size() && marks.size() != k) doubt_marks(indicators, marks);
    if (n <= 1 || marks.size() == 1) return share_lines(indicators, lines, RowMatch::kShared);
    // Fewer marks than indicators tell that there are fewer findings, too, whatever paragraphs they have.
    if (n == k && (marks.size() == 0 || marks.size() >= k)) {
      for (std::size_t i = 0; i < k; ++i)
        share_lines({indicators.first + i, indicators.first + i + 1}, paragraphs[i], RowMatch::kByOrder);
      return;
    }
    divide_by_words(indicators, marks, lines, paragraphs);
  }

  void divide_by_words(Range indicators, Range marks, Range lines, const std::vector<Range>& paragraphs) {
    const std::size_t wanted = marks.size() == 0 ? paragraphs.size() : marks.size();
    const std::size_t runs = std::min({wanted, indicators.size(), paragraphs.size()});
    const std::optional<RunDivision> division =
        divide_runs(score(indicators, paragraphs), paragraphs.size(), runs);
    if (!division) return share_lines(indicators, lines, RowMatch::kShared);
    std::vector<Range> run_lines(runs, Range{band_.findings.size(), 0});
    for (std::size_t p = 0; p < paragraphs.size(); ++p) {
      Range& run = run_lines[division->run_of_paragraph[p]];
      run.first = std::min(run.first, paragraphs[p].first);
      run.last = std::max(run.last, paragraphs[p].last);
    }
    for (std::size_t i = 0; i < indicators.size(); ++i) {
      const std::size_t at = indicators.first + i;
      share_lines({at, at + 1}, run_lines[division->run_of_indicator[i]], RowMatch::kByWords);
      // A finding with a mark of its own takes its mark along where its words leave no doubt.
      IndicatorShare& share = shares_[at];
      if (!share.is_undecided || runs != marks.size() || division->certainty[i] < kDecisive) continue;
      share.mark = marks.first + division->run_of_indicator[i];
      share.verdict = verdict_of(band_.marks[*share.mark]);
      share.is_undecided = false;
    }
  }

  const RowBand& band_;
  const WordAffinity& affinity_;
  std::vector<IndicatorShare> shares_;
  std::size_t part_ = 0;
};

}  // namespace

bool opens_note(const ColumnLine& line) {
  return count_label_words(line.line.words, 0,
                           line.starts_paragraph ? LineStart::kParagraph : LineStart::kLine) > 0;
}

std::vector<IndicatorShare> divide_row(const RowBand& band, const WordAffinity& affinity) {
  return RowDivider(band, affinity).divide();
}

}  // namespace vp::readers
