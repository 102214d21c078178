// A dossier whose index stands on a PostgreSQL server, driven through the command line: it answers as one in a folder does.
#include <fstream>
#include <functional>

#include <gmock/gmock.h>

#include "index/postgres_driver.h"
#include "tests/apps/sample_dossier.h"
#include "tests/index/postgres_server.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;
using index::PostgresServer;

class StoreCommandTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
      GTEST_SKIP() << absence;
    folder_ = fs::temp_directory_path() / ("vindplaats_store_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override {
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  static Ran run_plain(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    Context context{out, err, "", false, false, ExitStatus::kDone};
    const ExitStatus status = run_command_line(arguments, context);
    return {status, out.str(), err.str()};
  }
  static Ran run(const fs::path& dossier, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-C", dossier.string()});
    return run_plain(arguments);
  }
  /// Each its own id: it names the schema on the server. Never shown in an answer.
  [[nodiscard]] Ran init(const std::string& id, const std::string& store) const {
    std::vector<std::string> arguments = {"init", (folder_ / id).string(), "--id", id};
    if (!store.empty()) arguments.insert(arguments.end(), {"--store", store});
    return run_plain(arguments);
  }
  static void ingest(const fs::path& dossier) {
    const Ran ran =
        run(dossier, {"ingest", "--manifest", corpus_file("samples/manifest.csv"), "--jobs", "2"});
    // Some samples are damaged, encrypted or no PDF at all, on purpose.
    EXPECT_EQ(ran.status, ExitStatus::kSomeFailed) << ran.err;
  }
  /// Everything that the dossier answers, as one text.
  static std::string answers(const fs::path& dossier) {
    std::string text;
    const std::vector<std::vector<std::string>> questions = {
        {"status", "--json"},
        {"evidence", "--json"},
        {"evidence", "--indicator", "A1.1", "--json"},
        {"coverage", "--json"},
        {"search", "nazorg", "--limit", "500", "--json"},
        {"search", "gezin OF aanpak", "--limit", "500", "--json"},
        {"search", "\"de gemeente\"", "--limit", "500", "--json"},
        {"search", "regi* NIET nazorg", "--limit", "500", "--json"},
        {"search", "hoe is de regie belegd", "--limit", "50", "--boilerplate", "--json"},
        {"search", "doorzetingsmacht"},
    };
    for (const std::vector<std::string>& question : questions) {
      const Ran ran = run(dossier, question);
      text += ran.out + ran.err + "status " + std::to_string(static_cast<int>(ran.status)) + "\n";
    }
    return text;
  }

  fs::path folder_;
};

