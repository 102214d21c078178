// suggest_bench - what it costs to find the words that a mistyped one was meant to be, among N terms of the word list,
// beside comparing with each of them in memory, in the same run. Usage: suggest_bench [TERMS]; prints a Markdown table.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "core/edit_distance.h"
#include "index/sqlite_engine.h"
#include "nlp/search_lexicon.h"
#include "nlp/tokenizer.h"
#include "tests/bench/measuring.h"
#include "tests/index/sample_documents.h"

namespace vp::bench {
namespace {

constexpr std::size_t kWordsPerPassage = 50;
constexpr std::size_t kPassagesPerDocument = 500;
constexpr std::size_t kTypos = 300;

/// Every n-th word of the list, so that all letters are there.
std::vector<std::string> load_terms(std::size_t wanted) {
  std::set<std::string> all;
  std::ifstream list(nlp::word_list_path());
  for (std::string line; std::getline(list, line);) {
    for (const nlp::Token& token : nlp::tokenize(line))
      all.insert(token.text);
  }
  const std::vector<std::string> sorted(all.begin(), all.end());
  std::vector<std::string> terms;
  for (std::size_t i = 0; i < std::min(wanted, sorted.size()); ++i)
    terms.push_back(sorted[i * sorted.size() / std::min(wanted, sorted.size())]);
  return terms;
}

void fill(index::SqliteEngine& engine, std::vector<std::string> terms, std::mt19937& random) {
  std::shuffle(terms.begin(), terms.end(), random);
  must(engine.begin_batch());
  std::vector<std::string> texts;
  std::uint64_t number = 0;
  const auto put = [&] {
    const index::SampleDocument document = index::make_document(index::sample_id(1, ++number), texts);
    must(engine.replace_document(document.record, document.passages));
    texts.clear();
  };
  for (std::size_t begin = 0; begin < terms.size(); begin += kWordsPerPassage) {
    std::string text;
    for (std::size_t i = begin; i < std::min(terms.size(), begin + kWordsPerPassage); ++i)
      text += terms[i] + " ";
    texts.push_back(text);
    if (texts.size() == kPassagesPerDocument) put();
  }
  if (!texts.empty()) put();
  must(engine.commit_batch());
  must(engine.optimize());
}

std::string make_typo(std::string word, std::mt19937& random) {
  for (std::size_t errors = word.size() < 8 ? 1 : 1 + random() % 2; errors > 0; --errors) {
    const std::size_t at = random() % (word.size() - 1);
    const char letter = static_cast<char>('a' + random() % 26);
    switch (random() % 4) {
      case 0:
        word.insert(at, 1, letter);
        break;
      case 1:
        word.erase(at, 1);
        break;
      case 2:
        word[at] = letter;
        break;
      default:
        std::swap(word[at], word[at + 1]);
    }
  }
  return word;
}

void print(const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  std::printf("| %s | %.2f | %.2f | %.2f |\n", name, times[times.size() / 2], times[times.size() * 99 / 100],
              times.back());
}

void run(std::size_t wanted) {
  std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same words every time
  const std::vector<std::string> terms = load_terms(wanted);
  const std::filesystem::path file =
      std::filesystem::temp_directory_path() / ("vp_suggest_bench_" + std::to_string(random()) + ".db");
  std::filesystem::remove(file);
  std::vector<double> times;
  std::vector<double> plain;
  std::size_t meant = 0;
  std::size_t asked = 0;
  {
    auto engine =
        must(index::SqliteEngine::open(file, index::DatabaseMode::kWrite, {}, index::empty_lexicon()));
    fill(*engine, terms, random);
    while (asked < kTypos) {
      const std::string& word = terms[random() % terms.size()];
      if (word.size() < 5) continue;
      const std::string typo = make_typo(word, random);
      if (std::binary_search(terms.begin(), terms.end(), typo)) continue;
      ++asked;
      double begin = cpu_ms();
      const std::vector<index::KnownTerm> suggested = must(engine->suggest_terms(typo, 3));
      times.push_back(cpu_ms() - begin);
      meant += std::ranges::find(suggested, word, &index::KnownTerm::text) != suggested.end() ? 1U : 0U;
      begin = cpu_ms();
      std::size_t near = 0;
      for (const std::string& term : terms)
        near += edit_distance(term, typo) <= 2 ? 1U : 0U;
      plain.push_back(cpu_ms() - begin + static_cast<double>(near) * 0);
    }
  }
  std::printf(
      "%zu terms, %zu mistyped words; the word that was meant is among the first three for %.1f %%\n\n",
      terms.size(), asked, 100.0 * static_cast<double>(meant) / static_cast<double>(asked));
  std::printf("| CPU ms | p50 | p99 | most |\n|---|--:|--:|--:|\n");
  print("suggest_terms", times);
  print("comparing with every term in memory", plain);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace vp::bench

int main(int count, char** arguments) {
  vp::bench::run(count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 200'000);
}
