// Every word of a page that an independent reader (pdftotext -bbox) shows with a term in it must come back as
// evidence, on that page, with the rectangle on the word; also when the word is broken over a line end.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "apps/cli/command_line.h"
#include "apps/cli/json_lines.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

struct SeenWord {
  std::uint32_t page = 0;  // 1-based
  RectPt box;
  std::string text;
};

std::string output_of(const std::string& command) {
  std::string text;
  FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    text.append(buffer, n);
  ::pclose(pipe);
  return text;
}

/// The words that hold `stem`, as pdftotext sees them.
std::vector<SeenWord> find_words(const fs::path& file, const std::string& stem) {
  std::vector<SeenWord> words;
  std::istringstream lines(output_of("pdftotext -bbox '" + file.string() + "' - 2>/dev/null"));
  static const std::regex kWord(
      "<word xMin=\"([0-9.-]+)\" yMin=\"([0-9.-]+)\" xMax=\"([0-9.-]+)\" yMax=\"([0-9.-]+)\">(.*)</word>");
  std::uint32_t page = 0;
  std::size_t dots = 0;
  bool follows_found = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<page ") != std::string::npos) ++page;
    std::smatch match;
    if (!std::regex_search(line, match, kWord)) continue;
    std::string text = match[5];
    for (char& c : text)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    // Dots behind it lead to a page number: a title in a table of contents, which is no evidence.
    const bool is_dots = text.find_first_not_of('.') == std::string::npos;
    dots = is_dots ? dots + text.size() : 0;
    if (is_dots && dots >= 4 && dots - text.size() < 4 && follows_found) words.pop_back();
    follows_found = follows_found && is_dots && dots < 4;
    if (text.find(stem) == std::string::npos) continue;
    // A recognised scan may hold half a word with a space behind it: no reader can know that the rest belongs to it.
    if (text == stem) continue;
    words.push_back(
        {page, {std::stof(match[1]), std::stof(match[2]), std::stof(match[3]), std::stof(match[4])}, text});
    follows_found = true;
  }
  return words;
}

std::string run(std::vector<std::string> arguments) {
  std::ostringstream out;
  std::ostringstream err;
  Context context{out, err, "", false, false, ExitStatus::kDone};
  run_command_line(arguments, context);
  return out.str();
}

/// True when a mention's rectangle on the word's page covers the middle of the word.
bool is_cited(const SeenWord& word, const std::vector<Json>& rows) {
  for (const Json& row : rows) {
    for (const Json& mention : row["mentions"]) {
      for (const Json& place : mention["places"]) {
        if (place["page"] != word.page) continue;
        for (const Json& rect : place["rects"]) {
          const RectPt box{rect[0], rect[1], rect[2], rect[3]};
          if (box.contains(word.box.center_x(), word.box.center_y())) return true;
        }
      }
    }
  }
  return false;
}

struct Totals {
  std::size_t seen = 0;
  std::size_t cited = 0;
  std::string missed;
};

Totals compare(const std::vector<fs::path>& files, const std::string& stem, const std::string& indicator) {
  const fs::path dossier = fs::temp_directory_path() / ("vindplaats_mentions_" + std::to_string(::getpid()));
  fs::remove_all(dossier);
  run({"init", dossier.string()});
  std::vector<std::string> ingest = {"-C", dossier.string(), "ingest"};
  for (const fs::path& file : files)
    ingest.push_back(file.string());
  run(ingest);
  Totals totals;
  for (const fs::path& file : files) {
    const std::vector<SeenWord> words = find_words(file, stem);
    if (words.empty()) continue;
    std::vector<Json> rows;
    std::istringstream lines(run({"-C", dossier.string(), "evidence", "--indicator", indicator, "--document",
                                  file.string(), "--titles", "--json"}));
    for (std::string line; std::getline(lines, line);)
      rows.push_back(Json::parse(line));
    for (const SeenWord& word : words) {
      ++totals.seen;
      if (is_cited(word, rows)) {
        ++totals.cited;
      } else {
        totals.missed +=
            file.filename().string() + " p. " + std::to_string(word.page) + " " + word.text + "\n";
      }
    }
  }
  fs::remove_all(dossier);
  return totals;
}

std::vector<fs::path> list_pdfs(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".pdf") files.push_back(fs::canonical(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

class MentionPlaceTest : public testing::Test {
 protected:
  void SetUp() override {
    if (output_of("command -v pdftotext").empty())
      GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
  }
};

TEST_F(MentionPlaceTest, EveryDoorzettingsmachtInTheSamplesIsCitedInPlace) {
  const Totals totals =
      compare(list_pdfs(fs::path(VP_TEST_SOURCE_DIR) / "corpus" / "samples"), "doorzettings", "A2.2");
  EXPECT_GT(totals.seen, 8U);
  EXPECT_EQ(totals.cited, totals.seen) << totals.missed;
}

TEST_F(MentionPlaceTest, EveryDoorzettingsmachtInThePublishedFactsheetsIsCitedInPlace) {
  const fs::path folder = fs::path(VP_SHARED_DIR) / "examples" / "factsheets";
  if (!fs::exists(folder)) GTEST_SKIP() << "the published factsheets are not beside this checkout";
  const Totals totals = compare(list_pdfs(folder), "doorzet", "A2.2");
  EXPECT_GE(totals.seen, 24U);
  EXPECT_EQ(totals.cited, totals.seen) << totals.missed;
}

}  // namespace
}  // namespace vp::apps
