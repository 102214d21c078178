// engine_conformance.h - what every engine behind index::Engine must do. A test file for an engine includes
// this and instantiates EngineConformance with a factory; every hit, score and order asked for here is
// engine-independent.
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
#include "index/sqlite_engine.h"
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
  void SetUp() override { reopen(); }
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
    auto result = engine_->search(query, filters, limit, offset);
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

TEST_P(EngineConformance, ReturnsPassagesAsStored) {
  const SampleDocument document = make_random_document(7, 40);
  put(document);
  const auto passages = engine_->load_passages(document.record.id, std::nullopt);
  ASSERT_TRUE(passages);
  ASSERT_EQ(passages->size(), document.passages.size());
  for (std::size_t i = 0; i < passages->size(); ++i)
    EXPECT_EQ((*passages)[i], quantize(document.passages[i])) << i;
  const auto one = engine_->load_passage(document.record.id, 3);
  ASSERT_TRUE(one);
  EXPECT_EQ(*one, passages->at(3));
  expect_sound();
}

TEST_P(EngineConformance, ReturnsDocumentsAsStored) {
  SampleDocument document = make_random_document(8, 5);
  document.record.state = DocumentState::kPartlyRead;
  document.record.reason = "2 bladzijden zonder tekst";
  document.record.messages = {"xref broken", ""};
  document.record.message_count = 5'000'000'000;
  document.record.metadata = {"t", "a", "s", "k", "c", "p", "2013-01-01", "2014-01-01", "1.4", true};
  document.record.pages.back().verdict = PageVerdict::kUnread;
  document.record.pages.back().reason = "no text layer";
  document.record.pages.back().rotation_degrees = 270;
  put(document);
  reopen();
  const auto loaded = engine_->load_document(document.record.id);
  ASSERT_TRUE(loaded) << to_string(loaded.error());
  EXPECT_EQ(*loaded, document.record);
}

TEST_P(EngineConformance, ListsAndFindsDocumentsById) {
  for (const std::uint8_t first : {0x30, 0x12, 0x1F})
    put(conversation(first));
  const auto all = engine_->list_documents();
  ASSERT_TRUE(all);
  EXPECT_THAT(*all, testing::ElementsAre(sample_id(0x12), sample_id(0x1F), sample_id(0x30)));
  const auto find_ids = [&](std::string_view id_prefix) {
    return engine_->find_documents(id_prefix).value();
  };
  EXPECT_THAT(find_ids("1"), testing::ElementsAre(sample_id(0x12), sample_id(0x1F)));
  EXPECT_THAT(find_ids("1F0"), testing::ElementsAre(sample_id(0x1F)));
  EXPECT_THAT(find_ids(to_string(sample_id(0x30))), testing::ElementsAre(sample_id(0x30)));
  EXPECT_THAT(find_ids("12f"), testing::IsEmpty());
  EXPECT_THAT(find_ids("zz"), testing::IsEmpty());
  EXPECT_THAT(find_ids(std::string(65, '1')), testing::IsEmpty());
  EXPECT_TRUE(engine_->has_document(sample_id(0x30)).value());
  EXPECT_FALSE(engine_->has_document(sample_id(0x31)).value());
}

TEST_P(EngineConformance, ReplacingTwiceChangesNothing) {
  put(conversation(1));
  put(conversation(2));
  const std::string before = describe(find(word("regisseur")));
  put(conversation(1));
  put(conversation(1));
  EXPECT_EQ(describe(find(word("regisseur"))), before);
  EXPECT_EQ(engine_->list_documents()->size(), 2U);
  expect_sound();
}

TEST_P(EngineConformance, ReplacingForgetsTheOldText) {
  put(conversation(1));
  put(make_document(sample_id(1), {"Iets heel anders."}));
  EXPECT_EQ(found(word("regisseur")), "0:");
  EXPECT_EQ(found(word("anders")), "1: 01#0");
  EXPECT_EQ(engine_->load_passages(sample_id(1), std::nullopt)->size(), 1U);
  expect_sound();
}

