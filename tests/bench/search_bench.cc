// search_bench - what indexing and searching N generated passages cost, beside the plain way with FTS5
// (unicode61, ORDER BY bm25()) in the same run. Usage: search_bench [PASSAGES] [FOLDER]; prints Markdown
// tables. With 0 passages: only our searches, of what an earlier run left in FOLDER (for a profiler).
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include <sqlite3.h>
#include <sys/resource.h>

#include "index/database.h"
#include "index/span_codec.h"
#include "index/sqlite_engine.h"
#include "index/word_box_codec.h"
#include "nlp/tokenizer.h"
#include "tests/bench/measuring.h"
#include "tests/bench/passage_generator.h"
#include "tests/bench/search_queries.h"

namespace vp::bench {
namespace {

using index::Database;
using index::DatabaseMode;
using index::SqliteEngine;

double wall_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

struct Timing {
  double cpu = 0, wall = 0;
  std::uint64_t total = 0;
};

template <class Run>
Timing time_of(Run run) {
  const double cpu = cpu_ms();
  const double wall = wall_ms();
  Timing timing;
  timing.total = run();
  timing.cpu = cpu_ms() - cpu;
  timing.wall = wall_ms() - wall;
  return timing;
}

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  const double at = std::ceil(share * static_cast<double>(values.size() - 1));
  return values.at(static_cast<std::size_t>(at));
}

/// The plain way: a table of texts, FTS5 with its own tokenizer, ORDER BY bm25().
class PlainIndex {
 public:
  explicit PlainIndex(const std::filesystem::path& file)
      : database_(must(Database::open(file, DatabaseMode::kWrite))) {
    must(database_.execute(
        "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
        "PRAGMA cache_size = -32768; CREATE TABLE IF NOT EXISTS passage (id INTEGER PRIMARY KEY, "
        "text TEXT NOT NULL); CREATE VIRTUAL TABLE IF NOT EXISTS f USING fts5 (text, "
        "content = 'passage', content_rowid = 'id', tokenize = 'unicode61')"));
  }
  void add(const GeneratedDocument& document) {
    for (const Passage& passage : document.passages) {
      auto text = must(database_.cached("INSERT INTO passage (text) VALUES (?1)"));
      text->bind(1, std::string_view(passage.text));
      must(text->run());
      auto words = must(database_.cached("INSERT INTO f (rowid, text) VALUES (?1, ?2)"));
      words->bind(1, database_.last_insert_id()).bind(2, std::string_view(passage.text));
      must(words->run());
    }
  }
  std::uint64_t search(const std::string& query) {
    auto count = must(database_.cached("SELECT count(*) FROM f WHERE f MATCH ?1"));
    count->bind(1, std::string_view(query));
    must(count->step());
    const auto total = static_cast<std::uint64_t>(count->column_integer(0));
    auto rows =
        must(database_.cached("SELECT rowid, text, highlight(f, 0, '[', ']') FROM f WHERE f MATCH ?1 "
                              "ORDER BY bm25(f) LIMIT 20"));
    rows->bind(1, std::string_view(query));
    while (must(rows->step()))
      bytes_ += rows->column_text(2).size();
    return total;
  }
  Database& database() { return database_; }