TEST_F(StoreCommandTest, AnswersAsADossierInAFolder) {
  ASSERT_EQ(init("plain", "").status, ExitStatus::kDone);
  const Ran made = init("shared", PostgresServer::shared().url());
  ASSERT_EQ(made.status, ExitStatus::kDone) << made.err;
  EXPECT_THAT(made.err, testing::HasSubstr("originals stand in the folder"));
  ingest(folder_ / "plain");
  ingest(folder_ / "shared");
  EXPECT_FALSE(fs::exists(folder_ / "shared" / "index.db"));
  const std::string expected = answers(folder_ / "plain");
  ASSERT_GT(expected.size(), 10'000U);
  EXPECT_EQ(answers(folder_ / "shared"), expected);
  EXPECT_EQ(run(folder_ / "shared", {"check"}).out, "the dossier is sound\n");
  // Handing it in again reads nothing twice.
  const Ran again =
      run(folder_ / "shared", {"ingest", "--manifest", corpus_file("samples/manifest.csv"), "--json"});
  for (const Json& file : lines_of(again.out))
    EXPECT_TRUE(!file["new"].get<bool>() || file["document"].get<std::string>().empty()) << file.dump();

  // The index is disposable on a server too.
  const index::PostgresStore store{PostgresServer::shared().url(), index::to_schema_name("shared")};
  ASSERT_TRUE(index::drop_postgres_schema(store));
  const Ran lost = run(folder_ / "shared", {"search", "nazorg"});
  EXPECT_NE(lost.status, ExitStatus::kDone);
  EXPECT_THAT(lost.err, testing::HasSubstr("reindex"));
  EXPECT_NE(run(folder_ / "shared", {"check"}).status, ExitStatus::kDone);
  EXPECT_NE(run(folder_ / "shared", {"reindex"}).status, ExitStatus::kDossierUnusable);
  EXPECT_EQ(answers(folder_ / "shared"), expected);
  EXPECT_EQ(run(folder_ / "shared", {"check"}).out, "the dossier is sound\n");
}

TEST_F(StoreCommandTest, RefusesAStoreThatCannotBeUsedAndMakesNoDossier) {
  const auto refused = [&](const std::string& store, const std::string& reason) {
    const Ran ran = init("refused", store);
    EXPECT_NE(ran.status, ExitStatus::kDone) << store;
    EXPECT_THAT(ran.err, testing::HasSubstr(reason)) << store;
    EXPECT_THAT(ran.err, testing::Not(testing::HasSubstr("geheim"))) << store;
    EXPECT_FALSE(fs::exists(folder_ / "refused" / "dossier.toml")) << store;
  };
  refused("postgresql://inspecteur:geheim@db.example/toezicht", "pgpass");
  refused("mysql://db", "PostgreSQL");
  refused("postgresql:///toezicht?host=/nergens", "/nergens");
  refused(PostgresServer::shared().url() + "&dbname=nergens", "nergens");
}

TEST_F(StoreCommandTest, RefusesTheIdOfAnotherDossier) {
  const std::string url = PostgresServer::shared().url();
  ASSERT_EQ(init("taken", url).status, ExitStatus::kDone);
  fs::remove_all(folder_ / "taken");
  const Ran ran = init("taken", url);
  EXPECT_NE(ran.status, ExitStatus::kDone);
  EXPECT_THAT(ran.err, testing::HasSubstr("already"));
}

TEST_F(StoreCommandTest, APasswordWrittenIntoTheDossierIsRefusedWithItsLine) {
  ASSERT_EQ(init("edited", PostgresServer::shared().url()).status, ExitStatus::kDone);
  const fs::path file = folder_ / "edited" / "dossier.toml";
  std::ifstream in(file);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const std::size_t at = text.find("postgresql:///");
  ASSERT_NE(at, std::string::npos) << text;
  text.replace(at, 14, "postgresql://u:geheim@db/");
  std::ofstream(file) << text;
  const Ran ran = run(folder_ / "edited", {"search", "nazorg"});
  EXPECT_NE(ran.status, ExitStatus::kDone);
  EXPECT_THAT(ran.err, testing::HasSubstr("dossier.toml:"));
  EXPECT_THAT(ran.err, testing::HasSubstr("pgpass"));
  EXPECT_THAT(ran.err, testing::Not(testing::HasSubstr("geheim")));
}

TEST_F(StoreCommandTest, AServerThatIsGoneTakesNoJudgementWithIt) {
  ASSERT_EQ(init("gone", PostgresServer::shared().url()).status, ExitStatus::kDone);
  PostgresServer::shared().stop();
  const Ran search = run(folder_ / "gone", {"search", "nazorg"});
  const Ran findings = run(folder_ / "gone", {"status"});
  PostgresServer::shared().start();
  EXPECT_NE(search.status, ExitStatus::kDone);
  EXPECT_THAT(search.err, testing::HasSubstr("postgresql://"));
  EXPECT_NE(findings.status, ExitStatus::kDone);
  EXPECT_NE(run(folder_ / "gone", {"search", "nazorg"}).status, ExitStatus::kDossierUnusable);
}

/// What people decided, and the log of it, as text.
std::string judged(const fs::path& dossier, const std::function<Ran(std::vector<std::string>)>& run) {
  std::string text;
  for (const std::vector<std::string>& question :
       std::vector<std::vector<std::string>>{{"findings", "list", "--json"},
                                             {"query", "list", "--json"},
                                             {"matrix", "--json"},
                                             {"coverage", "--json"}})
    text += run(question).out;
  text += run({"findings", "history", "--municipality", "Oostbrenk", "--approach", "Waakvlamteam", "--round",
               "2014", "--indicator", "A2.2", "--json"})
              .out;
  EXPECT_GT(text.size(), 5'000U) << dossier;
  return text;
}

TEST_F(StoreCommandTest, MovesToAServerAndBackWithEverythingThatWasSaid) {
  const fs::path dossier = folder_ / "moved";
  ASSERT_EQ(init("moved", "").status, ExitStatus::kDone);
  ingest(dossier);
  const auto in_dossier = [&](std::vector<std::string> arguments) {
    return run(dossier, std::move(arguments));
  };
  EXPECT_EQ(in_dossier({"findings", "import"}).status, ExitStatus::kDone);
  EXPECT_EQ(in_dossier({"query", "save", "mine", "regisseur", "--author", "jansen"}).status,
            ExitStatus::kDone);
  const std::string said = judged(dossier, in_dossier);
  const std::string found = answers(dossier);
  const std::string url = PostgresServer::shared().url();

  const Ran there = in_dossier({"move", "--to", url});
  EXPECT_NE(there.status, ExitStatus::kDossierUnusable) << there.err;
  EXPECT_THAT(there.err, testing::HasSubstr("moved and compared"));
  EXPECT_FALSE(fs::exists(dossier / "judgements.db"));
  EXPECT_TRUE(fs::exists(dossier / "judgements.db.moved"));
  EXPECT_FALSE(fs::exists(dossier / "index.db"));
  EXPECT_EQ(judged(dossier, in_dossier), said);
  EXPECT_EQ(answers(dossier), found);
  EXPECT_EQ(in_dossier({"check"}).out, "the dossier is sound\n");
  EXPECT_THAT(in_dossier({"move", "--to", url}).err, testing::HasSubstr("on a server already"));
  // The numbers go on where they were.
  EXPECT_EQ(in_dossier({"query", "save", "later", "nazorg", "--author", "jansen"}).status, ExitStatus::kDone);
  const std::string said_later = judged(dossier, in_dossier);

  const Ran back = in_dossier({"move", "--to", "folder"});
  EXPECT_NE(back.status, ExitStatus::kDossierUnusable) << back.err;
  EXPECT_EQ(judged(dossier, in_dossier), said_later);
  EXPECT_EQ(answers(dossier), found);
  EXPECT_EQ(in_dossier({"check"}).out, "the dossier is sound\n");
  EXPECT_EQ(in_dossier({"query", "save", "last", "nazorg", "--author", "jansen"}).status, ExitStatus::kDone);
  EXPECT_THAT(in_dossier({"move", "--to", "folder"}).err, testing::HasSubstr("in its folder already"));
  // Nobody is left in the old places, and they take no changes.
  EXPECT_FALSE(
      index::open_postgres({url, index::to_judgements_schema_name("moved")}, index::DatabaseMode::kRead));
  auto old_schema = index::open_postgres({url, index::to_judgements_schema_name("moved") + "_moved"},
                                         index::DatabaseMode::kRead);
  ASSERT_TRUE(old_schema) << to_string(old_schema.error());
  auto old_file = index::Database::open(dossier / "judgements.db.moved", index::DatabaseMode::kWrite);
  ASSERT_TRUE(old_file);
  for (index::Database* const old : {&*old_schema, &*old_file}) {
    const auto refused = old->execute("UPDATE saved_query SET query = 'anders' WHERE name = 'mine'");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().what, testing::HasSubstr("was moved"));
  }
  // And there again, beside what was left there.
  EXPECT_NE(in_dossier({"move", "--to", url}).status, ExitStatus::kDossierUnusable);
  EXPECT_THAT(in_dossier({"query", "list"}).out, testing::HasSubstr("last"));
}

TEST_F(StoreCommandTest, AMoveThatFailsLeavesTheDossierWhereItWas) {
  const fs::path dossier = folder_ / "stays";
  ASSERT_EQ(init("stays", "").status, ExitStatus::kDone);
  EXPECT_EQ(run(dossier, {"query", "save", "mine", "regisseur", "--author", "jansen"}).status,
            ExitStatus::kDone);
  EXPECT_NE(run(dossier, {"move", "--to", "postgresql:///toezicht?host=/nergens"}).status, ExitStatus::kDone);
  EXPECT_NE(run(dossier, {"move", "--to", "mysql://db"}).status, ExitStatus::kDone);
  EXPECT_EQ(run(dossier, {"query", "list"}).out, "mine  regisseur\n");
  // What stands in the way on the server.
  const std::string url = PostgresServer::shared().url();
  ASSERT_TRUE(
      index::open_postgres({url, index::to_judgements_schema_name("stays")}, index::DatabaseMode::kWrite));
  EXPECT_THAT(run(dossier, {"move", "--to", url}).err, testing::HasSubstr("already"));
  EXPECT_EQ(run(dossier, {"query", "save", "more", "nazorg", "--author", "jansen"}).status,
            ExitStatus::kDone);
}

TEST_F(StoreCommandTest, JudgementsComeBackFromADump) {
  const fs::path dossier = folder_ / "dumped";
  const std::string url = PostgresServer::shared().url();
  ASSERT_EQ(init("dumped", url).status, ExitStatus::kDone);
  ingest(dossier);
  const auto in_dossier = [&](std::vector<std::string> arguments) {
    return run(dossier, std::move(arguments));
  };
  EXPECT_EQ(in_dossier({"findings", "import"}).status, ExitStatus::kDone);
  EXPECT_EQ(in_dossier({"query", "save", "mine", "regisseur", "--author", "jansen"}).status,
            ExitStatus::kDone);
  const std::string said = judged(dossier, in_dossier);
  const std::string found = answers(dossier);
  const std::string schema = index::to_judgements_schema_name("dumped");
  const std::string dump = (folder_ / "dump.sql").string();
  ASSERT_EQ(
      std::system(("pg_dump --schema " + schema + " --file '" + dump + "' --dbname '" + url + "'").c_str()),
      0);
  // Server and all are lost; the folder with the originals was copied.
  ASSERT_TRUE(index::drop_postgres_schema({url, schema}));
  ASSERT_TRUE(index::drop_postgres_schema({url, index::to_schema_name("dumped")}));
  const Ran lost = in_dossier({"findings", "list"});
  EXPECT_NE(lost.status, ExitStatus::kDone);
  EXPECT_THAT(lost.err, testing::HasSubstr("restore them from a backup"));
  EXPECT_NE(in_dossier({"reindex"}).status, ExitStatus::kDone)
      << "an empty dossier must not come in its place";
  ASSERT_EQ(std::system(("psql --quiet --output /dev/null --set ON_ERROR_STOP=1 --file '" + dump +
                         "' --dbname '" + url + "'")
                            .c_str()),
            0);
  EXPECT_NE(in_dossier({"reindex"}).status, ExitStatus::kDossierUnusable);
  EXPECT_EQ(judged(dossier, in_dossier), said);
  EXPECT_EQ(answers(dossier), found);
  EXPECT_EQ(in_dossier({"check"}).out, "the dossier is sound\n");
  EXPECT_EQ(in_dossier({"query", "save", "later", "nazorg", "--author", "jansen"}).status, ExitStatus::kDone);
}

}  // namespace
}  // namespace vp::apps
