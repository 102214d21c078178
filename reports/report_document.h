// report_document.h - a report as a writer sees it: headings, paragraphs, lists, tables and bar figures, with what
// each piece means instead of what it looks like. HTML and ODT print the same document.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/verdict.h"

namespace vp::reports {

enum class RunKind : std::uint8_t {
  kText,
  kStrong,
  kMark,       ///< a verdict's sign, with its word beside it for who cannot see the sign
  kWarning,    ///< LET OP
  kDraft,      ///< CONCEPT
  kReference,  ///< to source number `number`
  kQuote,
};

/// A stretch of text of one kind.
struct Run {
  RunKind kind = RunKind::kText;
  std::string text;
  Verdict verdict = Verdict::kUnknown;  ///< of a mark
  std::uint32_t number = 0;             ///< of a reference
  bool operator==(const Run&) const = default;
};
using Runs = std::vector<Run>;

enum class ParagraphKind : std::uint8_t { kBody, kLead, kSmall, kNotice };

struct Paragraph {
  Runs runs;
  ParagraphKind kind = ParagraphKind::kBody;
};

struct Heading {
  std::uint8_t level = 1;  ///< 1 is the title
  std::string text;
  std::string id;  ///< unique in the document; may be empty
};

struct BulletList {
  std::vector<Runs> items;
};

enum class CellKind : std::uint8_t { kText, kMark, kNumber, kRowHead };

struct Cell {
  std::vector<Paragraph> content;
  CellKind kind = CellKind::kText;
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
  std::string id;  ///< target of references; may be empty
};

struct TableRow {
  std::vector<Cell> cells;  ///< without the places that cells above or before cover
  bool is_draft = false;
  bool joins_next = false;  ///< belongs with the row after it: no rule between them
};

struct Column {
  std::string head;
  std::uint32_t width = 1;  ///< its part of the table's width
};

struct Table {
  std::string caption;
  std::uint8_t heading_level = 0;  ///< the caption is a heading too; 0: it is not
  std::string id;
  std::vector<Column> columns;
  std::vector<TableRow> rows;
  bool is_matrix = false;  ///< narrow columns of marks
};

/// Part of a bar: how many of the whole, and what they are.
struct BarPart {
  std::size_t count = 0;
  std::string label;       ///< "voldoet"
  std::string sign;        ///< "√": tells parts apart without colour
  std::uint8_t shade = 0;  ///< index into the palette
};
struct Bar {
  std::string label, value;  ///< "A2.2", "12 van de 30 (40%)"
  std::vector<BarPart> parts;
};
struct BarFigure {
  std::string title;
  std::string alternative;  ///< all that the figure shows, in words
  std::vector<Bar> bars;
};

using Block = std::variant<Heading, Paragraph, BulletList, Table, BarFigure>;

struct ReportDocument {
  std::string title, subtitle, footer;
  std::string description;  ///< for the file's properties
  bool is_landscape = false;
  std::vector<Block> blocks;  ///< the title is not among them
};

}  // namespace vp::reports
