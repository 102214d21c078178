#include "nlp/word_list.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

const WordList& sample_list() {
  static const WordList kWords =
      WordList::from_lines("gezin\ngezinnen\nHengelo\ngeïnformeerd\nAWBZ\nIJssel\nijs\n");
  return kWords;
}

struct ContainsCase {
  const char* name;
  const char* word;
  bool expected;
};

constexpr ContainsCase kCases[] = {
    {"plain", "gezin", true},
    {"beginning_of_entry", "gezinn", false},
    {"entry_and_more", "gezinnenx", false},
    {"capitalised", "Gezin", true},
    {"all_capitals", "GEZINNEN", true},
    {"diacritics", "geïnformeerd", true},
    {"diacritics_in_capitals", "GEÏNFORMEERD", true},
    {"without_diacritics_is_another_word", "geinformeerd", false},
    {"name", "Hengelo", true},
    {"name_in_capitals", "HENGELO", true},
    {"name_in_small_letters_is_unknown", "hengelo", false},
    {"acronym", "AWBZ", true},
    {"acronym_in_small_letters_is_unknown", "awbz", false},
    {"ij_as_one_capital", "IJssel", true},
    {"ij_in_capitals", "IJSSEL", true},
    {"capitalised_ij", "IJs", true},
    {"empty", "", false},
    {"line_end_is_no_letter", "gezin\ngezinnen", false},
};

class WordListContainsTest : public testing::TestWithParam<ContainsCase> {};

TEST_P(WordListContainsTest, Contains) {
  EXPECT_EQ(sample_list().contains(GetParam().word), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Table, WordListContainsTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(WordListTest, CountsEachEntryOnce) {
  EXPECT_EQ(WordList::from_lines("a\nb\na\n\nb").size(), 2U);
  EXPECT_EQ(WordList::from_lines("").size(), 0U);
  EXPECT_FALSE(WordList::from_lines("").contains("a"));
}

TEST(WordListTest, LastLineNeedsNoLineEnd) {
  EXPECT_TRUE(WordList::from_lines("een\ntwee").contains("twee"));
}

TEST(WordListTest, HashFollowsContent) {
  EXPECT_EQ(WordList::from_lines("a\n").content_hash(),  // SHA-256 of "a\n"
            "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7");
  EXPECT_NE(WordList::from_lines("a\nb\n").content_hash(), WordList::from_lines("b\na\n").content_hash());
}

std::filesystem::path write_file(const char* name, std::string_view bytes) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / name;
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

TEST(WordListTest, LoadEqualsFromLines) {
  const Result<WordList> loaded = WordList::load(write_file("words.txt", "een\ntwee\n"));
  ASSERT_TRUE(loaded.has_value());
  EXPECT_TRUE(loaded->contains("twee"));
  EXPECT_EQ(loaded->content_hash(), WordList::from_lines("een\ntwee\n").content_hash());
}

TEST(WordListTest, LoadNamesTheLineThatIsNotUtf8) {
  const Result<WordList> loaded = WordList::load(write_file("latin1.txt", "een\ntwee\nge\xEFnd\n"));
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(loaded.error().what, "line 3 is not UTF-8");
}

TEST(WordListTest, LoadSaysThatAFileIsMissing) {
  const Result<WordList> loaded = WordList::load("/nonexistent/words");
  ASSERT_FALSE(loaded.has_value());
  EXPECT_EQ(loaded.error().code, ErrorCode::kNotFound);
}

TEST(WordListTest, EveryEntryOfTheInstalledListIsFound) {
  if (!std::filesystem::exists(default_word_list_path()))
    GTEST_SKIP() << "the package wdutch is not installed";
  const Result<WordList> loaded = WordList::load(default_word_list_path());
  ASSERT_TRUE(loaded.has_value());
  EXPECT_GT(loaded->size(), 400'000U);
  std::ifstream in(default_word_list_path());
  std::size_t missing = 0;
  for (std::string line; std::getline(in, line);) {
    if (!loaded->contains(line)) ++missing;
    if (loaded->contains(line + "qx")) ++missing;
  }
  EXPECT_EQ(missing, 0U);
}

}  // namespace
}  // namespace vp::nlp
