// engine_bench - the same generated passages in the embedded engine and in one on a PostgreSQL server that it starts:
// what loading costs, how large each is, how long each takes for the mix of questions, and whether they answer the same.
// Usage: vp_engine_bench [PASSAGES] [FOLDER]; prints Markdown tables. Ends with 1 when an answer differs.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "index/postgres_engine.h"
#include "index/sqlite_engine.h"
#include "tests/bench/measuring.h"
#include "tests/bench/passage_generator.h"
#include "tests/bench/search_queries.h"
#include "tests/index/postgres_server.h"

namespace vp::bench {
namespace {

constexpr std::size_t kPassagesPerDocument = 80;
constexpr std::uint64_t kDocumentsPerBatch = 50;
constexpr std::uint32_t kCompared = 2'000;  // hits, beside the counts of all
constexpr int kRepeats = 5;

double wall_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values.at(static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size() - 1))));
}

struct Measured {
  std::string name;
  index::Engine* engine;
  std::function<std::unique_ptr<index::Engine>()> open_reader;
  double load_ms = 0, load_cpu_ms = 0, optimize_ms = 0, bytes = 0;  ///< CPU: of this process
  std::vector<double> search_ms = {};
};

void load(const PassageGenerator& generator, std::uint64_t documents, std::vector<Measured>& engines) {
  for (std::uint64_t first = 0; first < documents; first += kDocumentsPerBatch) {
    std::vector<GeneratedDocument> batch;
    for (std::uint64_t i = first; i < std::min(documents, first + kDocumentsPerBatch); ++i)
      batch.push_back(generator.make(i));
    for (Measured& measured : engines) {
      const double wall = wall_ms();
      const double cpu = cpu_ms();
      must(measured.engine->begin_batch());
      for (const GeneratedDocument& one : batch)
        must(measured.engine->replace_document(one.record, one.passages));
      must(measured.engine->commit_batch());
      measured.load_ms += wall_ms() - wall;
      measured.load_cpu_ms += cpu_ms() - cpu;
    }
  }
  for (Measured& measured : engines) {
    const double wall = wall_ms();
    must(measured.engine->optimize());
    measured.optimize_ms = wall_ms() - wall;
  }
}

/// How the answers differ; empty: not at all.
std::string difference(const index::SearchResult& a, const index::SearchResult& b) {
  if (a.total != b.total || a.with_all != b.with_all || a.boilerplate != b.boilerplate) return "counts";
  if (a.facets != b.facets) return "facets";
  if (a.hits != b.hits) return "hits, order or scores";
  return "";
}

