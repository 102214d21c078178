#include "ingest/frame_checks.h"

#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <utility>

namespace vp::ingest {
namespace {

constexpr std::uint16_t kAllWordFlags = kWordBold | kWordItalic | kWordInvisible | kWordWhite | kWordOffPage |
                                        kWordUnmapped | kWordVertical | kWordMonospace | kWordRaised;

/// Length of the well-formed character that starts at `at`, 0 when there is none.
std::size_t utf8_length_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead < 0xF0) {
    const bool is_overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool is_surrogate = lead == 0xED && byte(1) >= 0xA0;
    return follows(1) && follows(2) && !is_overlong && !is_surrogate ? 3 : 0;
  }
  if (lead > 0xF4) return 0;
  const bool is_overlong = lead == 0xF0 && byte(1) < 0x90;
  const bool is_beyond = lead == 0xF4 && byte(1) >= 0x90;
  return follows(1) && follows(2) && follows(3) && !is_overlong && !is_beyond ? 4 : 0;
}

/// First place at or after `at` that does not begin eight ASCII bytes.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  std::uint64_t chunk = 0;
  while (at + sizeof chunk <= text.size()) {
    std::memcpy(&chunk, text.data() + at, sizeof chunk);
    if ((chunk & 0x8080808080808080ULL) != 0) break;
    at += sizeof chunk;
  }
  return at;
}

Error fault(std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), ""};
}

std::string numbered(const char* kind, std::size_t index) {
  return std::string(kind) + " " + std::to_string(index + 1);
}

bool is_coordinate(float value) {
  return value >= -kMaxCoordinatePt && value <= kMaxCoordinatePt;  // false for NaN
}

bool is_length(float value) {
  return value >= 0 && value <= kMaxCoordinatePt;
}

bool is_box(const RectPt& box) {
  return is_coordinate(box.x0) && is_coordinate(box.y0) && is_coordinate(box.x1) && is_coordinate(box.y1) &&
         box.x0 <= box.x1 && box.y0 <= box.y1;
}

bool is_field(std::string_view text) {
  return text.size() <= kMaxFieldBytes && is_valid_utf8(text);
}

bool starts_character(std::string_view text, std::uint32_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

bool is_gap(std::string_view between) {
  return between.find_first_not_of(" \n") == std::string_view::npos;
}

Result<void> check_sheet(const Page& page) {
  if (!is_field(page.label) || !is_field(page.reason)) return fault("its label or reason is no short UTF-8");
  if (!is_length(page.width_pt) || !is_length(page.height_pt)) return fault("its size is out of range");
  if (page.rotation_degrees % 90 != 0 || page.rotation_degrees >= 360)
    return fault("its rotation is unknown");
  if (page.verdict > PageVerdict::kUnread) return fault("its verdict is unknown");
  if (!(page.facts.image_share >= 0 && page.facts.image_share <= 1)) {
    return fault("its image share is not in 0..1");
  }
  return {};
}

Result<void> check_words(const Page& page) {
  const std::string_view text = page.text;
  if (!is_valid_utf8(text)) return fault("its text is not valid UTF-8");
  std::uint32_t end = 0;
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const Word& word = page.words[i];
    const TextSpan span = word.span;
    if (span.begin < end || span.end <= span.begin || span.end > text.size()) {
      return fault(numbered("word", i) + " has a span that is empty, outside the text or out of order");
    }
    if (!starts_character(text, span.begin) || !starts_character(text, span.end)) {
      return fault(numbered("word", i) + " cuts a character");
    }
    if ((i > 0 && span.begin == end) || !is_gap(text.substr(end, span.begin - end))) {
      return fault(numbered("word", i) + " does not follow the word before it by spaces or line ends");
    }
    if (!is_box(word.box) || !is_length(word.font_size_pt)) {
      return fault(numbered("word", i) + " has a box or font size out of range");
    }
    if ((word.flags & ~kAllWordFlags) != 0) return fault(numbered("word", i) + " has an unknown flag");
    end = span.end;
  }
  if (!is_gap(text.substr(end))) return fault("its text goes on after the last word");
  return {};
}

Result<void> check_layout(const Page& page) {
  std::uint64_t next_word = 0;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const Line& line = page.lines[i];
    if (line.first_word != next_word || line.word_count == 0) {
      return fault(numbered("line", i) + " does not go on where the one before it ended");
    }
    if (!is_box(line.box) || !is_coordinate(line.baseline_pt)) {
      return fault(numbered("line", i) + " has a box or baseline out of range");
    }
    next_word += line.word_count;
  }
  if (next_word != page.words.size()) return fault("its lines do not cover its words");
  std::uint64_t next_line = 0;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    if (block.first_line != next_line || block.line_count == 0) {
      return fault(numbered("block", i) + " does not go on where the one before it ended");
    }
    if (!is_box(block.box)) return fault(numbered("block", i) + " has a box out of range");
    if (block.kind > BlockKind::kContentsEntry || block.heading_level > kMaxHeadingLevel) {
      return fault(numbered("block", i) + " has an unknown kind or heading level");
    }
    next_line += block.line_count;
  }
  if (next_line != page.lines.size()) return fault("its blocks do not cover its lines");
  return {};
}

/// What is wrong with one cell, if anything. `owned`: the blocks of the cells before it.
std::optional<std::string> find_cell_fault(const Table& table, const TableCell& cell,
                                           std::vector<bool>& owned) {
  if (cell.row_span == 0 || cell.column_span == 0 || cell.row + cell.row_span > table.row_count ||
      cell.column + cell.column_span > table.column_count) {
    return "lies outside its table";
  }
  if (!is_box(cell.box)) return "has a box out of range";
  std::uint64_t next = 0;
  for (const std::uint32_t block : cell.blocks) {
    if (block < next || block >= owned.size()) return "names blocks that are not there or out of order";
    if (owned[block]) return "holds a block of another cell";
    owned[block] = true;
    next = std::uint64_t{block} + 1;
  }
  return std::nullopt;
}

