// engine_search_conformance.h - what every engine must find, in which order, with which score.
#pragma once

#include <random>

#include "tests/index/engine_fixture.h"

namespace vp::index {

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
      {"some", some_of({word("klaar"), word("nergens")}), "1: 01#1"},
      {"near in any order", near(2, {word("klaar"), word("aanpak")}), "1: 01#1"},
      {"near, too far", near(0, {word("aanpak"), word("klaar")}), "0:"},
      {"near of alternatives", near(2, {any_of({word("nergens"), prefix("aanp")}), word("klaar")}),
       "1: 01#1"},
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
    const auto result = engine_->search(verbatim(word(token)), {}, {});
    EXPECT_TRUE(!result || result->total == 0) << token;
  }
  EXPECT_EQ(engine_->search(verbatim(phrase({})), {}, {}).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(engine_->search(verbatim(all_of({})), {}, {}).error().code, ErrorCode::kInvalidArgument);
}

TEST_P(EngineConformance, FoldsCaseAndAccentsAsTheAnalysisDoes) {
  put(make_document(sample_id(1),
                    {"COÖRDINATIE én Één Ĳsselstein", "coordinatie", "日本 ελληνικά кириллица"}));
  EXPECT_EQ(found(word("coordinatie")), "2: 01#0 01#1") << "a lone word comes last";
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
  ASSERT_EQ(places(result), "3: 01#2 01#0 02#0");
  EXPECT_DOUBLE_EQ(result.hits[0].score, idf * term_saturation(2, 10, mean));
  EXPECT_NEAR(result.hits[0].score, idf * 2 * 2.2 / (2 + 1.2 * (0.9 + 0.1 * 10 / mean)), 1e-12);
  EXPECT_DOUBLE_EQ(result.hits[1].score, idf * term_saturation(1, 4, mean));
  EXPECT_NEAR(result.hits[1].score, idf * 2.2 / (1 + 1.2 * (0.9 + 0.1 * 1.5)), 1e-12) << "a short passage";
  EXPECT_DOUBLE_EQ(result.hits[2].score, kTitleWeight * idf * term_saturation(1, 1, mean)) << "a lone word";
}

