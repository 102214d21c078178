// reading_order.h - measures how a page was read against gold marked by hand (reading_order_gold.tsv): are its blocks in
// the order in which a person reads them, does each hold its own words, and is each of the right kind?
// Gold blocks are rectangles; a word belongs to the block that holds its middle. Words in no block (text in drawings)
// are left out. Page heads, footers and page numbers have no place in the order. Side notes, and labels of a figure,
// may stand anywhere between blocks, each in their own order.
// Units: points, top left.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/geometry.h"

namespace vp::eval {

enum class GoldKind : std::uint8_t {
  kParagraph,
  kHeading,
  kList,
  kCell,
  kFootnote,
  kCaption,
  kContents,
  kAside,
  kFigure,
  kFurniture,
};

struct GoldBlock {
  GoldKind kind = GoldKind::kParagraph;
  std::vector<RectPt> boxes;
  std::size_t letter_count = 0;  ///< ASCII letters and digits: words are cut differently by different readers
  std::string digest;            ///< of those, in lower case
  std::string begin;             ///< the first words, for people
};

struct GoldPage {
  std::string file;
  std::uint32_t page = 0;  ///< from 0
  bool is_test = false;
  std::vector<GoldBlock> blocks;
};

/// Reads the gold; throws std::runtime_error that names the row where it is not as it should be.
std::vector<GoldPage> load_reading_gold(const std::string& path);

struct ReadWord {
  std::string text;
  RectPt box;
};

/// A block as some reader gave it; blocks stand in its order of reading.
struct ReadBlock {
  GoldKind kind = GoldKind::kParagraph;
  std::vector<ReadWord> words;
};

/// The blocks of a page that we read; those of one table cell as one.
std::vector<ReadBlock> to_read_blocks(const Page& page);

struct ReadingScore {
  /// 1 - edit distance of the runs of words (by gold block) to the gold order, as a share of the longer of the two.
  double order = 0;
  /// Share of the pairs of blocks that come in the right order (1 - normalised Kendall distance).
  double pairs = 0;
  /// Share of the letters that stand in the block matched with theirs, blocks matched one to one.
  double text = 0;
  /// Share of the gold blocks whose words are all there, in order, without any other.
  double whole = 0;
  /// Share of the words in blocks of the right kind; side notes and labels of figures left out.
  double kind = 0;
  /// What went wrong, a line each, for people.
  std::vector<std::string> faults;
};

ReadingScore score_reading(const GoldPage& gold, const std::vector<ReadBlock>& read);

}  // namespace vp::eval
