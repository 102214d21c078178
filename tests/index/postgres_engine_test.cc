// The engine on a PostgreSQL server: the conformance suite, and what only a server can do wrong.
#include "index/postgres_engine.h"

#include <random>

#include "tests/index/engine_conformance.h"
#include "tests/index/killed_engine.h"
#include "tests/index/postgres_server.h"
#include "tests/index/spoilt_passages.h"

namespace vp::index {
namespace {

PostgresStore store_of(const std::filesystem::path& folder) {
  return {PostgresServer::shared().url(), to_schema_name(folder.string())};
}

std::unique_ptr<Engine> open_engine(const PostgresStore& store) {
  auto engine = PostgresEngine::open(store, DatabaseMode::kWrite, sample_themes(), empty_lexicon());
  if (!engine) ADD_FAILURE() << to_string(engine.error());
  return engine ? std::move(*engine) : nullptr;
}

void spoil(const std::filesystem::path& folder, void (*change)(Database&)) {
  auto database = open_postgres(store_of(folder), DatabaseMode::kWrite);
  ASSERT_TRUE(database) << to_string(database.error());
  change(*database);
}

const EngineFactory kPostgres = {
    "postgresql", [](const std::filesystem::path& folder) { return open_engine(store_of(folder)); },
    [](const std::filesystem::path& folder) { spoil(folder, break_full_text); },
    [](const std::filesystem::path& folder) { spoil(folder, break_word_boxes); },
    [] { return PostgresServer::shared().absence(); }};

INSTANTIATE_TEST_SUITE_P(Postgres, EngineConformance, testing::Values(kPostgres),
                         [](const auto& test) { return test.param.name; });

class PostgresEngineTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
      GTEST_SKIP() << absence;
    store_ = store_of(folder_.path());
  }
  static std::string found(Engine& engine, const std::string& token) {
    const auto result = engine.search(verbatim(word(token)), {}, {});
    return result ? places(*result) : to_string(result.error());
  }

  TestFolder folder_;
  PostgresStore store_;
};

TEST_F(PostgresEngineTest, AKilledWriterLeavesWholeDocumentsOnly) {
  std::mt19937_64 random(2014);
  for (int round = 0; round < 4; ++round) {
    const PostgresStore store{store_.url, store_.schema + std::to_string(round)};
    kill_a_writer([&store] { return open_engine(store); }, round, random);
  }
}

TEST_F(PostgresEngineTest, AReaderOfWhatIsNotThereIsToldSo) {
  const auto opened = PostgresEngine::open(store_, DatabaseMode::kRead, {}, empty_lexicon());
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(opened.error().what, testing::HasSubstr("reindex"));
}

TEST_F(PostgresEngineTest, AReaderChangesNothing) {
  ASSERT_NE(open_engine(store_), nullptr);
  const auto reader = PostgresEngine::open(store_, DatabaseMode::kRead, sample_themes(), empty_lexicon());
  ASSERT_TRUE(reader) << to_string(reader.error());
  EXPECT_EQ(found(**reader, "nazorg"), "0:");
}

TEST_F(PostgresEngineTest, OldAndNewSchemasAreToldApart) {
  ASSERT_NE(open_engine(store_), nullptr);
  auto database = open_postgres(store_, DatabaseMode::kWrite);
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->execute("UPDATE schema_version SET version = 99"));
  for (const DatabaseMode mode : {DatabaseMode::kRead, DatabaseMode::kWrite}) {
    const auto opened = PostgresEngine::open(store_, mode, {}, empty_lexicon());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::kVersionMismatch);
  }
  ASSERT_TRUE(drop_postgres_schema(store_));
  ASSERT_TRUE(drop_postgres_schema(store_)) << "removing what is not there is no error";
  EXPECT_NE(open_engine(store_), nullptr);
}

