#include "ingest/page_furniture.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vp::ingest {
namespace {

constexpr float kEdgeShare = 0.14F;      // of the page height, from the top or bottom edge
constexpr float kSamePlacePt = 6.0F;     // how much a repeated block may wander
constexpr std::size_t kMaxLength = 300;  // longer ones are text that happens to repeat
constexpr std::size_t kFewPages = 3;     // with fewer pages nothing repeats for sure
constexpr std::size_t kMaxNumberLength = 24;

enum class Edge : std::uint8_t { kTop, kBottom };

/// A block near an edge of its page.
struct Candidate {
  std::size_t page = 0;
  std::size_t block = 0;
  Edge edge = Edge::kTop;
  float distance_pt = 0;  // from that edge to the block's middle
  float left_pt = 0;
  std::string pattern;      // text with digits made alike, without white space
  std::string row_pattern;  // of all candidates beside it, from left to right
  bool is_number = false;
};

std::string_view text_of(const Page& page, const Block& block) {
  if (block.line_count == 0) return {};
  const Line& first = page.lines.at(block.first_line);
  const Line& last = page.lines.at(block.first_line + block.line_count - 1);
  if (first.word_count == 0 || last.word_count == 0) return {};
  const std::uint32_t begin = page.words.at(first.first_word).span.begin;
  const std::uint32_t end = page.words.at(last.first_word + last.word_count - 1).span.end;
  return TextSpan{begin, end}.in(page.text);
}

// Runs of digits become one '#'; white space goes.
std::string to_pattern(std::string_view text) {
  std::string pattern;
  for (const char c : text) {
    if (c == ' ' || c == '\n') continue;
    if (c >= '0' && c <= '9') {
      if (pattern.empty() || pattern.back() != '#') pattern.push_back('#');
    } else {
      pattern.push_back(c);
    }
  }
  return pattern;
}

// "12", "- 12 -", "12/40", "pagina 3 van 12", "Pag. 4", "iv".
bool is_page_number(std::string_view pattern) {
  if (pattern.empty() || pattern.size() > kMaxNumberLength) return false;
  std::string folded;
  for (const char c : pattern) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '#') {
      folded.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    } else if (static_cast<unsigned char>(c) >= 0x80 && (folded.empty() || folded.back() != '?')) {
      folded.push_back('?');  // a dash or bar of some kind
    }
  }
  std::erase(folded, '?');
  constexpr std::string_view kNumbers[] = {
      "#",        "##",         "#van#", "pagina#",       "pagina#van#", "pag#",
      "page#",    "page#of#",   "blz#",  "blad#",         "blad#van#",   "pag#van#",
      "blz#van#", "bladzijde#", "p#",    "paginanummer#", "page#van#"};
  if (std::find(std::begin(kNumbers), std::end(kNumbers), folded) != std::end(kNumbers)) return true;
  return folded.size() <= 6 && folded == pattern && folded.find_first_not_of("ivx") == std::string::npos;
}

std::vector<Candidate> find_candidates(const Document& document) {
  std::vector<Candidate> candidates;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    for (std::size_t b = 0; b < page.blocks.size(); ++b) {
      const Block& block = page.blocks[b];
      const float middle = block.box.center_y();
      const bool at_top = middle < kEdgeShare * page.height_pt;
      const bool at_bottom = middle > (1 - kEdgeShare) * page.height_pt;
      if (!at_top && !at_bottom) continue;
      const std::string_view text = text_of(page, block);
      if (text.empty() || text.size() > kMaxLength) continue;
      Candidate candidate{p,
                          b,
                          at_top ? Edge::kTop : Edge::kBottom,
                          at_top ? middle : page.height_pt - middle,
                          block.box.x0,
                          to_pattern(text),
                          {},
                          false};
      candidate.is_number = is_page_number(candidate.pattern);
      candidates.push_back(std::move(candidate));
    }
  }
  return candidates;
}

// One page may show "Gemeente Oostbrenk    4" as one block and the next as two: what stands side by side is compared
// as a whole, too. `candidates` are those of one page.
void add_row_patterns(std::span<Candidate> candidates) {
  constexpr float kSameRowPt = 2.0F;
  constexpr std::size_t kMaxOnPage = 100;  // a page with more of them has no header, but a table or a drawing
  if (candidates.size() > kMaxOnPage) return;
  for (Candidate& candidate : candidates) {
    std::vector<const Candidate*> row;
    for (const Candidate& other : candidates) {
      const bool is_beside =
          other.edge == candidate.edge && std::fabs(other.distance_pt - candidate.distance_pt) <= kSameRowPt;
      if (is_beside) row.push_back(&other);
    }
    std::sort(row.begin(), row.end(),
              [](const Candidate* a, const Candidate* b) { return a->left_pt < b->left_pt; });
    for (const Candidate* part : row)
      candidate.row_pattern += part->pattern;
  }
}

