#include "nlp/run_map.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

/// "diﬀerent" -> "different": letters verbatim, the ligature (3 bytes) as one piece.
RunMap make_ligature_map() {
  RunMap map;
  map.append({{0, 2}, {0, 2}, true});
  map.append({{2, 4}, {2, 5}, false});
  map.append({{4, 9}, {5, 10}, true});
  return map;
}

TEST(RunMapTest, JoinsAdjoiningVerbatimRuns) {
  RunMap map;
  map.append({{0, 2}, {5, 7}, true});
  map.append({{2, 4}, {7, 9}, true});
  EXPECT_EQ(map.runs(), (std::vector<MapRun>{{{0, 4}, {5, 9}, true}}));
}

TEST(RunMapTest, KeepsPiecesApart) {
  RunMap map;
  map.append({{0, 2}, {0, 3}, false});
  map.append({{2, 4}, {3, 6}, false});
  EXPECT_EQ(map.runs().size(), 2U);
}

TEST(RunMapTest, LeavesOutEmptyRuns) {
  RunMap map;
  map.append({{0, 0}, {0, 2}, false});
  map.append({{0, 2}, {2, 2}, false});
  EXPECT_TRUE(map.runs().empty());
}

TEST(RunMapTest, MapsPieceAsWhole) {
  const RunMap map = make_ligature_map();
  EXPECT_EQ(map.to_source({3, 4}), (TextSpan{2, 5}));
  EXPECT_EQ(map.from_source({3, 4}), (TextSpan{2, 4}));
}

TEST(RunMapTest, MapsInsideVerbatimRunByteForByte) {
  const RunMap map = make_ligature_map();
  EXPECT_EQ(map.to_source({5, 7}), (TextSpan{6, 8}));
  EXPECT_EQ(map.from_source({6, 8}), (TextSpan{5, 7}));
  EXPECT_EQ(map.to_source({1, 5}), (TextSpan{1, 6}));
}

TEST(RunMapTest, PlacesInsertedTextAfterWhatPrecedes) {
  RunMap map;  // "ab" + inserted "-" + "cd", from "abcd"
  map.append({{0, 2}, {0, 2}, true});
  map.append({{3, 5}, {2, 4}, true});
  EXPECT_EQ(map.to_source({2, 3}), (TextSpan{2, 2}));
  EXPECT_EQ(map.to_source({1, 3}), (TextSpan{1, 2}));
  EXPECT_EQ(map.to_source({5, 9}), (TextSpan{4, 4}));
}

TEST(RunMapTest, PlacesLeftOutTextWhereItWas) {
  RunMap map;  // "ab-cd" -> "abcd"
  map.append({{0, 2}, {0, 2}, true});
  map.append({{2, 4}, {3, 5}, true});
  EXPECT_EQ(map.from_source({2, 3}), (TextSpan{2, 2}));
  EXPECT_EQ(map.from_source({1, 4}), (TextSpan{1, 3}));
  EXPECT_EQ(map.to_source({1, 3}), (TextSpan{1, 4}));
}

TEST(RunMapTest, EmptyMapLeadsNowhere) {
  const RunMap map;
  EXPECT_EQ(map.to_source({3, 9}), (TextSpan{0, 0}));
  EXPECT_EQ(map.from_source({3, 9}), (TextSpan{0, 0}));
}

TEST(RunMapTest, PiecesOfOneIndivisibleSourceBecomeOne) {
  RunMap upper;  // "fi" -> "FI", letter by letter
  upper.append({{0, 1}, {0, 1}, false});
  upper.append({{1, 2}, {1, 2}, false});
  RunMap ligature;  // "ﬁ" -> "fi"
  ligature.append({{0, 2}, {0, 3}, false});
  EXPECT_EQ(upper.after(ligature).runs(), (std::vector<MapRun>{{{0, 2}, {0, 3}, false}}));
}

/// A random map over a source of `source_size` bytes; a piece that is not verbatim gives `unit` bytes, and
/// every edge in the derived text is a multiple of `unit`, so that maps of one unit never cut a piece of
/// each other.
RunMap make_random_map(std::mt19937& random, std::uint32_t source_size, std::uint32_t unit,
                       std::uint32_t& derived_size) {
  RunMap map;
  std::uint32_t to = 0;
  for (std::uint32_t from = 0; from < source_size;) {
    const auto size = static_cast<std::uint32_t>(unit * (1 + random() % 5));
    const TextSpan piece{from, std::min(from + size, source_size)};
    from = piece.end;
    const auto choice = random() % 5;
    if (choice == 0) continue;    // left out
    if (choice == 1) to += unit;  // inserted before it
    const bool verbatim = choice != 2;
    const TextSpan derived{to, to + (verbatim ? piece.size() : unit)};
    map.append({derived, piece, verbatim});
    to = derived.end;
  }
  derived_size = to;
  return map;
}

