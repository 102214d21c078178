// What a file or a worker can do wrong costs that one file, in a state that says what happened.
#include <memory>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include "ingest/thread_priority.h"
#include "ingest/worker_start.h"
#include "tests/fault/script_file.h"
#include "tests/fault/scripted_extractor.h"

namespace vp::ingest {
namespace {

using testing::MatchesRegex;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHasSanitizer = true;  // memory is not limited then, and no signal tells that it ran out
#else
constexpr bool kHasSanitizer = false;
#endif

WorkerLimits make_limits() {
  WorkerLimits limits;
  limits.cpu_time = std::chrono::seconds{30};  // enough for the slowest sanitizer
  limits.wall_time = std::chrono::seconds{60};
  limits.memory_bytes = 256U << 20U;
  limits.frame_bytes = 1U << 20U;
  limits.total_bytes = 16U << 20U;
  limits.input_bytes = 1U << 20U;
  return limits;
}

Document extract(WorkerPool& pool, std::string_view script) {
  const DescriptorHandle file = make_file(script);
  auto document = pool.extract_file(file.value());
  if (!document) {
    ADD_FAILURE() << "no document: " << to_string(document.error());
    return {};
  }
  return std::move(*document);
}

struct FaultCase {
  const char* name;
  const char* script;
  DocumentState state;
  const char* reason;  ///< a regular expression
  std::size_t pages;
  bool needs_memory_limit = false;
  int cpu_seconds = 30;
  bool is_sandboxed = true;
};

constexpr DocumentState kDamaged = DocumentState::kDamaged;

constexpr FaultCase kCases[] = {
    {"crash", "crash 5 4", kDamaged, "the reader crashed .signal 11. at page 4; 3 of 5 pages read", 3},
    {"crash_on_first_page", "crash 5 1", kDamaged, "the reader crashed .signal 11. at page 1; 0 of 5 .*", 0},
    {"crash_opening", "crash-opening 5 1", kDamaged, "the reader crashed .signal 11. while opening the file",
     0},
    {"abort", "abort 5 2", kDamaged, "the reader crashed .signal 6. at page 2; 1 of 5 pages read", 1},
    {"stack", "overflow-stack 5 2", kDamaged, "the reader crashed .signal 11. at page 2; 1 of 5 .*", 1},
    {"throw", "throw 5 3", kDamaged, "the reader gave up .no such object.; 2 of 5 pages read", 2},
    {"silent_exit", "exit 5 3", kDamaged, "the reader stopped without a result .exit status 0.; 2 of 5 .*",
     2},
    {"exit_with_status", "exit-7 5 3", kDamaged, "the reader stopped .* .exit status 7.; 2 of 5 .*", 2},
    {"spin", "spin 5 3", DocumentState::kTimedOut,
     "reading it takes more than 1 s of processor time; 2 of 5 pages read", 2, false, 1},
    {"eat_memory", "eat-memory 5 3", DocumentState::kTooBig,
     "reading it takes more than 256 MiB of memory; 2 of 5 pages read", 2, true},
    {"eat_memory_abort", "eat-memory-abort 5 3", DocumentState::kTooBig,
     "reading it takes more than 256 MiB of memory; 2 of 5 pages read", 2, true},
    {"out_of_memory", "out-of-memory 5 3", DocumentState::kTooBig,
     "reading it takes more than 256 MiB of memory; 2 of 5 pages read", 2},
    {"flood", "flood 100000 1", DocumentState::kTooBig,
     "it gives more than 16 MiB of text and drawings; [0-9]+ of 100000 pages read", 40},
    {"flood_of_empty_pages", "flood-empty-pages 4000000 1", DocumentState::kTooBig,
     "it has more than 100000 pages; 100000 of 4000000 pages read", 100'000},
    {"half_frame", "half-frame 5 3", kDamaged,
     "worker broke the protocol: it stopped inside a frame; 2 of 5 pages read", 2},
    {"same_page_twice", "same-page 5 3", kDamaged,
     "worker broke the protocol: page 2 after page 2; 2 of 5 .*", 2},
    {"page_beyond_count", "page-beyond 5 3", kDamaged, "worker broke .*: page 100 of a document of 5; .*", 2},
    {"second_head", "second-head 5 3", kDamaged, "worker broke the protocol: a second head; 2 of 5 .*", 2},
    {"unknown_type", "unknown-type 5 3", kDamaged, "worker broke .*: a frame of unknown type 5; .*", 2},
    {"empty_outline", "empty-outline 5 3", kDamaged,
     "worker broke .*: the lengths in an outline frame do not add up; 2 of 5 .*", 2},
    {"long_frame", "long-frame 5 3", kDamaged, "worker broke .*: a frame of 4294967295 bytes, at most .*", 2},
    {"lying_count", "lying-count 5 3", kDamaged, "worker broke .*: the lengths in a page frame do not .*", 2},
    {"not_finite", "not-finite 5 3", kDamaged, "worker broke .*: page 3: word 3 has a box or font size .*",
     2},
    {"bad_utf8", "bad-utf8 5 3", kDamaged, "worker broke .*: page 3: its text is not valid UTF-8; .*", 2},
    {"unknown_font", "unknown-font 5 3", kDamaged, "worker broke .*: a word in a font that the document .*",
     3},
    {"false_duplicate", "false-duplicate 5 3", kDamaged,
     "worker broke .*: the document's state is unknown; .*", 2},
    {"write_file", "write-file 5 3", kDamaged, "the reader (was ended|crashed|stopped).*; 2 of 5 pages read",
     2},
    {"open_files", "open-files 5 3", kDamaged, "opened 2[0-9]; 2 of 5 pages read", 2},
    {"kill_server", "kill-server 5 3", kDamaged, "the fork server died, every time it was read", 0, false, 30,
     false},
    {"kill_itself", "kill-itself 5 3", kDamaged,
     "the reader was killed from outside, .*, every time it was read", 0, false, 30, false},
    {"false_exit", "exit-83 5 3", kDamaged, "the reader stopped without a result .exit status 83.; 2 of 5 .*",
     2},
};

class WorkerFaultTest : public testing::TestWithParam<FaultCase> {};
INSTANTIATE_TEST_SUITE_P(Faults, WorkerFaultTest, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.name); });

TEST_P(WorkerFaultTest, CostsOneFileAndSaysWhy) {
  if (GetParam().needs_memory_limit && kHasSanitizer) GTEST_SKIP() << "sanitizers need the address space";
  WorkerLimits limits = make_limits();
  limits.cpu_time = std::chrono::seconds{GetParam().cpu_seconds};
  limits.is_sandboxed = GetParam().is_sandboxed;
  auto pool = start_worker_pool(limits, make_scripted_extractor);
  ASSERT_TRUE(pool.has_value()) << to_string(pool.error());
  EXPECT_EQ(extract(**pool, "good 3"), make_good_document(3));
  const Document document = extract(**pool, GetParam().script);
  EXPECT_EQ(to_string(document.state), to_string(GetParam().state));
  EXPECT_THAT(document.reason, MatchesRegex(GetParam().reason));
  EXPECT_EQ(document.pages.size(), GetParam().pages);
  if (document.page_count == 5) {  // what came whole before the fault is what a good file gives
    const Document good = make_good_document(5);
    for (std::size_t i = 0; i < std::min<std::size_t>(document.pages.size(), 2); ++i) {
      EXPECT_EQ(document.pages[i], good.pages[i]);
    }
  }
  EXPECT_EQ(extract(**pool, "good 4"), make_good_document(4));
}

TEST(WorkerPoolTest, KillsAWorkerThatHangsAndKeepsItsPages) {
  WorkerLimits limits = make_limits();
  limits.wall_time = std::chrono::milliseconds{300};
  auto pool = start_worker_pool(limits, make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const Document document = extract(**pool, "hang 9 3");
  EXPECT_EQ(document.state, DocumentState::kTimedOut);
  EXPECT_EQ(document.reason, "reading it takes longer than 0.3 s; 2 of 9 pages read");
  EXPECT_EQ(document.pages.size(), 2U);
  EXPECT_EQ(document.fonts.size(), 1U) << "words refer to font 0, whose name never came";
  EXPECT_EQ(extract(**pool, "good 1"), make_good_document(1));
}

TEST(WorkerPoolTest, KillsAWorkerThatClosesItsPipeAndGoesOn) {
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const Document document = extract(**pool, "linger 9 3");
  EXPECT_EQ(document.state, DocumentState::kDamaged);
  EXPECT_EQ(document.reason, "worker broke the protocol: it closed its pipe and went on; 2 of 9 pages read");
  EXPECT_EQ(extract(**pool, "good 1"), make_good_document(1));
}

TEST(WorkerPoolTest, TakesNothingAfterTheTail) {
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const Document document = extract(**pool, "after-tail 9 3");
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
  EXPECT_EQ(document.pages.size(), 2U);
}

TEST(WorkerPoolTest, LeavesAWorkerNoDescriptorAndNoEnvironment) {
  ASSERT_EQ(::setenv("VP_SECRET", "x", 1), 0);
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const Document document = extract(**pool, "describe 1 1");
  EXPECT_THAT(document.reason, MatchesRegex("0 1 2 [0-9]+ LC_ALL=C.UTF-8 ; 0 of 1 pages read"));
}

TEST(WorkerPoolTest, RefusesAFileBeyondTheInputLimit) {
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const Document document = extract(**pool, std::string((2U << 20U), ' '));
  EXPECT_EQ(document.state, DocumentState::kTooBig);
  EXPECT_EQ(document.reason, "the file has 2 MiB, at most 1 MiB are read");
}

TEST(WorkerPoolTest, RefusesWhatIsNoOrdinaryFile) {
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const auto pipe = open_pipe();
  ASSERT_TRUE(pipe.has_value());
  const auto document = (*pool)->extract_file(pipe->first.value());
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->state, DocumentState::kUnsupported);
}

TEST(WorkerPoolTest, ReadsFromTheStartAndLeavesTheOffsetAlone) {
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  const DescriptorHandle file = make_file("good 2");
  ASSERT_EQ(::lseek(file.value(), 3, SEEK_SET), 3);
  const auto document = (*pool)->extract_file(file.value());
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(*document, make_good_document(2));
  EXPECT_EQ(::lseek(file.value(), 0, SEEK_CUR), 3);
}

TEST(WorkerPoolTest, KnowsTheLargestWorker) {
  auto pool = start_worker_pool(make_limits(), make_scripted_extractor);
  ASSERT_TRUE(pool.has_value());
  EXPECT_EQ((*pool)->peak_worker_bytes(), 0U);
  EXPECT_EQ(extract(**pool, "good 2"), make_good_document(2));
  EXPECT_GT((*pool)->peak_worker_bytes(), 100U << 10U);
}

/// What `script` gives when a thread asks that gives way to the rest of the program.
Document extract_giving_way(WorkerPool& pool, std::string_view script, int more) {
  Document document;
  std::jthread([&] {
    ASSERT_EQ(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), thread_niceness() + more), 0);
    document = extract(pool, script);
  }).join();
  return document;
}

