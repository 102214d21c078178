// table_eval.cc - measures table reading on gold in the format of the ICDAR 2013 table competition.
// Usage: vp_table_eval [--show NAME] DIR_OF_GOLD DIR_OF_PDFS
// Output: one line a document (adjacency relations: wanted, found, right, recall, precision, F; characters in
// table regions: recall, precision; tables of the gold and ours), then each half's means and totals, and a closing
// line. --show lists the relations that were missed ("-") and those that are none ("+"); only for documents of the
// development half. Which half a document belongs to, the FNV-1a hash of its name decides ("eu-005": even, after
// folding bit 29 and up onto the low bits, is development). Rules are made on the development half alone.
#include <cstdio>
#include <string>
#include <vector>

#include "tests/eval/table_eval_run.h"

namespace {

using vp::eval::TableScore;
using vp::eval::TableTotals;

void print_document(const TableScore& score) {
  std::printf("%-8s %-11s %6zu %6zu %6zu  %.3f  %.3f  %.3f   %.3f  %.3f   %3zu %3zu\n", score.name.c_str(),
              score.is_development ? "development" : "test", score.relations.wanted, score.relations.found,
              score.relations.right, score.relations.recall(), score.relations.precision(),
              score.relations.f_measure(), score.characters.recall(), score.characters.precision(),
              score.gold_tables, score.our_tables);
}

void print_half(const char* name, const TableTotals& totals) {
  if (totals.documents == 0) return;
  std::printf("\n%s: %zu documents, %zu tables (we find %zu)\n", name, totals.documents, totals.gold_tables,
              totals.our_tables);
  std::printf("  relations, mean over documents: recall %.4f  precision %.4f  F %.4f\n", totals.mean_recall,
              totals.mean_precision, totals.mean_f_measure());
  std::printf("  relations, all together:        recall %.4f  precision %.4f  F %.4f\n",
              totals.relations.recall(), totals.relations.precision(), totals.relations.f_measure());
  std::printf(
      "  characters in table regions:    recall %.4f  precision %.4f; of %zu regions %zu complete, %zu "
      "pure\n",
      totals.characters.recall(), totals.characters.precision(), totals.regions, totals.complete,
      totals.pure);
}

void show(const std::vector<TableScore>& scores, const std::string& name) {
  for (const TableScore& score : scores) {
    if (score.name != name) continue;
    if (!score.is_development) {
      std::printf("%s is of the test half: not shown\n", name.c_str());
      return;
    }
    for (const std::string& relation : score.missed)
      std::printf("- %s\n", relation.c_str());
    for (const std::string& relation : score.extra)
      std::printf("+ %s\n", relation.c_str());
  }
}

}  // namespace

int main(int argc, char** argv) {
  const bool shows = argc == 5 && std::string(argv[1]) == "--show";
  if (argc != 3 && !shows) {
    std::fprintf(stderr, "usage: vp_table_eval [--show NAME] DIR_OF_GOLD DIR_OF_PDFS\n");
    return 2;
  }
  const auto gold = vp::eval::load_gold(argv[argc - 2], argv[argc - 1]);
  if (!gold) {
    std::fprintf(stderr, "%s\n", to_string(gold.error()).c_str());
    return 2;
  }
  std::vector<TableScore> scores;
  for (const vp::eval::GoldDocument& document : *gold) {
    if (!shows || document.name == argv[2]) scores.push_back(vp::eval::score_document(document));
  }
  if (shows) {
    show(scores, argv[2]);
    return 0;
  }
  std::printf(
      "document half        wanted  found  right  recall precis. F       char.r. char.p.  gold ours\n");
  for (const TableScore& score : scores)
    print_document(score);
  const TableTotals development = add_up(scores, true);
  const TableTotals test = add_up(scores, false);
  print_half("development half", development);
  print_half("test half", test);
  std::printf("\nF of means: development %.4f, test %.4f; F of totals: development %.4f, test %.4f\n",
              development.mean_f_measure(), test.mean_f_measure(), development.relations.f_measure(),
              test.relations.f_measure());
  return 0;
}