/// What to_source promises, by looking at every run.
TextSpan naive_to_source(const RunMap& map, TextSpan to) {
  TextSpan cover;
  bool found = false;
  for (const MapRun& run : map.runs()) {
    if (!run.to.overlaps(to)) continue;
    TextSpan from = run.from;
    if (run.verbatim) {
      if (to.begin > run.to.begin) from.begin += to.begin - run.to.begin;
      if (to.end < run.to.end) from.end -= run.to.end - to.end;
    }
    cover = found ? TextSpan{cover.begin, from.end} : from;
    found = true;
  }
  return cover;
}

TEST(RunMapProperty, BinarySearchEqualsNaiveScan) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::uint32_t derived_size = 0;
    const RunMap map = make_random_map(random, 40, 1, derived_size);
    for (std::uint32_t begin = 0; begin < derived_size; ++begin) {
      for (std::uint32_t end = begin + 1; end <= derived_size; ++end) {
        const TextSpan naive = naive_to_source(map, {begin, end});
        const TextSpan found = map.to_source({begin, end});
        if (naive.empty()) {
          EXPECT_TRUE(found.empty());
        } else {
          ASSERT_EQ(found, naive) << begin << ".." << end;
        }
      }
    }
  }
}

TEST(RunMapProperty, RoundTripCoversWhatWasMapped) {
  std::mt19937 random(12);
  for (int round = 0; round < 300; ++round) {
    std::uint32_t derived_size = 0;
    const RunMap map = make_random_map(random, 40, 1, derived_size);
    for (const MapRun& run : map.runs()) {
      const TextSpan from = map.to_source(run.to);
      EXPECT_EQ(from, run.from);
      EXPECT_EQ(map.from_source(from), run.to);
    }
  }
}

TEST(RunMapProperty, CompositionEqualsStepByStepMapping) {
  std::mt19937 random(13);
  constexpr std::uint32_t kUnit = 2;
  for (int round = 0; round < 500; ++round) {
    std::uint32_t middle_size = 0;
    std::uint32_t derived_size = 0;
    const RunMap earlier = make_random_map(random, 60, kUnit, middle_size);
    const RunMap later = make_random_map(random, middle_size, kUnit, derived_size);
    const RunMap composed = later.after(earlier);
    for (std::uint32_t begin = 0; begin < derived_size; begin += kUnit) {
      const TextSpan middle = later.to_source({begin, begin + kUnit});
      const TextSpan by_step = earlier.to_source(middle);
      const TextSpan at_once = composed.to_source({begin, begin + kUnit});
      // What came from nothing has no place that both ways must agree on.
      if (middle.empty() || by_step.empty()) {
        ASSERT_TRUE(at_once.empty()) << begin;
      } else {
        ASSERT_EQ(at_once, by_step) << begin;
      }
    }
  }
}

TEST(RunMapProperty, CompositionNeverLosesSource) {
  std::mt19937 random(14);
  for (int round = 0; round < 300; ++round) {
    std::uint32_t middle_size = 0;
    std::uint32_t derived_size = 0;
    const RunMap earlier = make_random_map(random, 40, 1, middle_size);
    const RunMap later = make_random_map(random, middle_size, 1, derived_size);
    const RunMap composed = later.after(earlier);
    for (std::uint32_t place = 0; place < derived_size; ++place) {
      const TextSpan by_step = earlier.to_source(later.to_source({place, place + 1}));
      if (by_step.empty()) continue;
      EXPECT_TRUE(composed.to_source({place, place + 1}).contains(by_step)) << place;
    }
    for (std::size_t i = 1; i < composed.runs().size(); ++i) {
      EXPECT_LE(composed.runs()[i - 1].to.end, composed.runs()[i].to.begin);
      EXPECT_LE(composed.runs()[i - 1].from.end, composed.runs()[i].from.begin);
    }
  }
}

}  // namespace
}  // namespace vp::nlp