TEST_F(PostgresEngineTest, AConnectionThatWasLostIsMadeAnew) {
  const auto engine = open_engine(store_);
  const SampleDocument document = conversation(1);
  ASSERT_TRUE(engine->replace_document(document.record, document.passages));
  EXPECT_EQ(found(*engine, "macht"), "1: 01#2");
  PostgresServer::shared().drop_connections();
  // libpq learns of it by asking: that one question fails, and says why.
  const std::string first = found(*engine, "macht");
  EXPECT_EQ(found(*engine, "macht"), "1: 01#2") << first;
  ASSERT_TRUE(engine->replace_document(conversation(2).record, conversation(2).passages));
  EXPECT_EQ(found(*engine, "macht"), "2: 01#2 02#2");
}

TEST_F(PostgresEngineTest, ABatchWhoseConnectionWasLostIsLostWhole) {
  const auto engine = open_engine(store_);
  ASSERT_TRUE(engine->begin_batch());
  ASSERT_TRUE(engine->replace_document(conversation(1).record, conversation(1).passages));
  PostgresServer::shared().drop_connections();
  const auto second = engine->replace_document(conversation(2).record, conversation(2).passages);
  const auto committed = engine->commit_batch();
  ASSERT_FALSE(committed) << "a part of the batch was kept";
  EXPECT_EQ(committed.error().code, ErrorCode::kIo) << to_string(committed.error());
  EXPECT_FALSE(second);
  EXPECT_EQ(engine->list_documents()->size(), 0U);
  ASSERT_TRUE(engine->replace_document(conversation(3).record, conversation(3).passages));
  EXPECT_EQ(found(*engine, "macht"), "1: 03#2");
}

TEST_F(PostgresEngineTest, AServerThatIsGoneIsAnErrorThatNamesIt) {
  const auto engine = open_engine(store_);
  PostgresServer::shared().stop();
  const auto gone = engine->search(verbatim(word("macht")), {}, {});
  const auto opened = PostgresEngine::open(store_, DatabaseMode::kRead, {}, empty_lexicon());
  PostgresServer::shared().start();
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::kIo);
  EXPECT_THAT(gone.error().where, testing::StartsWith("postgresql://"));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::kIo);
  EXPECT_EQ(found(*engine, "macht"), "0:") << "and goes on when it is back";
}

TEST_F(PostgresEngineTest, RefusesAPasswordInTheAddressAndDoesNotRepeatIt) {
  for (const std::string url :
       {"postgresql://inspecteur:geheim@db.example/toezicht",
        "postgresql://db.example/toezicht?password=geheim", "host=db password=geheim"}) {
    const auto checked = check_store_url(url);
    ASSERT_FALSE(checked) << url;
    EXPECT_EQ(checked.error().code, ErrorCode::kInvalidArgument);
    EXPECT_THAT(to_string(checked.error()), testing::HasSubstr("pgpass"));
    EXPECT_THAT(to_string(checked.error()), testing::Not(testing::HasSubstr("geheim")));
  }
  for (const std::string url : {"postgresql://u:geheim@[broken", "mysql://db", "", "toezicht"})
    EXPECT_THAT(to_string(check_store_url(url).error()), testing::Not(testing::HasSubstr("geheim"))) << url;
  EXPECT_TRUE(check_store_url("postgresql://inspecteur@db.example:5433/toezicht?sslmode=require"));
  EXPECT_TRUE(check_store_url("postgresql://?service=toezicht"));
}

TEST_F(PostgresEngineTest, KeepsAWriterWaitingForAnother) {
  const auto first = open_engine(store_);
  ASSERT_TRUE(first->begin_batch());
  auto database = open_postgres(store_, DatabaseMode::kWrite);
  ASSERT_TRUE(database);
  ASSERT_TRUE(database->execute("SET lock_timeout = '1ms'"));
  const auto second = Transaction::begin(*database, Transaction::Kind::kWrite);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  ASSERT_TRUE(first->commit_batch());
  EXPECT_TRUE(Transaction::begin(*database, Transaction::Kind::kWrite));
}

