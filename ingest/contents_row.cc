#include "ingest/contents_row.h"

#include <algorithm>
#include <string_view>

#include "ingest/character_class.h"
#include "ingest/page_rewrite.h"

namespace vp::ingest {
namespace {

constexpr float kSameRow = 0.25F;      // of the size: lines whose baselines lie nearer stand in one row
constexpr float kWideGap = 1.5F;       // of the size
constexpr std::size_t kMinLeader = 3;  // dots in a word
constexpr std::size_t kMaxDigits = 4;
constexpr std::size_t kMaxRowWords = 60;

bool is_leader_character(std::uint32_t c) {
  return c == '.' || c == '_' || c == 0x2026 || c == 0xB7 || c == 0x2024;
}

/// A word taken apart: leading dots, then digits, and nothing else.
struct NumberWord {
  std::size_t dots = 0;
  int number = 0;  // 0: none
  bool is_other = false;
};

int roman_value(std::string_view text) {
  int value = 0;
  int before = 0;
  for (auto it = text.rbegin(); it != text.rend(); ++it) {
    const int digit = *it == 'i' ? 1 : *it == 'v' ? 5 : *it == 'x' ? 10 : 0;
    if (digit == 0) return 0;
    value += digit < before ? -digit : digit;
    before = std::max(before, digit);
  }
  return value;
}

NumberWord to_number_word(std::string_view text) {
  NumberWord result;
  std::size_t place = 0;
  std::size_t number_begin = 0;
  while (place < text.size()) {
    const std::size_t begin = place;
    if (!is_leader_character(next_code_point(text, place))) {
      number_begin = begin;
      break;
    }
    ++result.dots;
    number_begin = place;
  }
  const std::string_view rest = text.substr(number_begin);
  if (rest.empty()) return result;
  if (rest.size() <= kMaxDigits &&
      std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    for (const char c : rest)
      result.number = result.number * 10 + (c - '0');
  } else {
    result.number = roman_value(rest);
  }
  result.is_other = result.number == 0;
  return result;
}

// "2.1" or "2." or "2"; empty when the word is no such thing.
std::vector<int> to_section(std::string_view text) {
  std::vector<int> section;
  std::size_t i = 0;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
    const std::size_t begin = i;
    int part = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9' && i - begin < 3)
      part = part * 10 + (text[i++] - '0');
    section.push_back(part);
    if (i < text.size() && text[i] == '.') ++i;
  }
  return i == text.size() ? section : std::vector<int>{};
}

bool has_letter_in(std::string_view text) {
  std::size_t place = 0;
  while (place < text.size()) {
    if (is_letter(next_code_point(text, place))) return true;
  }
  return false;
}

// Leaders may be drawn dot by dot.
bool has_few_words(const Page& page, const ContentsRow& row) {
  const auto count = std::count_if(row.words.begin(), row.words.end(), [&](std::uint32_t w) {
    const std::string_view text = text_of(page, page.words[w]);
    std::size_t place = 0;
    return text.empty() || !is_leader_character(next_code_point(text, place)) || place < text.size();
  });
  return static_cast<std::size_t>(count) <= kMaxRowWords;
}

class RowReader {
 public:
  RowReader(const Page& page, ContentsRow& row) : page_(page), row_(row) {}

  void run() {
    row_.size_pt = page_.words[row_.words.front()].font_size_pt;
    row_.box = page_.words[row_.words.front()].box;
    row_.section = to_section(word(0));
    const bool has_section = !row_.section.empty() && row_.words.size() > 1;
    if (!has_section) row_.section.clear();
    row_.title_left = page_.words[row_.words[has_section ? 1 : 0]].box.x0;
    std::size_t dots = 0;
    for (std::size_t i = 0; i < row_.words.size(); ++i) {
      row_.box.include(page_.words[row_.words[i]].box);
      const NumberWord number = to_number_word(word(i));
      const bool leads = dots >= kMinLeader || number.dots >= kMinLeader;
      if (leads && number.number > 0) end_entry(i, number.number);
      dots = number.is_other || number.number > 0 ? 0 : dots + number.dots;
      if (number.is_other && !(has_section && i == 0))
        row_.has_title = row_.has_title || has_letter_in(word(i));
    }
    find_number_behind_gap();
    const std::string_view last = word(row_.words.size() - 1);
    row_.ends_sentence = row_.page_number == 0 &&
                         (last.ends_with('.') || last.ends_with(':') || last.ends_with(';')) &&
                         to_section(last).empty();
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return text_of(page_, page_.words[row_.words[i]]);
  }

  void end_entry(std::size_t i, int number) {
    row_.has_leader = true;
    row_.page_number = number;
    row_.is_split = row_.is_split || i + 1 < row_.words.size();
  }

  void find_number_behind_gap() {
    if (row_.has_leader || row_.words.size() < 2) return;
    const NumberWord number = to_number_word(word(row_.words.size() - 1));
    if (number.number == 0 || number.dots > 0) return;
    const RectPt& before = page_.words[row_.words[row_.words.size() - 2]].box;
    const RectPt& box = page_.words[row_.words.back()].box;
    row_.has_gap = box.x0 - before.x1 > kWideGap * row_.size_pt;
    if (row_.has_gap) row_.page_number = number.number;
  }

  const Page& page_;
  ContentsRow& row_;
};

}  // namespace

std::vector<ContentsRow> find_rows(const Page& page) {
  struct PlacedLine {
    std::uint32_t line;
    std::size_t block;
  };
  std::vector<PlacedLine> lines;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const Block& block = page.blocks[b];
    if (is_page_furniture(block.kind)) continue;
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      if ((page.words[page.lines[l].first_word].flags & kWordVertical) == 0) lines.push_back({l, b});
    }
  }
  std::stable_sort(lines.begin(), lines.end(), [&](const PlacedLine& a, const PlacedLine& b) {
    return page.lines[a.line].baseline_pt < page.lines[b.line].baseline_pt;
  });
  std::vector<ContentsRow> rows;
  float baseline = 0;
  for (const PlacedLine& placed : lines) {
    const Line& line = page.lines[placed.line];
    const float size = page.words[line.first_word].font_size_pt;
    if (rows.empty() || line.baseline_pt - baseline > kSameRow * size) {
      rows.emplace_back();
      rows.back().first_block = placed.block;
      baseline = line.baseline_pt;
    }
    rows.back().first_block = std::min(rows.back().first_block, placed.block);
    for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
      rows.back().words.push_back(w);
  }
  for (ContentsRow& row : rows) {
    std::stable_sort(row.words.begin(), row.words.end(), [&](std::uint32_t a, std::uint32_t b) {
      return page.words[a].box.x0 < page.words[b].box.x0;
    });
    if (has_few_words(page, row)) {
      RowReader(page, row).run();
    } else {
      row.ends_sentence = true;
    }
  }
  return rows;
}

bool is_contents_heading(const Page& page, const ContentsRow& row) {
  constexpr std::size_t kMaxWords = 4;
  if (row.words.size() > kMaxWords) return false;
  std::string folded;
  for (const std::uint32_t w : row.words) {
    for (const char c : text_of(page, page.words[w])) {
      if (c >= 'A' && c <= 'Z') folded += static_cast<char>(c - 'A' + 'a');
      if (c >= 'a' && c <= 'z') folded += c;
    }
  }
  constexpr std::string_view kNames[] = {"inhoud",          "inhoudsopgave",    "inhoudsopgaven", "contents",
                                         "tableofcontents", "inhoudsoverzicht", "inhoudstafel"};
  return std::find(std::begin(kNames), std::end(kNames), folded) != std::end(kNames);
}

}  // namespace vp::ingest