Result<void> check_tables(const Page& page) {
  if (page.tables.size() > kMaxTables) return fault("it has more tables than a page can have");
  std::vector<bool> owned(page.blocks.size(), false);
  for (std::size_t i = 0; i < page.tables.size(); ++i) {
    const Table& table = page.tables[i];
    if (table.evidence > TableEvidence::kAligned || !is_box(table.box) || table.head_rows > table.row_count ||
        std::size_t{table.row_count} * table.column_count > kMaxTablePlaces) {
      return fault(numbered("table", i) + " has an unknown kind, a box out of range or too many places");
    }
    std::vector<bool> taken(std::size_t{table.row_count} * table.column_count, false);
    std::size_t last_place = 0;
    for (std::size_t c = 0; c < table.cells.size(); ++c) {
      const TableCell& cell = table.cells[c];
      const std::string name = numbered("table", i) + ", " + numbered("cell", c);
      if (const auto what = find_cell_fault(table, cell, owned)) return fault(name + " " + *what);
      const std::size_t place = std::size_t{cell.row} * table.column_count + cell.column;
      if (c > 0 && place <= last_place) return fault(name + " is out of order");
      last_place = place;
      for (std::size_t row = cell.row; row < std::size_t{cell.row} + cell.row_span; ++row) {
        for (std::size_t k = 0; k < cell.column_span; ++k) {
          std::vector<bool>::reference is_taken = taken[row * table.column_count + cell.column + k];
          if (is_taken) return fault(name + " overlaps another cell");
          is_taken = true;
        }
      }
    }
  }
  return {};
}

Result<void> check_drawings(const Page& page) {
  for (std::size_t i = 0; i < page.rulings.size(); ++i) {
    if (!is_box(page.rulings[i].box)) return fault(numbered("ruling", i) + " has a box out of range");
  }
  for (std::size_t i = 0; i < page.fills.size(); ++i) {
    if (!is_box(page.fills[i].box)) return fault(numbered("fill", i) + " has a box out of range");
    if (page.fills[i].rgb > 0xFFFFFFU) return fault(numbered("fill", i) + " has an unknown colour");
  }
  return {};
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t length = utf8_length_at(text, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string to_valid_utf8(std::string_view text, std::size_t max_bytes) {
  static constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string valid;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length_at(text, at);
    const std::string_view piece = length == 0 ? kReplacement : text.substr(at, length);
    if (valid.size() + piece.size() > max_bytes) break;
    valid += piece;
    at += length == 0 ? 1 : length;
  }
  return valid;
}

Result<void> check_head(const DocumentHead& head) {
  const DocumentMetadata& data = head.metadata;
  for (const std::string* text : {&data.title, &data.author, &data.subject, &data.keywords, &data.creator,
                                  &data.producer, &data.created, &data.modified, &data.format_version}) {
    if (!is_field(*text)) return fault("the document's metadata is no short UTF-8");
  }
  return {};
}

Result<void> check_page(const Page& page) {
  for (auto* check : {check_sheet, check_words, check_layout, check_tables, check_drawings}) {
    if (auto result = check(page); !result) {
      return fault("page " + std::to_string(page.index.number()) + ": " + result.error().what);
    }
  }
  return {};
}

Result<void> check_outline(const Outline& outline, std::uint32_t page_count) {
  if (!is_field(outline.reason)) return fault("the outline's reason is no short UTF-8");
  if (outline.bookmarks.size() > kMaxBookmarks) return fault("the outline has more bookmarks than are kept");
  int last_level = 0;
  for (std::size_t i = 0; i < outline.bookmarks.size(); ++i) {
    const Bookmark& bookmark = outline.bookmarks[i];
    const std::string name = numbered("bookmark", i);
    if (bookmark.title.empty() || bookmark.title.size() > kMaxBookmarkTitleBytes ||
        !is_valid_utf8(bookmark.title)) {
      return fault(name + " has a title that is empty or no short UTF-8");
    }
    if (bookmark.page.value >= page_count) return fault(name + " leads to a page that is not there");
    if (!is_length(bookmark.top_pt)) return fault(name + " leads to a place out of range");
    if (bookmark.level == 0 || bookmark.level > kMaxBookmarkLevel || bookmark.level > last_level + 1) {
      return fault(name + " has a level that does not go on from the one before it");
    }
    last_level = bookmark.level;
  }
  return {};
}

Result<void> check_tail(const DocumentTail& tail) {
  // kDuplicate is for the main process to say, which alone knows the other files.
  if (tail.state >= DocumentState::kDuplicate) return fault("the document's state is unknown");
  if (!is_field(tail.reason)) return fault("the document's reason is no short UTF-8");
  if (tail.fonts.size() > kMaxFonts) return fault("the document has more fonts than words can name");
  for (const std::string& font : tail.fonts) {
    if (!is_field(font)) return fault("a font name is no short UTF-8");
  }
  if (tail.messages.size() > kMaxMessages || tail.messages.size() > tail.message_count) {
    return fault("there are more messages than allowed or counted");
  }
  for (const std::string& message : tail.messages) {
    if (message.size() > kMaxMessageBytes || !is_valid_utf8(message))
      return fault("a message is no short UTF-8");
  }
  return {};
}

}  // namespace vp::ingest
