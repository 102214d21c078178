#include "index/dossier.h"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <fstream>

#include <gmock/gmock.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/database.h"
#include "tests/index/sample_documents.h"
#include "tests/index/test_folder.h"

namespace vp::index {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kNow = "2013-06-01T12:00:00Z";

void write_text(const fs::path& file, std::string_view text) {
  std::ofstream(file, std::ios::binary).write(text.data(), static_cast<std::streamsize>(text.size()));
}

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class DossierTest : public testing::Test {
 protected:
  void SetUp() override {
    auto made = Dossier::create(path_, framework_, "");
    ASSERT_TRUE(made) << to_string(made.error());
  }
  Dossier open(OpenMode mode = OpenMode::kWrite) const {
    auto dossier = Dossier::open(path_, mode);
    EXPECT_TRUE(dossier) << to_string(dossier.error());
    return std::move(dossier).value();
  }
  fs::path submit_file(std::string_view name, std::string_view content) {
    fs::path file = folder_.path() / name;
    write_text(file, content);
    return file;
  }
  static Submission submission(std::string_view path, std::optional<DocumentId> id) {
    Submission made;
    made.path = path;
    made.document = id;
    made.labels.municipality = "Aalwijk";
    return made;
  }
  std::int64_t log_entries() const {
    auto database = Database::open(path_ / "judgements.db", DatabaseMode::kRead);
    return database->query_integer("SELECT count(*) FROM log").value();
  }

  TestFolder folder_;
  fs::path path_ = folder_.path() / "dossier";
  fs::path framework_ = fs::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml";
};

TEST_F(DossierTest, CreatesTheFilesOfADossier) {
  const Dossier dossier = open();
  for (const char* name : {"dossier.toml", "framework.toml", "judgements.db", "index.db", "originals"}) {
    EXPECT_TRUE(fs::exists(path_ / name)) << name;
  }
  EXPECT_EQ(read_text(path_ / "framework.toml"), read_text(framework_));
  EXPECT_EQ(dossier.settings().id.size(), 32U);
  EXPECT_EQ(dossier.settings().framework_id, dossier.framework().id);
}

TEST_F(DossierTest, RefusesAFolderThatHoldsSomething) {
  submit_file("letter.txt", "x");
  EXPECT_EQ(Dossier::create(folder_.path(), framework_, "x").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(Dossier::create(path_, framework_, "x").error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(Dossier::create(folder_.path() / "new", folder_.path() / "none.toml", "x").error().code,
            ErrorCode::kNotFound);
  EXPECT_FALSE(fs::exists(folder_.path() / "new")) << "a wrong framework leaves no folder behind";
}

TEST_F(DossierTest, IsFoundFromFoldersBelow) {
  fs::create_directories(path_ / "a/b");
  EXPECT_EQ(Dossier::find(path_ / "a/b").value(), path_);
  EXPECT_EQ(Dossier::find(path_).value(), path_);
  EXPECT_EQ(Dossier::find(folder_.path()).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(Dossier::open(folder_.path(), OpenMode::kRead).error().code, ErrorCode::kNotFound);
}

TEST_F(DossierTest, HasOneWriterAndNamesIt) {
  std::optional<Dossier> writer(open());
  const auto second = Dossier::open(path_, OpenMode::kWrite);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kBusy);
  EXPECT_THAT(second.error().what, testing::HasSubstr("process " + std::to_string(::getpid())));
  EXPECT_TRUE(Dossier::open(path_, OpenMode::kRead)) << "readers need no lock";
  writer.reset();
  EXPECT_TRUE(Dossier::open(path_, OpenMode::kWrite));
}

TEST_F(DossierTest, FreesTheLockEvenWhenAForkedChildLivesOn) {
  std::optional<Dossier> writer(open());
  const pid_t child = ::fork();
  if (child == 0) {
    ::pause();
    ::_exit(0);
  }
  writer.reset();
  EXPECT_TRUE(Dossier::open(path_, OpenMode::kWrite));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

TEST_F(DossierTest, WritesSettingsThatReadTheSame) {
  Dossier dossier = open();
  DossierSettings settings = dossier.settings();
  settings.municipalities = {{"Zutven \"aan\" de\\IJssel\n", {}},
                             {"Aalwijk", {"Gemeente Aalwijk", "Aalwĳk"}}};
  settings.approaches = {{"Reset", {"Reset Thuisbegeleiding"}}};
  ASSERT_TRUE(dossier.write_settings(settings));
  const DossierSettings read = open(OpenMode::kRead).settings();
  std::swap(settings.municipalities[0], settings.municipalities[1]);
  EXPECT_EQ(read.municipalities, settings.municipalities);
  EXPECT_EQ(read.approaches, settings.approaches);
  EXPECT_EQ(dossier.settings().municipalities, read.municipalities);
  settings.approaches.push_back({"Reset", {}});
  EXPECT_EQ(dossier.write_settings(settings).error().code, ErrorCode::kMalformed) << "a name twice";
  EXPECT_EQ(open(OpenMode::kRead).settings().approaches, read.approaches);
  EXPECT_FALSE(fs::exists(path_ / "dossier.toml.new"));
}

TEST_F(DossierTest, NamesFileAndLineOfABrokenSettingsFile) {
  const std::string good = read_text(path_ / "dossier.toml");
  struct Case {
    std::string name, added, line;
    ErrorCode code;
  };
  const auto lines = std::to_string(std::count(good.begin(), good.end(), '\n') + 1);
  const Case cases[] = {
      {"unknown key", "colour = 'red'\n", lines, ErrorCode::kMalformed},
      {"not TOML", "[[municipality\n", lines, ErrorCode::kMalformed},
      {"no name", "[[municipality]]\naliases = []\n", lines, ErrorCode::kMalformed},
      {"name is a number", "[[approach]]\nname = 3\n", std::to_string(std::stoi(lines) + 1),
       ErrorCode::kMalformed},
      {"alias is no text", "[[approach]]\nname = 'a'\naliases = [1]\n", std::to_string(std::stoi(lines) + 2),
       ErrorCode::kMalformed},
  };
  for (const Case& c : cases) {
    write_text(path_ / "dossier.toml", good + c.added);
    const auto opened = Dossier::open(path_, OpenMode::kRead);
    ASSERT_FALSE(opened) << c.name;
    EXPECT_EQ(opened.error().code, c.code) << c.name;
    EXPECT_THAT(opened.error().where, testing::EndsWith("dossier.toml:" + c.line)) << c.name;
  }
  write_text(path_ / "dossier.toml", "format_version = 4\nsomething_new = 1\n");
  EXPECT_EQ(Dossier::open(path_, OpenMode::kRead).error().code, ErrorCode::kVersionMismatch);
  write_text(path_ / "dossier.toml", good);
  write_text(path_ / "framework.toml", "schema = 1\nnonsense = 2\n");
  EXPECT_THAT(Dossier::open(path_, OpenMode::kRead).error().where, testing::HasSubstr("framework.toml"));
}

TEST_F(DossierTest, StoresAnOriginalOnceAndReadOnly) {
  Dossier dossier = open();
  const fs::path file = submit_file("a.pdf", "abc");
  const DocumentId id = dossier.store_original(file).value();
  EXPECT_EQ(to_string(id), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2
  EXPECT_EQ(Dossier::hash_file(file).value(), id);
  const fs::path copy = dossier.original_path(id);
  EXPECT_EQ(copy, path_ / "originals/ba" / to_string(id));
  EXPECT_EQ(read_text(copy), "abc");
  struct stat facts {};
  ASSERT_EQ(::stat(copy.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0444U);
  const auto written = fs::last_write_time(copy);
  EXPECT_EQ(dossier.store_original(submit_file("b.pdf", "abc")).value(), id);
  EXPECT_EQ(fs::last_write_time(copy), written);
  EXPECT_THAT(dossier.list_originals().value(), testing::ElementsAre(id));
}

TEST_F(DossierTest, StoresEmptyAndLargeFiles) {
  Dossier dossier = open();
  const std::string large(std::size_t{17} << 20U, 'x');  // more than is read at once
  for (const std::string& content : {std::string(), large}) {
    const auto id = dossier.store_original(submit_file("file.pdf", content));
    ASSERT_TRUE(id);
    EXPECT_EQ(fs::file_size(dossier.original_path(*id)), content.size());
    EXPECT_EQ(Dossier::hash_file(dossier.original_path(*id)).value(), *id);
  }
  EXPECT_TRUE(fs::is_empty(path_ / "originals/.incoming"));
}

TEST_F(DossierTest, RefusesWhatIsNoOrdinaryFile) {
  Dossier dossier = open();
  const fs::path pipe = folder_.path() / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(dossier.store_original(pipe).error().code, ErrorCode::kIo);
  EXPECT_EQ(dossier.store_original(folder_.path()).error().code, ErrorCode::kIo);
  EXPECT_EQ(dossier.store_original(folder_.path() / "none.pdf").error().code, ErrorCode::kNotFound);
}

TEST_F(DossierTest, CleansHalfWrittenCopiesWhenNextOpenedForWriting) {
  write_text(path_ / "originals/.incoming/0", "half");
  open(OpenMode::kRead);
  EXPECT_TRUE(fs::exists(path_ / "originals/.incoming/0"));
  open();
  EXPECT_TRUE(fs::is_empty(path_ / "originals/.incoming"));
}

TEST_F(DossierTest, RecordsASubmissionOnce) {
  Dossier dossier = open();
  const Submission a = submission("/in/a.pdf", sample_id(1));
  const std::int64_t id = dossier.record_submission(a, kNow).value();
  EXPECT_EQ(dossier.record_submission(a, "2014-01-01T00:00:00Z").value(), id);
  EXPECT_EQ(log_entries(), 1);
  const auto listed = dossier.list_submissions().value();
  ASSERT_EQ(listed.size(), 1U);
  Submission expected = a;
  expected.id = id;
  EXPECT_EQ(listed.front(), expected);
}

TEST_F(DossierTest, KeepsTheOldLabelsInTheLog) {
  Dossier dossier = open();
  Submission a = submission("/in/a.pdf", sample_id(1));
  const std::int64_t id = dossier.record_submission(a, kNow).value();
  a.labels.municipality = "Berkendam";
  EXPECT_EQ(dossier.record_submission(a, kNow).value(), id);
  EXPECT_EQ(dossier.sources_of(sample_id(1)).value().front().labels.municipality, "Berkendam");
  auto database = Database::open(path_ / "judgements.db", DatabaseMode::kRead);
  auto log = database->prepare(
      "SELECT before ->> 'municipality', after ->> 'municipality', at FROM log ORDER BY id");
  ASSERT_TRUE(log->step().value());
  EXPECT_TRUE(log->is_null(0));
  ASSERT_TRUE(log->step().value());
  EXPECT_EQ(log->column_text(0), "Aalwijk");
  EXPECT_EQ(log->column_text(1), "Berkendam");
  EXPECT_EQ(log->column_text(2), kNow);
}

TEST_F(DossierTest, ListsOneDocumentUnderAllItsPaths) {
  Dossier dossier = open();
  ASSERT_TRUE(dossier.begin_submissions());
  Submission copy = submission("/in/b.pdf", sample_id(1));
  copy.own_state = DocumentState::kDuplicate;
  copy.reason = "same bytes as /in/a.pdf";
  ASSERT_TRUE(dossier.record_submission(submission("/in/a.pdf", sample_id(1)), kNow));
  ASSERT_TRUE(dossier.record_submission(copy, kNow));
  ASSERT_TRUE(dossier.record_submission(submission("/in/a.pdf", sample_id(2)), kNow))
      << "the file was changed";
  ASSERT_TRUE(dossier.commit_submissions());
  const auto sources = dossier.sources_of(sample_id(1)).value();
  ASSERT_EQ(sources.size(), 2U);
  EXPECT_EQ(sources[0].path, "/in/a.pdf");
  EXPECT_EQ(sources[1].path, "/in/b.pdf");
  const auto listed = dossier.list_submissions().value();
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[1].own_state, DocumentState::kDuplicate);
  EXPECT_EQ(listed[1].reason, "same bytes as /in/a.pdf");
}

TEST_F(DossierTest, ForgetsThatAFileWasUnreadableOnceItIsRead) {
  Dossier dossier = open();
  Submission unread = submission("/in/a.pdf", std::nullopt);
  unread.own_state = DocumentState::kDamaged;
  unread.reason = "permission denied";
  ASSERT_TRUE(dossier.record_submission(unread, kNow));
  EXPECT_EQ(dossier.list_submissions()->front().own_state, DocumentState::kDamaged);
  unread.reason = "input/output error";
  ASSERT_TRUE(dossier.record_submission(unread, kNow));
  EXPECT_EQ(dossier.list_submissions()->front().reason, "input/output error");
  ASSERT_TRUE(dossier.record_submission(submission("/in/a.pdf", sample_id(1)), kNow));
  const auto listed = dossier.list_submissions().value();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].document, sample_id(1));
  ASSERT_TRUE(dossier.record_submission(unread, kNow)) << "and unreadable again";
  EXPECT_EQ(dossier.list_submissions()->size(), 2U);
}

TEST_F(DossierTest, TheLogAndTheSubmissionsCannotBeShortened) {
  {
    Dossier dossier = open();
    ASSERT_TRUE(dossier.record_submission(submission("/in/a.pdf", sample_id(1)), kNow));
  }
  auto database = Database::open(path_ / "judgements.db", DatabaseMode::kWrite);
  ASSERT_TRUE(database);
  for (const char* sql : {"DELETE FROM log", "UPDATE log SET who = 'x'", "DELETE FROM submission"}) {
    EXPECT_FALSE(database->execute(sql)) << sql;
  }
  EXPECT_EQ(log_entries(), 1);
}

TEST_F(DossierTest, ASecondIngestCostsLessThanATenthOfAMillisecondAFile) {
  Dossier dossier = open();
  constexpr int kFiles = 2000;
  std::vector<Submission> submissions;
  submissions.reserve(kFiles);
  for (int i = 0; i < kFiles; ++i) {
    submissions.push_back(submission("/in/folder with a name/" + std::to_string(i) + ".pdf",
                                     sample_id(1, static_cast<std::uint64_t>(i))));
  }
  ASSERT_TRUE(dossier.begin_submissions());
  for (const Submission& one : submissions)
    ASSERT_TRUE(dossier.record_submission(one, kNow));
  ASSERT_TRUE(dossier.commit_submissions());
  const std::clock_t begin = std::clock();
  for (const Submission& one : submissions)
    ASSERT_TRUE(dossier.record_submission(one, kNow));
  const double ms = 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  RecordProperty("us_a_file", std::to_string(1000 * ms / kFiles));
  EXPECT_LT(ms / kFiles, 0.1);
  EXPECT_EQ(log_entries(), kFiles);
}

TEST_F(DossierTest, KeepsTheVersionsOfTheIndex) {
  Dossier dossier = open();
  EXPECT_EQ(dossier.index_versions().value(), IndexVersions());
  const IndexVersions versions{"a", "w", "f", "e", "n"};
  ASSERT_TRUE(dossier.set_index_versions(versions));
  EXPECT_EQ(dossier.index_versions().value(), versions);
  ASSERT_TRUE(dossier.reset_index());
  EXPECT_EQ(dossier.index_versions().value(), IndexVersions());
}

TEST_F(DossierTest, OpensWithABrokenIndexAndCuresIt) {
  const auto is_cured = [&](ErrorCode expected) {
    Dossier dossier = open();
    EXPECT_EQ(dossier.engine().list_documents().error().code, expected);
    EXPECT_FALSE(dossier.index_versions());
    EXPECT_THAT(dossier.verify().value(), testing::Contains(testing::HasSubstr("index.db")));
    EXPECT_TRUE(dossier.reset_index());
    return dossier.engine().list_documents().has_value() && dossier.verify()->empty();
  };
  write_text(path_ / "index.db", std::string(100'000, 'x'));
  EXPECT_TRUE(is_cured(ErrorCode::kDatabase));
  {
    auto database = Database::open(path_ / "index.db", DatabaseMode::kWrite);
    ASSERT_TRUE(database->execute("PRAGMA user_version = 99"));
  }
  EXPECT_TRUE(is_cured(ErrorCode::kVersionMismatch));
}

TEST_F(DossierTest, RefusesJudgementsOfANewerProgram) {
  {
    auto database = Database::open(path_ / "judgements.db", DatabaseMode::kWrite);
    ASSERT_TRUE(database->execute("PRAGMA user_version = 99"));
  }
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    EXPECT_EQ(Dossier::open(path_, mode).error().code, ErrorCode::kVersionMismatch);
  }
}

TEST_F(DossierTest, ReadsWithoutAnIndex) {
  fs::remove(path_ / "index.db");
  Dossier dossier = open(OpenMode::kRead);
  EXPECT_EQ(dossier.engine().list_documents().value().size(), 0U);
  EXPECT_FALSE(fs::exists(path_ / "index.db"));
  EXPECT_FALSE(dossier.reset_index());
  EXPECT_FALSE(dossier.record_submission(submission("/in/a.pdf", sample_id(1)), kNow));
}

TEST_F(DossierTest, VerifyFindsWhatDoesNotFit) {
  Dossier dossier = open();
  const DocumentId id = dossier.store_original(submit_file("a.pdf", "abc")).value();
  const Submission a = submission("/in/a.pdf", id);
  ASSERT_TRUE(dossier.record_submission(a, kNow));
  EXPECT_THAT(dossier.verify().value(), testing::IsEmpty()) << "a file that waits is no fault";
  EXPECT_THAT(dossier.list_waiting().value(), testing::ElementsAre(a.path));
  SampleDocument document = make_document(id, {"nazorg"}, {{a.path, a.labels}});
  ASSERT_TRUE(dossier.engine().replace_document(document.record, document.passages));
  EXPECT_THAT(dossier.verify().value(), testing::IsEmpty());
  EXPECT_THAT(dossier.list_waiting().value(), testing::IsEmpty());

  ASSERT_TRUE(dossier.engine().replace_sources(id, std::vector<DocumentSource>{{"/in/else.pdf", a.labels}}));
  EXPECT_THAT(dossier.verify().value(), testing::ElementsAre(testing::HasSubstr("other sources")));
  ASSERT_TRUE(dossier.engine().replace_document(document.record, document.passages));

  fs::permissions(dossier.original_path(id), fs::perms::owner_write, fs::perm_options::add);
  write_text(dossier.original_path(id), "abd");
  EXPECT_THAT(dossier.verify().value(), testing::ElementsAre(testing::HasSubstr("no longer those")));
  fs::remove(dossier.original_path(id));
  EXPECT_THAT(dossier.verify().value(), testing::ElementsAre(testing::HasSubstr("original is missing")));
}

TEST_F(DossierTest, ReadsAFolderThatCannotBeWritten) {
  {
    Dossier dossier = open();
    const DocumentId id = dossier.store_original(submit_file("a.pdf", "abc")).value();
    ASSERT_TRUE(dossier.record_submission(submission("/in/a.pdf", id), kNow));
    const SampleDocument document = make_document(id, {"nazorg"}, dossier.sources_of(id).value());
    ASSERT_TRUE(dossier.engine().replace_document(document.record, document.passages));
  }
  fs::permissions(folder_.path(), fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read |
                                      fs::perms::others_exec);
  fs::permissions(
      path_, fs::perms::owner_read | fs::perms::owner_exec | fs::perms::others_read | fs::perms::others_exec);
  constexpr int kCannotDrop = 77;
  const pid_t child = ::fork();
  if (child == 0) {
    // Root may write anywhere; nobody may not.
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setresgid(kNobody, kNobody, kNobody) != 0 ||
                             ::setresuid(kNobody, kNobody, kNobody) != 0)) {
      ::_exit(kCannotDrop);
    }
    // A strict umask closes new files to nobody: then nothing can be learned here.
    if (::access((path_ / "dossier.toml").c_str(), R_OK) != 0) ::_exit(kCannotDrop);
    auto dossier = Dossier::open(path_, OpenMode::kRead);
    if (!dossier) ::_exit(1);
    if (dossier->list_submissions()->size() != 1) ::_exit(2);
    const auto result = dossier->engine().search(verbatim(word("nazorg")), {}, {});
    if (!result || result->total != 1) ::_exit(3);
    const auto faults = dossier->verify();
    if (!faults) ::_exit(4);
    if (!faults->empty()) ::_exit(5);
    if (Dossier::open(path_, OpenMode::kWrite)) ::_exit(6);
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  fs::permissions(folder_.path(), fs::perms::owner_all);
  fs::permissions(path_, fs::perms::owner_all);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kCannotDrop)
    GTEST_SKIP() << "cannot look at the folder without root's rights here";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace vp::index
