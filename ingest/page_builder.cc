#include "ingest/page_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "ingest/aligned_table.h"
#include "ingest/block_builder.h"
#include "ingest/captions.h"
#include "ingest/character_class.h"
#include "ingest/frame_checks.h"
#include "ingest/line_builder.h"
#include "ingest/page_facts.h"
#include "ingest/page_glyphs.h"
#include "ingest/reading_order.h"
#include "ingest/ruling_grid.h"
#include "ingest/table_heads.h"
#include "ingest/table_shades.h"
#include "ingest/turned_heads.h"
#include "ingest/word_builder.h"

namespace vp::ingest {
namespace {

constexpr float kMinSeparatorPt = 8.0F;  // shorter rulings are ticks, boxes to tick, and letters
constexpr float kUsualBodySizePt = 10.0F;
constexpr float kMaxDotPt = 4.0F;        // of a dotted line
constexpr float kMaxImageLinePt = 3.0F;  // a picture this thin is a line
constexpr float kMinImageLinePt = 15.0F;
constexpr std::size_t kSizeSteps = 200;    // half points
constexpr std::size_t kMaxPictures = 500;  // that captions are looked for beside; scans have a strip each

}  // namespace

class PageBuilder::Work {
 public:
  void begin_document() {
    faces_.clear();
    face_numbers_.clear();
    glyphs_of_size_.fill(0);
  }

  void begin_page(PageFrame frame) {
    page_ = Page{};
    page_.index = frame.index;
    page_.label = std::move(frame.label);
    page_.width_pt = frame.width_pt;
    page_.height_pt = frame.height_pt;
    page_.rotation_degrees = frame.rotation_degrees;
    glyphs_.clear();
    dots_.clear();
    pictures_.clear();
    has_cut_drawings_ = false;
    has_cut_text_ = false;
    cover_.clear(frame.width_pt, frame.height_pt);
  }

  Page finish_page(std::uint32_t parser_messages) {
    build_pieces(glyphs_, faces_, pieces_);
    lay_out();
    mark_table_heads(page_);
    mark_plain_captions(page_, pictures_, body_size());
    PageFacts& facts = page_.facts;
    facts.glyphs = static_cast<std::uint32_t>(glyphs_.shown_count());
    facts.unmapped_glyphs = static_cast<std::uint32_t>(glyphs_.unmapped_count());
    facts.invisible_glyphs = static_cast<std::uint32_t>(glyphs_.invisible_count());
    facts.image_share = cover_.share();
    facts.parser_messages = parser_messages;
    judge_by_facts(page_, glyphs_.lost_count());
    say_what_was_left_out();
    return std::move(page_);
  }

  std::uint16_t add_font(const FontFace& face) {
    const auto [first, last] = face_numbers_.equal_range(face.name);
    for (auto it = first; it != last; ++it) {
      if (faces_[it->second] == face) return it->second;
    }
    if (faces_.size() > 0xFFFE) return 0xFFFE;
    const auto number = static_cast<std::uint16_t>(faces_.size());
    faces_.push_back(face);
    face_numbers_.emplace(face.name, number);
    return number;
  }

  Page page_;
  PageGlyphs glyphs_;
  ImageCover cover_;
  std::vector<FontFace> faces_;
  std::vector<RectPt> dots_;  // of dotted lines
  std::vector<RectPt> pictures_;
  bool has_cut_drawings_ = false;
  bool has_cut_text_ = false;

 private:
  void lay_out() {
    std::array<std::size_t, kDirectionCount> glyphs{};
    for (const Piece& piece : pieces_) {
      glyphs.at(static_cast<std::size_t>(piece.direction)) += piece.glyph_count;
      count_size(piece);
    }
    // The direction in which most of the page runs is read first; text across it follows.
    std::array<int, kDirectionCount> by_weight{0, 1, 2, 3};
    std::stable_sort(by_weight.begin(), by_weight.end(), [&](int a, int b) {
      return glyphs.at(static_cast<std::size_t>(a)) > glyphs.at(static_cast<std::size_t>(b));
    });
    for (const int d : by_weight) {
      if (glyphs.at(static_cast<std::size_t>(d)) > 0) lay_out_direction(static_cast<Direction>(d));
    }
  }

