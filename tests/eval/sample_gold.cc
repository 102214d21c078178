#include "tests/eval/sample_gold.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

namespace vp::eval {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
    end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end - begin));
  }
  return parts;
}

std::vector<std::vector<std::string>> load_rows(const char* name, std::size_t columns) {
  const std::filesystem::path file = sample_folder() / "gold" / name;
  std::ifstream stream(file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(stream, line);  // the header
  while (std::getline(stream, line)) {
    rows.push_back(split(line, '\t'));
    if (rows.back().size() < columns) {
      std::fprintf(stderr, "%s: row %zu has %zu columns, expected %zu\n", file.c_str(), rows.size() + 1,
                   rows.back().size(), columns);
      std::abort();
    }
  }
  if (rows.empty()) {
    std::fprintf(stderr, "%s: no rows\n", file.c_str());
    std::abort();
  }
  return rows;
}

std::uint32_t to_page(const std::string& text) {
  return static_cast<std::uint32_t>(std::stoul(text));
}

}  // namespace

std::filesystem::path sample_folder() {
  return std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus" / "samples";
}

std::vector<GoldEvidence> load_gold_evidence() {
  std::vector<GoldEvidence> all;
  for (const auto& row : load_rows("evidence.tsv", 10)) {
    all.push_back({row[0], to_page(row[1]), row[2], row[3], row[5], row[6], row[7], row[9] == "ja"});
  }
  return all;
}

std::vector<GoldTrap> load_gold_traps() {
  std::vector<GoldTrap> all;
  for (const auto& row : load_rows("no_evidence.tsv", 5)) {
    const std::vector<std::string> indicators = split(row[2], ',');
    all.push_back({row[0], {indicators.begin(), indicators.end()}, row[3], row[4]});
  }
  return all;
}

std::vector<GoldHyphen> load_gold_hyphens() {
  std::vector<GoldHyphen> all;
  for (const auto& row : load_rows("hyphens.tsv", 7))
    all.push_back({row[0], to_page(row[1]), row[2], row[3], row[5], row[6]});
  return all;
}

std::vector<GoldStatus> load_gold_status() {
  std::vector<GoldStatus> all;
  for (const auto& row : load_rows("status.tsv", 4)) {
    if (row[1].empty()) {
      all.push_back({row[0], row[2], {}});
    } else {
      all.back().verdicts.push_back(row[2]);
    }
  }
  return all;
}

std::string squash(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kSpelling = {{
      {" ", ""},
      {"\n", ""},
      {"\t", ""},
      {"-", ""},
      {"\u00A0", ""},
      {"\u00AD", ""},
      {"\u2010", ""},
      {"\u2011", ""},
      {"\uFB00", "ff"},
      {"\uFB01", "fi"},
      {"\uFB02", "fl"},
      {"\uFB03", "ffi"},
      {"\uFB04", "ffl"},
  }};
  std::string squashed;
  while (!text.empty()) {
    bool is_spelled = false;
    for (const auto& [from, to] : kSpelling) {
      if (!text.starts_with(from)) continue;
      squashed += to;
      text.remove_prefix(from.size());
      is_spelled = true;
      break;
    }
    if (is_spelled) continue;
    squashed += text.front();
    text.remove_prefix(1);
  }
  return squashed;
}

}  // namespace vp::eval