 private:
  Database database_;
  std::size_t bytes_ = 0;
};

struct Sizes {
  std::uint64_t text = 0, words = 0, word_blob = 0, tokens = 0, pages = 0, passages = 0;
};

/// CPU of the parts of indexing, each measured alone on the same documents.
void print_parts(const PassageGenerator& generator) {
  std::vector<GeneratedDocument> documents;
  Sizes sizes;
  for (std::uint64_t i = 0; i < 100; ++i)
    documents.push_back(generator.make(i));
  double begin = cpu_ms();
  std::vector<std::uint8_t> blob;
  for (const GeneratedDocument& document : documents) {
    for (const Passage& passage : document.passages) {
      blob.clear();
      index::append_words(blob, passage.words);
      index::append_spans(blob, passage.sentences);
      sizes.word_blob += blob.size();
      sizes.words += passage.words.size();
    }
    sizes.pages += document.record.pages.size();
  }
  const double codec = cpu_ms() - begin;
  begin = cpu_ms();
  for (const GeneratedDocument& document : documents) {
    for (const Passage& passage : document.passages) {
      nlp::for_each_token(
          passage.text,
          [](void* context, std::string_view, TextSpan) {
            ++*static_cast<std::uint64_t*>(context);
            return true;
          },
          &sizes.tokens);
      sizes.text += passage.text.size();
    }
  }
  const double tokens = cpu_ms() - begin;
  const auto pages = static_cast<double>(sizes.pages);
  std::printf("\nA page: %.0f words, %.1f kB of text, %.2f bytes a word for its box and span.\n",
              static_cast<double>(sizes.words) / pages, static_cast<double>(sizes.text) / pages / 1000,
              static_cast<double>(sizes.word_blob) / static_cast<double>(sizes.words));
  std::printf("Alone: word boxes and sentences to bytes %.3f ms a page; tokens %.3f ms a page.\n",
              codec / pages, tokens / pages);
}

void print_size(const char* name, Database& database, std::uint64_t text_bytes) {
  const auto bytes = static_cast<double>(must(database.query_integer(
      "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)")));
  std::printf("%s: %.0f MB in all, %.2f x the text\n", name, bytes / 1e6,
              bytes / static_cast<double>(text_bytes));
  auto rows =
      must(database.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 6"));
  while (must(rows.step())) {
    std::printf("  %-40s %8.1f MB\n", std::string(rows.column_text(0)).c_str(),
                static_cast<double>(rows.column_integer(1)) / 1e6);
  }
}

/// Costs of one way of searching, over all queries and runs.
struct Costs {
  std::vector<double> cpu, wall;
  void add(const Timing& timing) {
    cpu.push_back(timing.cpu);
    wall.push_back(timing.wall);
  }
  void print(const char* name) const {
    if (cpu.empty()) return;
    std::printf("| %s | %.2f | %.1f | %.2f | %.1f |\n", name, percentile(cpu, 0.5), percentile(cpu, 0.99),
                percentile(wall, 0.5), percentile(wall, 0.99));
  }
};

std::string to_cell(std::vector<double> values) {
  if (values.empty()) return "-";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", percentile(std::move(values), 0.5));
  return text.data();
}

/// `plain` is null where only our own way is measured.
void print_queries(const std::filesystem::path& folder, PlainIndex* plain) {
  std::printf(
      "\n| query | kind | hits | first ms | new words ms | again ms | plain ms | plain / new words |\n"
      "|---|---|--:|--:|--:|--:|--:|--:|\n");
  const auto open = [&] { return must(SqliteEngine::open(folder / "index.db", DatabaseMode::kRead, {})); };
  const auto ask = [](SqliteEngine& engine, const BenchQuery& query) {
    return time_of([&] { return must(engine.search(planned(query.tree), query.filters, {})).total; });
  };
  // What an open program has done before; no word of the queries that are measured.
  const std::vector<BenchQuery> before{{"", word("overleg"), "", {}}, {"", word("school"), "", {}}};
  Costs first_costs;
  Costs new_costs;
  Costs again_costs;
  Costs plain_costs;
  auto engine = open();
  const int runs = plain == nullptr ? 50 : 5;
  for (const BenchQuery& query : make_queries()) {
    // A fresh connection has an empty cache, as a command has; the operating system's cache stays.
    const Timing first = ask(*open(), query);
    first_costs.add(first);
    std::vector<double> news;
    for (int i = 0; i < 5; ++i) {
      const auto used = open();
      for (const BenchQuery& other : before)
        ask(*used, other);
      const Timing timing = ask(*used, query);
      new_costs.add(timing);
      news.push_back(timing.cpu);
    }
    ask(*engine, query);
    std::vector<double> agains;
    for (int i = 0; i < runs; ++i) {
      const Timing timing = ask(*engine, query);
      again_costs.add(timing);
      agains.push_back(timing.cpu);
    }
    std::vector<double> theirs;
    for (int i = 0; i < 5 && plain != nullptr && !query.plain.empty(); ++i) {
      const Timing timing = time_of([&] { return plain->search(query.plain); });
      plain_costs.add(timing);
      theirs.push_back(timing.cpu);
    }
    const std::string ratio =
        theirs.empty() ? "-" : to_cell({percentile(theirs, 0.5) / std::max(percentile(news, 0.5), 0.001)});
    std::printf("| %s | %s | %llu | %.1f | %s | %s | %s | %s |\n", nlp::to_string(query.tree).c_str(),
                query.kind.c_str(), static_cast<unsigned long long>(first.total), first.cpu,
                to_cell(news).c_str(), to_cell(agains).c_str(), to_cell(theirs).c_str(), ratio.c_str());
    std::fflush(stdout);
  }
  std::printf("\n| | p50 CPU | p99 CPU | p50 wall | p99 wall |\n|---|--:|--:|--:|--:|\n");
  first_costs.print("vindplaats, first question of a connection");
  new_costs.print("vindplaats, words not asked for before");
  again_costs.print("vindplaats, the same words again");
  plain_costs.print("plain FTS5");
}

/// FTS5 keeps its settings in a table of its own; to try others they are written there before the engine
/// opens.
void set_fts_options(const std::filesystem::path& file, const std::vector<std::string>& settings) {
  sqlite3* database = nullptr;
  if (sqlite3_open(file.c_str(), &database) != SQLITE_OK) std::exit(1);
  for (const std::string& setting : settings) {
    const std::size_t at = setting.find('=');
    const std::string sql = "INSERT OR REPLACE INTO passage_fts_config VALUES ('" + setting.substr(0, at) +
                            "', " + setting.substr(at + 1) + ")";
    if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(1);
    std::printf("FTS5 %s\n", setting.c_str());
  }
  sqlite3_close(database);
}

constexpr std::size_t kPassagesPerDocument = 80;
constexpr std::uint64_t kDocumentsPerBatch = 50;

struct IndexingFigures {
  double ours_ms = 0, ours_optimize_ms = 0, plain_ms = 0, plain_optimize_ms = 0;  ///< CPU
  std::uint64_t text_bytes = 0, pages = 0;
};

/// Runs the work and returns what it cost.
template <class Work>
double cpu_of(Work work) {
  const double begin = cpu_ms();
  work();
  return cpu_ms() - begin;
}

/// Both ways get the same documents in the same batches; making them is not counted.
IndexingFigures fill(const PassageGenerator& generator, std::uint64_t documents, SqliteEngine& engine,
                     PlainIndex& plain) {
  IndexingFigures figures;
  for (std::uint64_t first = 0; first < documents; first += kDocumentsPerBatch) {
    std::vector<GeneratedDocument> batch;
    for (std::uint64_t i = first; i < std::min(documents, first + kDocumentsPerBatch); ++i) {
      batch.push_back(generator.make(i));
      figures.pages += batch.back().record.pages.size();
      for (const Passage& passage : batch.back().passages)
        figures.text_bytes += passage.text.size();
    }
    figures.ours_ms += cpu_of([&] {
      must(engine.begin_batch());
      for (const GeneratedDocument& one : batch)
        must(engine.replace_document(one.record, one.passages));
      must(engine.commit_batch());
    });
    figures.plain_ms += cpu_of([&] {
      must(plain.database().execute("BEGIN"));
      for (const GeneratedDocument& one : batch)
        plain.add(one);
      must(plain.database().execute("COMMIT"));
    });
  }
  figures.ours_optimize_ms = cpu_of([&] { must(engine.optimize()); });
  figures.plain_optimize_ms =
      cpu_of([&] { must(plain.database().execute("INSERT INTO f (f) VALUES ('optimize')")); });
  return figures;
}

void print_indexing(const IndexingFigures& figures) {
  const auto pages = static_cast<double>(figures.pages);
  std::printf("\n| indexing, CPU ms a page | adding | optimize | together |\n|---|--:|--:|--:|\n");
  std::printf("| vindplaats (pages, boxes, mentions, words) | %.3f | %.3f | %.3f |\n",
              figures.ours_ms / pages, figures.ours_optimize_ms / pages,
              (figures.ours_ms + figures.ours_optimize_ms) / pages);
  std::printf("| plain FTS5 (text only) | %.3f | %.3f | %.3f |\n", figures.plain_ms / pages,
              figures.plain_optimize_ms / pages, (figures.plain_ms + figures.plain_optimize_ms) / pages);
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("Text %.1f MB; largest resident size of the benchmark %ld MB\n",
              static_cast<double>(figures.text_bytes) / 1e6, usage.ru_maxrss / 1024);
}

void run(std::uint64_t passages, const std::filesystem::path& folder,
         const std::vector<std::string>& settings) {
  if (passages == 0) {
    print_queries(folder, nullptr);
    return;
  }
  const PassageGenerator generator(1, kPassagesPerDocument);
  const std::uint64_t documents = passages / kPassagesPerDocument;
  std::filesystem::create_directories(folder);
  for (const char* name :
       {"index.db", "index.db-wal", "index.db-shm", "plain.db", "plain.db-wal", "plain.db-shm"}) {
    std::filesystem::remove(folder / name);
  }
  const std::uint64_t rounded = documents * kPassagesPerDocument;
  std::printf("%s passages in %s documents, %zu words in the vocabulary, SQLite %s\n",
              std::to_string(rounded).c_str(), std::to_string(documents).c_str(), generator.vocabulary_size(),
              sqlite3_libversion());
  print_parts(generator);
  auto engine = must(SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, {}));
  if (!settings.empty()) {
    engine.reset();
    set_fts_options(folder / "index.db", settings);
    engine = must(SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, {}));
  }
  PlainIndex plain(folder / "plain.db");
  const IndexingFigures figures = fill(generator, documents, *engine, plain);
  engine.reset();
  print_indexing(figures);
  Database ours = must(Database::open(folder / "index.db", DatabaseMode::kRead));
  print_size("vindplaats", ours, figures.text_bytes);
  print_size("plain FTS5", plain.database(), figures.text_bytes);
  std::fflush(stdout);
  print_queries(folder, &plain);
}

}  // namespace
}  // namespace vp::bench

int main(int argument_count, char** arguments) {
  const std::vector<std::string> words(arguments, arguments + argument_count);
  const std::uint64_t passages = words.size() > 1 ? std::strtoull(words[1].c_str(), nullptr, 10) : 100'000;
  const std::filesystem::path folder =
      words.size() > 2 ? words[2]
                       : (std::filesystem::temp_directory_path() / "vindplaats_search_bench").string();
  const std::vector<std::string> settings(words.begin() + std::min<std::ptrdiff_t>(3, argument_count),
                                          words.end());
  vp::bench::run(passages == 0 ? 0 : std::max<std::uint64_t>(passages, 80), folder, settings);
  return 0;
}
