// Word families and look-alikes that were marked by hand, through the stemmer with the installed word list. Rules were made
// on the development half; the floors only rise.
#include <filesystem>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "nlp/compound_splitter.h"
#include "nlp/stemmer.h"
#include "tests/eval/marked_words.h"

namespace vp::nlp {
namespace {

std::filesystem::path eval_file(const char* name) {
  return std::filesystem::path(VP_TEST_SOURCE_DIR) / "tests/eval" / name;
}

struct Half {
  const char* name;
  std::size_t least_families, families;
  std::size_t most_merged, strangers;
  std::size_t least_split, words;
};

void PrintTo(const Half& half, std::ostream* out) {
  *out << half.name;
}

class MarkedWordsTest : public testing::TestWithParam<Half> {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(default_word_list_path()))
      GTEST_SKIP() << "the package wdutch is not installed";
    Result<WordList> loaded = WordList::load(default_word_list_path());
    ASSERT_TRUE(loaded.has_value());
    words_ = *std::move(loaded);
  }

  WordList words_ = WordList::from_lines("");
};

TEST_P(MarkedWordsTest, FamiliesHaveOneStem) {
  const FoldedWords folded(words_);
  const Stemmer stemmer(folded);
  std::size_t right = 0;
  std::string wrong;
  const auto rows = eval::load_marked_words(eval_file("stem_families.tsv"), GetParam().name);
  for (const auto& row : rows) {
    std::istringstream forms(row.at(0));
    std::string stem;
    std::string line;
    bool is_one = true;
    for (std::string form; forms >> form;) {
      const std::string found = stemmer.stem(form);
      if (stem.empty()) stem = found;
      is_one = is_one && found == stem;
      line += form + ">" + found + " ";
    }
    if (is_one) ++right;
    if (!is_one) wrong += line + "\n";
  }
  EXPECT_EQ(rows.size(), GetParam().families);
  EXPECT_GE(right, GetParam().least_families) << wrong;
}

TEST_P(MarkedWordsTest, StrangersStayApart) {
  const FoldedWords folded(words_);
  const Stemmer stemmer(folded);
  std::size_t merged = 0;
  std::string wrong;
  const auto rows = eval::load_marked_words(eval_file("stem_strangers.tsv"), GetParam().name);
  for (const auto& row : rows) {
    if (stemmer.stem(row.at(0)) != stemmer.stem(row.at(1))) continue;
    ++merged;
    wrong += row.at(0) + " " + row.at(1) + "\n";
  }
  EXPECT_EQ(rows.size(), GetParam().strangers);
  EXPECT_LE(merged, GetParam().most_merged) << wrong;
}

TEST_P(MarkedWordsTest, CompoundsAreSplitAsMarked) {
  const FoldedWords folded(words_);
  const CompoundSplitter splitter(folded);
  std::size_t right = 0;
  std::string wrong;
  const auto rows = eval::load_marked_words(eval_file("compound_splits.tsv"), GetParam().name);
  for (const auto& row : rows) {
    std::string found;
    for (const std::string& part : splitter.split(row.at(0)))
      found += (found.empty() ? "" : "+") + part;
    if (found.empty()) found = "-";
    if (found == row.at(1)) ++right;
    if (found != row.at(1)) wrong += row.at(0) + ": " + found + " for " + row.at(1) + "\n";
  }
  EXPECT_EQ(rows.size(), GetParam().words);
  EXPECT_GE(right, GetParam().least_split) << wrong;
}

INSTANTIATE_TEST_SUITE_P(Halves, MarkedWordsTest,
                         testing::Values(Half{"development", 34, 34, 0, 106, 102, 102},
                                         Half{"test", 34, 34, 1, 107, 97, 102}),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::nlp