TEST(WorkerPriorityTest, AWorkerGivesWayAsWhoItWorksFor) {
  WorkerLimits limits = make_limits();
  limits.is_sandboxed = false;  // a confined one may not ask
  auto pool = start_worker_pool(limits, make_scripted_extractor);
  ASSERT_TRUE(pool) << to_string(pool.error());
  const int own = thread_niceness();
  EXPECT_EQ(extract(**pool, "tell-niceness 1 1").reason,
            "niceness " + std::to_string(own) + "; 0 of 1 pages read");
  EXPECT_EQ(extract_giving_way(**pool, "tell-niceness 1 1", 3).reason,
            "niceness " + std::to_string(own + 3) + "; 0 of 1 pages read");
}

TEST(WorkerPriorityTest, WhoGivesWayIsWaitedForLonger) {
  WorkerLimits limits = make_limits();
  limits.wall_time = std::chrono::milliseconds{300};
  auto pool = start_worker_pool(limits, make_scripted_extractor);
  ASSERT_TRUE(pool) << to_string(pool.error());
  EXPECT_THAT(extract(**pool, "hang 1 1").reason, MatchesRegex("reading it takes longer than 0.3 s.*"));
  const Document document = extract_giving_way(**pool, "hang 1 1", 3);
  EXPECT_EQ(document.state, DocumentState::kTimedOut);
  EXPECT_THAT(document.reason, MatchesRegex("reading it takes longer than 1.2 s.*"));
}

}  // namespace
}  // namespace vp::ingest
