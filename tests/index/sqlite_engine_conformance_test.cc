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

INSTANTIATE_TEST_SUITE_P(Sqlite, EngineConformance, testing::Values(kSqlite),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vp::index
