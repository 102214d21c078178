#include <algorithm>
#include <random>

#include "index/database.h"
#include "index/sqlite_engine.h"
#include "tests/index/engine_conformance.h"
#include "tests/index/spoilt_passages.h"

namespace vp::index {
namespace {

std::unique_ptr<Engine> open_sqlite(const std::filesystem::path& folder) {
  auto engine =
      SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, sample_themes(), empty_lexicon());
  if (!engine) ADD_FAILURE() << to_string(engine.error());
  return engine ? std::move(*engine) : nullptr;
}

void spoil(const std::filesystem::path& folder, void (*change)(Database&)) {
  auto database = Database::open(folder / "index.db", DatabaseMode::kWrite);
  ASSERT_TRUE(database);
  change(*database);
}

const EngineFactory kSqlite = {"sqlite", open_sqlite,
                               [](const std::filesystem::path& folder) { spoil(folder, break_full_text); },
                               [](const std::filesystem::path& folder) { spoil(folder, break_word_boxes); }};

// One municipality's versions of a document make no template; the same documents of three do, whenever that is said.
TEST_P(EngineConformance, FindsTemplatesAgainWhenDocumentsTurnOutToBeOfOthers) {
  const std::string opening =
      "Dit formulier gaat over de hulp aan gezinnen met veel problemen en wordt door elke partner apart "
      "ingevuld.";
  for (std::uint8_t number = 1; number <= 3; ++number) {
    std::string rest;
    for (int i = 0; i < 60; ++i)
      rest += "woord" + std::to_string(i) + " ";
    put(make_document(sample_id(number), {opening, rest + std::to_string(number)},
                      {{"/in/" + std::to_string(number), {}}}));
  }
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(find(word("formulier")).boilerplate, 0U);
  for (std::uint8_t number = 1; number <= 3; ++number) {
    const DocumentSource source{"/in/" + std::to_string(number),
                                {.municipality = "gemeente " + std::to_string(number)}};
    ASSERT_TRUE(engine_->replace_sources(sample_id(number), {{source}}));
  }
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(find(word("formulier")).boilerplate, 3U);
}

// Neighbours in a list of documents are compared, so the list's order must not be that in which they came.
TEST_P(EngineConformance, FindsTheSameTemplatesInWhateverOrderDocumentsCame) {
  std::mt19937 random(11);  // NOLINT(cert-msc51-cpp): the same texts every time
  std::vector<std::string> pool;
  for (int passage = 0; passage < 30; ++passage) {
    pool.emplace_back("gezin");
    for (int i = 0; i < 14; ++i)
      pool.back() += " w" + std::to_string(passage) + "x" + std::to_string(i);
  }
  std::vector<SampleDocument> documents;
  for (std::uint8_t number = 1; number <= 60; ++number) {
    std::vector<std::string> texts;
    for (int i = 0; i < 10; ++i)  // versions of a few documents: most are neighbours in the pool
      texts.push_back(pool[(number % 6 * 5 + random() % 12) % pool.size()]);
    documents.push_back(make_document(sample_id(number), texts));
  }
  const auto find_prose = [&] {
    for (const SampleDocument& document : documents)
      put(document);
    EXPECT_TRUE(engine_->optimize());
    const std::string prose = places(find(word("gezin"), {}, 5000));
    for (const SampleDocument& document : documents)
      EXPECT_TRUE(engine_->remove_document(document.record.id));
    return prose;
  };
  const std::string first = find_prose();
  for (int round = 0; round < 6; ++round) {
    std::shuffle(documents.begin(), documents.end(), random);
    EXPECT_EQ(find_prose(), first) << "round " << round;
  }
}

// A small addition waits for others: what merging costs is in step with what was added.
TEST_P(EngineConformance, MergesTheFullTextIndexWhenEnoughWasAdded) {
  const auto segments = [this] {
    auto database = Database::open(folder_.path() / "index.db", DatabaseMode::kRead);
    EXPECT_TRUE(database);
    return database->query_integer("SELECT count(DISTINCT segid) FROM passage_fts_idx").value();
  };
  for (std::uint8_t number = 1; number <= 40; ++number)
    put(make_random_document(number, 40));
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(segments(), 1);
  put(make_random_document(41, 2));
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(segments(), 2) << "two passages beside 1,600";
  expect_sound();
  for (std::uint8_t number = 42; number <= 60; ++number)
    put(make_random_document(number, 40));
  ASSERT_TRUE(engine_->optimize());
  EXPECT_EQ(segments(), 1) << "as many as half of what was there";
  expect_sound();
}

INSTANTIATE_TEST_SUITE_P(Sqlite, EngineConformance, testing::Values(kSqlite),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vp::index
