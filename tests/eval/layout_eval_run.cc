#include "tests/eval/layout_eval_run.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "tests/eval/layout_tables.h"
#include "tests/eval/read_document.h"
#include "tests/eval/table_eval_relations.h"

namespace vp::eval {
namespace {

struct FoundBlock {
  BlockKind kind = BlockKind::kParagraph;
  int heading_level = 0;
  bool is_aside = false;
  int page = 0;
  std::string text, text_without_marker;
  bool is_used = false;
};

std::vector<FoundBlock> find_blocks(const Document& document) {
  std::vector<FoundBlock> found;
  for (const Page& page : document.pages) {
    for (const Block& block : page.blocks) {
      if (is_page_furniture(block.kind)) continue;
      FoundBlock one{
          block.kind, block.heading_level, block.is_aside, static_cast<int>(page.index.number()), {}, {},
          false};
      std::string text, after_first;
      for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
        const Line& line = page.lines.at(l);
        for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w) {
          const std::string_view word = page.words.at(w).span.in(page.text);
          if (!text.empty()) after_first.append(word).append(" ");
          text.append(word).append(" ");
        }
      }
      one.text = to_layout_text(text);
      one.text_without_marker = to_layout_text(after_first);
      found.push_back(std::move(one));
    }
  }
  return found;
}

// The number of the block that is this gold block: the one with its text, or else the one that begins as it does.
std::optional<std::size_t> locate(const LayoutBlock& wanted, std::vector<FoundBlock>& found, bool& is_whole) {
  const std::string text = to_layout_text(wanted.text);
  const std::string_view start = std::string_view(text).substr(0, 24);
  std::optional<std::size_t> begins;
  is_whole = false;
  for (std::size_t i = 0; i < found.size(); ++i) {
    FoundBlock& block = found[i];
    if (block.is_used || block.page != wanted.page) continue;
    const bool lists = wanted.kind == BlockKind::kListItem;
    if (block.text == text || (lists && block.text_without_marker == text)) {
      block.is_used = is_whole = true;
      return i;
    }
    const bool same_start =
        block.text.starts_with(start) || (lists && block.text_without_marker.starts_with(start));
    if (same_start && !begins) begins = i;
  }
  if (begins) found[*begins].is_used = true;
  return begins;
}

bool is_scored_kind(BlockKind kind) {
  return kind != BlockKind::kTableCell;
}

void score_kind(const LayoutBlock& wanted, const FoundBlock* block, LayoutScore& score) {
  if (!is_scored_kind(wanted.kind)) return;
  Count& kind = score.kinds[std::string(to_string(wanted.kind))];
  ++kind.wanted;
  const bool is_right = block != nullptr && block->kind == wanted.kind;
  kind.right += is_right ? 1 : 0;
  if (block != nullptr && !is_right)
    score.complaints.push_back("is " + std::string(to_string(block->kind)) + ", should be " +
                               std::string(to_string(wanted.kind)) + ": " + wanted.text.substr(0, 60));
  if (wanted.kind == BlockKind::kHeading) {
    ++score.levels.wanted;
    score.levels.right += is_right && block->heading_level == wanted.heading_level ? 1 : 0;
  }
}

void score_blocks(const LayoutGold& gold, std::vector<FoundBlock> found, LayoutScore& score) {
  for (const FoundBlock& block : found) {
    if (is_scored_kind(block.kind)) ++score.kinds[std::string(to_string(block.kind))].found;
    score.asides.found += block.is_aside ? 1 : 0;
  }
  std::optional<std::size_t> last;
  for (const LayoutBlock& wanted : gold.blocks) {
    bool is_whole = false;
    const std::optional<std::size_t> place = locate(wanted, found, is_whole);
    const FoundBlock* block = place ? &found[*place] : nullptr;
    score_kind(wanted, block, score);
    if (wanted.is_aside) {
      ++score.asides.wanted;
      score.asides.right += block != nullptr && block->is_aside ? 1 : 0;
    }
    if (wanted.kind != BlockKind::kTableCell) {
      ++score.texts.wanted;
      score.texts.right += is_whole ? 1 : 0;
      if (!is_whole) score.complaints.push_back("no block has this text: " + wanted.text.substr(0, 60));
    }
    if (wanted.is_aside || wanted.kind == BlockKind::kFootnote) continue;  // their place is a matter of taste
    if (&wanted != &gold.blocks.front()) ++score.order.wanted;
    if (last && place && *place > *last) ++score.order.right;
    if (last && place && *place <= *last)
      score.complaints.push_back("comes too early: " + wanted.text.substr(0, 60));
    last = place;
  }
}

void score_raised(const LayoutGold& gold, const Document& document, LayoutScore& score) {
  std::vector<RaisedMark> found;
  for (const Page& page : document.pages) {
    for (std::size_t w = 0; w < page.words.size(); ++w) {
      if ((page.words[w].flags & kWordRaised) == 0) continue;
      found.push_back({w == 0 ? "" : std::string(page.words[w - 1].span.in(page.text)),
                       std::string(page.words[w].span.in(page.text))});
    }
  }
  score.raised.found = found.size();
  score.raised.wanted = gold.raised.size();
  for (const RaisedMark& wanted : gold.raised) {
    const auto same = [&wanted](const RaisedMark& mark) {
      return mark.mark == wanted.mark && to_layout_text(mark.word) == to_layout_text(wanted.word);
    };
    if (std::any_of(found.begin(), found.end(), same)) {
      ++score.raised.right;
    } else {
      score.complaints.push_back("no raised " + wanted.mark + " after " + wanted.word);
    }
  }
}

}  // namespace

void LayoutScore::add(const LayoutScore& other) {
  relations.add(other.relations);
  cells.add(other.cells);
  heads.add(other.heads);
  texts.add(other.texts);
  levels.add(other.levels);
  asides.add(other.asides);
  order.add(other.order);
  raised.add(other.raised);
  for (const auto& [kind, count] : other.kinds)
    kinds[kind].add(count);
}

LayoutScore score_layout(const LayoutGold& gold, const Document& document) {
  LayoutScore score;
  score.name = gold.name;
  score.is_development = gold.is_development;
  score_tables(gold.tables, join_tables(document), score);
  score_blocks(gold, find_blocks(document), score);
  score_raised(gold, document, score);
  return score;
}

LayoutScore score_layout(const LayoutGold& gold) {
  return score_layout(gold, read_document(gold.pdf));
}

LayoutScore add_up(const std::vector<LayoutScore>& scores, bool development) {
  LayoutScore total;
  total.name = development ? "development half" : "test half";
  total.is_development = development;
  for (const LayoutScore& score : scores) {
    if (score.is_development == development) total.add(score);
  }
  return total;
}

}  // namespace vp::eval
