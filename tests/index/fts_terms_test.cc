// What is read straight from the leaves of the full-text index, against what FTS5 itself says of the same index.
#include "index/fts_terms.h"

#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace vp::index {
namespace {

using Places = std::map<std::int64_t, std::vector<std::uint32_t>>;  // by row
using Terms = std::map<std::string, Places>;

/// A full-text table of texts in lower case, with what stands in it.
class TermTable {
 public:
  /// Leaves as small as FTS5 takes them split every list that can be split.
  TermTable(int leaf_bytes, int hash_bytes) : database_(make()) {
    run("CREATE VIRTUAL TABLE passage_fts USING fts5 (text, content = '', tokenize = 'ascii', columnsize = "
        "0)");
    set("pgsz", leaf_bytes);
    set("hashsize", hash_bytes);
    set("automerge", 4);
    set("crisismerge", 6);
  }

  void add(const std::string& text) {
    const auto insert = database_.cached("INSERT INTO passage_fts (rowid, text) VALUES (?1, ?2)");
    (*insert)->bind(1, ++last_row_).bind(2, std::string_view(text));
    ASSERT_TRUE((*insert)->run());
    living_[last_row_] = text;
  }
  void forget(std::int64_t row) {
    const auto found = living_.find(row);
    if (found == living_.end()) return;
    const auto forget =
        database_.cached("INSERT INTO passage_fts (passage_fts, rowid, text) VALUES ('delete', ?1, ?2)");
    (*forget)->bind(1, row).bind(2, std::string_view(found->second));
    ASSERT_TRUE((*forget)->run());
    living_.erase(found);
  }
  void set(const std::string& name, int value) {
    run("INSERT INTO passage_fts (passage_fts, rank) VALUES ('" + name + "', " + std::to_string(value) + ")");
  }
  void run(const std::string& sql) {
    const auto done = database_.execute(sql.c_str());
    ASSERT_TRUE(done) << to_string(done.error());
  }
  [[nodiscard]] std::int64_t last_row() const { return last_row_; }
  Database& database() { return database_; }

  Terms expected() {
    Terms terms;
    run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.instances USING fts5vocab ('main', 'passage_fts', "
        "'instance')");
    auto rows = database_.prepare("SELECT term, doc, \"offset\" FROM temp.instances");
    while (*rows->step()) {
      terms[std::string(rows->column_text(0))][rows->column_integer(1)].push_back(
          static_cast<std::uint32_t>(rows->column_integer(2)));
    }
    return terms;
  }

  /// The same through the cursor, by one walk over everything.
  Terms found() {
    Terms terms;
    auto reader = FtsTerms::open(database_);
    EXPECT_TRUE(reader);
    std::string bound;
    while (true) {
      const auto next = reader->find_first(bound);
      EXPECT_TRUE(next);
      if (!*next) return terms;
      Places places = read(*reader, **next);
      if (!places.empty()) terms[**next] = std::move(places);
      bound = **next + '\0';
    }
  }

  [[nodiscard]] const std::map<std::int64_t, std::string>& living() const { return living_; }

  Places read(FtsTerms& reader, const std::string& term) {
    Places places;
    const auto done = reader.for_each_row(term, 0, [&](std::int64_t row, Blob bytes) {
      std::vector<std::uint32_t> of_row;
      EXPECT_TRUE(append_places(of_row, bytes));
      EXPECT_EQ(of_row.size(), count_places(bytes));
      if (living_.contains(row)) places[row] = of_row;
    });
    EXPECT_TRUE(done) << to_string(done.error());
    return places;
  }

 private:
  static Database make() {
    auto database = Database::open_in_memory();
    EXPECT_TRUE(database);
    return std::move(*database);
  }

