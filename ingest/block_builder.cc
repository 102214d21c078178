#include "ingest/block_builder.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "ingest/line_text.h"

namespace vp::ingest {
namespace {

constexpr float kSameLineBaseline = 0.3F;  // of the font size
constexpr float kOtherSize = 1.12F;        // a size this much larger or smaller begins another block
constexpr float kHeadingSize = 1.15F;      // of the body size
constexpr float kNoteSize = 0.95F;         // of the body size, at most
constexpr float kNotePlace = 0.3F;         // of the page height: notes under a table may stand this high
constexpr float kSignSize = 1.4F;          // of the text beside it, at least
constexpr std::uint32_t kMaxSignGlyphs = 2;
constexpr float kUsualWordSpace = 0.25F;  // of the font size
constexpr float kRoomToSpare = 0.3F;  // of the font size: what the next word of a cell must leave of its line
constexpr std::size_t kLeastLeadings = 3;
constexpr std::uint32_t kMaxHeadingLines = 4;
constexpr std::uint32_t kMaxHeadingWords = 25;

class LeafReader {
 public:
  LeafReader(ReadingOrder& order, const BlockContext& context, LayoutDraft& draft)
      : order_(order), context_(context), draft_(draft) {}

  void read(std::uint32_t number) {
    const Leaf& leaf = order_.leaves.at(number);
    const auto first_line = static_cast<std::uint32_t>(draft_.lines.size());
    collect_lines(leaf);
    lift_signs(first_line);
    const auto line_count = static_cast<std::uint32_t>(draft_.lines.size()) - first_line;
    const std::size_t first_block = draft_.blocks.size();
    if (leaf.is_cell()) {
      cut_cell_into_blocks(leaf, first_line, line_count);
    } else if (leaf.is_one_block) {
      close({first_line, line_count, Marker::kNone, 0});
    } else {
      cut_into_blocks(leaf, first_line, line_count);
    }
    for (std::size_t i = first_block; i < draft_.blocks.size(); ++i)
      draft_.blocks[i].leaf = number;
  }

 private:
  [[nodiscard]] const Segment& segment_at(std::uint32_t i) const {
    return context_.parts.segments.at(order_.order.at(i));
  }

  void collect_lines(const Leaf& leaf) {
    std::uint32_t begin = leaf.first;
    const std::uint32_t leaf_end = leaf.first + leaf.count;
    while (begin < leaf_end) {
      const Segment& start = segment_at(begin);
      std::uint32_t end = begin + 1;
      while (end < leaf_end && segment_at(end).v - start.v <=
                                   kSameLineBaseline * std::min(start.size_pt, segment_at(end).size_pt)) {
        ++end;
      }
      std::sort(order_.order.begin() + begin, order_.order.begin() + end,
                [&](std::uint32_t a, std::uint32_t b) {
                  const Segment& left = context_.parts.segments[a];
                  const Segment& right = context_.parts.segments[b];
                  return left.u0 != right.u0 ? left.u0 < right.u0 : a < b;
                });
      add_line(begin, end);
      begin = end;
    }
  }

  // A large sign at the left of a paragraph has its baseline somewhere between those of the lines: it comes first.
  void lift_signs(std::uint32_t first_line) {
    for (std::size_t i = first_line + std::size_t{1}; i < draft_.lines.size(); ++i) {
      const LineDraft sign = draft_.lines[i];
      if (sign.glyph_count > kMaxSignGlyphs) continue;
      for (std::size_t k = i; k > first_line; --k) {
        const LineDraft& beside = draft_.lines[k - 1];
        const bool is_beside = beside.u0 >= sign.u1 && beside.v > sign.v - sign.size_pt;
        if (!is_beside || sign.size_pt < kSignSize * beside.size_pt) break;
        std::swap(draft_.lines[k], draft_.lines[k - 1]);
      }
    }
  }

