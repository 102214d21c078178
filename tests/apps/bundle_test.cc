// A bundle made from the samples, and checked where there is no dossier.
#include <fstream>
#include <map>
#include <sstream>

#include "exports/bundle_manifest.h"
#include "exports/sha256.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/zip_archive.h"
#include "tests/apps/judged_samples.h"
#include "tests/file_contents.h"
#include "tests/index/test_folder.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

void write_file(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
}

/// As on another machine: no dossier anywhere.
Ran check(const fs::path& bundle, bool json = false) {
  std::ostringstream out;
  std::ostringstream err;
  Context context{out, err, "", false, false, ExitStatus::kDone};
  std::vector<std::string> arguments = {"check", bundle.string()};
  if (json) arguments.emplace_back("--json");
  const ExitStatus status = run_command_line(arguments, context);
  return {status, out.str(), err.str()};
}

Ran export_bundle(const SampleDossier& dossier, const fs::path& target, const std::string& privacy = "show") {
  return dossier.run({"export", "bundle", "--privacy", privacy, "--output", target.string()});
}

/// A whole bundle once for all tests: making one takes seconds.
class BundleTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    samples_ = new JudgedSamples("bundle");
    folder_ = new index::TestFolder();
    const Ran made = export_bundle(*samples_, made_bundle());
    ASSERT_EQ(made.status, ExitStatus::kDone) << made.err;
  }
  static void TearDownTestSuite() {
    delete folder_;
    delete samples_;
  }
  static fs::path made_bundle() { return folder_->path() / "bundle"; }
  /// Its own copy for one test.
  static fs::path copy_bundle(const std::string& name) {
    fs::copy(made_bundle(), folder_->path() / name, fs::copy_options::recursive);
    return folder_->path() / name;
  }
  static JudgedSamples* samples_;
  static index::TestFolder* folder_;
};
JudgedSamples* BundleTest::samples_ = nullptr;
index::TestFolder* BundleTest::folder_ = nullptr;

TEST_F(BundleTest, HoldsEverythingThatAVerdictStandsOn) {
  const auto files = contents_of(made_bundle());
  for (const char* const path : {"LEESMIJ.txt", "manifest.json", "bevindingen.jsonld", "logboek.json",
                                 "toetsingskader.toml", "rapporten/factsheet-Haverdrecht.html",
                                 "rapporten/factsheet-Oostbrenk.html", "rapporten/factsheet-Wielderveen.html",
                                 "rapporten/bewijsmatrix.html", "rapporten/landelijk-beeld.html"})
    EXPECT_TRUE(files.contains(path)) << path;
  const Json annotations = Json::parse(files.at("bevindingen.jsonld"));
  for (const Json& annotation : annotations["first"]["items"]) {
    const std::string hash = annotation["target"]["source"]["id"].get<std::string>().substr(11);
    std::size_t originals = 0;
    for (const auto& [path, content] : files) {
      if (path.starts_with("originelen/") && to_string(exports::to_sha256(content)) == hash) ++originals;
    }
    EXPECT_EQ(originals, 1U) << hash;
  }
  const Json log = Json::parse(files.at("logboek.json"));
  EXPECT_GT(log["entries"].size(), 100U);
  EXPECT_THAT(files.at("LEESMIJ.txt"), HasSubstr("zijn NIET bewerkt"));
}

TEST_F(BundleTest, IsSoundOnAnotherMachineAndTheSameEveryTime) {
  const Ran sound = check(made_bundle());
  EXPECT_EQ(sound.status, ExitStatus::kDone) << sound.out;
  EXPECT_THAT(sound.out, HasSubstr("the bundle is sound: "));
  EXPECT_THAT(sound.err, HasSubstr("manifest sha256: " + to_string(exports::to_sha256(
                                                             content_of(made_bundle() / "manifest.json")))));
  const fs::path again = folder_->path() / "again";
  ASSERT_EQ(export_bundle(*samples_, again).status, ExitStatus::kDone);
  EXPECT_EQ(contents_of(again), contents_of(made_bundle()));
  EXPECT_EQ(export_bundle(*samples_, again).status, ExitStatus::kWrongUse);  // never mixed with what is there
}

TEST_F(BundleTest, AnArchiveHoldsTheSameAndIsCheckedWithoutUnpacking) {
  const fs::path archive = folder_->path() / "a.zip";
  ASSERT_EQ(export_bundle(*samples_, archive).status, ExitStatus::kDone);
  const std::string bytes = content_of(archive);
  ASSERT_EQ(export_bundle(*samples_, archive).status, ExitStatus::kDone);
  EXPECT_EQ(content_of(archive), bytes);
  EXPECT_EQ(check(archive).status, ExitStatus::kDone);
  const auto files = reports::parse_zip(bytes);
  ASSERT_TRUE(files);
  std::map<std::string, std::string> contents;
  for (const reports::ArchiveFile& file : *files)
    contents[file.name] = file.content;
  EXPECT_EQ(contents, contents_of(made_bundle()));
  EXPECT_FALSE(fs::exists(archive.string() + ".part"));
}

