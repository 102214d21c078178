#include "tests/eval/reading_order.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

namespace vp::eval {
namespace {

constexpr std::size_t kNoBlock = SIZE_MAX;

struct KindName {
  std::string_view name;
  GoldKind kind;
};
constexpr KindName kKindNames[] = {
    {"paragraph", GoldKind::kParagraph}, {"heading", GoldKind::kHeading},   {"list", GoldKind::kList},
    {"cell", GoldKind::kCell},           {"footnote", GoldKind::kFootnote}, {"caption", GoldKind::kCaption},
    {"contents", GoldKind::kContents},   {"aside", GoldKind::kAside},       {"figure", GoldKind::kFigure},
    {"header", GoldKind::kFurniture},    {"footer", GoldKind::kFurniture},  {"number", GoldKind::kFurniture}};

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::stringstream stream(text);
  for (std::string part; std::getline(stream, part, at);)
    parts.push_back(part);
  return parts;
}

RectPt parse_box(const std::string& text) {
  const std::vector<std::string> sides = split(text, ',');
  if (sides.size() != 4) throw std::runtime_error("a box has four sides: " + text);
  return {std::stof(sides[0]), std::stof(sides[1]), std::stof(sides[2]), std::stof(sides[3])};
}

GoldBlock parse_block(const std::vector<std::string>& fields) {
  GoldBlock block;
  const auto* const name = std::find_if(std::begin(kKindNames), std::end(kKindNames),
                                        [&](const KindName& k) { return k.name == fields.at(1); });
  if (name == std::end(kKindNames)) throw std::runtime_error("no kind of block: " + fields.at(1));
  block.kind = name->kind;
  for (const std::string& box : split(fields.at(2), ' '))
    block.boxes.push_back(parse_box(box));
  block.letter_count = std::stoul(fields.at(3));
  block.digest = fields.at(4);
  block.begin = fields.at(5);
  return block;
}

GoldKind to_gold_kind(const Block& block) {
  if (is_page_furniture(block.kind)) return GoldKind::kFurniture;
  switch (block.kind) {
    case BlockKind::kHeading:
      return GoldKind::kHeading;
    case BlockKind::kListItem:
      return GoldKind::kList;
    case BlockKind::kTableCell:
      return GoldKind::kCell;
    case BlockKind::kFootnote:
      return GoldKind::kFootnote;
    case BlockKind::kCaption:
      return GoldKind::kCaption;
    case BlockKind::kContentsEntry:
      return GoldKind::kContents;
    default:
      return GoldKind::kParagraph;
  }
}

std::size_t find_block(const GoldPage& gold, const RectPt& box) {
  constexpr float kSlackPt = 0.6F;
  std::size_t best = kNoBlock;
  float least = 0;
  for (std::size_t b = 0; b < gold.blocks.size(); ++b) {
    for (RectPt area : gold.blocks[b].boxes) {
      area = {area.x0 - kSlackPt, area.y0 - kSlackPt, area.x1 + kSlackPt, area.y1 + kSlackPt};
      if (!area.contains(box.center_x(), box.center_y())) continue;
      const float size = area.width() * area.height();
      if (best != kNoBlock && size >= least) continue;
      best = b;
      least = size;
    }
  }
  return best;
}

std::string fold(const std::string& text) {
  std::string folded;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      folded += c;
    }
  }
  return folded;
}

/// Side notes and figures are in order among themselves.
int lane_of(GoldKind kind) {
  if (kind == GoldKind::kFurniture) return -1;
  if (kind == GoldKind::kAside) return 1;
  return kind == GoldKind::kFigure ? 2 : 0;
}

