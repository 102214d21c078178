#include "nlp/atom_matcher.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

std::vector<AtomMatcher::Hit> find(const std::vector<std::string>& atoms, std::string_view text) {
  std::vector<AtomMatcher::Hit> hits{{7, 7}};  // what an earlier call left
  AtomMatcher::Scratch scratch;
  AtomMatcher(atoms).find(text, hits, scratch);
  return hits;
}

/// Every atom held against every place.
std::vector<AtomMatcher::Hit> find_naively(const std::vector<std::string>& atoms, std::string_view text) {
  std::vector<AtomMatcher::Hit> hits;
  for (std::uint32_t end = 1; end <= text.size(); ++end) {
    for (std::uint32_t atom = 0; atom < atoms.size(); ++atom) {
      if (!atoms[atom].empty() && text.substr(0, end).ends_with(atoms[atom])) hits.push_back({atom, end});
    }
  }
  return hits;
}

/// "atom@begin", ascending.
std::string to_text(const std::vector<std::string>& atoms, const std::vector<AtomMatcher::Hit>& hits) {
  std::string text;
  for (const AtomMatcher::Hit& hit : hits)
    text += atoms.at(hit.atom) + "@" + std::to_string(hit.end - atoms.at(hit.atom).size()) + " ";
  return text;
}

struct AtomCase {
  const char* name;
  std::vector<std::string> atoms;
  const char* text;
  const char* expected;
};

class AtomMatcherTest : public testing::TestWithParam<AtomCase> {};

TEST_P(AtomMatcherTest, FindsEveryOccurrence) {
  EXPECT_EQ(to_text(GetParam().atoms, find(GetParam().atoms, GetParam().text)), GetParam().expected);
}

const AtomCase kAtoms[] = {
    {"none", {}, "gezin", ""},
    {"empty_atom", {""}, "gezin", ""},
    {"empty_text", {"gezin"}, "", ""},
    {"whole_text", {"gezin"}, "gezin", "gezin@0 "},
    {"inside_words", {"zorg"}, "nazorg, zorgplan", "zorg@2 zorg@8 "},
    {"one_in_another_longest_first", {"zorg", "nazorg", "org"}, "nazorg", "nazorg@0 zorg@2 org@3 "},
    {"overlapping_each_other", {"drang", "ngen"}, "drangen", "drang@0 ngen@3 "},
    {"over_itself", {"ana"}, "banana", "ana@1 ana@3 "},
    {"falls_back_to_a_shorter_start", {"gezinsplan", "zinvol"}, "gezinvol", "zinvol@2 "},
    {"any_bytes", {std::string("\xC3\xAB\x01", 3)}, "co\xC3\xAB\x01", "\xC3\xAB\x01@2 "},
};

INSTANTIATE_TEST_SUITE_P(Cases, AtomMatcherTest, testing::ValuesIn(kAtoms),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(AtomMatcherTest, RepeatedAtomsAreBothFound) {
  const std::vector<std::string> atoms = {"plan", "plan"};
  EXPECT_EQ(find(atoms, "plan"), (std::vector<AtomMatcher::Hit>{{0, 4}, {1, 4}}));
}

// Lengths around the borders of one, two and four lanes, few letters, so that hits lie on every border.
TEST(AtomMatcherPropertyTest, EqualsTheNaiveSearch) {
  std::mt19937 random(20130501);
  const auto letters = [&](std::size_t size) {
    std::string text;
    while (text.size() < size)
      text += static_cast<char>('a' + random() % 3);
    return text;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> atoms;
    while (atoms.size() < 1 + random() % 12)
      atoms.push_back(letters(1 + random() % 20));
    std::sort(atoms.begin(), atoms.end());
    atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
    const std::string text = letters(random() % 900);
    auto hits = find(atoms, text);
    EXPECT_TRUE(
        std::is_sorted(hits.begin(), hits.end(), [](const auto& a, const auto& b) { return a.end < b.end; }));
    const auto by_end = [](const AtomMatcher::Hit& a, const AtomMatcher::Hit& b) {
      return std::pair(a.end, a.atom) < std::pair(b.end, b.atom);
    };
    std::sort(hits.begin(), hits.end(), by_end);
    ASSERT_EQ(hits, find_naively(atoms, text)) << text;
  }
}

}  // namespace
}  // namespace vp::nlp