TEST_P(EngineConformance, RemovingForgetsTheDocumentOnly) {
  put(conversation(1));
  put(conversation(2));
  ASSERT_TRUE(engine_->remove_document(sample_id(1)));
  ASSERT_TRUE(engine_->remove_document(sample_id(1))) << "removing what is not there is no error";
  EXPECT_EQ(found(word("doorzettingsmacht")), "1: 02#0");
  EXPECT_EQ(engine_->load_document(sample_id(1)).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(engine_->load_passage(sample_id(2), 3).error().code, ErrorCode::kNotFound);
  expect_sound();
}

TEST_P(EngineConformance, FindsWordsPhrasesPrefixes) {
  put(conversation(1));
  struct Case {
    std::string name;
    nlp::QueryNode query;
    std::string expected;
  };
  const Case cases[] = {
      {"word", word("macht"), "1: 01#2"},
      {"no such word", word("gezin"), "0:"},
      {"phrase in order", phrase({"plan", "van", "aanpak"}), "1: 01#1"},
      {"phrase in another order", phrase({"aanpak", "van", "plan"}), "0:"},
      {"phrase not over passages", phrase({"doorzettingsmacht", "het", "plan"}), "0:"},
      {"prefix", prefix("doorz"), "1: 01#0"},
      {"prefix is the whole word", prefix("macht"), "1: 01#2"},
      {"prefix only at the begin", prefix("zettings"), "0:"},
      {"and", all_of({word("regisseur"), word("macht")}), "1: 01#2"},
      {"or", any_of({word("doorzettingsmacht"), phrase({"plan", "van", "aanpak"})}), "2: 01#0 01#1"},
      {"not", without(word("regisseur"), word("doorzettingsmacht")), "1: 01#2"},
      {"not of a phrase", without(word("aanpak"), phrase({"plan", "van", "aanpak"})), "1: 01#2"},
      {"and of or", all_of({word("plan"), any_of({word("klaar"), word("nergens")})}), "1: 01#1"},
      {"or of and", any_of({all_of({word("regisseur"), word("klaar")}), word("klaar")}), "1: 01#1"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(found(c.query), c.expected) << c.name;
}

TEST_P(EngineConformance, TakesOperatorsOfAnEngineAsWords) {
  put(make_document(sample_id(1), {"near and or not text", "regisseur"}));
  for (const char* token : {"and", "or", "not", "near", "text"})
    EXPECT_EQ(found(word(token)), "1: 01#0") << token;
  for (const char* token :
       {"\"", "*", "text:", "a\" OR \"regisseur", "^", "-", "'; DROP TABLE passage; --"}) {
    const auto result = engine_->search(word(token), {}, 10, 0);
    EXPECT_TRUE(!result || result->total == 0) << token;
  }
  EXPECT_EQ(engine_->search(phrase({}), {}, 10, 0).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(engine_->search(all_of({}), {}, 10, 0).error().code, ErrorCode::kInvalidArgument);
}

TEST_P(EngineConformance, FoldsCaseAndAccentsAsTheAnalysisDoes) {
  put(make_document(sample_id(1),
                    {"COÖRDINATIE én Één Ĳsselstein", "coordinatie", "日本 ελληνικά кириллица"}));
  EXPECT_EQ(found(word("coordinatie")), "2: 01#1 01#0");
  for (const Passage& passage : value_of(engine_->load_passages(sample_id(1), std::nullopt))) {
    for (const nlp::Token& token : nlp::tokenize(passage.text)) {
      EXPECT_NE(found(word(token.text)).find("#" + std::to_string(passage.ordinal)), std::string::npos)
          << token.text;
    }
  }
}

TEST_P(EngineConformance, NamesTheWordsThatMatched) {
  put(conversation(1));
  const auto matches = [&](const nlp::QueryNode& query) {
    std::string text;
    const SearchResult result = find(query);
    for (const Hit& hit : result.hits) {
      for (const TextSpan span : hit.matches)
        text += "[" + std::string(span.in(hit.passage.text)) + "]";
    }
    return text;
  };
  EXPECT_EQ(matches(word("macht")), "[macht]");
  EXPECT_EQ(matches(prefix("doorz")), "[doorzettingsmacht]");
  EXPECT_EQ(matches(phrase({"plan", "van", "aanpak"})), "[plan van aanpak]");
  EXPECT_EQ(matches(all_of({phrase({"plan", "van"}), phrase({"van", "aanpak"})})), "[plan van aanpak]");
  EXPECT_EQ(matches(without(word("klaar"), word("regisseur"))), "[klaar]");
  EXPECT_EQ(matches(any_of({word("doorzettingsmacht"), word("de")})), "[De][doorzettingsmacht][de]");
}

TEST_P(EngineConformance, ScoresByTheFormulaOfTheProject) {
  put(conversation(1));
  put(make_document(sample_id(2), {"regisseur", "niets", "niets niemendal", "niets", "niets"}));
  // Eight passages of 4, 6, 10, 1, 1, 2, 1, 1 tokens; "regisseur" stands in three of them.
  const double mean = 26.0 / 8;
  const double idf = inverse_document_frequency(8, 3);
  EXPECT_NEAR(idf, std::log(5.5 / 3.5), 1e-12);
  const SearchResult result = find(word("regisseur"));
  ASSERT_EQ(places(result), "3: 02#0 01#0 01#2");
  EXPECT_DOUBLE_EQ(result.hits[0].score, idf * term_saturation(1, 1, mean));
  EXPECT_DOUBLE_EQ(result.hits[1].score, idf * term_saturation(1, 4, mean));
  EXPECT_DOUBLE_EQ(result.hits[2].score, idf * term_saturation(2, 10, mean));
  EXPECT_NEAR(result.hits[2].score, idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 10 / mean)), 1e-12);
}

TEST_P(EngineConformance, ScoresEveryTermThatIsThereWhateverTheShapeOfTheQuery) {
  put(conversation(1));
  for (std::uint8_t i = 2; i < 40; ++i)
    put(make_random_document(i, 30));
  const auto score_by_place = [&](const nlp::QueryNode& query) {
    std::map<std::string, double> scores;
    const SearchResult result = find(query, {.with_page_furniture = true}, 5000);
    for (const Hit& hit : result.hits)
      scores[to_string(hit.document) + std::to_string(hit.passage.ordinal)] = hit.score;
    return scores;
  };
  const auto as_or = score_by_place(any_of({word("gezin"), word("nazorg"), word("plan"), word("van")}));
  const nlp::QueryNode shapes[] = {
      all_of({word("gezin"), word("nazorg"), word("plan"), word("van")}),
      any_of({all_of({word("gezin"), word("nazorg")}), phrase({"plan", "van"})}),
      any_of({word("plan"), all_of({word("nazorg"), word("gezin"), word("van")})}),
      without(any_of({all_of({word("van"), word("plan")}), all_of({word("gezin"), word("nazorg")})}),
              word("dwang")),
      all_of({any_of({word("gezin"), word("gezin"), all_of({word("van"), word("plan")})}), word("nazorg")}),
  };
  for (const nlp::QueryNode& shape : shapes) {
    const auto scores = score_by_place(shape);
    EXPECT_GT(scores.size(), 5U) << nlp::to_string(shape);
    for (const auto& [place, score] : scores)
      EXPECT_DOUBLE_EQ(score, as_or.at(place)) << nlp::to_string(shape);
  }
}

TEST_P(EngineConformance, CountsPrefixesForNothingInTheScore) {
  put(conversation(1));
  const SearchResult result = find(any_of({prefix("doorz"), word("klaar")}));
  ASSERT_EQ(places(result), "2: 01#1 01#0");
  EXPECT_EQ(result.hits[1].score, 0);
}

TEST_P(EngineConformance, BreaksTiesByDocumentAndPlace) {
  for (const std::uint8_t first : {9, 3, 5})
    put(make_document(sample_id(first), {"nazorg", "nazorg"}));
  EXPECT_EQ(found(word("nazorg")), "6: 03#0 03#1 05#0 05#1 09#0 09#1");
}

TEST_P(EngineConformance, PagesWithoutGapOrOverlap) {
  for (std::uint8_t i = 1; i < 30; ++i)
    put(make_random_document(i, 20));
  const nlp::QueryNode query = any_of({word("nazorg"), word("gezin"), prefix("wa")});
  const SearchResult whole = find(query, {}, 5000);
  ASSERT_GT(whole.hits.size(), 100U);
  EXPECT_EQ(whole.hits.size(), whole.total);
  std::vector<Hit> pages;
  for (std::uint32_t offset = 0; offset < whole.total + 7; offset += 7) {
    const SearchResult page = find(query, {}, 7, offset);
    EXPECT_EQ(page.total, whole.total);
    pages.insert(pages.end(), page.hits.begin(), page.hits.end());
  }
  EXPECT_EQ(pages, whole.hits);
}

TEST_P(EngineConformance, TakesTheLargestLimitAndOffset) {
  put(conversation(1));
  EXPECT_EQ(find(word("regisseur"), {}, UINT32_MAX, 0).hits.size(), 2U);
  EXPECT_EQ(find(word("regisseur"), {}, UINT32_MAX, UINT32_MAX).hits.size(), 0U);
  EXPECT_EQ(find(word("regisseur"), {}, 0, 0).total, 2U);
}

TEST_P(EngineConformance, FiltersByLabelsOfOneSource) {
  const auto labels = [](const char* municipality, const char* approach, const char* role) {
    return SubmissionLabels{municipality, approach, "", role, "", "", ""};
  };
  put(make_document(
      sample_id(1), {"nazorg"},
      {{"/a", labels("Aalwijk", "Reset", "gemeente")}, {"/b", labels("Berkendam", "Grip", "inspectie")}}));
  put(make_document(sample_id(2), {"nazorg"}, {{"/c", labels("Berkendam", "Reset", "gemeente")}}));
  put(make_document(sample_id(3), {"nazorg"}));
  const nlp::QueryNode query = word("nazorg");
  EXPECT_EQ(found(query), "3: 01#0 02#0 03#0");
  EXPECT_EQ(found(query, {.municipality = "Berkendam"}), "2: 01#0 02#0");
  EXPECT_EQ(found(query, {.municipality = "Berkendam", .approach = "Reset"}), "1: 02#0");
  EXPECT_EQ(found(query, {.municipality = "Aalwijk", .approach = "Grip"}), "0:")
      << "labels of two sources mixed";
  EXPECT_EQ(found(query, {.role = "inspectie"}), "1: 01#0");
  EXPECT_EQ(found(query, {.municipality = "aalwijk"}), "0:");
  EXPECT_EQ(found(query, {.document = sample_id(3)}), "1: 03#0");
  EXPECT_EQ(found(query, {.municipality = "Aalwijk", .document = sample_id(2)}), "0:");
  EXPECT_EQ(found(query, {.document = sample_id(9)}), "0:");
}

TEST_P(EngineConformance, FollowsReplacedSources) {
  put(make_document(sample_id(1), {"nazorg"}, {{"/a", {.municipality = "Aalwijk"}}}));
  const std::vector<DocumentSource> sources = {{"/b", {.municipality = "Berkendam"}},
                                               {"/c", {.municipality = "Cromvoirt"}}};
  ASSERT_TRUE(engine_->replace_sources(sample_id(1), sources));
  EXPECT_EQ(found(word("nazorg"), {.municipality = "Aalwijk"}), "0:");
  EXPECT_EQ(found(word("nazorg"), {.municipality = "Cromvoirt"}), "1: 01#0");
  EXPECT_EQ(engine_->load_document(sample_id(1))->sources, sources);
  const auto listed = engine_->list_sources();
  ASSERT_TRUE(listed);
  ASSERT_EQ(listed->size(), 1U);
  EXPECT_EQ(listed->front().second, sources);
  EXPECT_EQ(engine_->replace_sources(sample_id(2), sources).error().code, ErrorCode::kNotFound);
  expect_sound();
}

TEST_P(EngineConformance, FiltersByIndicatorAndTheme) {
  SampleDocument document = conversation(1);
  document.passages[0].mentions = {make_mention(document.passages[0], "A2.2", "doorzettingsmacht")};
  document.passages[2].mentions = {make_mention(document.passages[2], "A1.1", "regisseur"),
                                   make_mention(document.passages[2], "C3.1", "aanpak")};
  put(document);
  EXPECT_EQ(found(word("regisseur"), {.indicator = "A2.2"}), "1: 01#0");
  EXPECT_EQ(found(word("regisseur"), {.indicator = "A1.1"}), "1: 01#2");
  EXPECT_EQ(found(word("regisseur"), {.theme = "A"}), "2: 01#2 01#0");
  EXPECT_EQ(found(word("regisseur"), {.theme = "C"}), "1: 01#2");
  EXPECT_EQ(found(word("regisseur"), {.indicator = "A2.2", .theme = "C"}), "0:");
  EXPECT_EQ(found(word("regisseur"), {.theme = "Z"}), "0:");
  EXPECT_EQ(found(word("klaar"), {.theme = "A"}), "0:");
}

TEST_P(EngineConformance, LeavesPageFurnitureOutUnlessAsked) {
  SampleDocument document = make_document(sample_id(1), {"nazorg", "nazorg", "nazorg", "nazorg", "nazorg"});
  document.passages[1].kind = BlockKind::kHeader;
  document.passages[2].kind = BlockKind::kFooter;
  document.passages[3].kind = BlockKind::kPageNumber;
  document.passages[4].kind = BlockKind::kFootnote;
  put(document);
  EXPECT_EQ(found(word("nazorg")), "2: 01#0 01#4");
  EXPECT_EQ(found(word("nazorg"), {.with_page_furniture = true}), "5: 01#0 01#1 01#2 01#3 01#4");
}

TEST_P(EngineConformance, FindsMentionsInOrderOfPathAndPlace) {
  SampleDocument first =
      make_document(sample_id(1), {"macht en macht", "macht"}, {{"/z", {.municipality = "Aalwijk"}}});
  first.passages[0].mentions = {{"A2.2", {0, 5}, {0, 14}, MentionStrength::kWeak, "p"},
                                {"C3.1", {0, 5}, {0, 14}, MentionStrength::kStrong, "q"},
                                {"A2.2", {9, 14}, {0, 14}, MentionStrength::kStrong, "p"}};
  first.passages[1].mentions = {{"A1.1", {0, 5}, {0, 5}, MentionStrength::kStrong, "r"}};
  SampleDocument second = make_document(sample_id(2), {"macht"}, {{"/b", {.municipality = "Berkendam"}}});
  second.passages[0].mentions = {{"A2.2", {0, 5}, {0, 5}, MentionStrength::kStrong, "p"}};
  put(first);
  put(second);
  const auto mentions = [&](const Filters& filters) {
    std::string text;
    const auto hits = engine_->find_mentions(filters);
    EXPECT_TRUE(hits);
    for (const MentionHit& hit : value_of(hits)) {
      text += to_string(hit.document).substr(0, 2) + "#" + std::to_string(hit.passage) + ":" +
              hit.mention.indicator + "@" + std::to_string(hit.mention.span.begin) +
              std::string(to_string(hit.mention.strength)) + " ";
    }
    return text;
  };
  EXPECT_EQ(mentions({}),
            "02#0:A2.2@0sterk 01#0:A2.2@0zwak 01#0:C3.1@0sterk 01#0:A2.2@9sterk 01#1:A1.1@0sterk ");
  EXPECT_EQ(mentions({.indicator = "A2.2"}), "02#0:A2.2@0sterk 01#0:A2.2@0zwak 01#0:A2.2@9sterk ");
  EXPECT_EQ(mentions({.theme = "C"}), "01#0:C3.1@0sterk ");
  EXPECT_EQ(mentions({.municipality = "Aalwijk", .theme = "A"}),
            "01#0:A2.2@0zwak 01#0:A2.2@9sterk 01#1:A1.1@0sterk ");
  EXPECT_EQ(mentions({.document = sample_id(2)}), "02#0:A2.2@0sterk ");
}

TEST_P(EngineConformance, LoadsPassagesThatTouchAPage) {
  SampleDocument document = make_document(sample_id(1), {"een", "twee", "drie", "vier vijf"});
  document.passages[3].words[0].page = PageIndex{1};
  document.passages[3].words[1].page = PageIndex{3};  // steps over a page of drawings
  put(document);
  const auto ordinals = [&](std::uint32_t page) {
    std::vector<std::uint32_t> found_ordinals;
    for (const Passage& passage : value_of(engine_->load_passages(sample_id(1), PageIndex{page}))) {
      found_ordinals.push_back(passage.ordinal);
    }
    return found_ordinals;
  };
  EXPECT_THAT(ordinals(0), testing::ElementsAre(0, 1, 2));
  EXPECT_THAT(ordinals(1), testing::ElementsAre(3));
  EXPECT_THAT(ordinals(2), testing::IsEmpty());
  EXPECT_THAT(ordinals(3), testing::ElementsAre(3));
  EXPECT_EQ(engine_->load_passages(sample_id(2), std::nullopt).error().code, ErrorCode::kNotFound);
}

TEST_P(EngineConformance, KeepsDocumentsWithoutAnyText) {
  put(make_document(sample_id(1), {}));
  put(make_document(sample_id(2), {"", "nazorg", ""}));
  EXPECT_EQ(found(word("nazorg")), "1: 02#1");
  EXPECT_TRUE(engine_->load_passages(sample_id(1), std::nullopt)->empty());
  EXPECT_TRUE(engine_->load_passage(sample_id(2), 0)->text.empty());
  put(make_document(sample_id(2), {}));
  EXPECT_EQ(found(word("nazorg")), "0:");
  expect_sound();
}

TEST_P(EngineConformance, KeepsTextWithOddBytes) {
  const std::string odd = std::string("nul\0byte", 8) + " \xFF\xFE soft\u00ADhyphen \U0001F600 nazorg";
  put(make_document(sample_id(1), {odd}));
  EXPECT_EQ(engine_->load_passage(sample_id(1), 0)->text, odd);
  EXPECT_EQ(found(word("nazorg")), "1: 01#0");
  expect_sound();
}

TEST_P(EngineConformance, TakesADocumentOfTenThousandPassages) {
  const SampleDocument document = make_random_document(3, 10'000);
  put(document);
  EXPECT_EQ(engine_->load_passages(document.record.id, std::nullopt)->size(), 10'000U);
  EXPECT_EQ(engine_->load_passage(document.record.id, 9'999).value(), quantize(document.passages.back()));
  expect_sound();
}

TEST_P(EngineConformance, RefusesPassagesThatBreakTheirPromises) {
  const auto refused = [&](const std::function<void(SampleDocument&)>& spoil) {
    SampleDocument document = conversation(1);
    spoil(document);
    const auto done = engine_->replace_document(document.record, document.passages);
    return !done && done.error().code == ErrorCode::kInvalidArgument;
  };
  EXPECT_TRUE(refused([](SampleDocument& d) { d.passages[1].ordinal = 5; }));
  EXPECT_TRUE(refused([](SampleDocument& d) { d.passages[1].words[0].span.end = 1000; }));
  EXPECT_TRUE(refused([](SampleDocument& d) { d.passages[1].sentences[0].end = 1000; }));
  EXPECT_TRUE(refused([](SampleDocument& d) { d.passages[1].sentences.push_back({0, 2}); }));
  EXPECT_TRUE(refused([](SampleDocument& d) { d.passages[1].heading = 3; }));
  EXPECT_TRUE(refused([](SampleDocument& d) {
    d.passages[1].mentions = {{"A1.1", {5, 4000}, {0, 3}, MentionStrength::kStrong, ""}};
  }));
  EXPECT_FALSE(engine_->has_document(sample_id(1)).value());
  expect_sound();
}

TEST_P(EngineConformance, GivesTheSameAnswersAfterReopening) {
  for (std::uint8_t i = 1; i < 12; ++i)
    put(make_random_document(i, 25));
  const nlp::QueryNode query = any_of({word("nazorg"), phrase({"plan", "van"})});
  const SearchResult before = find(query);
  const auto mentions = engine_->find_mentions({});
  reopen();
  EXPECT_EQ(find(query).hits, before.hits);
  EXPECT_EQ(engine_->find_mentions({}).value(), mentions.value());
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(find(query).hits, before.hits);
  expect_sound();
}

TEST_P(EngineConformance, GivesTheSameAnswersWhateverTheOrderOfArrivalAndTheBatches) {
  std::vector<SampleDocument> documents;
  for (std::uint8_t i = 1; i < 16; ++i)
    documents.push_back(make_random_document(i, 20));
  const nlp::QueryNode queries[] = {word("nazorg"), prefix("ge"),
                                    any_of({word("gezin"), phrase({"plan", "van"})}),
                                    without(word("de"), word("het"))};
  const auto answers = [&](Engine& engine) {
    std::string text;
    for (const nlp::QueryNode& query : queries)
      text += describe(engine.search(query, {}, 60, 3).value());
    for (const MentionHit& hit : value_of(engine.find_mentions({}))) {
      text += to_string(hit.document) + std::to_string(hit.passage) + hit.mention.indicator + "\n";
    }
    return text;
  };
  for (const SampleDocument& document : documents)
    put(document);
  const std::string expected = answers(*engine_);

  TestFolder other;
  const auto batched = GetParam().open(other.path());
  std::reverse(documents.begin(), documents.end());
  std::swap(documents[2], documents[9]);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i % 5 == 0) {
      ASSERT_TRUE(batched->begin_batch());
    }
    // Some come twice, some with other content first.
    if (i % 4 == 0) {
      ASSERT_TRUE(batched->replace_document(documents[i].record, {}));
    }
    ASSERT_TRUE(batched->replace_document(documents[i].record, documents[i].passages));
    if (i % 5 == 4 || i + 1 == documents.size()) {
      ASSERT_TRUE(batched->commit_batch());
    }
  }
  EXPECT_EQ(answers(*batched), expected);
}

TEST_P(EngineConformance, ShowsNothingOfABatchThatWasNotCommitted) {
  put(conversation(1));
  ASSERT_TRUE(engine_->begin_batch());
  put(conversation(2));
  EXPECT_EQ(found(word("doorzettingsmacht")), "2: 01#0 02#0") << "the writer sees its own batch";
  const auto reader = GetParam().open(folder_.path());
  EXPECT_EQ(places(reader->search(word("doorzettingsmacht"), {}, 10, 0).value()), "1: 01#0");
  EXPECT_FALSE(engine_->begin_batch()) << "batches do not nest";
  ASSERT_TRUE(engine_->commit_batch());
  EXPECT_EQ(places(reader->search(word("doorzettingsmacht"), {}, 10, 0).value()), "2: 01#0 02#0");
  EXPECT_FALSE(engine_->commit_batch());
  ASSERT_TRUE(engine_->begin_batch());
  put(conversation(3));
  reopen();
  EXPECT_EQ(found(word("doorzettingsmacht")), "2: 01#0 02#0");
  expect_sound();
}

TEST_P(EngineConformance, VerifyFindsAStaleFullTextIndex) {
  put(conversation(1));
  engine_.reset();
  GetParam().break_full_text(folder_.path());
  reopen();
  EXPECT_THAT(engine_->verify().value(), testing::Not(testing::IsEmpty()));
}

TEST_P(EngineConformance, VerifyFindsBrokenWordBoxes) {
  put(conversation(1));
  engine_.reset();
  GetParam().break_word_boxes(folder_.path());
  reopen();
  const auto faults = engine_->verify();
  ASSERT_TRUE(faults);
  EXPECT_THAT(*faults, testing::Contains(testing::HasSubstr("passage 1")));
}

}  // namespace vp::index
