// A lezer cannot write, an inspecteur cannot write in another's name nor change the framework: by page, by command, or by SQL
// of their own. Tests try.
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>

#include "apps/web/web_app.h"
#include "index/dossier.h"
#include "index/postgres_driver.h"
#include "tests/apps/sample_dossier.h"

namespace vp::web {
namespace {

using apps::ExitStatus;
using apps::Ran;
using apps::SampleDossier;
using index::PostgresServer;
using testing::HasSubstr;

std::string url_of(const std::string& login) {
  std::string url = PostgresServer::shared().url();
  const std::string owner = "user=vindplaats";
  url.replace(url.find(owner), owner.size(), "user=" + login);
  return url;
}

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class RolesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!PostgresServer::shared().absence().empty()) return;
    ::setenv("VP_TEST_ON_SERVER", "1", 1);
    sample_ = std::make_unique<SampleDossier>("roles");
    ::unsetenv("VP_TEST_ON_SERVER");
    sample_->ingest({"samples/haverdrecht"}, {"--municipality", "Haverdrecht", "--approach", "Regiekamer",
                                              "--role", "gemeente", "--round", "2014"});
    auto owner = open_sql("vindplaats");
    for (const char* const login : {"lies", "ine", "bea", "wim", "web"})
      ASSERT_TRUE(owner.execute(("CREATE ROLE " + std::string(login) + " LOGIN").c_str()));
    for (const auto& [name, role] :
         {std::pair{"lies", "lezer"}, std::pair{"ine", "inspecteur"}, std::pair{"wim", "inspecteur"},
          std::pair{"bea", "beheerder"}, std::pair{"j.d'or \"x\"", "inspecteur"}}) {
      const Ran ran = sample_->run({"members", "set", name, "--role", role});
      ASSERT_EQ(ran.status, ExitStatus::kDone) << ran.err;
    }
    ASSERT_EQ(sample_->run({"members", "gateway", "web"}).status, ExitStatus::kDone);
    const Ran added = run_as("ine", {"findings", "add", "--author", "ine", "--municipality", "Haverdrecht",
                                     "--approach", "Regiekamer", "--round", "2014", "--indicator", "A2.2",
                                     "--verdict", "voldoet", "--text", "Er is een regisseur."});
    ASSERT_EQ(added.status, ExitStatus::kDone) << added.err;
  }
  static void TearDownTestSuite() { sample_.reset(); }
  void SetUp() override {
    if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
      GTEST_SKIP() << absence;
    ASSERT_NE(sample_, nullptr);
  }

  /// A connection of that login, in the schema of the judgements.
  static index::Database open_sql(const std::string& login) {
    auto database = index::open_postgres({url_of(login), index::to_judgements_schema_name("0123")},
                                         index::DatabaseMode::kRead);
    EXPECT_TRUE(database) << to_string(database.error());
    return std::move(*database);
  }
  /// The command of somebody who logs in as that.
  static Ran run_as(const std::string& login, const std::vector<std::string>& arguments) {
    const std::filesystem::path file = sample_->folder() / "dossier.toml";
    const std::string text = read_file(file);
    std::string of_login = text;
    const std::string owner = "user=vindplaats";
    of_login.replace(of_login.find(owner), owner.size(), "user=" + login);
    std::ofstream(file) << of_login;
    const Ran ran = sample_->run(arguments);
    std::ofstream(file) << text;
    return ran;
  }
  static std::int64_t entries() {
    auto owner = open_sql("vindplaats");
    return owner.query_integer("SELECT count(*) FROM log").value_or(-1);
  }
  static void expect_refused(const std::string& login, const std::vector<const char*>& statements) {
    index::Database database = open_sql(login);
    for (const char* const sql : statements) {
      const auto done = database.execute(sql);
      ASSERT_FALSE(done) << login << ": " << sql;
      EXPECT_EQ(done.error().code, ErrorCode::kForbidden)
          << login << ": " << sql << ": " << done.error().what;
    }
  }

  inline static std::unique_ptr<SampleDossier> sample_;
};

