// engine_fixture.h - the ground of the conformance suite: an engine made by a factory, in a folder of its
// own.
#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/ranking.h"
#include "index/sql_engine.h"
#include "index/word_box_codec.h"
#include "nlp/tokenizer.h"
#include "tests/index/sample_documents.h"
#include "tests/index/test_folder.h"

namespace vp::index {

struct EngineFactory {
  std::string name;
  /// Opens the store in the folder, made when absent; opened twice, the same store.
  std::function<std::unique_ptr<Engine>(const std::filesystem::path&)> open;
  /// Spoils a stored store behind the engine's back.
  std::function<void(const std::filesystem::path&)> break_full_text, break_word_boxes;
  /// Why the engine cannot be tested here; empty, or left out: it can.
  std::function<std::string()> absence = {};
};

/// The value, by value: it may be ranged over. A failure fails the test.
template <class T>
T value_of(Result<T> result) {
  if (result) return std::move(*result);
  ADD_FAILURE() << to_string(result.error());
  return T();
}

inline IndicatorThemes sample_themes() {
  return {{"A1.1", "A"}, {"A2.2", "A"}, {"C3.1", "C"}};
}

class EngineConformance : public testing::TestWithParam<EngineFactory> {
 protected:
  void SetUp() override {
    const std::string absence = GetParam().absence ? GetParam().absence() : "";
    if (!absence.empty()) GTEST_SKIP() << absence;
    reopen();
  }
  void reopen() {
    engine_.reset();
    engine_ = GetParam().open(folder_.path());
    ASSERT_NE(engine_, nullptr);
  }
  void put(const SampleDocument& document) {
    const auto done = engine_->replace_document(document.record, document.passages);
    ASSERT_TRUE(done) << to_string(done.error());
  }
  SearchResult find(const nlp::QueryNode& query, const Filters& filters = {}, std::uint32_t limit = 100,
                    std::uint32_t offset = 0) {
    return find_planned(verbatim(query), filters, limit, offset);
  }
  SearchResult find_planned(const nlp::SearchQuery& query, const Filters& filters = {},
                            std::uint32_t limit = 100, std::uint32_t offset = 0) {
    auto result = engine_->search(query, filters, {.limit = limit, .offset = offset});
    EXPECT_TRUE(result) << to_string(result.error());
    if (!result) return {};
    const auto counted = engine_->count(query, filters);
    EXPECT_TRUE(counted && *counted == result->total) << "count() and search() differ";
    return std::move(*result);
  }
  std::string found(const nlp::QueryNode& query, const Filters& filters = {}) {
    return places(find(query, filters));
  }
  void expect_sound() {
    const auto faults = engine_->verify();
    ASSERT_TRUE(faults) << to_string(faults.error());
    EXPECT_THAT(*faults, testing::IsEmpty());
  }

  TestFolder folder_;
  std::unique_ptr<Engine> engine_;
};

inline SampleDocument conversation(std::uint8_t first) {
  return make_document(sample_id(first),
                       {"De regisseur heeft doorzettingsmacht.", "Het plan van aanpak ligt klaar.",
                        "Een aanpak zonder plan van de regisseur; regisseur zonder macht."});
}

}  // namespace vp::index
