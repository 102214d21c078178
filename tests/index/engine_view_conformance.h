// engine_view_conformance.h - readers that share what they keep in memory of an index (index/index_view.h) answer as one that
// reads everything anew.
#pragma once

#include "tests/index/engine_fixture.h"
#include "tests/index/random_questions.h"

namespace vp::index {

TEST_P(EngineConformance, ReadersThatShareWhatTheyKeepAnswerAsOneThatReadsAnew) {
  const auto shelf = std::make_shared<ViewShelf>();
  const auto open_reader = [&] {
    auto reader = GetParam().open(folder_.path());
    auto* const engine = dynamic_cast<SqlEngine*>(reader.get());
    if (engine == nullptr) {
      ADD_FAILURE() << "not a SqlEngine";
    } else {
      engine->share_views(shelf);
    }
    return reader;
  };
  const auto first = open_reader();
  const auto second = open_reader();
  RandomQuestions questions;
  std::size_t hits = 0;
  const auto expect_same = [&](int count) {
    const auto anew = GetParam().open(folder_.path());
    for (int i = 0; i < count; ++i) {
      const SearchOptions options = questions.make_options();
      const nlp::QueryNode node = questions.make_query(2);
      const Filters filters = questions.make_filters();
      const auto expected = anew->search(verbatim(node), filters, options);
      for (Engine* const reader : {first.get(), second.get()}) {
        const auto answer = reader->search(verbatim(node), filters, options);
        ASSERT_EQ(expected.has_value(), answer.has_value()) << nlp::to_string(node);
        if (!expected) continue;
        EXPECT_EQ(answer->total, expected->total) << nlp::to_string(node);
        EXPECT_EQ(answer->boilerplate, expected->boilerplate) << nlp::to_string(node);
        EXPECT_EQ(answer->hits, expected->hits) << nlp::to_string(node);
        EXPECT_EQ(answer->facets, expected->facets) << nlp::to_string(node);
        hits += answer->hits.size();
      }
      std::string mistyped = questions.token();
      mistyped[questions.pick(mistyped.size())] = 'q';
      const auto suggested = value_of(anew->suggest_terms(mistyped, 5));
      EXPECT_EQ(value_of(first->suggest_terms(mistyped, 5)), suggested);
      EXPECT_EQ(value_of(second->suggest_terms(mistyped, 5)), suggested);
      if (i % 7 == 0) dynamic_cast<SqlEngine&>(*first).rest();
    }
    EXPECT_EQ(value_of(first->list_unread()), value_of(anew->list_unread()));
  };
  const std::string form =
      "Wat doet de gemeente om de nazorg van het gezin en de jeugd goed te regelen in het plan";
  for (std::uint64_t i = 0; i < 36; ++i) {
    SampleDocument document = make_random_document(i, 12);
    if (i % 3 == 0) {  // marked as printed wording, and not any more, as others come and go
      const SampleDocument printed = make_document(document.record.id, {form});
      document.passages[5].text = form;
      document.passages[5].words = printed.passages[0].words;
      document.passages[5].sentences = printed.passages[0].sentences;
      document.passages[5].mentions.clear();
    }
    if (i % 5 == 0) document.record.pages.back().verdict = PageVerdict::kUnread;
    questions.add_document(document.record.id);
    put(document);
    if (i % 6 == 3) put(make_random_document(i - questions.pick(3), 9));
    if (i % 6 == 5) {
      ASSERT_TRUE(engine_->remove_document(questions.documents()[1 + questions.pick(i)]));
    }
    if (i % 9 == 8) {
      const DocumentSource elsewhere{"/in/anders.pdf", {"Berkendam", "Grip", "", "inspectie", "", "", ""}};
      ASSERT_TRUE(engine_->replace_sources(document.record.id, std::span(&elsewhere, 1)));
    }
    if (i % 10 == 9) {
      ASSERT_TRUE(engine_->optimize());
    }
    expect_same(12);
  }
  EXPECT_GT(hits, 500U) << "questions without answers show nothing";
}

TEST_P(EngineConformance, AnIndexThatWasMadeAnewSharesNothingWithTheOneBefore) {
  const auto shelf = std::make_shared<ViewShelf>();
  put(make_document(sample_id(1), {"nazorg voor het gezin"}));
  const auto count = [&] {
    const auto reader = GetParam().open(folder_.path());
    dynamic_cast<SqlEngine&>(*reader).share_views(shelf);
    return value_of(reader->count(verbatim(word("nazorg")), {}));
  };
  EXPECT_EQ(count(), 1U);
  TestFolder other;
  auto made_anew = GetParam().open(other.path());
  // The same row ids, after as many changes, and other words.
  const SampleDocument document = make_document(sample_id(1), {"niets voor het gezin"});
  ASSERT_TRUE(made_anew->replace_document(document.record, document.passages));
  dynamic_cast<SqlEngine&>(*made_anew).rest();
  made_anew.reset();
  const auto reader = GetParam().open(other.path());
  dynamic_cast<SqlEngine&>(*reader).share_views(shelf);
  EXPECT_EQ(value_of(reader->count(verbatim(word("nazorg")), {})), 0U);
  EXPECT_EQ(count(), 1U);
}

}  // namespace vp::index
