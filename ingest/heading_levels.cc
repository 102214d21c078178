#include "ingest/heading_levels.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/block_look.h"
#include "ingest/character_class.h"
#include "ingest/page_rewrite.h"

namespace vp::ingest {
namespace {

constexpr float kLargerThanBody = 1.15F;
constexpr float kOwnFontSize = 1.05F;  // a font of its own need be no more than this larger
constexpr std::uint32_t kMaxOwnFontWords = 12;
constexpr float kFollowsWithin = 2.5F;  // of the size: the text under a heading is no further away
constexpr int kLowestLevel = 6;

/// Half points, bold or not: what sets one kind of heading apart from another. Larger and bolder first.
using Look = std::pair<long, bool>;

struct Heading {
  Block* block = nullptr;
  Look look;
  int depth = 0;  // of its section number
};

// "2.1 Doel": 2. Numbers above 99 are years and amounts.
int section_depth(const Page& page, std::span<const Word> words) {
  if (words.size() < 2) return 0;
  const std::string_view number = text_of(page, words[0]);
  int depth = 0;
  std::size_t i = 0;
  while (i < number.size() && is_digit(static_cast<unsigned char>(number[i]))) {
    const std::size_t begin = i;
    while (i < number.size() && is_digit(static_cast<unsigned char>(number[i])))
      ++i;
    if (i - begin > 2) return 0;
    ++depth;
    if (i < number.size() && number[i] == '.') ++i;
  }
  if (i != number.size() || depth == 0) return 0;
  std::size_t place = 0;
  const std::string_view title = text_of(page, words[1]);
  return !title.empty() && is_upper(next_code_point(title, place)) ? depth : 0;
}

class HeadingSettler {
 public:
  explicit HeadingSettler(Document& document) : document_(document), body_(find_body_look(document)) {}

  void run() {
    for (Page& page : document_.pages) {
      for (std::size_t b = 0; b < page.blocks.size(); ++b)
        judge(page, b);
    }
    rank_looks();
    for (const Heading& heading : headings_)
      heading.block->heading_level = level_of(heading);
  }

 private:
  void judge(Page& page, std::size_t b) {
    Block& block = page.blocks[b];
    if (block.kind != BlockKind::kHeading && block.kind != BlockKind::kParagraph) return;
    if (block.kind == BlockKind::kParagraph && block.line_count > 2) return;
    const BlockLook look = look_of(page, block);
    if (block.kind == BlockKind::kHeading) {
      // On its own page it was larger than the rest; the document's text is as large.
      if (!look.is_bold && look.size_pt < kLargerThanBody * body_.size_pt && !is_own_font(page, b, look)) {
        block.kind = BlockKind::kParagraph;
        block.heading_level = 0;
        return;
      }
    } else if (!is_own_font(page, b, look)) {
      return;
    }
    block.kind = BlockKind::kHeading;
    const std::span<const Word> words = words_of(page, block);
    headings_.push_back({&block, {std::lround(look.size_pt * 2), look.is_bold}, section_depth(page, words)});
  }

  // A short line in a font that is not the text's, a little larger, right over a paragraph of text.
  [[nodiscard]] bool is_own_font(const Page& page, std::size_t b, const BlockLook& look) const {
    const Block& block = page.blocks[b];
    if (!look.is_uniform || look.font == body_.font || look.size_pt < kOwnFontSize * body_.size_pt ||
        look.word_count > kMaxOwnFontWords || b + 1 == page.blocks.size()) {
      return false;
    }
    const std::string_view last = text_of(page, words_of(page, block).back());
    const std::string_view first = text_of(page, words_of(page, block).front());
    constexpr std::string_view kEnds = ".,;:?!-";
    std::size_t place = 0;
    const std::uint32_t initial = next_code_point(first, place);
    if (kEnds.find(last.back()) != kEnds.npos || !(is_upper(initial) || is_digit(initial))) return false;
    const Block& next = page.blocks[b + 1];
    if (next.kind != BlockKind::kParagraph && next.kind != BlockKind::kListItem) return false;
    const BlockLook below = look_of(page, next);
    const float gap = next.box.y0 - block.box.y1;
    return below.font == body_.font && below.word_count > look.word_count &&
           std::fabs(below.size_pt - body_.size_pt) <= 0.5F && gap > -look.size_pt &&
           gap < kFollowsWithin * look.size_pt && std::fabs(next.box.x0 - block.box.x0) < 2 * look.size_pt;
  }

  struct LookFacts {
    std::uint32_t count = 0;
    std::map<int, std::uint32_t> depths;
    int depth = 0;  // of most of its headings
    int level = 1;
  };

  void rank_looks() {
    for (const Heading& heading : headings_) {
      LookFacts& facts = looks_[heading.look];
      ++facts.count;
      ++facts.depths[heading.depth];
    }
    // Ranked by size and weight. Numbers tell how deep a section lies below what has none: a title, a part.
    int level = 0;
    int unnumbered = 0;
    bool has_numbers = false;
    for (auto it = looks_.rbegin(); it != looks_.rend(); ++it) {
      LookFacts& facts = it->second;
      for (const auto& [depth, count] : facts.depths) {
        if (depth > 0 && 2 * count >= facts.count) facts.depth = depth;
      }
      if (facts.depth > 0) {
        level = std::max(level, unnumbered + facts.depth);
        has_numbers = true;
      } else {
        ++level;
        if (!has_numbers) unnumbered = level;
      }
      facts.level = std::min(level, kLowestLevel);
    }
  }

  [[nodiscard]] std::uint8_t level_of(const Heading& heading) const {
    const LookFacts& facts = looks_.at(heading.look);
    int level = facts.level;
    // Sections of several depths may look alike: then their numbers tell them apart.
    if (heading.depth > 0) level += facts.depth > 0 ? heading.depth - facts.depth : heading.depth - 1;
    return static_cast<std::uint8_t>(std::clamp(level, 1, kLowestLevel));
  }

  Document& document_;
  BodyLook body_;
  std::vector<Heading> headings_;
  std::map<Look, LookFacts> looks_;
};

}  // namespace

void settle_headings(Document& document) {
  HeadingSettler(document).run();
}

}  // namespace vp::ingest
