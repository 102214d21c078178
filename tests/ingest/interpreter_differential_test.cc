// Fast == Gfx over whole folders of files: every event of every page that the fast way reads is the same, to
// the last bit; it reads most pages; and the documents that come out are equal.
#include "tests/ingest/interpreter_differential.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "ingest/poppler_extractor.h"

namespace vp::ingest {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> find_pdfs(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".pdf") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct FolderCase {
  std::string_view name;
  std::string_view folder;
  double least_fast_share;  // of the pages; a floor that only rises
};

std::ostream& operator<<(std::ostream& out, const FolderCase& row) {
  return out << row.name;
}

class InterpreterDifferentialTest : public ::testing::TestWithParam<FolderCase> {};

TEST_P(InterpreterDifferentialTest, EveryPageIsTheSameBothWays) {
  const FolderCase& row = GetParam();
  const std::vector<fs::path> files = find_pdfs(row.folder);
  if (files.empty()) GTEST_SKIP() << "no PDF files in " << row.folder;
  std::size_t pages = 0;
  std::size_t events = 0;
  std::map<std::string, std::size_t> reasons;
  for (const fs::path& file : files) {
    const std::string pdf = read_file(file);
    std::size_t number = 0;
    for (const PageComparison& page : compare_readings(pdf)) {
      ++number;
      ++pages;
      events += page.event_count;
      ++reasons[page.reason];
      EXPECT_EQ(page.difference, "") << file << ", page " << number;
    }
  }
  std::string counts;
  for (const auto& [reason, count] : reasons)
    counts += " " + reason + ": " + std::to_string(count);
  RecordProperty("reasons", counts);
  EXPECT_GT(events, pages);
  EXPECT_GE(static_cast<double>(reasons["none"]), row.least_fast_share * static_cast<double>(pages))
      << counts;
}

Document extract(const std::string& pdf, ContentReader reader) {
  DocumentCollector collector;
  make_poppler_extractor(reader)->extract({reinterpret_cast<const std::uint8_t*>(pdf.data()), pdf.size()},
                                          collector);
  Document document = collector.take();
  // A font that is broken is complained of once by the one, on every page by the other.
  document.message_count = 0;
  document.messages.clear();
  for (Page& page : document.pages)
    page.facts.parser_messages = 0;
  return document;
}

TEST_P(InterpreterDifferentialTest, EveryDocumentIsTheSameBothWays) {
  const FolderCase& row = GetParam();
  const std::vector<fs::path> files = find_pdfs(row.folder);
  if (files.empty()) GTEST_SKIP() << "no PDF files in " << row.folder;
  std::size_t words = 0;
  for (const fs::path& file : files) {
    const std::string pdf = read_file(file);
    const Document fast = extract(pdf, ContentReader::kOwnWherePossible);
    const Document gfx = extract(pdf, ContentReader::kPopplerOnly);
    ASSERT_EQ(fast.pages.size(), gfx.pages.size()) << file;
    for (std::size_t i = 0; i < fast.pages.size(); ++i) {
      words += gfx.pages[i].words.size();
      EXPECT_EQ(fast.pages[i].text, gfx.pages[i].text) << file << ", page " << i + 1;
      EXPECT_TRUE(fast.pages[i] == gfx.pages[i]) << file << ", page " << i + 1;
    }
    EXPECT_TRUE(fast == gfx) << file;
  }
  EXPECT_GT(words, 100 * files.size());
}

constexpr FolderCase kFolders[] = {
    {"samples", VP_TEST_SOURCE_DIR "/corpus", 0.9},
    {"factsheets", VP_SHARED_DIR "/examples", 0.95},
    {"dutch", VP_SHARED_DIR "/pdfs/nl", 0.99},
    {"diverse", VP_SHARED_DIR "/pdfs/diverse", 0.97},
};

INSTANTIATE_TEST_SUITE_P(Folders, InterpreterDifferentialTest, ::testing::ValuesIn(kFolders),
                         [](const ::testing::TestParamInfo<FolderCase>& row) {
                           return std::string(row.param.name);
                         });

}  // namespace
}  // namespace vp::ingest
