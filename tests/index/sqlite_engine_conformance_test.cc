#include <array>
#include <deque>

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

INSTANTIATE_TEST_SUITE_P(Sqlite, EngineConformance, testing::Values(kSqlite),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vp::index
