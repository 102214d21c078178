#include "ingest/page_furniture.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/page_rewrite.h"

namespace vp::ingest {
namespace {

constexpr float kEdgeShare = 0.14F;      // of the page height, from the top or bottom edge
constexpr float kSamePlacePt = 6.0F;     // how much a repeated block may wander
constexpr std::size_t kMaxLength = 300;  // longer ones are text that happens to repeat
constexpr std::size_t kFewPages = 3;     // with fewer pages nothing repeats for sure
constexpr std::size_t kMaxNumberLength = 24;
constexpr std::size_t kMaxOnPage = 300;

enum class Edge : std::uint8_t { kTop, kBottom };

/// A line near an edge of its page; a whole cell of a table, whose lines stay together.
struct Candidate {
  std::size_t page = 0;
  std::size_t block = 0;
  std::uint32_t first_line = 0;
  std::uint32_t line_count = 0;
  RectPt box;
  Edge edge = Edge::kTop;
  float distance_pt = 0;  // from that edge to the middle
  float left_pt = 0;
  std::string text;         // without white space
  std::string pattern;      // the same with digits made alike
  std::string row_pattern;  // of all candidates beside it, from left to right
  bool is_number = false;
};

/// What the lines of a page were found to be; kParagraph where nothing was found.
using LineKinds = std::vector<std::vector<BlockKind>>;

bool is_marked(BlockKind kind) {
  return kind != BlockKind::kParagraph;
}

std::string_view text_of(const Page& page, std::uint32_t first_line, std::uint32_t line_count) {
  if (line_count == 0) return {};
  const Line& first = page.lines.at(first_line);
  const Line& last = page.lines.at(first_line + line_count - 1);
  if (first.word_count == 0 || last.word_count == 0) return {};
  const std::uint32_t begin = page.words.at(first.first_word).span.begin;
  const std::uint32_t end = page.words.at(last.first_word + last.word_count - 1).span.end;
  return TextSpan{begin, end}.in(page.text);
}

std::string without_space(std::string_view text) {
  std::string dense;
  for (const char c : text) {
    if (c != ' ' && c != '\n') dense.push_back(c);
  }
  return dense;
}

// Runs of digits become one '#'.
std::string to_pattern(std::string_view dense) {
  std::string pattern;
  for (const char c : dense) {
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
      "#",        "##",         "#van#",       "pagina#",       "pagina#van#",   "pag#",
      "page#",    "page#of#",   "blz#",        "blad#",         "blad#van#",     "pag#van#",
      "blz#van#", "bladzijde#", "p#",          "paginanummer#", "page#van#",     "pag##",
      "pagina##", "blz##",      "bladzijde##", "blad##",        "bladzijde#van#"};
  if (std::find(std::begin(kNumbers), std::end(kNumbers), folded) != std::end(kNumbers)) return true;
  return folded.size() <= 6 && folded == pattern && folded.find_first_not_of("ivx") == std::string::npos;
}

void add_candidate(const Document& document, std::size_t p, std::size_t b, std::uint32_t first_line,
                   std::uint32_t line_count, std::vector<Candidate>& candidates) {
  const Page& page = document.pages[p];
  RectPt box = page.lines.at(first_line).box;
  for (std::uint32_t l = 1; l < line_count; ++l)
    box.include(page.lines.at(first_line + l).box);
  const float middle = box.center_y();
  const bool at_top = middle < kEdgeShare * page.height_pt;
  if (!at_top && middle <= (1 - kEdgeShare) * page.height_pt) return;
  const std::string_view text = text_of(page, first_line, line_count);
  if (text.empty() || text.size() > kMaxLength) return;
  Candidate candidate{p,
                      b,
                      first_line,
                      line_count,
                      box,
                      at_top ? Edge::kTop : Edge::kBottom,
                      at_top ? middle : page.height_pt - middle,
                      box.x0,
                      without_space(text),
                      {},
                      {},
                      false};
  candidate.pattern = to_pattern(candidate.text);
  candidate.is_number = is_page_number(candidate.pattern);
  candidates.push_back(std::move(candidate));
}

std::vector<Candidate> find_candidates(const Document& document) {
  std::vector<Candidate> candidates;
  for (std::size_t p = 0; p < document.pages.size(); ++p) {
    const Page& page = document.pages[p];
    const std::size_t before = candidates.size();
    for (std::size_t b = 0; b < page.blocks.size(); ++b) {
      const Block& block = page.blocks[b];
      const bool is_whole = block.kind == BlockKind::kTableCell;
      for (std::uint32_t l = 0; l < block.line_count; l += is_whole ? block.line_count : 1)
        add_candidate(document, p, b, block.first_line + l, is_whole ? block.line_count : 1, candidates);
    }
    // So much at its edges is no header, but a drawing.
    if (candidates.size() - before > kMaxOnPage) candidates.resize(before);
  }
  return candidates;
}

// One page may show "Gemeente Oostbrenk    4" as one block and the next as two: what stands side by side is compared
// as a whole, too. `candidates` are those of one page.
void add_row_patterns(std::span<Candidate> candidates) {
  constexpr float kSameRowPt = 2.0F;
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

// Is there running text between the candidate and its edge? Then it is no header or footer itself.
bool has_text_beyond(const Page& page, const std::vector<BlockKind>& kinds, const Candidate& candidate) {
  for (std::size_t l = 0; l < page.lines.size(); ++l) {
    if (is_marked(kinds[l])) continue;
    const RectPt& other = page.lines[l].box;
    if (candidate.edge == Edge::kTop ? other.y1 < candidate.box.y0 : other.y0 > candidate.box.y1) return true;
  }
  return false;
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

void mark(std::vector<BlockKind>& kinds, const Candidate& candidate) {
  const BlockKind kind = candidate.is_number            ? BlockKind::kPageNumber
                         : candidate.edge == Edge::kTop ? BlockKind::kHeader
                                                        : BlockKind::kFooter;
  std::fill_n(kinds.begin() + candidate.first_line, candidate.line_count, kind);
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

bool stands_alone(const Page& page, const std::vector<BlockKind>& kinds, const Candidate& candidate) {
  constexpr float kRoomPt = 10.0F;
  const RectPt& box = candidate.box;
  if (page.blocks[candidate.block].line_count != 1) return false;
  for (std::uint32_t l = 0; l < page.lines.size(); ++l) {
    if (l == candidate.first_line || is_marked(kinds[l])) continue;
    const RectPt& other = page.lines[l].box;
    const bool is_beside = other.y0 < box.y1 + kRoomPt && other.y1 > box.y0 - kRoomPt &&
                           other.x0 < box.x1 + kRoomPt && other.x1 > box.x0 - kRoomPt;
    if (is_beside) return false;
  }
  return true;
}

// A number in a row of a table without lines.
bool has_cell_beside(const Page& page, const Candidate& candidate) {
  return std::any_of(page.blocks.begin(), page.blocks.end(), [&](const Block& other) {
    return other.kind == BlockKind::kTableCell && &other != &page.blocks[candidate.block] &&
           other.box.y0 < candidate.box.center_y() && other.box.y1 > candidate.box.center_y();
  });
}

// Of two pages, both must say the very same.
bool is_on_both_pages(const Document& document, const std::vector<const Candidate*>& group,
                      const Candidate& candidate) {
  if (document.pages.size() != 2) return false;
  return std::any_of(group.begin(), group.end(), [&](const Candidate* other) {
    return other->page != candidate.page && other->edge == candidate.edge && other->text == candidate.text &&
           std::fabs(other->distance_pt - candidate.distance_pt) <= 1 &&
           std::fabs(other->left_pt - candidate.left_pt) <= 1;
  });
}

// A line that its own block goes on with may repeat by chance: the end of a web address, a date.
bool is_inside_block(const Page& page, const std::vector<BlockKind>& kinds, const Candidate& candidate) {
  const Block& block = page.blocks[candidate.block];
  const auto first = kinds.begin() + block.first_line;
  return std::count_if(first, first + block.line_count, is_marked) + candidate.line_count < block.line_count;
}

bool is_furniture(const Document& document, const std::vector<BlockKind>& kinds, const Candidate& candidate,
                  std::size_t repeats, bool is_on_both) {
  const Page& page = document.pages[candidate.page];
  if (has_text_beyond(page, kinds, candidate)) return false;
  if (is_inside_block(page, kinds, candidate) && repeats * 4 < document.pages.size()) return false;
  const bool is_repeated = document.pages.size() >= kFewPages && repeats >= kFewPages;
  if (candidate.is_number) {
    const bool is_cell = page.blocks[candidate.block].kind == BlockKind::kTableCell;
    if (is_cell && (!is_repeated || has_cell_beside(page, candidate))) return false;
    return is_repeated || repeats >= 2 || stands_alone(page, kinds, candidate);
  }
  return (is_repeated || is_on_both) && !is_part_of_table(page, candidate);
}

// Blocks of which only some lines are furniture are cut in two.
void cut_blocks(Page& page, const std::vector<BlockKind>& kinds) {
  std::vector<PlannedBlock> plan;
  std::size_t l = 0;
  for (PlannedBlock& block : to_plan(page)) {
    BlockKind open = BlockKind::kParagraph;
    for (std::size_t i = 0; i < block.lines.size(); ++i, ++l) {
      if (i == 0 || kinds[l] != open) {
        const bool is_furniture = is_marked(kinds[l]);
        plan.push_back({is_furniture ? kinds[l] : block.kind,
                        is_furniture ? std::uint8_t{0} : block.heading_level,
                        block.is_aside && !is_furniture,
                        {}});
        open = kinds[l];
      }
      plan.back().lines.push_back(std::move(block.lines[i]));
    }
  }
  rewrite_page(page, plan);
}

void write_kinds(Page& page, const std::vector<BlockKind>& kinds) {
  bool is_cut = false;
  for (Block& block : page.blocks) {
    const auto first = kinds.begin() + block.first_line;
    const auto last = first + block.line_count;
    if (std::none_of(first, last, is_marked)) continue;
    if (std::adjacent_find(first, last, std::not_equal_to<>()) != last) {
      is_cut = true;
      continue;
    }
    block.kind = *first;
    block.heading_level = 0;
  }
  if (is_cut) cut_blocks(page, kinds);
}

}  // namespace

void mark_page_furniture(Document& document) {
  LineKinds kinds;
  for (const Page& page : document.pages)
    kinds.emplace_back(page.lines.size(), BlockKind::kParagraph);
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
    std::vector<BlockKind>& page_kinds = kinds[candidate.page];
    const bool is_on_both = is_on_both_pages(document, by_pattern[to_key(candidate)], candidate);
    if (is_furniture(document, page_kinds, candidate, repeats, is_on_both)) mark(page_kinds, candidate);
  }
  for (std::size_t p = 0; p < document.pages.size(); ++p)
    write_kinds(document.pages[p], kinds[p]);
}

}  // namespace vp::ingest
