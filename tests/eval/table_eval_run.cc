#include "tests/eval/table_eval_run.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>

#include "tests/eval/read_document.h"

namespace vp::eval {
namespace {

struct FoundTable {
  GridTable grid;
  std::vector<Relation> relations;
  bool is_used = false;
};

std::string on_page(int page, const Relation& relation) {
  return "p" + std::to_string(page) + " " + to_string(relation);
}

void list_differences(const std::vector<Relation>& wanted, const std::vector<Relation>& found, int page,
                      TableScore& score) {
  std::vector<Relation> rest;
  std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(rest));
  for (const Relation& relation : rest)
    score.missed.push_back(on_page(page, relation));
  rest.clear();
  std::set_difference(found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(rest));
  for (const Relation& relation : rest)
    score.extra.push_back(on_page(page, relation));
}

void score_relations(const GoldDocument& gold, std::vector<FoundTable> tables, TableScore& score) {
  for (const FoundTable& table : tables)
    score.relations.found += table.relations.size();
  for (const GridTable& wanted_table : gold.tables) {
    const std::vector<Relation> wanted = find_relations(wanted_table);
    score.relations.wanted += wanted.size();
    FoundTable* best = nullptr;
    std::size_t most = 0;
    for (FoundTable& table : tables) {
      if (table.is_used || table.grid.page != wanted_table.page) continue;
      const std::size_t common = count_common(wanted, table.relations);
      if (best == nullptr || common > most) {
        best = &table;
        most = common;
      }
    }
    if (best != nullptr) best->is_used = true;
    score.relations.right += most;
    list_differences(wanted, best == nullptr ? std::vector<Relation>{} : best->relations, wanted_table.page,
                     score);
  }
  for (const FoundTable& table : tables) {
    if (!table.is_used) list_differences({}, table.relations, table.grid.page, score);
  }
}

// Numbers of the words of a page that stand in a table or region.
using WordSet = std::set<std::uint32_t>;

WordSet words_of(const Page& page, const Table& table) {
  WordSet words;
  for (const TableCell& cell : table.cells) {
    for (const std::uint32_t number : cell.blocks) {
      const Block& block = page.blocks.at(number);
      for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
        const Line& line = page.lines.at(l);
        for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
          words.insert(w);
      }
    }
  }
  return words;
}

WordSet words_of(const Page& page, const GoldRegion& region) {
  const RectPt box{region.box.x0, page.height_pt - region.box.y1, region.box.x1,
                   page.height_pt - region.box.y0};
  WordSet words;
  for (std::uint32_t w = 0; w < page.words.size(); ++w) {
    if (box.contains(page.words[w].box.center_x(), page.words[w].box.center_y())) words.insert(w);
  }
  return words;
}

std::size_t count_characters(const Page& page, const WordSet& words) {
  std::size_t count = 0;
  for (const std::uint32_t w : words)
    count += to_comparable(page.words.at(w).span.in(page.text)).size();
  return count;
}

WordSet common_words(const WordSet& a, const WordSet& b) {
  WordSet both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
  return both;
}

void score_regions(const GoldDocument& gold, const Page& page, TableScore& score) {
  std::vector<WordSet> tables;
  WordSet in_tables;
  for (const Table& table : page.tables) {
    tables.push_back(words_of(page, table));
    in_tables.insert(tables.back().begin(), tables.back().end());
  }
  WordSet in_regions;
  for (const GoldRegion& region : gold.regions) {
    if (region.page != static_cast<int>(page.index.number())) continue;
    const WordSet words = words_of(page, region);
    in_regions.insert(words.begin(), words.end());
    ++score.regions;
    std::size_t most = 0;
    const WordSet* best = nullptr;
    for (const WordSet& table : tables) {
      const std::size_t common = count_characters(page, common_words(words, table));
      if (common > most) {
        most = common;
        best = &table;
      }
    }
    if (best == nullptr) continue;
    if (most == count_characters(page, words)) ++score.complete;
    if (most == count_characters(page, *best)) ++score.pure;
  }
  score.characters.add({count_characters(page, in_regions), count_characters(page, in_tables),
                        count_characters(page, common_words(in_regions, in_tables))});
}

}  // namespace

double Count::recall() const {
  return wanted == 0 ? 1 : static_cast<double>(right) / static_cast<double>(wanted);
}

double Count::precision() const {
  if (found == 0) return wanted == 0 ? 1 : 0;
  return static_cast<double>(right) / static_cast<double>(found);
}

double Count::f_measure() const {
  const std::size_t all = wanted + found;
  return all == 0 ? 1 : 2 * static_cast<double>(right) / static_cast<double>(all);
}

void Count::add(const Count& other) {
  wanted += other.wanted;
  found += other.found;
  right += other.right;
}

double TableTotals::mean_f_measure() const {
  const double sum = mean_recall + mean_precision;
  return sum > 0 ? 2 * mean_recall * mean_precision / sum : 0;
}

TableScore score_document(const GoldDocument& gold) {
  TableScore score;
  score.name = gold.name;
  score.is_development = is_development_document(gold.name);
  score.gold_tables = gold.tables.size();
  const Document document = read_document(gold.pdf);
  std::vector<FoundTable> tables;
  for (const Page& page : document.pages) {
    for (const Table& table : page.tables) {
      FoundTable found{to_grid(page, table), {}, false};
      found.relations = find_relations(found.grid);
      tables.push_back(std::move(found));
    }
    score_regions(gold, page, score);
  }
  score.our_tables = tables.size();
  score_relations(gold, std::move(tables), score);
  return score;
}

TableTotals add_up(const std::vector<TableScore>& scores, bool development) {
  TableTotals totals;
  for (const TableScore& score : scores) {
    if (score.is_development != development) continue;
    ++totals.documents;
    totals.mean_recall += score.relations.recall();
    totals.mean_precision += score.relations.precision();
    totals.relations.add(score.relations);
    totals.characters.add(score.characters);
    totals.gold_tables += score.gold_tables;
    totals.our_tables += score.our_tables;
    totals.regions += score.regions;
    totals.complete += score.complete;
    totals.pure += score.pure;
  }
  if (totals.documents > 0) {
    totals.mean_recall /= static_cast<double>(totals.documents);
    totals.mean_precision /= static_cast<double>(totals.documents);
  }
  return totals;
}

}  // namespace vp::eval
