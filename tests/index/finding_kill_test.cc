// Killed at any moment while findings are written: what was acknowledged is there, whole, and so is its history.
#include <array>
#include <csignal>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "index/finding_check.h"
#include "tests/index/finding_fixture.h"
#include "tests/index/killed_writer.h"

namespace vp::index {
namespace {

constexpr int kFindings = 12;
constexpr int kRounds = 15;

std::vector<PublishedFinding> make_sheet(std::uint8_t document) {
  std::vector<PublishedFinding> sheet;
  for (int i = 0; i < kFindings; ++i) {
    sheet.push_back(
        make_published(document, "A" + std::to_string(i), Verdict::kMet,
                       "document " + std::to_string(document) + ", bevinding " + std::to_string(i)));
  }
  return sheet;
}

/// Imports document after document, each in the place of the one before; says through the pipe which are
/// acknowledged.
[[noreturn]] void import_until_killed(const std::filesystem::path& folder, int acknowledge) {
  Database database = open_judgements_for_test(folder);
  for (int document = 1; document < 250; ++document) {
    const auto number = static_cast<std::uint8_t>(document);
    if (!import_findings(database, make_sheet(number), kImport, ImportMode::kStore)) ::_exit(1);
    if (::write(acknowledge, &number, sizeof number) != sizeof number) ::_exit(2);
  }
  ::_exit(0);
}

TEST(FindingKillTest, AKilledImportLeavesWholeDocumentsWithTheirHistory) {
  std::mt19937_64 random(2014);
  for (int round = 0; round < kRounds; ++round) {
    const TestFolder folder;
    { open_judgements_for_test(folder.path()); }
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      import_until_killed(folder.path(), ends[1]);
    }
    ::close(ends[1]);
    const std::uint8_t last = kill_after<std::uint8_t>(child, ends[0], 1 + random() % 8, random);
    ::close(ends[0]);

    Database database = open_judgements_for_test(folder.path());
    std::vector<std::string> faults;
    ASSERT_TRUE(add_finding_faults(database, faults));
    EXPECT_THAT(faults, testing::IsEmpty());
    const auto findings = FindingStore(database).list({});
    ASSERT_EQ(findings->size(), std::size_t{kFindings});
    // All of one document: the last that was acknowledged, or the one that the kill came to after its commit.
    const DocumentId standing = findings->front().printed->document;
    EXPECT_TRUE(standing == sample_id(last) || standing == sample_id(last + 1)) << "round " << round;
    for (const Finding& finding : *findings) {
      EXPECT_EQ(finding.printed->document, standing);
      EXPECT_EQ(finding.revision, standing == sample_id(last) ? last : last + 1U);
    }
  }
}

}  // namespace
}  // namespace vp::index
