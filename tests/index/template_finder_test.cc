#include "index/template_finder.h"

#include <algorithm>

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
  TemplateFinder finder;
  for (int document = 0; document < 3; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage(kOpening);
    for (int passage = 0; passage < 5; ++passage)
      finder.add_passage(own_prose(document, passage));
  }
  EXPECT_EQ(finder.find(), (std::vector<char>{1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0}));
}

TEST(TemplateFinderTest, TwoSubmittersAreNoRule) {
  TemplateFinder finder;
  for (int document = 0; document < 2; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage(kOpening);
    finder.add_passage(own_prose(document, 0));
  }
  EXPECT_EQ(finder.find(), std::vector<char>(4, 0));
}

TEST(TemplateFinderTest, CopiesAndVersionsOfOneDocumentMakeNoTemplate) {
  for (const int copies : {3, 40}) {
    TemplateFinder finder;
    for (int document = 0; document < copies; ++document) {
      finder.add_document({});
      finder.add_passage(kOpening);
      for (int passage = 0; passage < 5; ++passage)
        finder.add_passage(own_prose(0, passage));
      finder.add_passage(own_prose(document + 1, 9));  // what the version added
    }
    const std::vector<char> found = finder.find();
    EXPECT_EQ(std::count(found.begin(), found.end(), 1), 0) << copies << " copies";
  }
}

TEST(TemplateFinderTest, AnAnswerBehindTheQuestionOfAFormStays) {
  TemplateFinder finder;
  for (int document = 0; document < 4; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage(std::string(kOpening) + " " + own_prose(document, 0));
    finder.add_passage(own_prose(document, 1));
  }
  EXPECT_EQ(finder.find(), std::vector<char>(8, 0));
}

TEST(TemplateFinderTest, ShortSentencesMayBeAlikeByChance) {
  TemplateFinder finder;
  for (int document = 0; document < 6; ++document) {
    finder.add_document({"gemeente" + std::to_string(document)});
    finder.add_passage("Er is een plan per gezin, daar houdt iedereen zich aan.");
    finder.add_passage(own_prose(document, 1));
  }
  EXPECT_EQ(finder.find(), std::vector<char>(12, 0));
}

}  // namespace
}  // namespace vp::index
