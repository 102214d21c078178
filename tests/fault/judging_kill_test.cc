// Two processes write findings, links, comments and confirmations, and are killed at random moments: what was
// acknowledged is there, and the log tells it whole. VP_KILL_ROUNDS says how often; few in every run, 50 with --full.
#include <array>
#include <csignal>
#include <cstdlib>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/finding_check.h"
#include "index/finding_judging.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

/// What a writer says when a call has come back: the finding, and the revision that it has now.
struct Acknowledged {
  std::int64_t finding = 0;
  std::uint32_t revision = 0;
  std::uint32_t links = 0;
};

/// Writes finding after finding: added, linked, changed, confirmed; each call acknowledged when it returns.
[[noreturn]] void judge_until_killed(const std::filesystem::path& folder, int writer, int acknowledge) {
  Database database = open_judgements_for_test(folder);
  FindingStore store(database);
  FindingJudging judging(database);
  const ChangeStamp stamp = {"schrijver " + std::to_string(writer), "2014-06-01T09:00:00Z"};
  const auto tell = [&](std::int64_t finding, std::uint32_t revision, std::uint32_t links) {
    const Acknowledged said{finding, revision, links};
    if (::write(acknowledge, &said, sizeof said) != sizeof said) ::_exit(2);
  };
  for (int number = 0; number < 100'000; ++number) {
    Finding finding =
        make_judged("A" + std::to_string(writer) + "." + std::to_string(number), Verdict::kUnknown, "");
    const auto id = store.add(finding, {}, stamp);
    if (!id) ::_exit(3);
    tell(*id, 1, 0);
    if (!store.link(*id, {EvidenceStance::kFor, make_test_anchor(1, "belegd " + std::to_string(number % 7))},
                    stamp))
      ::_exit(4);
    tell(*id, 1, 1);
    finding.id = *id;
    finding.revision = 1;
    finding.text = "tekst " + std::to_string(number);
    finding.verdict = Verdict::kMet;
    if (!judging.revise(finding, "gelezen", stamp)) ::_exit(5);
    tell(*id, 2, 1);
    if (!judging.confirm(*id, 2, "", stamp)) ::_exit(6);
    tell(*id, 3, 1);
  }
  ::_exit(0);
}

struct Writer {
  pid_t child = 0;
  int acknowledged = -1;
};

Writer start_writer(const std::filesystem::path& folder, int number) {
  std::array<int, 2> ends{};
  EXPECT_EQ(::pipe(ends.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    judge_until_killed(folder, number, ends[1]);
  }
  ::close(ends[1]);
  return {child, ends[0]};
}

std::vector<Acknowledged> read_all(int pipe) {
  std::vector<Acknowledged> all;
  Acknowledged one;
  while (::read(pipe, &one, sizeof one) == sizeof one)
    all.push_back(one);
  ::close(pipe);
  return all;
}

int count_rounds() {
  constexpr int kQuick = 8;
  const char* const wanted = std::getenv("VP_KILL_ROUNDS");
  return wanted == nullptr ? kQuick : std::atoi(wanted);
}

TEST(JudgingKillTest, TwoKilledWritersLoseNothingThatWasAcknowledged) {
  std::mt19937_64 random(2014);
  std::size_t acknowledged = 0;
  for (int round = 0; round < count_rounds(); ++round) {
    const TestFolder folder;
    { open_judgements_for_test(folder.path()); }
    const Writer writers[] = {start_writer(folder.path(), 1), start_writer(folder.path(), 2)};
    // The moment is one of the kernel's own: after so many acknowledgements of the first, and some instructions more.
    Acknowledged first;
    std::vector<Acknowledged> said;
    for (std::uint64_t i = 0; i < 3 + random() % 25; ++i) {
      ASSERT_EQ(::read(writers[0].acknowledged, &first, sizeof first), ssize_t{sizeof first});
      said.push_back(first);
    }
    volatile std::uint64_t spin = random() % 3'000'000;
    while (spin > 0)
      spin = spin - 1;
    for (const Writer& writer : writers)
      ::kill(writer.child, SIGKILL);
    for (const Writer& writer : writers) {
      ::waitpid(writer.child, nullptr, 0);
      const std::vector<Acknowledged> more = read_all(writer.acknowledged);
      said.insert(said.end(), more.begin(), more.end());
    }
    acknowledged += said.size();

    Database database = open_judgements_for_test(folder.path());
    std::vector<std::string> faults;
    ASSERT_TRUE(add_finding_faults(database, faults));
    EXPECT_THAT(faults, testing::IsEmpty()) << "round " << round;
    FindingStore store(database);
    for (const Acknowledged& one : said) {
      const auto finding = store.load(one.finding);
      ASSERT_TRUE(finding) << "round " << round << ": " << to_string(finding.error());
      EXPECT_GE(finding->revision, one.revision) << "round " << round;
      EXPECT_GE(store.evidence_of(one.finding)->size(), one.links) << "round " << round;
      const bool was_confirmed = one.revision == 3;
      EXPECT_EQ(finding->state == FindingState::kConfirmed && was_confirmed, was_confirmed);
    }
  }
  std::printf("%d rounds, %zu acknowledged entries, none lost\n", count_rounds(), acknowledged);
}

}  // namespace
}  // namespace vp::index