TEST_F(BundleTest, MissingChangedAndSurplusFilesAreNamed) {
  const fs::path bundle = copy_bundle("faulty");
  std::string text = content_of(bundle / "logboek.json");
  text.at(text.size() / 2) ^= 1;
  write_file(bundle / "logboek.json", text);
  write_file(bundle / "LEESMIJ.txt", content_of(bundle / "LEESMIJ.txt") + "meer");
  write_file(bundle / "bevindingen.jsonld", "");
  fs::remove(bundle / "toetsingskader.toml");
  write_file(bundle / "rapporten" / "extra.html", "x");
  fs::create_symlink("/etc/hostname", bundle / "verwijzing");
  const Ran ran = check(bundle, true);
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed);
  std::map<std::string, std::string> faults;
  for (const Json& line : lines_of(ran.out))
    faults[line["path"]] = line["fault"];
  const std::map<std::string, std::string> expected = {
      {"logboek.json", "changed"},         {"LEESMIJ.txt", "changed"},
      {"bevindingen.jsonld", "changed"},   {"toetsingskader.toml", "missing"},
      {"rapporten/extra.html", "surplus"}, {"verwijzing", "unsafe"}};
  EXPECT_EQ(faults, expected);
  EXPECT_THAT(ran.err, HasSubstr("6 faults"));
  fs::remove(bundle / "manifest.json");
  EXPECT_THAT(check(bundle).err, HasSubstr("has no manifest.json: it is no bundle"));
}

TEST_F(BundleTest, AListedFileThatIsALinkIsNotFollowed) {
  const fs::path bundle = copy_bundle("linked");
  fs::rename(bundle / "logboek.json", folder_->path() / "elders.json");
  fs::create_symlink(folder_->path() / "elders.json", bundle / "logboek.json");
  const Ran ran = check(bundle);
  EXPECT_THAT(ran.out, HasSubstr("unsafe: logboek.json: is no ordinary file"));
}

exports::BundleManifest list_one(const std::string& path, const std::string& content) {
  exports::BundleManifest manifest;
  manifest.files = {{path, content.size(), exports::to_sha256(content)}};
  return manifest;
}

TEST(BundleArchiveTest, UnsafeNamesAreNamedAndRefused) {
  const index::TestFolder folder;
  const auto write = [&](const std::vector<reports::ArchiveFile>& files) {
    const auto bytes = reports::to_zip(files);
    EXPECT_TRUE(bytes);
    write_file(folder.path() / "a.zip", *bytes);
    return check(folder.path() / "a.zip");
  };
  const std::string manifest = to_json(list_one("a.txt", "abc"));
  const Ran unsafe =
      write({{"manifest.json", manifest}, {"a.txt", "abc"}, {"../../boos", "x"}, {"/boos", "y"}});
  EXPECT_EQ(unsafe.status, ExitStatus::kSomeFailed);
  EXPECT_THAT(unsafe.out, HasSubstr("unsafe: ../../boos: "));
  EXPECT_THAT(unsafe.out, HasSubstr("unsafe: /boos: "));
  EXPECT_EQ(write({{"manifest.json", to_json(list_one("../a.txt", "abc"))}, {"../a.txt", "abc"}}).status,
            ExitStatus::kWrongUse);
  // A file that grows without end when it is unpacked is read no further than what is listed.
  const Ran bomb = write({{"manifest.json", manifest}, {"a.txt", std::string(std::size_t{64} << 20U, '0')}});
  EXPECT_THAT(bomb.out, HasSubstr("changed: a.txt: is longer than the 3 bytes listed"));
  write_file(folder.path() / "a.zip", "PK");
  EXPECT_THAT(check(folder.path() / "a.zip").err, HasSubstr("is no zip archive"));
  EXPECT_THAT(check(folder.path() / "none.zip").err, HasSubstr("there is no such file or folder"));
}

TEST(BundlePrivacyTest, NothingIsWrittenBeforeSomebodyDecidedAndTheLogLeavesWordsOutToo) {
  const SampleDossier dossier("bundle_privacy");
  {
    auto opened = index::Dossier::open(dossier.folder(), index::OpenMode::kJudge);
    ASSERT_TRUE(opened);
    Finding finding;
    finding.municipality = "Alverstede";
    finding.approach = "Samen";
    finding.indicators = {"T1.1"};
    finding.text = "De moeder is bereikbaar op 06-12345678.";
    index::FindingStore store = opened->findings();
    const auto id = store.add(finding, {}, {"visser", "2026-01-05T09:00:00Z"});
    ASSERT_TRUE(id);
    finding = *store.load(*id);
    finding.text = "Bel 06-87654321, of Jan Pietersma.";
    ASSERT_TRUE(store.change(finding, {"visser", "2026-01-06T09:00:00Z"}));
  }
  const fs::path target = dossier.folder() / "uit";
  EXPECT_EQ(export_bundle(dossier, target, "refuse").status, ExitStatus::kSomeFailed);
  EXPECT_FALSE(fs::exists(target));
  ASSERT_EQ(dossier.run({"privacy", "omit", "06-87654321", "Jan Pietersma"}).status, ExitStatus::kDone);
  const Ran made = export_bundle(dossier, target, "refuse");
  ASSERT_EQ(made.status, ExitStatus::kDone) << made.err;
  for (const auto& [path, content] : contents_of(target)) {
    for (const char* const words : {"06-12345678", "06-87654321", "Pietersma"})
      EXPECT_THAT(content, Not(HasSubstr(words))) << path;
  }
  EXPECT_THAT(content_of(target / "logboek.json"), HasSubstr("Bel [weggelaten], of [weggelaten]."));
  EXPECT_EQ(check(target).status, ExitStatus::kDone);
}

}  // namespace
}  // namespace vp::apps
