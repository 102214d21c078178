#include "ingest/line_builder.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ingest/character_class.h"
#include "ingest/raised_mark.h"
#include "ingest/segment_writer.h"

namespace vp::ingest {
namespace {

constexpr float kSegmentGap = 0.9F;     // of the font size; wider gaps may be a gutter
constexpr float kSameBaseline = 0.25F;  // of the font size, from word to word
constexpr float kScriptGap = 0.4F;
constexpr float kFarLarger = 1.8F;
constexpr float kMarkerGap = 4.0F;  // a list's number or bullet may stand this far from its text

// A row: pieces of one segment while it is being put together.
struct Row {
  std::uint32_t first = 0;  // in order_
  std::uint32_t count = 0;
  float u0 = 0, u1 = 0;
  float v = 0, end_v = 0;
  float top = 0, bottom = 0;
  float size_pt = 0;
  bool is_justified = false;  // the gap before it is one of many alike
};

class SegmentBuilder {
 public:
  SegmentBuilder(std::span<const Piece> pieces, const PageGlyphs& glyphs, std::span<const FontFace> fonts,
                 const RulingGrid& grid, LineParts& parts)
      : pieces_(pieces), glyphs_(glyphs), fonts_(fonts), grid_(grid), parts_(parts) {}

  void run() {
    collect_stream_rows();
    join_rows();
    SegmentWriter writer(pieces_, glyphs_, fonts_, parts_);
    for (const Row& row : joined_) {
      writer.write({row.u0, row.u1, row.v, row.top, row.bottom, row.size_pt},
                   std::span(order_).subspan(row.first, row.count));
    }
  }

 private:
  [[nodiscard]] const Piece& piece_at(std::uint32_t i) const { return pieces_[order_[i]]; }

  static Row row_of(const Piece& piece, std::uint32_t position) {
    return {position,    1,         piece.u0,     piece.u1,      piece.v,
            piece.end_v, piece.top, piece.bottom, piece.size_pt, false};
  }

  static void absorb(Row& row, const Row& next) {
    row.count += next.count;
    row.u0 = std::min(row.u0, next.u0);
    row.u1 = std::max(row.u1, next.u1);
    row.top = std::min(row.top, next.top);
    row.bottom = std::max(row.bottom, next.bottom);
    // Small raised text does not move the baseline.
    if (next.size_pt >= kScriptSize * row.size_pt) row.end_v = next.end_v;
    const bool was_raised = next.size_pt > row.size_pt && next.v - row.v >= kNoteNumberRaise * next.size_pt;
    if (next.size_pt * kScriptSize > row.size_pt || was_raised) row.v = next.v;
    row.size_pt = std::max(row.size_pt, next.size_pt);
  }

  // "-", a symbol-font bullet, "3.", "2.1", "a)": what begins a list item or a numbered heading.
  [[nodiscard]] bool is_marker(const Row& row) const {
    if (row.count != 1 || row.u1 - row.u0 > 3 * row.size_pt) return false;
    const Piece& piece = piece_at(row.first);
    const auto records = glyphs_.records().subspan(piece.first_glyph, piece.glyph_count);
    if (records.size() > 6 || records.empty() || records.front().length != 1) return false;
    const std::uint32_t first = records.front().character;
    if (records.size() == 1) return is_bullet(first);
    const bool starts_well = is_digit(first) || (is_letter(first) && records.size() == 2);
    bool has_stop = false;
    for (const GlyphRecord& glyph : records.subspan(1)) {
      const bool stop = glyph.length == 1 && (glyph.character == '.' || glyph.character == ')');
      if (!stop && (glyph.length != 1 || !is_digit(glyph.character))) return false;
      has_stop = has_stop || stop;
    }
    return starts_well && has_stop;
  }

  // The number of a note may be nearly as large as its line, when it stands clearly above it.
  [[nodiscard]] bool is_note_number(const Row& script, const Row& body) const {
    return script.count == 1 && script.size_pt <= kNoteNumberSize * body.size_pt &&
           std::min(body.v, body.end_v) - script.v >= kNoteNumberRaise * body.size_pt &&
           is_short_number(glyphs_, piece_at(script.first));
  }

