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
#include "tests/index/killed_writer.h"
#include "tests/index/sample_documents.h"
#include "tests/index/test_folder.h"

namespace vp::index {
namespace {

constexpr std::uint64_t kDocuments = 200;
constexpr std::size_t kPassages = 25;

/// Two states of a document under one id: what is found must be exactly one of them.
SampleDocument version_of(std::uint64_t number, int version) {
  SampleDocument document = make_random_document(number * 2 + static_cast<std::uint64_t>(version), kPassages);
  document.record.id = sample_id(static_cast<std::uint8_t>(number), number);
  return document;
}

std::unique_ptr<SqliteEngine> open_engine(const std::filesystem::path& folder) {
  auto engine = SqliteEngine::open(folder / "index.db", DatabaseMode::kWrite, {}, empty_lexicon());
  EXPECT_TRUE(engine) << to_string(engine.error());
  return std::move(*engine);
}

/// Writes documents one by one and in batches; after each commit says through the pipe how many are
/// acknowledged.
[[noreturn]] void write_until_killed(const std::filesystem::path& folder, int acknowledge) {
  const auto engine = open_engine(folder);
  for (int version = 0; version < 2; ++version) {
    for (std::uint64_t i = 0; i < kDocuments;) {
      const std::uint64_t batch = i % 3 == 0 ? 4 : 1;
      if (batch > 1 && !engine->begin_batch()) ::_exit(1);
      for (std::uint64_t end = std::min(kDocuments, i + batch); i < end; ++i) {
        const SampleDocument document = version_of(i, version);
        if (!engine->replace_document(document.record, document.passages)) ::_exit(2);
      }
      if (batch > 1 && !engine->commit_batch()) ::_exit(3);
      const std::uint64_t acknowledged = static_cast<std::uint64_t>(version) * kDocuments + i;
      if (::write(acknowledge, &acknowledged, sizeof acknowledged) != sizeof acknowledged) ::_exit(4);
    }
  }
  ::_exit(0);
}

TEST(CrashSafetyTest, AKilledWriterLeavesWholeDocumentsOnly) {
  std::mt19937_64 random(2013);
  for (int round = 0; round < 15; ++round) {
    const TestFolder folder;
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) write_until_killed(folder.path(), ends[1]);
    ::close(ends[1]);
    const std::uint64_t acknowledged =
        kill_after<std::uint64_t>(child, ends[0], random() % (2 * kDocuments), random);
    ::close(ends[0]);

    const auto engine = open_engine(folder.path());
    const auto faults = engine->verify();
    ASSERT_TRUE(faults) << to_string(faults.error());
    EXPECT_THAT(*faults, testing::IsEmpty()) << "round " << round;
    for (std::uint64_t i = 0; i < kDocuments; ++i) {
      const auto found = engine->load_passages(version_of(i, 0).record.id, std::nullopt);
      if (!found) {
        EXPECT_GE(i, acknowledged) << "round " << round << ": an acknowledged document is lost";
        continue;
      }
      bool is_whole = false;
      for (int version = 0; version < 2; ++version) {
        std::vector<Passage> expected = version_of(i, version).passages;
        for (Passage& passage : expected)
          passage = quantize(std::move(passage));
        const bool may_be =
            version == 1 || i + kDocuments >= acknowledged;  // the second version was acknowledged
        is_whole = is_whole || (may_be && *found == expected);
      }
      EXPECT_TRUE(is_whole) << "round " << round << ", document " << i;
    }
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