constexpr const char* kReviewOf =
    "INSERT INTO review (municipality, approach, round, indicator, kind, verdict, first, finding, revision, "
    "comment, at, "
    "who) VALUES ('Haverdrecht', 'Regiekamer', '2014', 'A2.2', 'tweede lezing', 'voldoet', 'voldoet', 1, 1, "
    "'', 'nu', ";

TEST_F(RolesTest, MembersAreListedWithTheirRole) {
  const Ran ran = sample_->run({"members", "list"});
  EXPECT_EQ(ran.out,
            "beheerder  bea\ninspecteur  ine\ninspecteur  j.d'or \"x\"\nlezer  lies\ninspecteur  wim\n");
  EXPECT_EQ(sample_->run({"members", "set", "lies", "--role", "baas"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(sample_->run({"members", "set", "pg_read_all_data", "--role", "lezer"}).status,
            ExitStatus::kWrongUse);
  EXPECT_EQ(sample_->run({"members", "remove", "niemand"}).status, ExitStatus::kWrongUse);
  // Only the owner gives roles.
  EXPECT_EQ(run_as("bea", {"members", "set", "lies", "--role", "beheerder"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(run_as("ine", {"members", "set", "ine", "--role", "beheerder"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(sample_->run({"members", "list"}).out, ran.out);
}

TEST_F(RolesTest, ALezerCannotWriteBySql) {
  const std::string review = std::string(kReviewOf) + "'lies')";
  const std::int64_t before = entries();
  expect_refused("lies",
                 {"UPDATE finding SET verdict = 'verbeterpunt', revision = 2, changed_by = 'lies'",
                  "DELETE FROM finding",
                  "INSERT INTO saved_query VALUES ('x', 'x', 0, 'nu', 'lies')",
                  review.c_str(),
                  "INSERT INTO log (at, who, what, subject) VALUES ('nu', 'lies', 'niets', 'finding 1')",
                  "UPDATE log SET who = 'lies'",
                  "DELETE FROM log",
                  "TRUNCATE log",
                  "SELECT next_number('finding')",
                  "SELECT log_member('nu', 'member added', 'lies', '', 'beheerder')",
                  "DELETE FROM finding_cell",
                  "UPDATE framework SET content = ''",
                  "UPDATE schema_version SET version = 0",
                  "ALTER TABLE finding DISABLE TRIGGER ALL",
                  "DROP TABLE log",
                  "CREATE TABLE more (x bigint)",
                  "DELETE FROM dossier_0123.document",
                  "UPDATE dossier_0123.passage_block SET bytes = ''",
                  "DROP SCHEMA dossier_0123 CASCADE",
                  "SET ROLE ine",
                  "GRANT judged_0123_beheer TO lies",
                  "ALTER TABLE review DISABLE ROW LEVEL SECURITY"});
  EXPECT_EQ(entries(), before);
}

TEST_F(RolesTest, AnInspecteurWritesInTheOwnNameOnly) {
  const std::string as_other = std::string(kReviewOf) + "'ine')";
  const std::string as_self = std::string(kReviewOf) + "'wim')";
  const std::int64_t before = entries();
  expect_refused(
      "wim",
      {as_other.c_str(),
       "UPDATE finding SET verdict = 'verbeterpunt', revision = revision + 1, changed_by = 'ine' WHERE id = "
       "1",
       "INSERT INTO saved_query VALUES ('x', 'x', 0, 'nu', 'ine')",
       "INSERT INTO comment (finding, revision, kind, text, at, who) VALUES (1, 1, 'opmerking', 'x', 'nu', "
       "'ine')",
       "UPDATE review SET verdict = 'voldoet'", "DELETE FROM review", "UPDATE framework SET content = ''",
       "INSERT INTO framework (content_hash, content) VALUES ('', '')",
       "INSERT INTO submission (path, municipality, approach, submitter, role, received_date, evidence_date, "
       "round, "
       "reason, recorded_at, recorded_by) VALUES ('x', '', '', '', '', '', '', '', '', 'nu', 'wim')",
       "DELETE FROM log", "DELETE FROM finding_cell", "SET ROLE ine", "SET ROLE judged_0123_beheer",
       "DELETE FROM dossier_0123.mention"});
  EXPECT_EQ(entries(), before);
  index::Database own = open_sql("wim");
  const auto done = own.execute(as_self.c_str());
  EXPECT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(entries(), before + 1);
  // What another gave blind stays as it was given, also to a beheerder: nothing in the log can be changed.
  index::Database administrator = open_sql("bea");
  EXPECT_FALSE(administrator.execute("UPDATE review SET verdict = 'onbekend'"));
  EXPECT_FALSE(administrator.execute("DELETE FROM review"));
  EXPECT_FALSE(open_sql("vindplaats").execute("UPDATE review SET verdict = 'onbekend'"));
}

TEST_F(RolesTest, CommandsAreRefusedAsTheRoleIs) {
  const std::vector<std::string> add = {
      "findings", "add",         "--municipality", "Haverdrecht", "--approach", "Regiekamer", "--round",
      "2014",     "--indicator", "A2.1",           "--verdict",   "voldoet",    "--text",     "Zo is het."};
  const auto with_author = [&add](const std::string& author) {
    std::vector<std::string> arguments = add;
    arguments.insert(arguments.end(), {"--author", author});
    return arguments;
  };
  const std::int64_t before = entries();
  for (const auto& [login, author] : {std::pair{"lies", "lies"}, std::pair{"wim", "ine"}}) {
    const Ran ran = run_as(login, with_author(author));
    EXPECT_EQ(ran.status, ExitStatus::kWrongUse) << login << ran.out;
    EXPECT_THAT(ran.err, HasSubstr("does not let you")) << login;
  }
  EXPECT_EQ(run_as("lies", {"search", "regisseur"}).status, ExitStatus::kDone);
  EXPECT_NE(run_as("wim", {"ingest", apps::corpus_file("samples/oostbrenk")}).status, ExitStatus::kDone);
  EXPECT_NE(run_as("wim", {"reindex"}).status, ExitStatus::kDone);
  EXPECT_NE(run_as("bea", {"reindex"}).status, ExitStatus::kDone) << "only the owner makes the index anew";
  EXPECT_EQ(run_as("lies", {"search", "regisseur"}).status, ExitStatus::kDone);
  EXPECT_EQ(entries(), before);
  EXPECT_EQ(run_as("wim", with_author("wim")).status, ExitStatus::kDone);
  EXPECT_GT(entries(), before);
  EXPECT_EQ(sample_->run({"check"}).status, ExitStatus::kDone) << sample_->run({"check"}).out;
}

TEST_F(RolesTest, AnotherFrameworkIsTakenFromABeheerderOnly) {
  const std::filesystem::path file = sample_->folder() / "framework.toml";
  const std::string text = read_file(file);
  std::ofstream(file) << text << "\n# changed\n";
  const Ran asked = run_as("ine", {"search", "regisseur"});
  const Ran handed_in = run_as("ine", {"ingest", apps::corpus_file("samples/oostbrenk")});
  std::ofstream(file) << text;
  EXPECT_NE(asked.status, ExitStatus::kDone);
  EXPECT_THAT(asked.err, HasSubstr("another framework"));
  EXPECT_EQ(handed_in.status, ExitStatus::kWrongUse) << handed_in.err;
  EXPECT_EQ(run_as("ine", {"search", "regisseur"}).status, ExitStatus::kDone);
}

TEST_F(RolesTest, PagesOfAProxyActAsThePerson) {
  const std::filesystem::path file = sample_->folder() / "dossier.toml";
  const std::string text = read_file(file);
  std::string of_web = text;
  const std::string owner = "user=vindplaats";
  of_web.replace(of_web.find(owner), owner.size(), "user=web");
  std::ofstream(file) << of_web;
  {
    WebApp app(WebAppOptions{sample_->folder(), "niemand", "0.0"});
    const auto ask = [&app](const std::string& user, const std::string& method, const std::string& target,
                            const std::string& body = "") {
      HttpRequest request;
      request.door = HttpDoor::kProxy;
      request.method = method;
      request.target = target;
      request.headers = {{"x-remote-user", user}, {"content-type", "application/x-www-form-urlencoded"}};
      request.body = body;
      return app.answer(request);
    };
    const std::string save = "naam=van-de-pagina&q=regisseur";
    const std::int64_t before = entries();
    EXPECT_EQ(ask("lies", "GET", "/zoeken?q=regisseur").status, 200);
    EXPECT_EQ(ask("lies", "GET", "/matrix").status, 200);
    const HttpResponse refused = ask("lies", "POST", "/zoeken/bewaren", save);
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("Uw rol in dit dossier"));
    EXPECT_EQ(ask("lies", "POST", "/documenten/onderbreken").status, 403);
    EXPECT_EQ(ask("vreemde", "GET", "/zoeken?q=regisseur").status, 403);
    EXPECT_EQ(ask("bea\" ; DROP TABLE log", "GET", "/zoeken").status, 403);
    EXPECT_EQ(entries(), before);
    const HttpResponse saved = ask("ine", "POST", "/zoeken/bewaren", save);
    EXPECT_EQ(saved.status, 303) << saved.body.substr(0, 2000);
    EXPECT_EQ(entries(), before + 1);
    EXPECT_EQ(ask("j.d'or \"x\"", "POST", "/zoeken/bewaren", "naam=van-mij&q=nazorg").status, 303);
    // The same session, lent to somebody else, does not remember who had it.
    EXPECT_EQ(ask("lies", "POST", "/zoeken/bewaren", save).status, 403);
  }
  std::ofstream(file) << text;
  EXPECT_THAT(sample_->run({"query", "list", "--json"}).out, HasSubstr("\"author\":\"ine\""));
}

TEST_F(RolesTest, WhoIsTakenAwayReadsNoMore) {
  ASSERT_EQ(sample_->run({"members", "set", "wim", "--role", "lezer"}).status, ExitStatus::kDone);
  expect_refused("wim", {"INSERT INTO saved_query VALUES ('y', 'y', 0, 'nu', 'wim')"});
  ASSERT_EQ(sample_->run({"members", "remove", "wim"}).status, ExitStatus::kDone);
  EXPECT_NE(run_as("wim", {"search", "regisseur"}).status, ExitStatus::kDone);
  ASSERT_EQ(sample_->run({"members", "set", "wim", "--role", "inspecteur"}).status, ExitStatus::kDone);
  EXPECT_EQ(run_as("wim", {"search", "regisseur"}).status, ExitStatus::kDone);
  auto owner = open_sql("vindplaats");
  EXPECT_EQ(owner.query_integer("SELECT count(*) FROM log WHERE subject = 'member wim'").value_or(-1), 4);
}

TEST_F(RolesTest, AfterReindexRolesHoldAsBefore) {
  EXPECT_NE(sample_->run({"reindex"}).status, ExitStatus::kDossierUnusable);
  EXPECT_EQ(run_as("lies", {"search", "regisseur"}).status, ExitStatus::kDone);
  expect_refused("lies", {"DELETE FROM dossier_0123.document"});
}

TEST(RolesInAFolderTest, AFolderHasNoMembers) {
  const SampleDossier sample("no_members");
  const Ran ran = sample.run({"members", "set", "ine", "--role", "inspecteur"});
  EXPECT_NE(ran.status, ExitStatus::kDone);
  EXPECT_THAT(ran.err, HasSubstr("only a dossier on a server has members"));
}

}  // namespace
}  // namespace vp::web
