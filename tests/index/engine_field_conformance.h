// engine_field_conformance.h - part of the conformance suite: the filters that stand within a query, and what is
// suggested for mistyped words.
#pragma once

#include "tests/index/engine_fixture.h"

namespace vp::index {

TEST_P(EngineConformance, FiltersByFieldsWithAlternativesAndExclusions) {
  const auto source = [](const char* municipality, const char* approach, const char* role, const char* date) {
    return DocumentSource{std::string("/") + municipality + role,
                          {municipality, approach, "", role, "", date, ""}};
  };
  put(make_document(
      sample_id(1), {"nazorg"},
      {source("Aalwijk", "Reset", "gemeente", "2023-05"), source("Berkendam", "Grip", "inspectie", "2024")}));
  put(make_document(sample_id(2), {"nazorg"}, {source("Berkendam", "Reset", "gemeente", "2024-06-30")}));
  put(make_document(sample_id(3), {"nazorg"}, {source("Cromvoirt", "Reset", "netwerkpartner", "")}));
  put(make_document(sample_id(4), {"nazorg"}));
  const auto found_with = [this](FieldFilters fields) {
    Filters filters;
    filters.fields = std::move(fields);
    return found(word("nazorg"), filters);
  };
  EXPECT_EQ(found_with({}), "4: 01#0 02#0 03#0 04#0");
  EXPECT_EQ(found_with({.municipality = {{"Aalwijk", "Cromvoirt"}, {}}}), "2: 01#0 03#0");
  EXPECT_EQ(found_with({.municipality = {{}, {"Berkendam"}}}), "3: 01#0 03#0 04#0");
  EXPECT_EQ(found_with({.municipality = {{"Berkendam"}, {}}, .approach = {{"Reset"}, {}}}), "1: 02#0");
  EXPECT_EQ(found_with({.municipality = {{"Aalwijk"}, {}}, .role = {{"inspectie"}, {}}}), "0:")
      << "labels of two sources mixed";
  EXPECT_EQ(found_with({.role = {{"gemeente", "netwerkpartner"}, {}}}), "3: 01#0 02#0 03#0");
  EXPECT_EQ(found_with({.date = {{{"2024-01-01", "2024-12-31"}}, {}}}), "2: 01#0 02#0");
  EXPECT_EQ(found_with({.municipality = {{"Aalwijk"}, {}}, .date = {{{"2024-01-01", ""}}, {}}}), "0:");
  EXPECT_EQ(found_with({.date = {{}, {{"2024-01-01", "2024-12-31"}}}}), "3: 01#0 03#0 04#0");
  EXPECT_EQ(found_with({.document = {{sample_id(2), sample_id(4)}, {}}}), "2: 02#0 04#0");
  EXPECT_EQ(found_with({.document = {{}, {sample_id(2)}}}), "3: 01#0 03#0 04#0");
  Filters both;
  both.municipality = "Aalwijk";
  both.fields.municipality.any = {"Berkendam"};
  EXPECT_EQ(found(word("nazorg"), both), "1: 01#0") << "filters beside the query hold as well";
}

TEST_P(EngineConformance, FiltersByFieldsOfThePassage) {
  SampleDocument document = conversation(1);
  document.passages[0].mentions = {make_mention(document.passages[0], "A2.2", "doorzettingsmacht")};
  document.passages[2].mentions = {make_mention(document.passages[2], "A1.1", "regisseur"),
                                   make_mention(document.passages[2], "C3.1", "aanpak")};
  document.passages[1].kind = BlockKind::kHeading;
  document.passages[2].kind = BlockKind::kFootnote;
  put(document);
  const nlp::QueryNode query = any_of({word("regisseur"), word("plan")});
  const auto found_with = [&](FieldFilters fields) {
    Filters filters;
    filters.fields = std::move(fields);
    std::string text = found(query, filters);
    return text.substr(0, text.find(':'));
  };
  EXPECT_EQ(found_with({}), "3");
  EXPECT_EQ(found_with({.indicator = {{"A2.2", "C3.1"}, {}}}), "2");
  EXPECT_EQ(found_with({.indicator = {{}, {"A2.2"}}}), "2");
  EXPECT_EQ(found_with({.indicator = {{"A1.1"}, {"C3.1"}}}), "0");
  EXPECT_EQ(found_with({.theme = {{"A"}, {}}}), "2");
  EXPECT_EQ(found_with({.indicator = {{"A1.1"}, {}}, .theme = {{"C"}, {}}}), "1");
  EXPECT_EQ(found_with({.theme = {{}, {"A"}}}), "1");
  EXPECT_EQ(found_with({.kind = {{BlockKind::kHeading, BlockKind::kFootnote}, {}}}), "2");
  EXPECT_EQ(found_with({.kind = {{}, {BlockKind::kHeading}}}), "2");
  EXPECT_EQ(found_with({.kind = {{BlockKind::kCaption}, {}}}), "0");
}

TEST_P(EngineConformance, FiltersByPolarityAndSpeakerWithinTheQuery) {
  SampleDocument document = conversation(1);
  const auto say = [&document](std::size_t passage, const char* indicator, const char* words,
                               Polarity polarity, std::vector<Speaker> speakers) {
    Mention mention = make_mention(document.passages[passage], indicator, words);
    mention.suggestions = {{{0, 5}, polarity, false, std::move(speakers), {}}};
    document.passages[passage].mentions.push_back(mention);
  };
  say(0, "A2.2", "doorzettingsmacht", Polarity::kPresent, {});
  say(2, "A1.1", "regisseur", Polarity::kAbsent, {{SpeakerRole::kPartner, SpeakerShare::kAll, 0, {}}});
  put(document);
  const auto found_with = [&](FieldFilters fields) {
    Filters filters;
    filters.fields = std::move(fields);
    return found(word("regisseur"), filters);
  };
  EXPECT_EQ(found_with({.polarity = {{Polarity::kPresent, Polarity::kNorm}, {}}}), "1: 01#0");
  EXPECT_EQ(found_with({.polarity = {{}, {Polarity::kPresent}}}), "1: 01#2");
  EXPECT_EQ(found_with({.speaker = {{SpeakerRole::kPartner}, {}}}), "1: 01#2");
  EXPECT_EQ(found_with({.speaker = {{}, {SpeakerRole::kPartner}}}), "1: 01#0");
  EXPECT_EQ(found_with({.polarity = {{Polarity::kPresent}, {}}, .speaker = {{SpeakerRole::kPartner}, {}}}),
            "0:");
  EXPECT_EQ(found_with({.indicator = {{"A2.2"}, {}}, .polarity = {{Polarity::kAbsent}, {}}}), "0:");
}

TEST_P(EngineConformance, SuggestsTheNearestWordsThatStandInATextForMistypedOnes) {
  put(make_document(sample_id(1),
                    {"doorzettingsmacht en regie", "regie en regia", "regia, regie", "de code 1234"}));
  put(make_document(sample_id(2), {"doorzettingsmachten"}));
  const auto suggested = [this](std::string_view token, std::uint32_t limit = 5) {
    std::string text;
    for (const KnownTerm& term : value_of(engine_->suggest_terms(token, limit)))
      text += term.text + ":" + std::to_string(term.passages) + " ";
    return text;
  };
  for (const bool is_optimized : {false, true}) {
    if (is_optimized) {
      ASSERT_TRUE(engine_->optimize());
    }
    EXPECT_EQ(suggested("doorzetingsmacht"), "doorzettingsmacht:1 ") << "three errors are too many";
    EXPECT_EQ(suggested("regio"), "regie:3 regia:2 ");
    EXPECT_EQ(suggested("regio", 1), "regie:3 ");
    EXPECT_EQ(suggested("regie"), "") << "what a passage holds needs no suggestion";
    EXPECT_EQ(suggested("xylofoonconcert"), "");
    EXPECT_EQ(suggested("ed"), "") << "short words are near to everything";
    EXPECT_EQ(suggested("1235"), "") << "no number stands for another";
    EXPECT_EQ(suggested(""), "");
  }
  put(make_document(sample_id(3), {"regisseur"}));
  EXPECT_EQ(suggested("regiseur"), "regisseur:1 ") << "also of what came after the index was last optimized";
}

}  // namespace vp::index