std::size_t edit_distance(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

class Scorer {
 public:
  Scorer(const GoldPage& gold, const std::vector<ReadBlock>& read) : gold_(gold), read_(read) {
    for (const ReadBlock& block : read) {
      places_.emplace_back();
      for (const ReadWord& word : block.words)
        places_.back().push_back(find_block(gold, word.box));
    }
  }

  ReadingScore run() {
    score_order();
    score_pairs();
    score_text();
    score_whole();
    score_kind();
    return std::move(score_);
  }

 private:
  [[nodiscard]] std::string name_of(std::size_t b) const { return "\"" + gold_.blocks.at(b).begin + "\""; }

  void score_order() {
    std::size_t errors = 0;
    std::size_t length = 0;
    for (int lane = 0; lane < 3; ++lane) {
      std::vector<std::size_t> wanted;
      for (std::size_t b = 0; b < gold_.blocks.size(); ++b) {
        if (lane_of(gold_.blocks[b].kind) == lane) wanted.push_back(b);
      }
      std::vector<std::size_t> runs;
      for (const std::vector<std::size_t>& block : places_) {
        for (const std::size_t b : block) {
          if (b == kNoBlock || lane_of(gold_.blocks[b].kind) != lane) continue;
          if (!runs.empty() && runs.back() == b) continue;
          if (!runs.empty() && runs.back() + 1 != b && runs.back() != b && lane == 0)
            score_.faults.push_back("after " + name_of(runs.back()) + " comes " + name_of(b));
          runs.push_back(b);
        }
      }
      errors += edit_distance(runs, wanted);
      length += std::max(runs.size(), wanted.size());
    }
    score_.order = length == 0 ? 1 : 1 - static_cast<double>(errors) / static_cast<double>(length);
  }

  void score_pairs() {
    std::map<std::size_t, std::vector<std::size_t>> positions;
    std::size_t position = 0;
    for (const std::vector<std::size_t>& block : places_) {
      for (const std::size_t b : block)
        positions[b].push_back(position++);
    }
    std::size_t right = 0;
    std::size_t all = 0;
    for (std::size_t a = 0; a < gold_.blocks.size(); ++a) {
      for (std::size_t b = a + 1; b < gold_.blocks.size(); ++b) {
        if (lane_of(gold_.blocks[a].kind) < 0 ||
            lane_of(gold_.blocks[a].kind) != lane_of(gold_.blocks[b].kind))
          continue;
        ++all;
        const auto& before = positions[a];
        const auto& after = positions[b];
        if (before.empty() || after.empty()) continue;
        right += before[before.size() / 2] < after[after.size() / 2] ? 1 : 0;
      }
    }
    score_.pairs = all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all);
  }

  void score_text() {
    struct Match {
      std::size_t letters, gold, read;
    };
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> overlap;
    std::vector<std::size_t> found(gold_.blocks.size());
    for (std::size_t r = 0; r < places_.size(); ++r) {
      for (std::size_t w = 0; w < places_[r].size(); ++w) {
        const std::size_t b = places_[r][w];
        if (b == kNoBlock) continue;
        const std::size_t letters = fold(read_[r].words[w].text).size();
        overlap[{b, r}] += letters;
        found[b] += letters;
      }
    }
    std::vector<Match> matches;
    for (const auto& [pair, letters] : overlap)
      matches.push_back({letters, pair.first, pair.second});
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.letters > b.letters; });
    std::set<std::size_t> used;
    std::set<std::size_t> done;
    std::size_t right = 0;
    for (const Match& match : matches) {
      if (used.count(match.read) != 0 || done.count(match.gold) != 0) continue;
      used.insert(match.read);
      done.insert(match.gold);
      right += match.letters;
      if (match.letters < found[match.gold]) score_.faults.push_back("in pieces: " + name_of(match.gold));
    }
    std::size_t all = 0;
    for (std::size_t b = 0; b < gold_.blocks.size(); ++b) {
      all += std::max(found[b], gold_.blocks[b].letter_count);
      if (done.count(b) != 0) continue;
      score_.faults.push_back((found[b] == 0 ? "not read: " : "inside another block: ") + name_of(b));
    }
    score_.text = all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all);
  }

  // A block is whole when its words come one after the other, none missing, none of another in between.
  void score_whole() {
    std::vector<std::string> text(gold_.blocks.size());
    std::vector<std::size_t> runs(gold_.blocks.size());
    std::size_t before = kNoBlock;
    for (std::size_t r = 0; r < read_.size(); ++r) {
      for (std::size_t w = 0; w < read_[r].words.size(); ++w) {
        const std::size_t b = places_[r][w];
        if (b == kNoBlock) continue;
        text[b] += fold(read_[r].words[w].text);
        if (b != before) ++runs[b];
        before = b;
      }
    }
    std::size_t whole = 0;
    for (std::size_t b = 0; b < gold_.blocks.size(); ++b) {
      const bool is_whole = runs[b] == 1 && digest_of(text[b]) == gold_.blocks[b].digest;
      whole += is_whole ? 1 : 0;
      if (!is_whole) score_.faults.push_back("not whole: " + name_of(b));
    }
    score_.whole =
        gold_.blocks.empty() ? 1 : static_cast<double>(whole) / static_cast<double>(gold_.blocks.size());
  }

  void score_kind() {
    std::size_t right = 0;
    std::size_t all = 0;
    std::set<std::size_t> told;
    for (std::size_t r = 0; r < read_.size(); ++r) {
      for (const std::size_t b : places_[r]) {
        if (b == kNoBlock) continue;
        const GoldKind kind = gold_.blocks[b].kind;
        if (kind == GoldKind::kAside || kind == GoldKind::kFigure) continue;
        ++all;
        right += kind == read_[r].kind ? 1 : 0;
        if (kind != read_[r].kind && told.insert(b).second) {
          score_.faults.push_back("taken for " + std::string(name_of_kind(read_[r].kind)) + ": " +
                                  name_of(b));
        }
      }
    }
    score_.kind = all == 0 ? 1 : static_cast<double>(right) / static_cast<double>(all);
  }

  static std::string_view name_of_kind(GoldKind kind) {
    const auto* const name = std::find_if(std::begin(kKindNames), std::end(kKindNames),
                                          [&](const KindName& k) { return k.kind == kind; });
    return name->name;
  }

  // FNV-1a of the folded words, in hexadecimal: enough to tell one block from another.
  static std::string digest_of(const std::string& folded) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : folded)
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    return text.data();
  }

  const GoldPage& gold_;
  const std::vector<ReadBlock>& read_;
  std::vector<std::vector<std::size_t>> places_;  // the gold block of every word
  ReadingScore score_;
};

}  // namespace