int run(std::uint64_t passages, const std::filesystem::path& folder) {
  index::PostgresServer& server = index::PostgresServer::shared();
  if (!server.absence().empty()) {
    std::fprintf(stderr, "%s\n", server.absence().c_str());
    return 1;
  }
  const std::uint64_t documents = passages / kPassagesPerDocument;
  std::filesystem::create_directories(folder);
  for (const char* name : {"index.db", "index.db-wal", "index.db-shm"})
    std::filesystem::remove(folder / name);
  const index::PostgresStore store{server.url(), "dossier_bench"};
  auto sqlite = must(index::SqliteEngine::open(folder / "index.db", index::DatabaseMode::kWrite, {}));
  auto postgres = must(index::PostgresEngine::open(store, index::DatabaseMode::kWrite, {}));
  std::vector<Measured> engines = {
      {"embedded", sqlite.get(),
       [&]() -> std::unique_ptr<index::Engine> {
         return must(index::SqliteEngine::open(folder / "index.db", index::DatabaseMode::kRead, {}));
       }},
      {"PostgreSQL", postgres.get(), [&]() -> std::unique_ptr<index::Engine> {
         return must(index::PostgresEngine::open(store, index::DatabaseMode::kRead, {}));
       }}};
  std::printf("%llu passages in %llu documents\n",
              static_cast<unsigned long long>(documents * kPassagesPerDocument),
              static_cast<unsigned long long>(documents));
  load(PassageGenerator(1, kPassagesPerDocument), documents, engines);
  auto database = must(index::open_postgres(store, index::DatabaseMode::kRead));
  engines[0].bytes = static_cast<double>(std::filesystem::file_size(folder / "index.db"));
  engines[1].bytes = static_cast<double>(must(database.query_integer(
      "SELECT CAST(sum(pg_total_relation_size(c.oid)) AS BIGINT) FROM pg_class c WHERE "
      "c.relnamespace = 'dossier_bench'::regnamespace AND c.relkind = 'r'")));
  std::printf("\n| | load s | of that CPU here s | optimize s | MB |\n|---|--:|--:|--:|--:|\n");
  for (const Measured& m : engines) {
    std::printf("| %s | %.1f | %.1f | %.1f | %.0f |\n", m.name.c_str(), m.load_ms / 1000,
                m.load_cpu_ms / 1000, m.optimize_ms / 1000, m.bytes / 1e6);
  }
  auto tables = must(database.prepare(
      "SELECT CAST(relname AS TEXT), pg_total_relation_size(oid) FROM pg_class WHERE relnamespace "
      "= 'dossier_bench'::regnamespace AND relkind = 'r' ORDER BY 2 DESC LIMIT 4"));
  while (must(tables.step())) {
    std::printf("  %-24s %8.1f MB\n", std::string(tables.column_text(0)).c_str(),
                static_cast<double>(tables.column_integer(1)) / 1e6);
  }
  std::fflush(stdout);

  int differing = 0;
  std::printf(
      "\n| query | kind | hits | embedded ms | PostgreSQL ms | the same |\n|---|---|--:|--:|--:|---|\n");
  for (const BenchQuery& query : make_queries()) {
    const nlp::SearchQuery plan = planned(query.tree);
    index::SearchOptions whole;
    whole.limit = kCompared;
    whole.with_facets = true;
    const auto expected = must(sqlite->search(plan, query.filters, whole));
    const std::string other = difference(expected, must(postgres->search(plan, query.filters, whole)));
    differing += other.empty() ? 0 : 1;
    std::vector<double> medians;
    for (Measured& measured : engines) {
      std::vector<double> times;
      for (int i = 0; i < kRepeats; ++i) {
        // One that has answered something else: what it keeps of words read before is of no use to this question.
        const auto reader = measured.open_reader();
        must(reader->search(planned(word("overleg")), {}, {}));
        const double begin = wall_ms();
        must(reader->search(plan, query.filters, {}));
        times.push_back(wall_ms() - begin);
      }
      measured.search_ms.insert(measured.search_ms.end(), times.begin(), times.end());
      medians.push_back(percentile(times, 0.5));
    }
    std::printf("| %s | %s | %llu | %.2f | %.2f | %s |\n", nlp::to_string(query.tree).c_str(),
                query.kind.c_str(), static_cast<unsigned long long>(expected.total), medians[0], medians[1],
                other.empty() ? "yes" : other.c_str());
    std::fflush(stdout);
  }
  std::printf("\n| | p50 ms | p95 ms | p99 ms |\n|---|--:|--:|--:|\n");
  for (const Measured& m : engines) {
    std::printf("| %s | %.2f | %.1f | %.1f |\n", m.name.c_str(), percentile(m.search_ms, 0.5),
                percentile(m.search_ms, 0.95), percentile(m.search_ms, 0.99));
  }
  std::printf("%d answers differ\n", differing);
  return differing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace vp::bench

int main(int argument_count, char** arguments) {
  const std::vector<std::string> words(arguments, arguments + argument_count);
  const std::uint64_t passages = words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 100'000;
  const std::filesystem::path folder =
      words.size() > 2 ? words[2]
                       : (std::filesystem::temp_directory_path() / "vindplaats_engine_bench").string();
  return vp::bench::run(std::max<std::uint64_t>(passages, 80), folder);
}
