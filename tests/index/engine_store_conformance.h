// engine_store_conformance.h - what every engine must keep, give back, undo and notice.
#pragma once

#include "tests/index/engine_fixture.h"

namespace vp::index {

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

TEST_P(EngineConformance, ListsWhatCouldNotBeRead) {
  SampleDocument whole = conversation(1);
  for (PageRecord& page : whole.record.pages)
    page.verdict = PageVerdict::kOk;
  whole.record.state = DocumentState::kRepaired;
  put(whole);
  SampleDocument partly = conversation(3);
  partly.record.state = DocumentState::kPartlyRead;
  partly.record.pages.front().verdict = PageVerdict::kUnread;
  put(partly);
  SampleDocument cut = conversation(2);  // the last pages never came
  cut.record.state = DocumentState::kOk;
  cut.record.page_count = static_cast<std::uint32_t>(cut.record.pages.size()) + 4;
  put(cut);
  SampleDocument locked = make_document(sample_id(4), {});
  locked.record.state = DocumentState::kEncrypted;
  locked.record.pages.clear();
  locked.record.page_count = 0;
  put(locked);
  const auto unread = engine_->list_unread();
  ASSERT_TRUE(unread) << to_string(unread.error());
  EXPECT_THAT(*unread,
              testing::ElementsAre(
                  UnreadDocument{sample_id(2), DocumentState::kOk, 4, cut.record.sources},
                  UnreadDocument{sample_id(3), DocumentState::kPartlyRead, 1, partly.record.sources},
                  UnreadDocument{sample_id(4), DocumentState::kEncrypted, 0, locked.record.sources}));
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
  EXPECT_TRUE(refused([](SampleDocument& d) {
    d.passages[1].mentions = {{"A1.1",
                               {0, 3},
                               {0, 3},
                               MentionStrength::kStrong,
                               "",
                               {{{0, 3}, Polarity::kAbsent, false, {}, {{{0, 4000}, "geen"}}}}}};
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
      text += describe(engine.search(verbatim(query), {}, {.limit = 60, .offset = 3}).value());
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
  EXPECT_EQ(places(reader->search(verbatim(word("doorzettingsmacht")), {}, {}).value()), "1: 01#0");
  EXPECT_FALSE(engine_->begin_batch()) << "batches do not nest";
  ASSERT_TRUE(engine_->commit_batch());
  EXPECT_EQ(places(reader->search(verbatim(word("doorzettingsmacht")), {}, {}).value()), "2: 01#0 02#0");
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
