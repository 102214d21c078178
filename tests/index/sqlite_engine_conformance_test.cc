#include <algorithm>
#include <array>
#include <deque>
#include <random>

#include "index/database.h"
#include "index/passage_block.h"
#include "tests/index/engine_conformance.h"

namespace vp::index {
namespace {

std::unique_ptr<Engine> open_sqlite(const std::filesystem::path& folder) {
  auto engine =
      SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, sample_themes(), empty_lexicon());
  if (!engine) ADD_FAILURE() << to_string(engine.error());
  return engine ? std::move(*engine) : nullptr;
}

/// Changes stored passages behind the engine's back. `change` is given each with its place in its block; texts and bytes
/// that it puts in place must outlive it.
void rewrite_passages(const std::filesystem::path& folder,
                      const std::function<void(BlockPassage&, std::size_t place)>& change) {
  auto database = Database::open(folder / "index.db", DatabaseMode::kWrite);
  ASSERT_TRUE(database);
  BlockCodec codec;
  std::vector<std::pair<std::int64_t, std::vector<std::uint8_t>>> changed;
  {
    auto rows = database->prepare("SELECT first, passages, bytes FROM passage_block");
    ASSERT_TRUE(rows);
    while (*rows->step()) {
      auto block = PassageBlock::parse(codec.decompress(rows->column_blob(2)).value(),
                                       static_cast<std::uint32_t>(rows->column_integer(1)));
      ASSERT_TRUE(block);
      BlockBuilder builder;
      for (std::size_t place = 0; place < block->size(); ++place) {
        BlockPassage passage = block->at(place);
        change(passage, place);
        builder.add(passage);
      }
      changed.emplace_back(rows->column_integer(0), codec.compress(builder.take()));
    }
  }
  for (const auto& [first, bytes] : changed) {
    auto update = database->prepare("UPDATE passage_block SET bytes = ?2 WHERE first = ?1");
    ASSERT_TRUE(update);
    update->bind(1, first).bind(2, Blob(bytes));
    ASSERT_TRUE(update->run());
  }
}

const EngineFactory kSqlite = {"sqlite", open_sqlite,
                               // The same number of words, so that only the full-text index can tell.
                               [](const std::filesystem::path& folder) {
                                 std::deque<std::string> texts;
                                 rewrite_passages(folder, [&](BlockPassage& passage, std::size_t /*place*/) {
                                   std::string& text = texts.emplace_back(passage.text);
                                   const std::size_t at = text.find("klaar");
                                   if (at != std::string::npos) text.replace(at, 5, "klaam");
                                   passage.text = text;
                                 });
                               },
                               [](const std::filesystem::path& folder) {
                                 static constexpr std::array<std::uint8_t, 3> kBroken = {0xFF, 0xFF, 0xFF};
                                 rewrite_passages(folder, [](BlockPassage& passage, std::size_t place) {
                                   if (place == 1) passage.words = kBroken;
                                 });
                               }};

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