  void add_line(std::uint32_t begin, std::uint32_t end) {
    LineDraft line;
    line.first = begin;
    line.count = end - begin;
    for (std::uint32_t i = begin; i < end; ++i) {
      const Segment& segment = segment_at(i);
      const bool is_first = i == begin;
      line.u0 = is_first ? segment.u0 : std::min(line.u0, segment.u0);
      line.u1 = is_first ? segment.u1 : std::max(line.u1, segment.u1);
      line.top = is_first ? segment.top : std::min(line.top, segment.top);
      line.bottom = is_first ? segment.bottom : std::max(line.bottom, segment.bottom);
      if (is_first || segment.size_pt > line.size_pt) line.v = segment.v;
      line.size_pt = std::max(line.size_pt, segment.size_pt);
      line.glyph_count += segment.glyph_count;
      line.bold_glyphs += segment.bold_glyphs;
      line.font = join_fonts(line.font, segment.font);
      line.has_raised = line.has_raised || segment.has_raised;
    }
    draft_.lines.push_back(line);
  }

  [[nodiscard]] std::span<const std::uint32_t> segments_of(const LineDraft& line) const {
    return std::span(order_.order).subspan(line.first, line.count);
  }

  // The usual distance between baselines; what is clearly more parts paragraphs.
  float usual_leading(std::uint32_t first_line, std::uint32_t line_count) {
    leadings_.clear();
    for (std::uint32_t i = first_line + 1; i < first_line + line_count; ++i) {
      const LineDraft& above = draft_.lines[i - 1];
      const float leading = (draft_.lines[i].v - above.v) / std::max(above.size_pt, draft_.lines[i].size_pt);
      if (leading > 0.7F && leading < 2.2F) leadings_.push_back(leading);
    }
    if (leadings_.size() < 2) return 1.3F;
    // The lower third: pages of short paragraphs have as many wide gaps as narrow ones.
    const auto third = leadings_.begin() + static_cast<std::ptrdiff_t>(leadings_.size() / 3);
    std::nth_element(leadings_.begin(), third, leadings_.end());
    return *third;
  }

  void cut_into_blocks(const Leaf& leaf, std::uint32_t first_line, std::uint32_t line_count) {
    const float leading = usual_leading(first_line, line_count);
    LineText before;
    LineText text;
    Open open;
    for (std::uint32_t i = first_line; i < first_line + line_count; ++i) {
      read_line_text(context_.glyphs, context_.parts, segments_of(draft_.lines[i]), text);
      if (i > first_line) {
        if (begins_block(leaf, open, i, before, text, leading)) {
          close(open);
          open = {i, 1, text.marker(), draft_.lines[i].u0, text.note_number()};
        } else {
          ++open.line_count;
        }
      } else {
        open = {i, 1, text.marker(), draft_.lines[i].u0, text.note_number()};
      }
      std::swap(before, text);
    }
    if (line_count > 0) close(open);
  }

  struct Open {
    std::uint32_t first_line = 0;
    std::uint32_t line_count = 0;
    Marker marker = Marker::kNone;
    float u0 = 0;
    int note = 0;  // its number, when it begins with one
  };

  // The paragraphs and list items of one cell: each a block, all of them of the kind of the cell.
  void cut_cell_into_blocks(const Leaf& leaf, std::uint32_t first_line, std::uint32_t line_count) {
    const float leading = table_leading(leaf.table);
    LineText before;
    LineText text;
    Open open;
    for (std::uint32_t i = first_line; i < first_line + line_count; ++i) {
      read_line_text(context_.glyphs, context_.parts, segments_of(draft_.lines[i]), text);
      const bool begins = i == first_line || begins_paragraph(leaf, open, i, before, text, leading);
      if (begins) {
        if (i > first_line) add_cell_block(open);
        open = {i, 1, text.marker(), draft_.lines[i].u0, 0};
      } else {
        ++open.line_count;
      }
      std::swap(before, text);
    }
    if (line_count > 0) add_cell_block(open);
  }

  void add_cell_block(const Open& open) {
    draft_.blocks.push_back({open.first_line, open.line_count, BlockKind::kTableCell});
  }