  // Does `next` go on with the line that ends (so far) with `row`?
  [[nodiscard]] bool follows(const Row& row, const Row& next) const {
    const float size = std::max(row.size_pt, next.size_pt);
    const float smaller = std::min(row.size_pt, next.size_pt);
    const float gap = next.u0 - row.u1;
    // A sign far larger than the text beside it belongs to no line: the gap that it allows would reach into the next
    // column.
    if (size > kFarLarger * smaller && gap > kScriptGap * smaller) return false;
    const float rise = std::min(std::fabs(next.v - row.end_v), std::fabs(next.v - row.v));
    const float gap_limit = gap > kSegmentGap * size && is_marker(row) ? kMarkerGap : kSegmentGap;
    bool fits = rise <= kSameBaseline * smaller && gap <= gap_limit * size;
    const Row& body = row.size_pt >= next.size_pt ? row : next;
    const Row& script = row.size_pt >= next.size_pt ? next : row;
    if (!fits && gap <= kScriptGap * size &&
        (smaller <= kScriptSize * size || is_note_number(script, body))) {
      const float middle = (script.top + script.bottom) / 2;
      fits = middle > body.v - 0.95F * size && middle < body.v + 0.35F * size;
    }
    if (!fits || gap < -0.5F * size) return false;
    return gap < 0.05F * size ||
           !grid_.has_upright_between(row.u1 - 0.1F * size, next.u0 + 0.1F * size, row.v - 0.3F * size);
  }

  void collect_stream_rows() {
    order_.resize(pieces_.size());
    for (std::uint32_t i = 0; i < order_.size(); ++i) {
      order_[i] = i;
      const Row next = row_of(pieces_[i], i);
      if (!rows_.empty() && follows(rows_.back(), next)) {
        absorb(rows_.back(), next);
      } else {
        rows_.push_back(next);
      }
    }
  }

  // Rows of one baseline, however they were drawn: sorted, then joined where they touch.
  void join_rows() {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      return std::tie(a.v, a.u0, a.first) < std::tie(b.v, b.u0, b.first);
    });
    std::size_t begin = 0;
    while (begin < rows_.size()) {
      std::size_t end = begin + 1;
      while (end < rows_.size() && rows_[end].v - rows_[begin].v <= kSameBaseline * rows_[begin].size_pt)
        ++end;
      join_band(begin, end);
      begin = end;
    }
    join_scripts();
  }