  void lay_out_direction(Direction direction) {
    chosen_.clear();
    for (const Piece& piece : pieces_) {
      if (piece.direction == direction) chosen_.push_back(piece);
    }
    const Shading shading =
        to_shading(page_.fills, dots_, direction, {0, 0, page_.width_pt, page_.height_pt});
    grid_.build(page_.rulings, shading.lines, direction, kMinSeparatorPt);
    build_segments(chosen_, glyphs_, faces_, grid_, parts_);
    drop_underlines();
    has_cut_drawings_ = has_cut_drawings_ || shading.is_cut || grid_.is_cut();
    has_cut_text_ = has_cut_text_ || parts_.segments.size() > kMaxLayoutItems;
    const TextParts text{parts_, glyphs_, faces_};
    CellGrid framed = find_framed_tables(text, grid_);
    CellGrid cells = find_cells(text, grid_, shading.shades, std::move(framed));
    has_cut_drawings_ = has_cut_drawings_ || cells.is_cut;
    ReadingOrder order = to_reading_order(text, grid_, std::move(cells));
    const RectPt frame = to_reading_box(direction, {0, 0, page_.width_pt, page_.height_pt});
    draft_.lines.clear();
    draft_.blocks.clear();
    build_blocks(order, {glyphs_, parts_, grid_, body_size(), std::max(frame.height(), 1.0F), frame.y0},
                 draft_);
    const auto first_table = page_.tables.size();
    const auto first_block = static_cast<std::uint32_t>(page_.blocks.size());
    for (const TableDraft& table : order.tables)
      page_.tables.push_back(to_table(table, direction));
    for (const BlockDraft& block : draft_.blocks) {
      const Leaf& leaf = order.leaves.at(block.leaf);
      if (leaf.is_cell()) {
        page_.tables.at(first_table + leaf.table)
            .cells.at(leaf.cell)
            .blocks.push_back(static_cast<std::uint32_t>(page_.blocks.size()));
      }
      write_block(block, order, direction);
    }
    drop_large_tables(first_table);
    if (first_table > 0) adopt_turned_text(first_table, first_block);
  }

  // Heads of columns may be turned: what runs another way than a table found before and stands in one of its cells
  // belongs to that cell, and what lines make of it in its own direction is no second table.
  void adopt_turned_text(std::size_t first_table, std::uint32_t first_block) {
    add_turned_heads(page_, first_table, first_block);
    std::vector<bool> is_adopted(page_.blocks.size(), false);
    for (std::uint32_t b = first_block; b < page_.blocks.size(); ++b) {
      Block& block = page_.blocks[b];
      TableCell* cell = find_cell(first_table, block.box);
      if (cell == nullptr) continue;
      cell->blocks.push_back(b);
      block.kind = BlockKind::kTableCell;
      block.heading_level = 0;
      block.is_aside = false;
      is_adopted[b] = true;
    }
    for (std::size_t t = page_.tables.size(); t > first_table; --t) {
      std::size_t kept = 0;
      for (TableCell& cell : page_.tables[t - 1].cells) {
        std::erase_if(cell.blocks, [&](std::uint32_t b) { return is_adopted[b]; });
        kept += cell.blocks.size();
      }
      if (kept == 0) page_.tables.erase(page_.tables.begin() + static_cast<std::ptrdiff_t>(t - 1));
    }
  }

  // The cell of one of the first `table_count` tables in which a box has its middle; none.
  TableCell* find_cell(std::size_t table_count, const RectPt& box) {
    for (std::size_t t = 0; t < table_count; ++t) {
      if (!page_.tables[t].box.contains(box.center_x(), box.center_y())) continue;
      for (TableCell& cell : page_.tables[t].cells) {
        if (cell.box.contains(box.center_x(), box.center_y())) return &cell;
      }
    }
    return nullptr;
  }

  // A page that is read whole may still be laid out by less than it shows.
  void say_what_was_left_out() {
    const char* what = nullptr;
    if (has_cut_text_) {
      what = "more pieces of text than are put in order";
    } else if (has_cut_drawings_ || page_.rulings.size() >= kMaxDrawingsPerPage ||
               page_.fills.size() >= kMaxDrawingsPerPage) {
      what = "more drawings than are looked at for tables";
    }
    if (what == nullptr || page_.verdict == PageVerdict::kUnread) return;
    page_.reason += (page_.reason.empty() ? "" : "; ") + std::string(what);
  }

