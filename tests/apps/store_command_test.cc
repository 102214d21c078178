// A dossier whose index stands on a PostgreSQL server, driven through the command line: it answers as one in a folder does.
#include <fstream>

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

}  // namespace
}  // namespace vp::apps