std::vector<GoldPage> load_reading_gold(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot be read: " + path);
  std::vector<GoldPage> pages;
  std::size_t row = 0;
  for (std::string line; std::getline(file, line);) {
    ++row;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string> fields = split(line, '\t');
    if (fields.front() == "page" && fields.size() == 4) {
      pages.push_back(
          {fields[1], static_cast<std::uint32_t>(std::stoul(fields[2]) - 1), fields[3] == "test", {}});
    } else if (fields.front() == "block" && fields.size() == 7 && !pages.empty()) {
      pages.back().blocks.push_back(parse_block(fields));
    } else {
      throw std::runtime_error(path + ": row " + std::to_string(row) + " is neither page nor block");
    }
  }
  return pages;
}

std::vector<ReadBlock> to_read_blocks(const Page& page) {
  std::vector<std::size_t> cell_of(page.blocks.size(), kNoBlock);
  std::size_t cell = 0;
  for (const Table& table : page.tables) {
    for (const TableCell& part : table.cells) {
      for (const std::uint32_t block : part.blocks)
        cell_of.at(block) = cell;
      ++cell;
    }
  }
  std::vector<ReadBlock> blocks;
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const bool goes_on = b > 0 && cell_of[b] != kNoBlock && cell_of[b] == cell_of[b - 1];
    if (!goes_on) {
      blocks.emplace_back();
      blocks.back().kind = cell_of[b] != kNoBlock ? GoldKind::kCell : to_gold_kind(page.blocks[b]);
    }
    const Block& block = page.blocks[b];
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines.at(l);
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
        blocks.back().words.push_back({std::string(page.words.at(w).span.in(page.text)), page.words[w].box});
    }
  }
  return blocks;
}

ReadingScore score_reading(const GoldPage& gold, const std::vector<ReadBlock>& read) {
  return Scorer(gold, read).run();
}

}  // namespace vp::eval