  static vp::Table to_table(const TableDraft& draft, Direction direction) {
    vp::Table table;
    table.evidence = draft.evidence;
    table.row_count = draft.row_count;
    table.column_count = draft.column_count;
    table.head_rows = draft.head_rows;
    table.box = to_page_box(direction, draft.box);
    table.cells.reserve(draft.cells.size());
    for (const CellDraft& cell : draft.cells) {
      table.cells.push_back({cell.row,
                             cell.column,
                             cell.row_span,
                             cell.column_span,
                             cell.is_head,
                             false,
                             to_page_box(direction, cell.box),
                             {}});
    }
    return table;
  }

  // What is beyond the promises of a page (frame_checks.h) is a drawing; its words stay.
  void drop_large_tables(std::size_t first) {
    const auto begin = page_.tables.begin() + static_cast<std::ptrdiff_t>(first);
    page_.tables.erase(std::remove_if(begin, page_.tables.end(),
                                      [](const vp::Table& table) {
                                        return std::size_t{table.row_count} * table.column_count >
                                               kMaxTablePlaces;
                                      }),
                       page_.tables.end());
    if (page_.tables.size() > kMaxTables) {
      page_.tables.resize(kMaxTables);
      has_cut_drawings_ = true;
    }
  }

  void drop_underlines() {
    if (grid_.level().empty()) return;
    runs_.clear();
    for (const Segment& segment : parts_.segments)
      runs_.push_back({segment.u0, segment.u1, segment.v, segment.size_pt});
    grid_.drop_underlines(runs_);
  }

  void write_block(const BlockDraft& draft, const ReadingOrder& order, Direction direction) {
    Block block;
    block.kind = draft.kind;
    block.heading_level = draft.heading_level;
    block.is_aside = order.leaves.at(draft.leaf).is_aside;
    block.first_line = static_cast<std::uint32_t>(page_.lines.size());
    for (std::uint32_t i = draft.first_line; i < draft.first_line + draft.line_count; ++i) {
      write_line(draft_.lines.at(i), order, direction);
      if (i == draft.first_line) {
        block.box = page_.lines.back().box;
      } else {
        block.box.include(page_.lines.back().box);
      }
    }
    block.line_count = static_cast<std::uint32_t>(page_.lines.size()) - block.first_line;
    page_.text.push_back('\n');
    page_.blocks.push_back(block);
  }

  void write_line(const LineDraft& draft, const ReadingOrder& order, Direction direction) {
    Line line;
    line.first_word = static_cast<std::uint32_t>(page_.words.size());
    for (std::uint32_t s = draft.first; s < draft.first + draft.count; ++s) {
      const Segment& segment = parts_.segments.at(order.order.at(s));
      for (std::uint32_t w = 0; w < segment.word_count; ++w) {
        write_word(parts_.words.at(segment.first_word + w), direction);
      }
    }
    line.word_count = static_cast<std::uint32_t>(page_.words.size()) - line.first_word;
    line.box = page_.words.at(line.first_word).box;
    for (std::uint32_t w = line.first_word; w < page_.words.size(); ++w)
      line.box.include(page_.words[w].box);
    const ReadingPoint base = to_page_space(direction, draft.u0, draft.v);
    line.baseline_pt = direction == Direction::kRight || direction == Direction::kLeft ? base.v : base.u;
    page_.text.back() = '\n';
    page_.lines.push_back(line);
  }

  void write_word(const WordParts& parts, Direction direction) {
    Word word;
    word.span.begin = static_cast<std::uint32_t>(page_.text.size());
    RectPt box{};
    for (std::uint32_t p = 0; p < parts.piece_count; ++p) {
      const Piece& piece = parts_.pieces.at(parts.first_piece + p);
      const RectPt piece_box{piece.u0, piece.top, piece.u1, piece.bottom};
      if (p == 0) {
        box = piece_box;
        word.font = piece.font;
        word.font_size_pt = piece.size_pt;
      } else {
        box.include(piece_box);
      }
      word.flags |= piece.flags;
      for (const GlyphRecord& glyph : glyphs_.records().subspan(piece.first_glyph, piece.glyph_count)) {
        for (const std::uint32_t c : glyphs_.text_of(glyph))
          append_utf8(c, page_.text);
      }
    }
    word.span.end = static_cast<std::uint32_t>(page_.text.size());
    page_.text.push_back(' ');
    word.box = to_page_box(direction, box);
    add_flags(word, direction);
    page_.words.push_back(word);
  }