void add_row_patterns_by_page(std::vector<Candidate>& candidates) {
  for (std::size_t begin = 0; begin < candidates.size();) {
    std::size_t end = begin;
    while (end < candidates.size() && candidates[end].page == candidates[begin].page)
      ++end;
    add_row_patterns(std::span(candidates).subspan(begin, end - begin));
    begin = end;
  }
}

// Is there running text between the block and its edge? Then it is no header or footer itself.
bool has_text_beyond(const Page& page, const Candidate& candidate) {
  const RectPt& box = page.blocks[candidate.block].box;
  return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const Block& other) {
    if (is_page_furniture(other.kind)) return false;
    return candidate.edge == Edge::kTop ? other.box.y1 < box.y0 : other.box.y0 > box.y1;
  });
}

// How many pages show the same pattern at the same distance from the same edge.
std::size_t count_repeats(const std::vector<const Candidate*>& group, const Candidate& candidate) {
  std::vector<std::size_t> pages;
  for (const Candidate* other : group) {
    if (other->edge == candidate.edge &&
        std::fabs(other->distance_pt - candidate.distance_pt) <= kSamePlacePt) {
      pages.push_back(other->page);
    }
  }
  std::sort(pages.begin(), pages.end());
  return static_cast<std::size_t>(std::unique(pages.begin(), pages.end()) - pages.begin());
}

void mark(Document& document, const Candidate& candidate) {
  Block& block = document.pages[candidate.page].blocks[candidate.block];
  block.heading_level = 0;
  if (candidate.is_number) {
    block.kind = BlockKind::kPageNumber;
  } else {
    block.kind = candidate.edge == Edge::kTop ? BlockKind::kHeader : BlockKind::kFooter;
  }
}

// A table's head row is repeated on every page too, but the table goes on below it.
bool is_part_of_table(const Page& page, const Candidate& candidate) {
  const Block& block = page.blocks[candidate.block];
  if (block.kind != BlockKind::kTableCell) return false;
  constexpr float kNextRowPt = 40.0F;
  return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const Block& other) {
    if (other.kind != BlockKind::kTableCell || &other == &block) return false;
    const float gap =
        candidate.edge == Edge::kTop ? other.box.y0 - block.box.y1 : block.box.y0 - other.box.y1;
    const float middle = other.box.center_y() / page.height_pt;
    return gap > -2 && gap < kNextRowPt && middle > kEdgeShare && middle < 1 - kEdgeShare;
  });
}

bool stands_alone(const Page& page, const Candidate& candidate) {
  constexpr float kRoomPt = 10.0F;
  const Block& block = page.blocks[candidate.block];
  if (block.line_count != 1) return false;
  return std::none_of(page.blocks.begin(), page.blocks.end(), [&](const Block& other) {
    if (&other == &block || is_page_furniture(other.kind)) return false;
    const bool beside = other.box.y0 < block.box.y1 + kRoomPt && other.box.y1 > block.box.y0 - kRoomPt;
    return beside && other.box.x0 < block.box.x1 + kRoomPt && other.box.x1 > block.box.x0 - kRoomPt;
  });
}

bool is_furniture(const Document& document, const Candidate& candidate, std::size_t repeats) {
  const Page& page = document.pages[candidate.page];
  if (has_text_beyond(page, candidate)) return false;
  const bool is_repeated = document.pages.size() >= kFewPages && repeats >= kFewPages;
  if (candidate.is_number) {
    if (page.blocks[candidate.block].kind == BlockKind::kTableCell && !is_repeated) return false;
    return is_repeated || repeats >= 2 || stands_alone(page, candidate);
  }
  return is_repeated && !is_part_of_table(page, candidate);
}

}  // namespace

void mark_page_furniture(Document& document) {
  std::vector<Candidate> candidates = find_candidates(document);
  add_row_patterns_by_page(candidates);
  // From the edge inwards, so that a second header line finds the first one marked.
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.distance_pt < b.distance_pt; });
  const auto to_key = [](const Candidate& candidate) {
    return candidate.is_number ? std::string_view("#") : std::string_view(candidate.pattern);
  };
  std::map<std::string_view, std::vector<const Candidate*>> by_pattern;
  std::map<std::string_view, std::vector<const Candidate*>> by_row;
  for (const Candidate& candidate : candidates) {
    by_pattern[to_key(candidate)].push_back(&candidate);
    by_row[candidate.row_pattern].push_back(&candidate);
  }
  for (const Candidate& candidate : candidates) {
    const std::size_t repeats =
        std::max(count_repeats(by_pattern[to_key(candidate)], candidate),
                 candidate.row_pattern.empty() ? 0 : count_repeats(by_row[candidate.row_pattern], candidate));
    if (is_furniture(document, candidate, repeats)) mark(document, candidate);
  }
}

}  // namespace vp::ingest