  Database database_;
  std::map<std::int64_t, std::string> living_;
  std::int64_t last_row_ = 0;
};

/// The rows of a term from one on, forgotten ones left out.
std::vector<std::int64_t> rows_from(FtsTerms& reader, const std::string& term, std::int64_t first,
                                    const std::map<std::int64_t, std::string>& living) {
  std::vector<std::int64_t> rows;
  const auto done = reader.for_each_row(term, first, [&](std::int64_t row, Blob /*places*/) {
    if (living.contains(row)) rows.push_back(row);
  });
  EXPECT_TRUE(done) << to_string(done.error());
  return rows;
}

std::string random_text(std::mt19937& random) {
  std::string text;
  const bool is_long = random() % 20 == 0;
  for (std::size_t words = random() % (is_long ? 2000 : 30); words > 0; --words) {
    const std::size_t word = random() % 100 < 40 ? 0 : random() % (1 + random() % 400);
    text += "term" + std::to_string(word) + (word % 37 == 1 ? std::string(40, 'x') : std::string()) + ' ';
  }
  return text;
}

struct Shape {
  int leaf_bytes = 0, hash_bytes = 0;
};

class FtsTermsAgainstFts5 : public testing::TestWithParam<Shape> {};

TEST_P(FtsTermsAgainstFts5, GivesWhatTheFullTextIndexGives) {
  std::mt19937 random(static_cast<unsigned>(GetParam().leaf_bytes));  // the same texts every time
  TermTable table(GetParam().leaf_bytes, GetParam().hash_bytes);
  for (int round = 0; round < 12; ++round) {
    table.run("BEGIN");
    for (int i = 0; i < 40; ++i) {
      table.add(random_text(random));
      if (random() % 4 == 0) table.forget(1 + static_cast<std::int64_t>(random()) % table.last_row());
    }
    if (round % 3 == 0) {
      EXPECT_EQ(table.found(), table.expected()) << "within a transaction";
    }
    table.run("COMMIT");
    if (round % 2 == 1) table.run("INSERT INTO passage_fts (passage_fts, rank) VALUES ('merge', 3)");
    ASSERT_EQ(table.found(), table.expected()) << "round " << round;
  }
  table.run("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')");
  const Terms expected = table.expected();
  EXPECT_GT(expected.size(), 100U);
  ASSERT_EQ(table.found(), expected);
}

TEST_P(FtsTermsAgainstFts5, RowsFromOneOnAreTheLastOfAllRows) {
  std::mt19937 random(static_cast<unsigned>(GetParam().leaf_bytes) + 1);
  TermTable table(GetParam().leaf_bytes, GetParam().hash_bytes);
  for (int round = 0; round < 12; ++round) {
    table.run("BEGIN");
    for (int i = 0; i < 40; ++i) {
      table.add(random_text(random));
      if (random() % 4 == 0) table.forget(1 + static_cast<std::int64_t>(random()) % table.last_row());
    }
    table.run("COMMIT");
    if (round % 2 == 1) table.run("INSERT INTO passage_fts (passage_fts, rank) VALUES ('merge', 3)");
    if (round == 7) table.run("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')");
    auto reader = FtsTerms::open(table.database());
    ASSERT_TRUE(reader);
    for (int i = 0; i < 60; ++i) {
      const std::string term = "term" + std::to_string(i % 3 == 0 ? 0 : random() % 400);
      const std::vector<std::int64_t> all = rows_from(*reader, term, 0, table.living());
      for (const std::int64_t first :
           {std::int64_t{1}, static_cast<std::int64_t>(random()) % (table.last_row() + 2),
            table.last_row() - static_cast<std::int64_t>(random() % 30)}) {
        const std::vector<std::int64_t> wanted(std::ranges::lower_bound(all, first), all.end());
        EXPECT_EQ(rows_from(*reader, term, first, table.living()), wanted) << term << " from " << first;
      }
    }
  }
}

TEST_P(FtsTermsAgainstFts5, FindsTermsByTheirBeginning) {
  std::mt19937 random(7);  // the same texts every time
  TermTable table(GetParam().leaf_bytes, GetParam().hash_bytes);
  for (int i = 0; i < 200; ++i)
    table.add(random_text(random));
  const Terms all = table.expected();
  for (const std::string prefix : {"term1", "term12", "term39", "t", "term9", "u", "a", "term1x", ""}) {
    std::set<std::int64_t> expected;
    for (const auto& [term, places] : all) {
      if (!term.starts_with(prefix)) continue;
      for (const auto& [row, of_row] : places)
        expected.insert(row);
    }
    std::set<std::int64_t> found;
    auto reader = FtsTerms::open(table.database());
    ASSERT_TRUE(reader);
    ASSERT_TRUE(reader->for_each_row_of_prefix(
        prefix, 0, [&](std::int64_t row, Blob /*places*/) { found.insert(row); }));
    EXPECT_EQ(found, expected) << prefix;
  }
}

INSTANTIATE_TEST_SUITE_P(Leaves, FtsTermsAgainstFts5,
                         testing::Values(Shape{32, 64}, Shape{64, 2000}, Shape{500, 20000},
                                         Shape{4050, 1000000}, Shape{16384, 20000}),
                         [](const auto& test) { return "Of" + std::to_string(test.param.leaf_bytes); });

TEST(FtsTermsTest, AnEmptyIndexHasNoTerms) {
  TermTable table(4050, 10000);
  EXPECT_TRUE(table.found().empty());
  auto reader = FtsTerms::open(table.database());
  ASSERT_TRUE(reader);
  EXPECT_TRUE(table.read(*reader, "term1").empty());
  EXPECT_EQ(*reader->estimate_leaves("term1"), 0);
}

TEST(FtsTermsTest, ACommonTermHasMoreLeavesThanARareOne) {
  TermTable table(64, 1000000);
  for (int i = 0; i < 200; ++i)
    table.add(i == 50 ? "een zeldzaam" : "een gewoon");
  table.run("INSERT INTO passage_fts (passage_fts) VALUES ('optimize')");
  auto reader = FtsTerms::open(table.database());
  ASSERT_TRUE(reader);
  EXPECT_GT(*reader->estimate_leaves("een"), 3);
  EXPECT_LE(*reader->estimate_leaves("zeldzaam"), 1);
}

/// The tables of a full-text index as ordinary ones, which can be spoilt.
Database copy_tables(Database& from) {
  auto copy = Database::open_in_memory();
  EXPECT_TRUE(copy);
  EXPECT_TRUE(copy->execute(
      "CREATE TABLE passage_fts_config (k PRIMARY KEY, v) WITHOUT ROWID;"
      "CREATE TABLE passage_fts_idx (segid, term, pgno, PRIMARY KEY (segid, term)) WITHOUT ROWID;"
      "CREATE TABLE passage_fts_data (id INTEGER PRIMARY KEY, block BLOB);"
      "INSERT INTO passage_fts_config VALUES ('version', 4)"));
  auto data = from.prepare("SELECT id, block FROM passage_fts_data");
  auto add_data = copy->prepare("INSERT INTO passage_fts_data VALUES (?1, ?2)");
  while (*data->step()) {
    add_data->bind(1, data->column_integer(0)).bind(2, data->column_blob(1));
    EXPECT_TRUE(add_data->run());
  }
  auto terms = from.prepare("SELECT segid, term, pgno FROM passage_fts_idx");
  auto add_term = copy->prepare("INSERT INTO passage_fts_idx VALUES (?1, ?2, ?3)");
  while (*terms->step()) {
    add_term->bind(1, terms->column_integer(0))
        .bind(2, terms->column_blob(1))
        .bind(3, terms->column_integer(2));
    EXPECT_TRUE(add_term->run());
  }
  return std::move(*copy);
}

/// Whatever byte is spoilt, the answer is rows or an error, within bounds.
TEST(FtsTermsTest, SpoiltLeavesGiveAnErrorAndNoCrash) {
  std::mt19937 random(3);  // the same damage every time
  TermTable table(200, 1000000);
  for (int i = 0; i < 60; ++i)
    table.add(random_text(random));
  Database spoilt = copy_tables(table.database());
  ASSERT_TRUE(spoilt.execute("CREATE TABLE sound AS SELECT id, block FROM passage_fts_data"));
  const auto blocks = spoilt.query_integer("SELECT count(*) FROM sound");
  int errors = 0;
  for (int i = 0; i < 400; ++i) {
    {
      auto spoil = spoilt.prepare(
          "UPDATE passage_fts_data SET block = CAST(substr(block, 1, ?2 % length(block)) || ?3 || "
          "substr(block, 2 + ?2 % length(block)) AS BLOB) WHERE id = (SELECT id FROM sound LIMIT 1 OFFSET "
          "?1)");
      ASSERT_TRUE(spoil);
      const auto byte = static_cast<std::uint8_t>(random());
      spoil->bind(1, static_cast<std::int64_t>(random()) % *blocks);
      spoil->bind(2, static_cast<std::int64_t>(random() % 4096)).bind(3, Blob(&byte, 1));
      ASSERT_TRUE(spoil->run());
    }
    auto reader = FtsTerms::open(spoilt);
    errors += reader ? 0 : 1;
    for (const char* const term : {"term0", "term7", "term399"}) {
      if (!reader) break;
      for (const std::int64_t first : {0, 30, 200}) {
        std::vector<std::uint32_t> places;
        const auto done = reader->for_each_row(
            term, first, [&](std::int64_t /*row*/, Blob bytes) { append_places(places, bytes); });
        errors += done ? 0 : 1;
      }
    }
    ASSERT_TRUE(
        spoilt.execute("UPDATE passage_fts_data SET block = (SELECT s.block FROM sound s WHERE s.id = "
                       "passage_fts_data.id)"));
  }
  EXPECT_GT(errors, 20);
}

}  // namespace
}  // namespace vp::index
