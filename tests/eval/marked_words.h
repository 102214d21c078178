// marked_words.h - rows of the lists of words that were marked by hand, for the evaluations beside them.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace vp::eval {

/// The cells of each row of tests/eval/`file` whose first cell is `half`, that cell left out.
inline std::vector<std::vector<std::string>> load_marked_words(const std::filesystem::path& file,
                                                               std::string_view half) {
  std::ifstream in(file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    std::vector<std::string> cells;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      cells.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    if (cells.front() != half) continue;
    cells.erase(cells.begin());
    rows.push_back(std::move(cells));
  }
  return rows;
}

}  // namespace vp::eval
