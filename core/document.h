// document.h - what ingest/ read from one submitted file: pages, words with their place, lines, blocks,
// tables, drawings. Units: boxes as in geometry.h; spans are byte offsets into their Page::text; page text is UTF-8
// as found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.h"
#include "core/outline.h"
#include "core/page_index.h"
#include "core/text_span.h"

namespace vp {

/// Properties of a word; a word may carry several.
enum WordFlag : std::uint16_t {
  kWordBold = 1U << 0U,
  kWordItalic = 1U << 1U,
  kWordInvisible = 1U << 2U,  ///< text render mode 3: a hidden OCR layer, for instance
  kWordWhite = 1U << 3U,      ///< filled with white (or nearly)
  kWordOffPage = 1U << 4U,    ///< its centre lies outside the crop box
  kWordUnmapped = 1U << 5U,   ///< holds U+FFFD: a glyph without a Unicode value
  kWordVertical = 1U << 6U,   ///< runs up or down the page
  kWordMonospace = 1U << 7U,
  kWordRaised = 1U << 8U,  ///< smaller and above the baseline of its line: the mark of a footnote, mostly
};

/// A run of glyphs without a space in it, whole as the file shows it (hyphen and punctuation included).
struct Word {
  TextSpan span;            ///< in Page::text
  RectPt box;               ///< ascent to descent of its font
  float font_size_pt = 0;   ///< as it appears on the page
  std::uint16_t font = 0;   ///< index into Document::fonts
  std::uint16_t flags = 0;  ///< WordFlag
  bool operator==(const Word&) const = default;
};

/// Words on one baseline that are read together. Lines of a page are in reading order and cover its words.
struct Line {
  std::uint32_t first_word = 0;
  std::uint32_t word_count = 0;
  RectPt box;
  float baseline_pt = 0;
  bool operator==(const Line&) const = default;
};

enum class BlockKind : std::uint8_t {
  kParagraph,
  kHeading,
  kListItem,
  kTableCell,
  kHeader,
  kFooter,
  kPageNumber,
  kFootnote,
  kCaption,
  kContentsEntry,  ///< a line of a table of contents
};
std::string_view to_string(BlockKind kind);

/// Kept, but outside the running text: page headers, page footers and page numbers.
constexpr bool is_page_furniture(BlockKind kind) {
  return kind == BlockKind::kHeader || kind == BlockKind::kFooter || kind == BlockKind::kPageNumber;
}

/// Lines that form one paragraph, heading, list item or cell. Blocks of a page are in reading order and cover
/// its lines.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::uint8_t heading_level = 0;  ///< 1 is the highest; 0 where it is no heading
  std::uint32_t first_line = 0;
  std::uint32_t line_count = 0;
  RectPt box;
  bool is_aside = false;  ///< stands in a text box or a side column, beside the running text
  bool operator==(const Block&) const = default;
};

/// A drawn straight line or a rectangle so thin that it serves as one; horizontal or vertical.
struct RulingLine {
  RectPt box;
  bool operator==(const RulingLine&) const = default;
};

/// A filled rectangle (cell shading, a bar, a text box); colour 0xRRGGBB.
struct FilledRect {
  RectPt box;
  std::uint32_t rgb = 0;
  bool operator==(const FilledRect&) const = default;
};

/// What the rows and columns of a table were read from.
enum class TableEvidence : std::uint8_t {
  kRuled,    ///< drawn lines close every cell
  kPartial,  ///< drawn lines or shading part some rows or columns, space the others
  kAligned,  ///< space alone
};
std::string_view to_string(TableEvidence evidence);

/// One cell. Rows and columns count from 0 in the direction in which the table's text runs.
struct TableCell {
  std::uint16_t row = 0, column = 0;  ///< of its first row and column
  std::uint16_t row_span = 1, column_span = 1;
  bool is_head = false;    ///< names a column or its row, or heads the rows under it
  bool continues = false;  ///< goes on from the last row of the table that its own table continues
  RectPt box;              ///< up to its drawn or assumed borders
  std::vector<std::uint32_t>
      blocks;  ///< its content: numbers in Page::blocks, ascending; none: an empty cell
  bool operator==(const TableCell&) const = default;
};