  void add_flags(Word& word, Direction direction) const {
    if (word.font < faces_.size()) {
      const FontFace& face = faces_[word.font];
      if (face.bold) word.flags |= kWordBold;
      if (face.italic) word.flags |= kWordItalic;
      if (face.monospace) word.flags |= kWordMonospace;
    }
    if (direction == Direction::kDown || direction == Direction::kUp) word.flags |= kWordVertical;
    const RectPt frame{0, 0, page_.width_pt, page_.height_pt};
    if (!frame.contains(word.box.center_x(), word.box.center_y())) word.flags |= kWordOffPage;
  }

  void count_size(const Piece& piece) {
    const auto step = static_cast<std::size_t>(
        std::clamp(std::lround(piece.size_pt * 2), 0L, static_cast<long>(kSizeSteps - 1)));
    glyphs_of_size_.at(step) += piece.glyph_count;
  }

  [[nodiscard]] float body_size() const {
    const auto most = std::max_element(glyphs_of_size_.begin(), glyphs_of_size_.end());
    if (*most == 0) return kUsualBodySizePt;
    return std::max(static_cast<float>(most - glyphs_of_size_.begin()) / 2, 1.0F);
  }

  std::multimap<std::string, std::uint16_t> face_numbers_;
  std::array<std::uint64_t, kSizeSteps> glyphs_of_size_{};
  std::vector<Piece> pieces_;
  std::vector<Piece> chosen_;
  RulingGrid grid_;
  std::vector<RulingGrid::TextRun> runs_;
  LineParts parts_;
  LayoutDraft draft_;
};

PageBuilder::PageBuilder() : work_(std::make_unique<Work>()) {}
PageBuilder::~PageBuilder() = default;

void PageBuilder::begin_document() {
  work_->begin_document();
}

void PageBuilder::begin_page(PageFrame frame) {
  work_->begin_page(std::move(frame));
}

Page PageBuilder::finish_page(std::uint32_t parser_messages) {
  return work_->finish_page(parser_messages);
}

std::vector<std::string> PageBuilder::font_names() const {
  std::vector<std::string> names;
  names.reserve(work_->faces_.size());
  for (const FontFace& face : work_->faces_)
    names.push_back(face.name);
  return names;
}

std::uint16_t PageBuilder::add_font(const FontFace& face) {
  return work_->add_font(face);
}

void PageBuilder::on_glyph(const Glyph& glyph, std::span<const std::uint32_t> text) {
  work_->glyphs_.add(glyph, text, kMaxGlyphsPerPage);
}

void PageBuilder::on_ruling(const RectPt& box) {
  ++work_->page_.facts.drawn_paths;
  if (work_->page_.rulings.size() < kMaxDrawingsPerPage && is_sane(box))
    work_->page_.rulings.push_back({box});
}

void PageBuilder::on_fill(const RectPt& box, std::uint32_t rgb) {
  ++work_->page_.facts.drawn_paths;
  if (work_->page_.fills.size() < kMaxDrawingsPerPage && is_sane(box))
    work_->page_.fills.push_back({box, rgb});
}

void PageBuilder::on_image(const RectPt& box) {
  ++work_->page_.facts.images;
  work_->cover_.add(box);
  if (work_->pictures_.size() < kMaxPictures && is_sane(box)) work_->pictures_.push_back(box);
  // Lines between rows are pictures in some reports made from web pages.
  const bool is_line = std::min(box.width(), box.height()) <= kMaxImageLinePt &&
                       std::max(box.width(), box.height()) >= kMinImageLinePt;
  if (is_line && work_->page_.rulings.size() < kMaxDrawingsPerPage && is_sane(box))
    work_->page_.rulings.push_back({box});
}

void PageBuilder::on_path(const RectPt& box) {
  ++work_->page_.facts.drawn_paths;
  const bool is_dot = std::max(box.width(), box.height()) <= kMaxDotPt;
  if (is_dot && work_->dots_.size() < kMaxDrawingsPerPage && is_sane(box)) work_->dots_.push_back(box);
}

void PageBuilder::begin_actual_text(std::span<const std::uint32_t> text) {
  work_->glyphs_.begin_actual_text(text);
}

void PageBuilder::end_actual_text() {
  work_->glyphs_.end_actual_text();
}

}  // namespace vp::ingest