  // More careful than begins_block: figures, marks and names stand below each other in cells without being
  // paragraphs, and lines are short, so that their ends say little.
  [[nodiscard]] bool begins_paragraph(const Leaf& leaf, const Open& open, std::uint32_t i,
                                      const LineText& above_text, const LineText& text, float leading) const {
    const LineDraft& above = draft_.lines[i - 1];
    const LineDraft& line = draft_.lines[i];
    const float size = std::max(above.size_pt, line.size_pt);
    if (!text.has_letter || !above_text.has_letter || above_text.ends_in_hyphen()) return false;
    const Marker marker = text.marker();
    const bool ends = above_text.ends_sentence();
    if (marker == Marker::kBullet && (text.head[0] != '-' || ends || open.marker != Marker::kNone))
      return true;
    if (marker == Marker::kNumber && (ends || open.marker != Marker::kNone)) return true;
    // A sentence that goes on, whatever the space between its lines.
    const bool may_go_on = !ends && text.starts_in_lower_case();
    if (open.marker != Marker::kNone && above.u0 > open.u0 + 0.5F * size && line.u0 < open.u0 + 0.5F * size)
      return !may_go_on;
    if (may_go_on) return false;
    if (line.v - above.v > (leading * 1.22F + 0.08F) * size) return true;
    if (above.is_bold() != line.is_bold() && above_text.word_count > 1) return text.starts_with_capital();
    // The next word had room in the line above: the line was ended on purpose.
    const WordParts& word = context_.parts.words.at(segment_at(line.first).first_word);
    const float word_width = context_.parts.pieces.at(word.first_piece + word.piece_count - 1).u1 -
                             context_.parts.pieces.at(word.first_piece).u0;
    const bool had_room = above.u1 + kUsualWordSpace * size + word_width < leaf.u1 - kRoomToSpare * size;
    return ends && text.starts_with_capital() && had_room;
  }

  // The usual distance between baselines in the cells of one table, as share of the font size.
  float table_leading(std::uint32_t table) {
    if (table == leading_of_table_) return table_leading_;
    leadings_.clear();
    for (const Leaf& leaf : order_.leaves) {
      if (leaf.table != table) continue;
      for (std::uint32_t i = leaf.first + 1; i < leaf.first + leaf.count; ++i) {
        const Segment& above = segment_at(i - 1);
        const Segment& segment = segment_at(i);
        const float leading = (segment.v - above.v) / std::max(above.size_pt, segment.size_pt);
        if (leading > 0.7F && leading < 2.2F) leadings_.push_back(leading);
      }
    }
    leading_of_table_ = table;
    table_leading_ = 1.3F;
    if (leadings_.size() >= kLeastLeadings) {
      const auto quarter = leadings_.begin() + static_cast<std::ptrdiff_t>(leadings_.size() / 4);
      std::nth_element(leadings_.begin(), quarter, leadings_.end());
      table_leading_ = *quarter;
    }
    return table_leading_;
  }

  [[nodiscard]] bool begins_block(const Leaf& leaf, const Open& open, std::uint32_t i,
                                  const LineText& above_text, const LineText& text, float leading) const {
    const LineDraft& above = draft_.lines[i - 1];
    const LineDraft& line = draft_.lines[i];
    const float size = std::max(above.size_pt, line.size_pt);
    if (line.v - above.v > (leading * 1.22F + 0.08F) * size * slack_between(above_text, line, text))
      return true;
    if (begins_note(open, line, text)) return true;
    if (size > kOtherSize * std::min(above.size_pt, line.size_pt)) return true;
    if (context_.grid.has_level_between(above.v + 0.3F * above.size_pt, line.v - 0.5F * line.size_pt,
                                        std::min(above.u0, line.u0), std::max(above.u1, line.u1))) {
      return true;
    }
    const float right_room = leaf.u1 - above.u1;
    const bool above_is_short = right_room > 0.15F * (leaf.u1 - leaf.u0);
    const Marker marker = text.marker();
    if (marker == Marker::kBullet) {
      return above_is_short || open.marker != Marker::kNone || above_text.ends_sentence() ||
             text.head[0] != '-';
    }
    if (marker == Marker::kNumber &&
        (above_is_short || open.marker != Marker::kNone || above_text.ends_sentence())) {
      return true;
    }
    if (open.marker != Marker::kNone) {
      // Back to the left of the list, or of the item's own lines: the item is over.
      if (line.u0 < open.u0 - 0.5F * size) return true;
      const bool hangs = line.u0 > open.u0 + 0.5F * size;
      if (!hangs && above.u0 > open.u0 + 0.5F * size) return true;
      // An item may begin with a line of bold type, or in another font.
      if (hangs) return false;
    }
    const bool other_font = above.font != line.font && above.font != kMixedFonts && line.font != kMixedFonts;
    if (other_font && above_is_short && above.glyph_count > 3 && line.glyph_count > 3) return true;
    if (above.is_bold() != line.is_bold() && above.glyph_count > 1 && line.glyph_count > 1) {
      return above.is_bold() ? above_is_short || !above_text.ends_sentence() : above_is_short;
    }
    // A first-line indent after a full stop.
    if (open.marker == Marker::kNone && above_text.ends_sentence() && text.starts_with_capital()) {
      const bool indented = line.u0 - above.u0 > 0.8F * size && line.u0 - above.u0 < 5 * size;
      if (indented && above.u0 - leaf.u0 < 0.5F * size) return true;
      if (right_room > 0.3F * (leaf.u1 - leaf.u0)) return true;
    }
    return false;
  }

