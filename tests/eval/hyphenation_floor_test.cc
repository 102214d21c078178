// The smaller version of vp_hyphenation_eval that runs in every test: words in hyphenation_pairs.tsv, without
// the help of a document's own vocabulary. The floors only rise.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "nlp/hyphenation.h"
#include "nlp/word_list.h"

namespace vp::nlp {
namespace {

struct Pair {
  std::string set, before, after, reading;
};

std::vector<Pair> load_pairs() {
  std::ifstream in(std::filesystem::path(VP_TEST_SOURCE_DIR) / "tests/eval/hyphenation_pairs.tsv");
  std::vector<Pair> pairs;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    const std::size_t third = line.find('\t', second + 1);
    pairs.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1),
                     line.substr(second + 1, third - second - 1), line.substr(third + 1)});
    std::replace(pairs.back().reading.begin(), pairs.back().reading.end(), '_', ' ');
  }
  return pairs;
}

std::string read_pair(const Pair& pair, const WordList& words) {
  const std::string cut = pair.before.substr(0, pair.before.size() - line_end_hyphen_bytes(pair.before));
  switch (join_lines(pair.before, pair.after, words, {})) {
    case LineJoin::kSpace:
      return pair.before + " " + pair.after;
    case LineJoin::kTight:
      return pair.before + pair.after;
    case LineJoin::kDropHyphen:
    case LineJoin::kDropForTrema:
      return cut + pair.after;
  }
  return {};
}

struct Floor {
  const char* set;
  std::size_t least_pairs;
  double share;
};

class HyphenationFloorTest : public testing::TestWithParam<Floor> {};

TEST_P(HyphenationFloorTest, IsReached) {
  if (!std::filesystem::exists(default_word_list_path()))
    GTEST_SKIP() << "the package wdutch is not installed";
  const Result<WordList> words = WordList::load(default_word_list_path());
  ASSERT_TRUE(words.has_value());
  std::size_t all = 0;
  std::string wrong;
  std::size_t right = 0;
  for (const Pair& pair : load_pairs()) {
    if (pair.set != GetParam().set) continue;
    ++all;
    if (const std::string found = read_pair(pair, *words); found == pair.reading) {
      ++right;
    } else {
      wrong += found + " for " + pair.reading + "\n";
    }
  }
  EXPECT_GE(all, GetParam().least_pairs);
  EXPECT_GE(static_cast<double>(right), GetParam().share * static_cast<double>(all))
      << right << " of " << all << "\n"
      << wrong;
}

INSTANTIATE_TEST_SUITE_P(Sets, HyphenationFloorTest,
                         testing::Values(Floor{"real", 30, 1.0}, Floor{"kept", 140, 0.84},
                                         Floor{"simulated", 550, 0.998}),
                         [](const auto& row) { return std::string(row.param.set); });

}  // namespace
}  // namespace vp::nlp