  void join_band(std::size_t begin, std::size_t end) {
    const auto first = rows_.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = rows_.begin() + static_cast<std::ptrdiff_t>(end);
    std::sort(first, last,
              [](const Row& a, const Row& b) { return std::tie(a.u0, a.first) < std::tie(b.u0, b.first); });
    if (end - begin > 1) find_justified(begin, end);
    std::vector<std::uint32_t> gathered;
    for (auto it = first; it != last;) {
      Row row = *it;
      gathered.clear();
      append_pieces(*it, gathered);
      bool overlaps = false;
      auto next = it + 1;
      for (; next != last; ++next) {
        const bool inside = next->u0 < row.u1 - 0.3F * row.size_pt;
        const bool is_next =
            inside ? interleaves(gathered, *next) : follows(row, *next) || next->is_justified;
        if (!is_next) break;
        overlaps = overlaps || inside;
        absorb(row, *next);
        append_pieces(*next, gathered);
      }
      if (overlaps) {
        std::stable_sort(gathered.begin(), gathered.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return pieces_[a].u0 < pieces_[b].u0; });
      }
      row.first = static_cast<std::uint32_t>(sorted_.size());
      sorted_.insert(sorted_.end(), gathered.begin(), gathered.end());
      joined_.push_back(row);
      it = next;
    }
  }

  // Words of a line set wide stand far apart, but all equally far; the cells of a table do not.
  void find_justified(std::size_t begin, std::size_t end) {
    constexpr float kAlike = 1.1F;
    constexpr float kWidest = 2.5F;  // of the size
    constexpr std::size_t kFewest = 3;
    struct Gap {
      float width = 0;
      Row* before = nullptr;  // a row begins behind it
      bool has_letter = false;
    };
    std::vector<Gap> gaps;
    const Piece* last = nullptr;
    for (std::size_t r = begin; r < end; ++r) {
      for (std::uint32_t i = 0; i < rows_[r].count; ++i) {
        const Piece& piece = piece_at(rows_[r].first + i);
        const float width = last == nullptr ? 0 : piece.u0 - last->u1;
        const auto text = glyphs_.text_of(glyphs_.records()[piece.first_glyph]);
        const bool has_letter = !text.empty() && is_letter(text.front());
        if (last != nullptr && (i == 0 || width > kWordGap * piece.size_pt))
          gaps.push_back({width, i == 0 ? &rows_[r] : nullptr, has_letter});
        last = &piece;
      }
    }
    for (std::size_t i = 0; i < gaps.size();) {
      float least = gaps[i].width;
      float most = least;
      std::size_t letters = gaps[i].has_letter ? 1 : 0;
      std::size_t k = i + 1;
      for (; k < gaps.size(); ++k) {
        const float low = std::min(least, gaps[k].width);
        const float high = std::max(most, gaps[k].width);
        if (low <= 0 || high > kAlike * low) break;
        least = low;
        most = high;
        letters += gaps[k].has_letter ? 1 : 0;
      }
      if (k - i >= kFewest && 3 * letters >= 2 * (k - i) && most <= kWidest * rows_[begin].size_pt) {
        for (std::size_t g = i; g < k; ++g) {
          if (gaps[g].before != nullptr) gaps[g].before->is_justified = true;
        }
      }
      i = k;
    }
  }

  void append_pieces(const Row& row, std::vector<std::uint32_t>& out) const {
    for (std::uint32_t i = 0; i < row.count; ++i)
      out.push_back(order_[row.first + i]);
  }

  // Words drawn out of order fill gaps; text printed over other text does not, and stays on its own.
  [[nodiscard]] bool interleaves(const std::vector<std::uint32_t>& gathered, const Row& next) const {
    constexpr std::size_t kMaxCompared = 2000;
    if (gathered.size() > kMaxCompared) return true;
    for (std::uint32_t i = 0; i < next.count; ++i) {
      const Piece& piece = piece_at(next.first + i);
      for (const std::uint32_t other : gathered) {
        const Piece& placed = pieces_[other];
        if (std::min(piece.u1, placed.u1) - std::max(piece.u0, placed.u0) > 0.3F * piece.size_pt)
          return false;
      }
    }
    return true;
  }

  // A superscript drawn apart from its line: take it in where it touches one.
  void join_scripts() {
    std::swap(order_, sorted_);
    for (std::size_t i = 0; i < joined_.size(); ++i) {
      Row& script = joined_[i];
      if (script.count == 0 || script.count > 2 || script.u1 - script.u0 > 3 * script.size_pt) continue;
      const std::size_t from = i > 24 ? i - 24 : 0;
      for (std::size_t k = from; k < std::min(joined_.size(), i + 25); ++k) {
        Row& body = joined_[k];
        if (k == i || body.count == 0 || script.size_pt > kNoteNumberSize * body.size_pt) continue;
        if (script.u0 < body.u0 || std::fabs(script.v - body.v) > body.size_pt) continue;
        if (!follows(body, script) || script.u0 < body.u1 - 0.3F * script.size_pt) continue;
        append_row(body, script);
        script.count = 0;
        break;
      }
    }
    std::erase_if(joined_, [](const Row& row) { return row.count == 0; });
  }

  void append_row(Row& body, const Row& script) {
    const auto first = static_cast<std::uint32_t>(order_.size());
    for (std::uint32_t i = 0; i < body.count; ++i)
      order_.push_back(order_[body.first + i]);
    for (std::uint32_t i = 0; i < script.count; ++i)
      order_.push_back(order_[script.first + i]);
    body.first = first;
    absorb(body, script);
  }

  std::span<const Piece> pieces_;
  const PageGlyphs& glyphs_;
  std::span<const FontFace> fonts_;
  const RulingGrid& grid_;
  LineParts& parts_;
  std::vector<std::uint32_t> order_;   // piece numbers; rows are ranges of it
  std::vector<std::uint32_t> sorted_;  // the same after joining
  std::vector<Row> rows_;
  std::vector<Row> joined_;
};

}  // namespace

void build_segments(std::span<const Piece> pieces, const PageGlyphs& glyphs, std::span<const FontFace> fonts,
                    const RulingGrid& grid, LineParts& parts) {
  parts.pieces.clear();
  parts.words.clear();
  parts.segments.clear();
  SegmentBuilder(pieces, glyphs, fonts, grid, parts).run();
}

}  // namespace vp::ingest
