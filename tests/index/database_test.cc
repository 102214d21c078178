#include "index/database.h"

#include <gtest/gtest.h>

#include "index/migrations.h"
#include "tests/index/test_folder.h"

namespace vp::index {
namespace {

constexpr SchemaStep kFirst[] = {{"test/0001.sql", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)"}};
constexpr SchemaStep kSecond[] = {
    kFirst[0], {"test/0002.sql", "CREATE TABLE b (y INTEGER); INSERT INTO b SELECT x FROM a"}};
constexpr SchemaStep kBroken[] = {kFirst[0],
                                  {"test/0002.sql", "CREATE TABLE c (z INTEGER); CREATE TABLE a (x)"}};

class DatabaseTest : public testing::Test {
 protected:
  Database open(DatabaseMode mode = DatabaseMode::kWrite) {
    auto database = Database::open(file_, mode);
    EXPECT_TRUE(database) << to_string(database.error());
    return std::move(database).value();
  }
  TestFolder folder_;
  std::filesystem::path file_ =
      folder_.path() / "a?b#c%20.db";  // characters that an URI would read otherwise
};

TEST_F(DatabaseTest, OpensTheVeryFileThatWasNamed) {
  ASSERT_TRUE(open().execute("CREATE TABLE t (x)"));
  EXPECT_TRUE(std::filesystem::exists(file_));
  EXPECT_EQ(open(DatabaseMode::kRead).query_integer("SELECT count(*) FROM sqlite_schema").value(), 1);
}

TEST_F(DatabaseTest, BringsOldSchemasUpToDateAndKeepsTheirRows) {
  ASSERT_TRUE(open().execute("CREATE TABLE unrelated (x)"));
  Database database = open();
  ASSERT_TRUE(migrate(database, kFirst));
  ASSERT_TRUE(migrate(database, kFirst)) << "a second time there is nothing to do";
  EXPECT_EQ(check_schema_version(database, kSecond).error().code, ErrorCode::kVersionMismatch);
  ASSERT_TRUE(migrate(database, kSecond));
  EXPECT_TRUE(check_schema_version(database, kSecond));
  EXPECT_EQ(database.query_integer("SELECT y FROM b").value(), 1);
}

TEST_F(DatabaseTest, RefusesSchemasOfANewerProgram) {
  Database database = open();
  ASSERT_TRUE(migrate(database, kSecond));
  const auto refused = migrate(database, kFirst);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kVersionMismatch);
  EXPECT_NE(refused.error().what.find("newer version"), std::string::npos);
  EXPECT_EQ(check_schema_version(database, kFirst).error().code, ErrorCode::kVersionMismatch);
}

TEST_F(DatabaseTest, LeavesTheSchemaAsItWasWhenAMigrationFails) {
  Database database = open();
  ASSERT_TRUE(migrate(database, kFirst));
  const auto failed = migrate(database, kBroken);
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().what.find("0002.sql"), std::string::npos);
  EXPECT_EQ(database.query_integer("PRAGMA user_version").value(), 1);
  EXPECT_EQ(database.query_integer("SELECT count(*) FROM sqlite_schema").value(), 1);
}

TEST_F(DatabaseTest, RollsBackTransactionsThatWereNotCommitted) {
  Database database = open();
  ASSERT_TRUE(database.execute("CREATE TABLE t (x)"));
  {
    auto transaction = Transaction::begin(database, Transaction::Kind::kWrite);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(database.execute("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(database.query_integer("SELECT count(*) FROM t").value(), 0);
}

TEST_F(DatabaseTest, BindsTextsAsTheyAre) {
  Database database = open();
  ASSERT_TRUE(database.execute("CREATE TABLE t (x TEXT NOT NULL, y BLOB NOT NULL) STRICT"));
  const std::string odd("a\0'; DROP TABLE t; --\xFF", 22);
  auto insert = database.cached("INSERT INTO t VALUES (?1, ?2)");
  ASSERT_TRUE(insert);
  ASSERT_TRUE((*insert)->bind(1, std::string_view(odd)).bind(2, Blob()).run());
  ASSERT_TRUE((*insert)->bind(1, std::string_view()).bind(2, Blob()).run()) << "an empty text is not NULL";
  auto row = database.cached("SELECT x FROM t ORDER BY rowid");
  ASSERT_TRUE((*row)->step().value());
  EXPECT_EQ((*row)->column_text(0), odd);
}

TEST_F(DatabaseTest, NamesTheFileOfAMissingOrForeignDatabase) {
  const auto missing = Database::open(folder_.path() / "none.db", DatabaseMode::kRead);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIo);
  EXPECT_NE(missing.error().where.find("none.db"), std::string::npos);
}

}  // namespace
}  // namespace vp::index
