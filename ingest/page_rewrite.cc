#include "ingest/page_rewrite.h"

#include <algorithm>
#include <string>
#include <utility>

namespace vp::ingest {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

std::vector<std::uint32_t> blocks_of_words(const Page& page) {
  std::vector<std::uint32_t> block_of(page.words.size(), kNone);
  for (std::uint32_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines[l];
      std::fill_n(block_of.begin() + line.first_word, line.word_count, b);
    }
  }
  return block_of;
}

// Writes the page anew, and remembers from which old blocks each new one was made.
class Rewriter {
 public:
  explicit Rewriter(Page& page)
      : page_(page), block_of_(blocks_of_words(page)), new_of_(page.blocks.size()) {}

  void run(const std::vector<PlannedBlock>& plan) {
    is_mixed_.assign(page_.blocks.size(), false);
    text_.reserve(page_.text.size());
    words_.reserve(page_.words.size());
    for (const PlannedBlock& block : plan)
      write_block(block);
    place_cells();
    page_.text = std::move(text_);
    page_.words = std::move(words_);
    page_.lines = std::move(lines_);
    page_.blocks = std::move(blocks_);
  }

 private:
  void write_block(const PlannedBlock& planned) {
    Block block;
    block.kind = planned.kind;
    block.heading_level = planned.heading_level;
    block.is_aside = planned.is_aside;
    block.first_line = static_cast<std::uint32_t>(lines_.size());
    block.line_count = static_cast<std::uint32_t>(planned.lines.size());
    const std::uint32_t first_old = block_of_[planned.lines.front().front()];
    bool is_mixed = false;
    for (const std::vector<std::uint32_t>& line : planned.lines) {
      write_line(line);
      if (&line == &planned.lines.front()) block.box = lines_.back().box;
      block.box.include(lines_.back().box);
      for (const std::uint32_t w : line)
        is_mixed = is_mixed || block_of_[w] != first_old;
    }
    for (const std::vector<std::uint32_t>& line : planned.lines) {
      for (const std::uint32_t w : line)
        note_origin(block_of_[w], is_mixed);
    }
    text_.push_back('\n');
    blocks_.push_back(block);
  }

  void note_origin(std::uint32_t old, bool is_mixed) {
    const auto now = static_cast<std::uint32_t>(blocks_.size());
    if (new_of_[old].empty() || new_of_[old].back() != now) new_of_[old].push_back(now);
    if (is_mixed) is_mixed_[old] = true;
  }

  void write_line(const std::vector<std::uint32_t>& numbers) {
    Line line;
    line.first_word = static_cast<std::uint32_t>(words_.size());
    line.word_count = static_cast<std::uint32_t>(numbers.size());
    line.box = page_.words[numbers.front()].box;
    line.baseline_pt = baseline_of(numbers.front());
    for (const std::uint32_t number : numbers) {
      Word word = page_.words[number];
      line.box.include(word.box);
      const std::string_view text = word.span.in(page_.text);
      word.span.begin = static_cast<std::uint32_t>(text_.size());
      text_ += text;
      word.span.end = static_cast<std::uint32_t>(text_.size());
      text_.push_back(' ');
      words_.push_back(word);
    }
    text_.back() = '\n';
    lines_.push_back(line);
  }

  [[nodiscard]] float baseline_of(std::uint32_t word) const {
    const auto next = std::upper_bound(page_.lines.begin(), page_.lines.end(), word,
                                       [](std::uint32_t w, const Line& line) { return w < line.first_word; });
    return next == page_.lines.begin() ? 0 : (next - 1)->baseline_pt;
  }

  void place_cells() {
    std::erase_if(page_.tables, [&](const Table& table) {
      return std::any_of(table.cells.begin(), table.cells.end(), [&](const TableCell& cell) {
        return std::any_of(cell.blocks.begin(), cell.blocks.end(),
                           [&](std::uint32_t b) { return is_mixed_[b]; });
      });
    });
    for (Table& table : page_.tables) {
      for (TableCell& cell : table.cells) {
        std::vector<std::uint32_t> blocks;
        for (const std::uint32_t old : cell.blocks)
          blocks.insert(blocks.end(), new_of_[old].begin(), new_of_[old].end());
        std::sort(blocks.begin(), blocks.end());
        cell.blocks = std::move(blocks);
      }
    }
  }

  Page& page_;
  std::vector<std::uint32_t> block_of_;             // of every old word
  std::vector<std::vector<std::uint32_t>> new_of_;  // of every old block
  std::vector<bool> is_mixed_;                      // old blocks that now stand together with others
  std::string text_;
  std::vector<Word> words_;
  std::vector<Line> lines_;
  std::vector<Block> blocks_;
};

}  // namespace

std::string_view text_of(const Page& page, const Word& word) {
  return word.span.in(page.text);
}

bool is_covered(const Page& page) {
  std::size_t word = 0;
  for (const Line& line : page.lines) {
    if (line.first_word != word || line.word_count == 0) return false;
    word += line.word_count;
  }
  std::size_t next_line = 0;
  for (const Block& block : page.blocks) {
    if (block.first_line != next_line || block.line_count == 0) return false;
    next_line += block.line_count;
  }
  return word == page.words.size() && next_line == page.lines.size();
}

std::vector<PlannedBlock> to_plan(const Page& page) {
  std::vector<PlannedBlock> plan;
  plan.reserve(page.blocks.size());
  for (const Block& block : page.blocks) {
    plan.push_back({block.kind, block.heading_level, block.is_aside, {}});
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines[l];
      std::vector<std::uint32_t>& words = plan.back().lines.emplace_back(line.word_count);
      for (std::uint32_t w = 0; w < line.word_count; ++w)
        words[w] = line.first_word + w;
    }
  }
  return plan;
}

void rewrite_page(Page& page, const std::vector<PlannedBlock>& plan) {
  Rewriter(page).run(plan);
}

}  // namespace vp::ingest
