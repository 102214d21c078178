#include "index/template_finder.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

namespace vp::index {
namespace {

constexpr const char* kOpening =
    "Dit formulier gaat over de hulp aan gezinnen met veel problemen en wordt door elke partner apart "
    "ingevuld.";

/// Prose that no other document has.
std::string own_prose(int document, int passage) {
  std::string text;
  for (int word = 0; word < 20; ++word)
    text +=
        "woord" + std::to_string(document) + "x" + std::to_string(passage) + "x" + std::to_string(word) + " ";
  return text;
}

TEST(TemplateFinderTest, MarksWhatThreeSubmittersHaveAlike) {
  TemplateFinder finder(std::filesystem::temp_directory_path());
  for (int document = 0; document < 3; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage(kOpening);
    for (int passage = 0; passage < 5; ++passage)
      finder.add_passage(own_prose(document, passage));
  }
  EXPECT_EQ(finder.find().value(), (std::vector<char>{1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}));
}

TEST(TemplateFinderTest, TwoSubmittersAreNoRule) {
  TemplateFinder finder(std::filesystem::temp_directory_path());
  for (int document = 0; document < 2; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage(kOpening);
    finder.add_passage(own_prose(document, 0));
  }
  EXPECT_EQ(finder.find().value(), std::vector<char>(4, 0));
}

TEST(TemplateFinderTest, CopiesAndVersionsOfOneDocumentMakeNoTemplate) {
  for (const int copies : {3, 40}) {
    TemplateFinder finder(std::filesystem::temp_directory_path());
    for (int document = 0; document < copies; ++document) {
      finder.add_document({});
      finder.add_passage(kOpening);
      for (int passage = 0; passage < 5; ++passage)
        finder.add_passage(own_prose(0, passage));
      finder.add_passage(own_prose(document + 1, 9));  // what the version added
    }
    const std::vector<char> found = finder.find().value();
    EXPECT_EQ(std::count(found.begin(), found.end(), 1), 0) << copies << " copies";
  }
}

TEST(TemplateFinderTest, AnAnswerBehindTheQuestionOfAFormStays) {
  TemplateFinder finder(std::filesystem::temp_directory_path());
  for (int document = 0; document < 4; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage(std::string(kOpening) + " " + own_prose(document, 0));
    finder.add_passage(own_prose(document, 1));
  }
  EXPECT_EQ(finder.find().value(), std::vector<char>(8, 0));
}

TEST(TemplateFinderTest, ShortSentencesMayBeAlikeByChance) {
  TemplateFinder finder(std::filesystem::temp_directory_path());
  for (int document = 0; document < 6; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage("Er is een plan per gezin, daar houdt iedereen zich aan.");
    finder.add_passage(own_prose(document, 1));
  }
  EXPECT_EQ(finder.find().value(), std::vector<char>(12, 0));
}

// As many runs as do not fit on a shelf go through the file, and come back as if all were sorted at once.
TEST(RunShelfTest, GivesEveryRunBackInOrderHoweverManyThereAre) {
  for (const std::size_t count : {std::size_t{1000}, std::size_t{200'000}}) {
    RunShelf shelf(std::filesystem::temp_directory_path());
    std::mt19937 random(5);  // NOLINT(cert-msc51-cpp): the same runs every time
    std::vector<PlacedRun> all;
    for (std::size_t i = 0; i < count; ++i) {
      // On three shelves only, the first and the last among them, and each run more than once.
      const std::uint32_t head = std::array{0U, 17U, 63U}.at(random() % 3) << 26U;
      const auto tail = static_cast<std::uint32_t>(random() % 5000) << 13U;
      all.push_back({head | tail, static_cast<std::uint32_t>(i / 7)});
      shelf.add(all.back());
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const PlacedRun& a, const PlacedRun& b) { return a.run < b.run; });
    for (const int round : {1, 2}) {
      std::vector<PlacedRun> found;
      for (std::size_t i = 0; i < RunShelf::kShelves; ++i) {
        const std::vector<PlacedRun> taken = shelf.take(i).value();
        found.insert(found.end(), taken.begin(), taken.end());
      }
      EXPECT_TRUE(found == all) << count << " runs, taken for the time number " << round;
    }
  }
}

TEST(RunShelfTest, SaysThatThereIsNoPlaceForItsFile) {
  RunShelf shelf("/no/such/folder");
  for (std::uint32_t i = 0; i < 100'000; ++i)
    shelf.add({i, i});
  const auto taken = shelf.take(0);
  ASSERT_FALSE(taken);
  EXPECT_NE(to_string(taken.error()).find("/no/such/folder"), std::string::npos) << to_string(taken.error());
}

}  // namespace
}  // namespace vp::index
