#include "index/term_neighbours.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "core/edit_distance.h"

namespace vp::index {
namespace {

/// A vocabulary that counts how often it is asked.
class Vocabulary {
 public:
  void add(std::string term) { terms_.insert(std::move(term)); }
  [[nodiscard]] const std::set<std::string>& terms() const { return terms_; }
  TermSeek seek() {
    return [this](std::string_view bound) -> Result<std::optional<std::string>> {
      ++asked;
      const auto found = terms_.lower_bound(std::string(bound));
      if (found == terms_.end()) return std::optional<std::string>();
      return std::optional(*found);
    };
  }
  std::size_t asked = 0;

 private:
  std::set<std::string> terms_;
};

std::string near(Vocabulary& vocabulary, std::string_view word, std::size_t most) {
  std::string text;
  const auto found = find_near_terms(word, most, vocabulary.seek());
  EXPECT_TRUE(found);
  for (const NearTerm& term : *found)
    text += term.term + ":" + std::to_string(term.distance) + " ";
  return text;
}

TEST(TermNeighboursTest, FindsOneAndTwoTypingErrors) {
  Vocabulary words;
  for (const char* const word : {"doorzettingsmacht", "regie", "regies", "regisseur", "nazorg", "zorg",
                                 "plan", "gezin", "gezinnen", "\u0433\u043E\u0434"})
    words.add(word);
  EXPECT_EQ(near(words, "doorzetingsmacht", 2), "doorzettingsmacht:1 ");
  EXPECT_EQ(near(words, "doorzettingmahct", 2), "doorzettingsmacht:2 ");
  EXPECT_EQ(near(words, "ergie", 1), "regie:1 ");
  EXPECT_EQ(near(words, "regi", 1), "regie:1 ");
  EXPECT_EQ(near(words, "regie", 1), "regies:1 ") << "the word itself is no neighbour";
  EXPECT_EQ(near(words, "nzarog", 2), "nazorg:2 ");
  EXPECT_EQ(near(words, "xylofoon", 2), "");
  EXPECT_EQ(near(words, "plan", 0), "");
}

TEST(TermNeighboursTest, ForgivesMoreInLongerWords) {
  EXPECT_EQ(forgiven_errors(3), 0U);
  EXPECT_EQ(forgiven_errors(4), 1U);
  EXPECT_EQ(forgiven_errors(7), 1U);
  EXPECT_EQ(forgiven_errors(8), 2U);
}

TEST(TermNeighboursTest, FindsWhatComparingWithEveryTermFinds) {
  std::mt19937 random(3);  // NOLINT(cert-msc51-cpp): the same words every time
  const auto make_word = [&random](std::size_t most_letters) {
    std::string word;
    for (std::size_t n = 1 + random() % most_letters; n > 0; --n)
      word += "aeinrst\xC3\xA9\xFF"[random() % 10];
    return word;
  };
  Vocabulary words;
  for (int i = 0; i < 3000; ++i)
    words.add(make_word(7));
  std::size_t hits = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string word = make_word(8);
    const std::size_t most = 1 + random() % 2;
    std::string expected;
    for (const std::string& term : words.terms()) {
      const std::size_t distance = edit_distance(word, term);
      if (distance == 0 || distance > most) continue;
      expected += term + ":" + std::to_string(distance) + " ";
      ++hits;
    }
    ASSERT_EQ(near(words, word, most), expected) << word;
  }
  EXPECT_GT(hits, 1000U);
}

TEST(TermNeighboursTest, LooksAtASmallPartOfALargeVocabulary) {
  std::mt19937 random(4);  // NOLINT(cert-msc51-cpp): the same words every time
  Vocabulary words;
  while (words.terms().size() < 200'000) {
    std::string word;
    for (std::size_t n = 4 + random() % 12; n > 0; --n)
      word += "eeeeennnnaaaatttiiirrrdddooosslghvkmubpwjzcf"[random() % 44];
    words.add(word);
  }
  words.add("doorzettingsmacht");
  EXPECT_NE(near(words, "doorzetingsmahct", 2).find("doorzettingsmacht:2"), std::string::npos);
  EXPECT_LT(words.asked, 20'000U);
  words.asked = 0;
  near(words, "regei", 1);
  EXPECT_LT(words.asked, 2'000U);
}

}  // namespace
}  // namespace vp::index