  // By how much the distance between two lines may be larger inside a block. A word that goes on, or a raised mark,
  // which pushes its line down, tell that nothing ends here.
  static float slack_between(const LineText& above_text, const LineDraft& line, const LineText& text) {
    if (!text.starts_in_lower_case()) return 1;
    if (above_text.ends_in_hyphen()) return 1.35F;
    return line.has_raised && !above_text.ends_sentence() ? 1.35F : 1;
  }

  // Notes at the foot of a page follow each other without space between them.
  [[nodiscard]] bool begins_note(const Open& open, const LineDraft& line, const LineText& text) const {
    if (line.size_pt > kNoteSize * context_.body_size_pt) return false;
    if (text.begins_raised) return true;
    return open.note > 0 && text.note_number() == open.note + 1;
  }

  void close(const Open& open) {
    BlockDraft block{open.first_line, open.line_count, BlockKind::kParagraph, 0};
    judge(block);
    draft_.blocks.push_back(block);
  }

  void judge(BlockDraft& block) {
    float size = 0;
    bool bold = true;
    std::uint32_t words = 0;
    bool has_letter = false;
    LineText first;
    LineText last;
    for (std::uint32_t i = block.first_line; i < block.first_line + block.line_count; ++i) {
      const LineDraft& line = draft_.lines[i];
      read_line_text(context_.glyphs, context_.parts, segments_of(line), last);
      if (i == block.first_line) first = last;
      size = std::max(size, line.size_pt);
      bold = bold && line.is_bold();
      words += last.word_count;
      has_letter = has_letter || last.has_letter;
    }
    const float body = context_.body_size_pt;
    const float place = (draft_.lines[block.first_line].v - context_.page_top_v) / context_.page_height_pt;
    const Marker marker = first.marker();
    const int depth = first.section_depth();
    const bool is_brief = block.line_count <= kMaxHeadingLines && words <= kMaxHeadingWords && has_letter;
    const bool stands_out = size >= kHeadingSize * body || (bold && size >= 0.95F * body);
    const bool runs_on = last.last == ',' || last.last == ';' || (last.last == '.' && size < 1.4F * body);
    const bool is_marked_note = first.begins_raised && size <= kNoteSize * body && place > kNotePlace;
    const bool is_numbered_note = marker == Marker::kNone && first.note_number() > 0 && words > 2 &&
                                  size <= 0.92F * body && place > 0.55F;
    if (is_marked_note || is_numbered_note) {
      block.kind = BlockKind::kFootnote;
    } else if (first.is_caption() && block.line_count <= 3 && size <= 1.05F * body) {
      block.kind = BlockKind::kCaption;
    } else if (is_brief && stands_out && !runs_on && marker != Marker::kBullet) {
      block.kind = BlockKind::kHeading;
      block.heading_level = heading_level(size / body, depth);
    } else if (marker != Marker::kNone) {
      block.kind = BlockKind::kListItem;
    }
  }

  static std::uint8_t heading_level(float size_ratio, int section_depth) {
    if (section_depth > 1) return static_cast<std::uint8_t>(std::min(section_depth, 6));
    if (size_ratio >= 1.5F) return 1;
    if (section_depth == 1) return 1;
    if (size_ratio >= 1.25F) return 2;
    return size_ratio >= kHeadingSize ? 3 : 4;
  }

  ReadingOrder& order_;
  const BlockContext& context_;
  LayoutDraft& draft_;
  std::vector<float> leadings_;
  std::uint32_t leading_of_table_ = Leaf::kNoTable;  // whose table_leading_ is known
  float table_leading_ = 0;
};

}  // namespace

void build_blocks(ReadingOrder& order, const BlockContext& context, LayoutDraft& draft) {
  LeafReader reader(order, context, draft);
  for (std::uint32_t i = 0; i < order.leaves.size(); ++i)
    reader.read(i);
}

}  // namespace vp::ingest
