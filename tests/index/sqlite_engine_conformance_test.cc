#include "index/database.h"
#include "tests/index/engine_conformance.h"

namespace vp::index {
namespace {

std::unique_ptr<Engine> open_sqlite(const std::filesystem::path& folder) {
  auto engine =
      SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, sample_themes(), empty_lexicon());
  if (!engine) ADD_FAILURE() << to_string(engine.error());
  return engine ? std::move(*engine) : nullptr;
}

void run_sql(const std::filesystem::path& folder, const char* sql) {
  auto database = Database::open(folder / "index.db", DatabaseMode::kWrite);
  ASSERT_TRUE(database);
  const auto done = database->execute(sql);
  ASSERT_TRUE(done) << to_string(done.error());
}

const EngineFactory kSqlite = {
    "sqlite", open_sqlite,
    // The same number of words, so that only the full-text index can tell.
    [](const std::filesystem::path& folder) {
      run_sql(folder, "UPDATE passage SET text = replace(text, 'klaar', 'klaam')");
    },
    [](const std::filesystem::path& folder) {
      run_sql(folder,
              "UPDATE passage SET words = x'FFFFFF' WHERE id = (SELECT first_passage + 1 FROM document)");
    }};

INSTANTIATE_TEST_SUITE_P(Sqlite, EngineConformance, testing::Values(kSqlite),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace vp::index