// What a tsvector would lose without a word: places beyond the 256th of a term, places beyond 16,383, long terms.
TEST_F(PostgresEngineTest, LosesNoPlaceOfALongPassageAndNoLongWord) {
  const auto engine = open_engine(store_);
  std::string text = "begin";
  for (int i = 0; i < 20'000; ++i)
    text += i % 50 == 0 ? " nazorg" : " woord";
  text += " plan van aanpak";
  const std::string long_word(5'000, 'x');
  const SampleDocument document =
      make_document(sample_id(1), {text, long_word + "a", long_word + "b en meer", "anders"});
  ASSERT_TRUE(engine->replace_document(document.record, document.passages));
  const auto result = engine->search(verbatim(phrase({"plan", "van", "aanpak"})), {}, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(places(*result), "1: 01#0");
  const auto counted = engine->explain(verbatim(word("nazorg")), {}, sample_id(1), 1);
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->at(0).parts.at(0).places, 400);
  EXPECT_EQ(found(*engine, long_word + "a"), "1: 01#1");
  EXPECT_EQ(found(*engine, long_word + "b"), "1: 01#2");
  EXPECT_EQ(found(*engine, long_word), "0:");
  const auto begun = engine->search(verbatim(prefix(long_word)), {}, {});
  ASSERT_TRUE(begun);
  EXPECT_EQ(places(*begun), "2: 01#1 01#2");
  EXPECT_THAT(*engine->verify(), testing::IsEmpty());
}

TEST_F(PostgresEngineTest, MergesChunksAndForgetsWhatIsGone) {
  const auto engine = open_engine(store_);
  const auto count_chunks = [&](const char* condition) {
    auto database = open_postgres(store_, DatabaseMode::kRead);
    return database
        ->query_integer((std::string("SELECT count(*) FROM term_chunk WHERE ") + condition).c_str())
        .value();
  };
  for (std::uint8_t i = 1; i < 30; ++i) {
    const SampleDocument document = make_random_document(i, 10);
    ASSERT_TRUE(engine->replace_document(document.record, document.passages));
  }
  EXPECT_EQ(count_chunks("key = 'nazorg'"), 29);
  ASSERT_TRUE(engine->optimize());
  EXPECT_EQ(count_chunks("key = 'nazorg'"), 1);
  const std::string before = found(*engine, "nazorg");
  const SampleDocument passing = make_document(sample_id(99), {"zeldzaam"});
  ASSERT_TRUE(engine->replace_document(passing.record, passing.passages));
  ASSERT_TRUE(engine->remove_document(passing.record.id));
  EXPECT_EQ(count_chunks("key = 'zeldzaam'"), 1) << "one passage of many is not worth the work";
  ASSERT_TRUE(engine->optimize());
  EXPECT_EQ(count_chunks("key = 'zeldzaam'"), 1);
  EXPECT_EQ(found(*engine, "nazorg"), before);
  for (std::uint8_t i = 1; i < 10; ++i)
    ASSERT_TRUE(engine->remove_document(make_random_document(i, 10).record.id));
  ASSERT_TRUE(engine->optimize());
  EXPECT_EQ(count_chunks("key = 'zeldzaam'"), 0);
  EXPECT_THAT(*engine->verify(), testing::IsEmpty());
}

TEST(SchemaNameTest, IsPlainAndOtherForEachId) {
  EXPECT_EQ(to_schema_name("0f3a"), "dossier_0f3a");
  const std::string odd[] = {"", "a b", "A", "a\"; DROP SCHEMA public; --", std::string(49, 'a'), "/tmp/x"};
  std::vector<std::string> names;
  for (const std::string& id : odd) {
    names.push_back(to_schema_name(id));
    EXPECT_LT(names.back().size(), 64U);
    EXPECT_EQ(names.back().find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_"), std::string::npos)
        << id;
  }
  std::ranges::sort(names);
  EXPECT_EQ(std::ranges::adjacent_find(names), names.end());
}

}  // namespace
}  // namespace vp::index