TEST_P(EngineConformance, ScoresEveryConceptThatIsThereWhateverTheShapeOfTheQuery) {
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
      any_of({all_of({word("gezin"), word("nazorg")}), all_of({word("plan"), word("van")})}),
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

TEST_P(EngineConformance, PrintedWordingSpeaksForTheAnswersBelowIt) {
  SampleDocument form = make_document(
      sample_id(1), {"Er zijn afspraken over nazorg gemaakt.", "X", "Niemand weet ervan, zegt de school.",
                     "De hulp duurt zo lang zij nodig is.", "Daarover horen wij nooit iets van hen."});
  form.passages[0].boilerplate = form.passages[3].boilerplate = true;
  form.passages[0].mentions.push_back(make_mention(form.passages[0], "C3.1", "nazorg"));
  put(form);
  put(make_document(sample_id(2), {"Dit document begint met iets anders."}));
  nlp::SearchQuery query;
  query.match = {nlp::MatchKind::kConcept, 0, {}};
  nlp::Concept& wanted = query.concepts.emplace_back();
  wanted.label = "indicator:C3.1";
  wanted.ways.push_back({.kind = nlp::WayKind::kIndicator, .phrases = {}, .indicator = "C3.1"});
  EXPECT_EQ(places(find_planned(query)), "0:");
  wanted.reaches_below_titles = true;
  EXPECT_EQ(places(find_planned(query)), "1: 01#2") << "over the mark, not beyond the next wording";
}

TEST_P(EngineConformance, PutsPassagesWithMoreOfTheWordsFirst) {
  put(make_document(sample_id(1),
                    {"Nazorg en nog eens nazorg.", "Nazorg, gezin.", "Gezin.", "iets", "anders", "leeg"}));
  const SearchResult result = find(some_of({word("nazorg"), word("gezin")}));
  EXPECT_EQ(places(result), "3: 01#1 01#0 01#2");
  EXPECT_EQ(result.with_all, 1U);
}

TEST_P(EngineConformance, ScoresPhrasesAndPrefixesByWhereTheyStand) {
  put(conversation(1));
  put(make_document(sample_id(2), {"plan", "van", "aanpak", "nergens", "Doorzetten."}));
  const double mean = 25.0 / 8;
  SearchResult result = find(phrase({"plan", "van", "aanpak"}));
  ASSERT_EQ(places(result), "1: 01#1");
  EXPECT_DOUBLE_EQ(result.hits[0].score, inverse_document_frequency(8, 1) * term_saturation(1, 6, mean));
  result = find(prefix("doorz"));
  ASSERT_EQ(places(result), "2: 01#0 02#4");
  EXPECT_DOUBLE_EQ(result.hits[0].score, inverse_document_frequency(8, 2) * term_saturation(1, 4, mean));
}

TEST_P(EngineConformance, AnswersAnewWhenTheIndexHasChanged) {
  put(make_document(sample_id(1), {"plan van aanpak voor het gezin", "het gezin"}));
  const auto other = GetParam().open(folder_.path());
  ASSERT_NE(other, nullptr);
  const nlp::QueryNode asked[] = {word("gezin"), phrase({"plan", "van", "aanpak"}), prefix("gez"),
                                  near(3, {word("gezin"), word("plan")})};
  const auto totals = [&](Engine& engine) {
    std::vector<std::uint64_t> counted;
    for (const nlp::QueryNode& query : asked)
      counted.push_back(value_of(engine.count(verbatim(query), {})));
    return counted;
  };
  const std::vector<std::uint64_t> one{2, 1, 2, 0};
  EXPECT_EQ(totals(*engine_), one);
  EXPECT_EQ(totals(*other), one);
  // By itself, and by another connection.
  put(make_document(sample_id(2), {"een plan van aanpak", "gezin en plan"}));
  const std::vector<std::uint64_t> two{3, 2, 3, 1};
  EXPECT_EQ(totals(*engine_), two);
  EXPECT_EQ(totals(*other), two);
  ASSERT_TRUE(engine_->remove_document(sample_id(1)));
  EXPECT_EQ(totals(*engine_), (std::vector<std::uint64_t>{1, 1, 1, 1}));
  EXPECT_EQ(totals(*other), totals(*engine_));
  // Within a batch, and after it.
  ASSERT_TRUE(engine_->begin_batch());
  put(make_document(sample_id(3), {"plan van aanpak van een gezin"}));
  const std::vector<std::uint64_t> three{2, 2, 2, 1};
  EXPECT_EQ(totals(*engine_), three);
  ASSERT_TRUE(engine_->commit_batch());
  EXPECT_EQ(totals(*other), three);
}

TEST_P(EngineConformance, AnswersTheSameBeforeAndAfterOptimizing) {
  for (std::uint8_t i = 1; i < 30; ++i)
    put(make_random_document(i, 20));
  const nlp::QueryNode queries[] = {word("nazorg"),
                                    prefix("wa"),
                                    phrase({"plan", "van"}),
                                    near(3, {word("gezin"), word("plan")}),
                                    any_of({word("nazorg"), word("gezin"), prefix("wa")}),
                                    without(word("gezin"), word("van"))};
  const auto answers = [&] {
    std::string text;
    for (const nlp::QueryNode& query : queries)
      text += describe(find(query, {}, 5000)) + describe(find(query, {.theme = "A"}, 5000)) + "\n";
    return text;
  };
  const std::string fresh = answers();
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(answers(), fresh) << "optimized";
  expect_sound();
  for (std::uint8_t i = 30; i < 33; ++i)
    put(make_random_document(i, 20));
  ASSERT_TRUE(engine_->remove_document(make_random_document(29, 20).record.id));
  ASSERT_TRUE(engine_->remove_document(make_random_document(5, 20).record.id));
  const std::string partly = answers();
  expect_sound();
  for (const int round : {1, 2}) {
    for (std::uint8_t i = 33; i < 40; ++i)
      put(make_random_document(i, 20));
    for (std::uint8_t i = 33; i < 40; ++i)
      ASSERT_TRUE(engine_->remove_document(make_random_document(i, 20).record.id)) << round;
  }
  EXPECT_EQ(answers(), partly) << "with passages that came and went";
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(answers(), partly) << "optimized again";
  expect_sound();
}

TEST_P(EngineConformance, AnswersPhrasesAndWordsNearEachOtherAlikeHoweverTheyAreStored) {
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same texts every time
  const std::vector<std::string> vocabulary{"alfa", "beta", "gamma", "delta"};
  const auto make_text = [&](std::size_t words) {
    std::string text;
    for (std::size_t i = 0; i < words; ++i)
      text += (i == 0 ? "" : " ") + vocabulary[random() % vocabulary.size()];
    return text;
  };
  for (std::uint8_t id = 1; id <= 12; ++id) {
    std::vector<std::string> texts;
    for (int i = 0; i < 6; ++i)
      texts.push_back(make_text(1 + random() % 14));
    put(make_document(sample_id(id), texts));
  }
  std::vector<nlp::QueryNode> queries;
  for (int i = 0; i < 60; ++i) {
    std::vector<std::string> tokens;
    for (std::size_t count = 2 + random() % 2; count > 0; --count)
      tokens.push_back(vocabulary[random() % vocabulary.size()]);
    queries.push_back(phrase(tokens));
    std::vector<nlp::QueryNode> sides{word(tokens[0]), phrase({tokens[1], tokens[0]})};
    if (tokens.size() > 2) sides.push_back(word(tokens[2]));
    queries.push_back(near(static_cast<std::uint32_t>(random() % 4), sides));
  }
  std::vector<SearchResult> fresh;
  for (const nlp::QueryNode& query : queries)
    fresh.push_back(find(query));
  ASSERT_TRUE(engine_->optimize());
  for (std::size_t i = 0; i < queries.size(); ++i)
    EXPECT_EQ(find(queries[i]).hits, fresh[i].hits) << nlp::to_string(queries[i]);
  expect_sound();
}

TEST_P(EngineConformance, DocumentsOfASourceAddToTheScoreAndAreNotFoundByThatAlone) {
  const std::vector<std::string> texts{"De nazorg is hier goed geregeld.",
                                       "Iets anders over wonen en werken."};
  const auto of = [](std::string municipality) {
    DocumentSource source;
    source.path = "plan.pdf";
    source.labels.municipality = std::move(municipality);
    return std::vector{source};
  };
  put(make_document(sample_id(1), texts, of("Westmeer")));
  put(make_document(sample_id(2), texts, of("Oostmeer")));
  nlp::SearchQuery query = verbatim(some_of({word("nazorg"), word("oostmeer")}));
  EXPECT_EQ(places(find_planned(query)), "2: 01#0 02#0");
  nlp::ConceptWay way;
  way.kind = nlp::WayKind::kSource;
  way.source.municipality = "Oostmeer";
  std::ranges::find(query.concepts, "oostmeer", &nlp::Concept::label)->ways.push_back(way);
  const SearchResult result = find_planned(query);
  EXPECT_EQ(places(result), "2: 02#0 01#0");
  EXPECT_EQ(result.with_all, 1U);
}

TEST_P(EngineConformance, CountsWhatWasLeftOutAsBoilerplate) {
  SampleDocument document = make_document(sample_id(1), {"nazorg", "nazorg", "nazorg"});
  document.passages[1].boilerplate = true;
  put(document);
  const SearchResult result = find(word("nazorg"));
  EXPECT_EQ(places(result), "2: 01#0 01#2");
  EXPECT_EQ(result.boilerplate, 1U);
  const SearchResult whole = find(word("nazorg"), {.with_boilerplate = true});
  EXPECT_EQ(places(whole), "3: 01#0 01#1 01#2");
  EXPECT_EQ(whole.boilerplate, 0U);
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

TEST_P(EngineConformance, FiltersByPolarityAndSpeaker) {
  SampleDocument document = conversation(1);
  const auto say = [&](std::size_t passage, std::string_view indicator, std::string_view words,
                       std::vector<PolaritySuggestion> suggestions) {
    document.passages[passage].mentions.push_back(make_mention(document.passages[passage], indicator, words));
    document.passages[passage].mentions.back().suggestions = std::move(suggestions);
  };
  const Speaker municipality{SpeakerRole::kMunicipality, SpeakerShare::kUnstated, 0, {}};
  const Speaker partners{SpeakerRole::kPartner, SpeakerShare::kCounted, 2, 3};
  say(0, "A2.2", "doorzettingsmacht", {{{0, 5}, Polarity::kPresent, false, {}, {}}});
  say(2, "A1.1", "regisseur",
      {{{0, 5}, Polarity::kPresent, false, {municipality}, {{{0, 3}, "zegt"}}},
       {{3, 9}, Polarity::kAbsent, true, {partners, municipality}, {{{4, 9}, "geen"}, {{4, 9}, "niet"}}}});
  say(2, "C3.1", "aanpak", {{{0, 5}, Polarity::kNorm, false, {}, {}}});
  put(document);
  EXPECT_EQ(engine_->load_passage(sample_id(1), 2)->mentions, document.passages[2].mentions);
  const nlp::QueryNode query = word("regisseur");
  EXPECT_EQ(found(query, {.polarity = Polarity::kPresent}), "2: 01#2 01#0");
  EXPECT_EQ(found(query, {.polarity = Polarity::kAbsent}), "1: 01#2");
  EXPECT_EQ(found(query, {.indicator = "A2.2", .polarity = Polarity::kAbsent}), "0:");
  EXPECT_EQ(found(query, {.theme = "A", .polarity = Polarity::kAbsent}), "1: 01#2");
  EXPECT_EQ(found(query, {.speaker = SpeakerRole::kPartner}), "1: 01#2");
  EXPECT_EQ(found(query, {.polarity = Polarity::kPresent, .speaker = SpeakerRole::kPartner}), "0:");
  EXPECT_EQ(found(query, {.speaker = SpeakerRole::kInspectorate}), "0:");
  const auto mentions = value_of(engine_->find_mentions({.polarity = Polarity::kAbsent}));
  ASSERT_EQ(mentions.size(), 1U);
  EXPECT_EQ(mentions[0].mention, document.passages[2].mentions[0]);
  EXPECT_EQ(value_of(engine_->find_mentions({.speaker = SpeakerRole::kPartner})).size(), 1U);
  EXPECT_EQ(value_of(engine_->find_mentions({.indicator = "C3.1", .polarity = Polarity::kNorm})).size(), 1U);
  EXPECT_TRUE(value_of(engine_->find_mentions({.polarity = Polarity::kDivided})).empty());
  expect_sound();
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

}  // namespace vp::index
