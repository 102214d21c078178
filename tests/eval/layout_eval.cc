// layout_eval.cc - measures how the pages of corpus/layouts/traps are read, against their gold.
// Usage: vp_layout_eval [--show NAME] DIR (corpus/layouts)
// Output: one line a document of the development half, then both halves together. --show lists what is wrong in one
// document of the development half. The test half is shown as a total only: rules are made on the other.
#include <cstdio>
#include <string>
#include <vector>

#include "tests/eval/layout_eval_run.h"

namespace {

using vp::eval::Count;
using vp::eval::LayoutScore;

void print_count(const char* name, const Count& count) {
  std::printf("  %-16s wanted %4zu  found %4zu  right %4zu  recall %.4f  precision %.4f  F %.4f\n", name,
              count.wanted, count.found, count.right, count.recall(), count.precision(), count.f_measure());
}

void print_share(const char* name, const Count& count) {
  std::printf("  %-16s of %4zu right %4zu  %.4f\n", name, count.wanted, count.right, count.recall());
}

void print_total(const LayoutScore& score) {
  std::printf("\n%s\n", score.name.c_str());
  print_count("relations", score.relations);
  print_count("cells", score.cells);
  print_count("head cells", score.heads);
  print_share("block texts", score.texts);
  print_share("reading order", score.order);
  for (const auto& [kind, count] : score.kinds)
    print_count(kind.c_str(), count);
  print_share("heading levels", score.levels);
  print_count("asides", score.asides);
  print_count("raised marks", score.raised);
}

void print_document(const LayoutScore& score) {
  Count kinds;
  for (const auto& [kind, count] : score.kinds)
    kinds.add(count);
  std::printf("%-18s  %.3f  %.3f  %.3f   %.3f  %.3f  %.3f  %.3f  %.3f\n", score.name.c_str(),
              score.relations.f_measure(), score.cells.f_measure(), score.heads.f_measure(),
              score.texts.recall(), score.order.recall(), kinds.recall(), score.asides.f_measure(),
              score.raised.f_measure());
}

int show(const std::vector<vp::eval::LayoutGold>& all, const std::string& name) {
  for (const vp::eval::LayoutGold& gold : all) {
    if (gold.name != name) continue;
    if (!gold.is_development) {
      std::printf("%s is of the test half: not shown\n", name.c_str());
      return 0;
    }
    for (const std::string& complaint : score_layout(gold).complaints)
      std::printf("%s\n", complaint.c_str());
    return 0;
  }
  std::fprintf(stderr, "no document is named %s\n", name.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  const bool shows = argc == 4 && std::string(argv[1]) == "--show";
  if (argc != 2 && !shows) {
    std::fprintf(stderr, "usage: vp_layout_eval [--show NAME] DIR\n");
    return 2;
  }
  const auto gold = vp::eval::load_layout_gold(argv[argc - 1]);
  if (!gold) {
    std::fprintf(stderr, "%s\n", to_string(gold.error()).c_str());
    return 2;
  }
  if (shows) return show(*gold, argv[2]);
  std::printf("document            rel.F  cellF  headF   text   order  kind   asideF raisedF\n");
  std::vector<LayoutScore> scores;
  for (const vp::eval::LayoutGold& document : *gold) {
    scores.push_back(score_layout(document));
    if (scores.back().is_development) print_document(scores.back());
  }
  print_total(add_up(scores, true));
  print_total(add_up(scores, false));
  return 0;
}
