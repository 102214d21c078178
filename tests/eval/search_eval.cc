// search_eval.cc - how well search finds what inspectors ask for; search_gold.h says how it is graded.
//   vp_search_eval [--base-only] [--queries FILE] [--verbose] [--json] [--shared FOLDER]
// Prints nDCG@10 and recall@50 (of grades 2 and 3; grade 1 only touches the matter) of the program's search and
// of plain FTS5 (unicode61, bm25, words joined by OR), for every query and as means of both halves. --base-only: corpus/ alone, also where there is more.
// --verbose: the first ten of every query with their grades (a question mark: graded by nobody, so 0), and
// where the graded ones stand that are not among them. Tune on the half "develop" only.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/eval/search_scores.h"

namespace vp::eval {
namespace {

constexpr std::size_t kShown = 10;
constexpr std::size_t kExcerptBytes = 110;

struct EvalOptions {
  SearchScope scope = SearchScope::kFull;
  std::filesystem::path queries = search_query_file();
  std::filesystem::path shared = VP_SHARED_DIR;
  bool verbose = false, json = false;
};

std::string excerpt(const std::string& text) {
  std::size_t end = std::min(text.size(), kExcerptBytes);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end);
}

std::string describe(const SearchCollection& collection, PassageIndex index) {
  const CollectedPassage& passage = collection.passages()[index];
  return std::filesystem::path(passage.paths.front()).filename().string() + " " +
         std::to_string(passage.page) + " " + text_hash(passage) + (passage.boilerplate ? " T " : "   ") +
         excerpt(passage.text);
}

void print_ranking(const SearchCollection& collection, const GoldQuery& query, const SearchAnswer& answer) {
  for (std::size_t i = 0; i < std::min(kShown, answer.ranking.size()); ++i) {
    const auto grade = query.grades.find(answer.ranking[i]);
    std::printf("   %2zu [%s] %s\n", i + 1,
                grade == query.grades.end() ? "?" : std::to_string(grade->second).c_str(),
                describe(collection, answer.ranking[i]).c_str());
  }
  for (const auto& [passage, grade] : query.grades) {
    const auto place = std::find(answer.ranking.begin(), answer.ranking.end(), passage);
    const auto rank = static_cast<std::size_t>(place - answer.ranking.begin()) + 1;
    if (rank <= kShown) continue;
    std::printf("   %s [%d] %s\n", place == answer.ranking.end() ? "--" : std::to_string(rank).c_str(), grade,
                describe(collection, passage).c_str());
  }
}

void print_queries(const SearchCollection& collection, const SearchGold& gold,
                   const SearchComparison& comparison, bool verbose) {
  std::printf("%-8s %5s %5s | %5s %5s | %5s  query (graded)\n", "half", "nDCG", "rec", "plain", "rec", "ms");
  for (std::size_t i = 0; i < gold.queries.size(); ++i) {
    const GoldQuery& query = gold.queries[i];
    const QueryScore& ours = comparison.program[i];
    const QueryScore& plain = comparison.plain[i];
    std::printf("%-8s %5.3f %5.3f | %5.3f %5.3f | %5.1f  %s (%zu)%s\n",
                query.is_development ? "develop" : "test", ours.ndcg, ours.recall, plain.ndcg, plain.recall,
                ours.cpu_ms, query.name().c_str(), query.grades.size(), ours.has_hits ? "" : "  NO HIT");
    if (ours.has_failed) std::printf("   %s", comparison.program_answers[i].failure.c_str());
    if (verbose) print_ranking(collection, query, comparison.program_answers[i]);
  }
}

void print_means(const SearchGold& gold, const SearchComparison& comparison) {
  std::printf("\n%-8s %-11s %7s %8s %9s %13s %7s %9s\n", "half", "system", "queries", "nDCG@10", "recall@50",
              "grade 1 too", "no hit", "median ms");
  for (const bool is_development : {true, false}) {
    for (const bool is_ours : {true, false}) {
      const MeanScore mean =
          mean_of_half(gold, is_ours ? comparison.program : comparison.plain, is_development);
      std::printf("%-8s %-11s %7zu %8.3f %9.3f %13.3f %7zu %9.2f\n", is_development ? "develop" : "test",
                  is_ours ? "vindplaats" : "plain FTS5", mean.queries, mean.ndcg, mean.recall,
                  mean.any_recall, mean.without_hits, mean.median_ms);
    }
  }
}

void print_json(const SearchGold& gold, const SearchComparison& comparison) {
  for (std::size_t i = 0; i < gold.queries.size(); ++i) {
    const GoldQuery& query = gold.queries[i];
    const nlohmann::ordered_json row = {
        {"half", query.is_development ? "develop" : "test"},
        {"kind", query.kind},
        {"query", query.name()},
        {"graded", query.grades.size()},
        {"ndcg", comparison.program[i].ndcg},
        {"recall", comparison.program[i].recall},
        {"plain_ndcg", comparison.plain[i].ndcg},
        {"plain_recall", comparison.plain[i].recall},
        {"hits", comparison.program_answers[i].ranking.size()},
        {"cpu_ms", comparison.program[i].cpu_ms},
    };
    std::printf("%s\n", row.dump().c_str());
  }
}

bool parse_options(int count, char** arguments, EvalOptions& options) {
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--base-only") {
      options.scope = SearchScope::kBase;
    } else if (argument == "--verbose") {
      options.verbose = true;
    } else if (argument == "--json") {
      options.json = true;
    } else if (argument == "--queries" && i + 1 < count) {
      options.queries = arguments[++i];
    } else if (argument == "--shared" && i + 1 < count) {
      options.shared = arguments[++i];
    } else {
      return false;
    }
  }
  return true;
}

int run(const EvalOptions& options) {
  const SearchCollection collection(options.scope, options.shared);
  const SearchGold gold = load_search_gold(options.queries, collection, options.shared);
  for (const std::string& warning : gold.warnings)
    std::fprintf(stderr, "WARNING %s\n", warning.c_str());
  const SearchComparison comparison = compare_search(collection, gold);
  if (options.json) {
    print_json(gold, comparison);
    return 0;
  }
  std::printf("%zu documents, %zu passages, %zu queries%s%s\n\n", collection.document_count(),
              collection.passages().size(), gold.queries.size(),
              collection.has_factsheets() ? ", with published factsheets" : "",
              collection.has_government_prose() ? " and government prose" : "");
  print_queries(collection, gold, comparison, options.verbose);
  print_means(gold, comparison);
  return 0;
}

}  // namespace
}  // namespace vp::eval

int main(int count, char** arguments) {
  vp::eval::EvalOptions options;
  if (!vp::eval::parse_options(count, arguments, options)) {
    std::fprintf(stderr, "usage: %s [--base-only] [--queries FILE] [--verbose] [--json] [--shared FOLDER]\n",
                 arguments[0]);
    return 2;
  }
  return vp::eval::run(options);
}
