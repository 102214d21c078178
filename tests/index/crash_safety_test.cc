// Killed or out of disk at any moment: what was acknowledged is there, whole, and the work goes on.
#include <algorithm>
#include <array>
#include <csignal>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/dossier.h"
#include "index/sqlite_engine.h"
#include "index/word_box_codec.h"
#include "tests/index/killed_engine.h"
#include "tests/index/killed_writer.h"
#include "tests/index/sample_documents.h"
#include "tests/index/test_folder.h"

namespace vp::index {
namespace {

std::unique_ptr<SqliteEngine> open_engine(const std::filesystem::path& folder) {
  auto engine = SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, {}, empty_lexicon());
  EXPECT_TRUE(engine) << to_string(engine.error());
  return std::move(*engine);
}

TEST(CrashSafetyTest, AKilledWriterLeavesWholeDocumentsOnly) {
  std::mt19937_64 random(2013);
  for (int round = 0; round < 15; ++round) {
    const TestFolder folder;
    kill_a_writer([&folder] { return open_engine(folder.path()); }, round, random);
  }
}

/// No file may grow beyond a size while this lives: a full disk that needs no disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t largest_file_bytes) : old_action_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_limit_);
    const rlimit small{largest_file_bytes, old_limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &old_limit_);
    std::signal(SIGXFSZ, old_action_);
  }

 private:
  rlimit old_limit_{};
  void (*old_action_)(int);
};

constexpr std::uint64_t kMostDocuments = 500;  // some ten times what the small disk holds

/// Puts documents until one is refused; the number that went in.
std::uint64_t put_until_refused(Engine& engine, std::uint64_t from, Error& refusal) {
  for (std::uint64_t i = from; i < kMostDocuments; ++i) {
    const SampleDocument document = version_of(i, 0);
    const auto done = engine.replace_document(document.record, document.passages);
    if (!done) {
      refusal = done.error();
      return i;
    }
  }
  return kMostDocuments;
}

TEST(DiskFullTest, LosesNothingAndGoesOnLater) {
  const TestFolder folder;
  const auto engine = open_engine(folder.path());
  std::uint64_t stored = 0;
  {
    const FullDisk full(rlim_t{1} << 20U);
    Error refusal;
    stored = put_until_refused(*engine, 0, refusal);
    ASSERT_LT(stored, kMostDocuments);
    ASSERT_GT(stored, 0U);
    EXPECT_EQ(refusal.code, ErrorCode::kDiskFull) << to_string(refusal);
    EXPECT_NE(refusal.what.find("no space"), std::string::npos);
    EXPECT_EQ(engine->list_documents()->size(), stored) << "what was there can still be read";
  }
  EXPECT_THAT(engine->verify().value(), testing::IsEmpty());
  const SampleDocument next = version_of(stored, 0);
  ASSERT_TRUE(engine->replace_document(next.record, next.passages));
  EXPECT_EQ(engine->list_documents()->size(), stored + 1);
  EXPECT_THAT(engine->verify().value(), testing::IsEmpty());
}

TEST(DiskFullTest, UndoesABatchWholeAndSaysSoUntilItIsClosed) {
  const TestFolder folder;
  const auto engine = open_engine(folder.path());
  const SampleDocument before = version_of(9'999, 0);
  ASSERT_TRUE(engine->replace_document(before.record, before.passages));
  {
    const FullDisk full(rlim_t{1} << 20U);
    ASSERT_TRUE(engine->begin_batch());
    Error refusal;
    (void)put_until_refused(*engine, 0, refusal);
    const auto committed = engine->commit_batch();
    // The log may fill up while adding or only at the commit: either way the caller is told.
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.error().code, ErrorCode::kDiskFull) << to_string(committed.error());
  }
  EXPECT_EQ(engine->list_documents()->size(), 1U);
  ASSERT_TRUE(engine->begin_batch());
  const SampleDocument next = version_of(1, 0);
  ASSERT_TRUE(engine->replace_document(next.record, next.passages));
  ASSERT_TRUE(engine->commit_batch());
  EXPECT_EQ(engine->list_documents()->size(), 2U);
  EXPECT_THAT(engine->verify().value(), testing::IsEmpty());
}

TEST(DiskFullTest, LeavesNoHalfOriginal) {
  const TestFolder folder;
  const auto framework = std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml";
  auto dossier = Dossier::create(folder.path() / "d", framework, "test");
  ASSERT_TRUE(dossier) << to_string(dossier.error());
  // The test's own program is a file that is large enough.
  const std::filesystem::path large = "/proc/self/exe";
  {
    const FullDisk full(100'000);
    EXPECT_EQ(dossier->store_original(large).error().code, ErrorCode::kDiskFull);
  }
  EXPECT_THAT(dossier->list_originals().value(), testing::IsEmpty());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "d/originals/.incoming"));
  EXPECT_TRUE(dossier->store_original(large));
}

}  // namespace
}  // namespace vp::index