/// Rows and columns. No two cells share a place; a place without a cell is empty.
struct Table {
  TableEvidence evidence = TableEvidence::kRuled;
  std::uint16_t row_count = 0, column_count = 0;
  std::uint16_t head_rows = 0;  ///< leading rows that name the columns
  bool continues = false;       ///< goes on from the last table of the page before
  RectPt box;
  std::vector<TableCell> cells;  ///< ascending by row, then column
  bool operator==(const Table&) const = default;
};

/// How far a page's text can be relied on. `kUnread` is never to be taken for "no evidence here".
enum class PageVerdict : std::uint8_t { kOk, kOcr, kPoor, kUnread };
std::string_view to_string(PageVerdict verdict);

/// What a page shows beside text, for judging whether its text is all there is.
struct PageFacts {
  std::uint32_t glyphs = 0;           ///< glyphs shown, spaces included
  std::uint32_t unmapped_glyphs = 0;  ///< of those, without a Unicode value
  std::uint32_t invisible_glyphs = 0;
  std::uint32_t images = 0;
  float image_share = 0;              ///< part of the page under images, 0..1
  std::uint32_t drawn_paths = 0;      ///< filled or stroked paths, ruling lines included
  std::uint32_t parser_messages = 0;  ///< complaints of the PDF library while reading this page
  bool operator==(const PageFacts&) const = default;
};

struct Page {
  PageIndex index;
  std::string label;   ///< as printed or named by the file ("iv", "A-3"); empty when the file names none
  float width_pt = 0;  ///< of the crop box after rotation
  float height_pt = 0;
  std::uint16_t rotation_degrees = 0;  ///< /Rotate: 0, 90, 180 or 270
  std::string
      text;  ///< words in reading order: one space between words, '\n' after a line, one more after a block
  std::vector<Word> words;
  std::vector<Line> lines;
  std::vector<Block> blocks;
  std::vector<Table> tables;  ///< in reading order; no block belongs to two cells
  std::vector<RulingLine> rulings;
  std::vector<FilledRect> fills;
  PageFacts facts;
  PageVerdict verdict = PageVerdict::kOk;
  std::string
      reason;  ///< why the verdict is not ok ("no text layer", "mojibake", "broken words"); or "blank page"; or
  ///< what of a page that is ok was not looked at ("more drawings than are looked at for tables")
  bool operator==(const Page&) const = default;
};

enum class DocumentState : std::uint8_t {
  kOk,
  kRepaired,
  kPartlyRead,
  kEncrypted,
  kDamaged,
  kNoText,
  kTooBig,
  kTimedOut,
  kUnsupported,
  kDuplicate,
  kUnpacked,  ///< a container (ZIP, mail): has no pages of its own, what it holds was taken in as files of its own
};
inline constexpr DocumentState kLastDocumentState = DocumentState::kUnpacked;
/// "ok", "repaired", "partly read", "encrypted", ... as status prints them.
std::string_view to_string(DocumentState state);

/// What the file says of itself; UTF-8, empty where it says nothing. Dates as ISO 8601 where they can be
/// read.
struct DocumentMetadata {
  std::string title, author, subject, keywords, creator, producer, created, modified, format_version;
  bool tagged = false;
  bool operator==(const DocumentMetadata&) const = default;
};

/// One submitted file as read. Value; no stage edits another's fields.
struct Document {
  DocumentState state = DocumentState::kOk;
  std::string reason;  ///< why the state is not ok, for people
  DocumentMetadata metadata;
  std::vector<std::string> fonts;     ///< names as the file gives them
  std::uint32_t page_count = 0;       ///< as the file declares; pages.size() may be less when reading stopped
  std::vector<Page> pages;            ///< ascending by index
  std::vector<std::string> messages;  ///< the first complaints of the PDF library, for people
  std::uint64_t message_count = 0;    ///< all of them
  Outline outline;                    ///< the bookmarks that the file has
  bool operator==(const Document&) const = default;
};

}  // namespace vp
