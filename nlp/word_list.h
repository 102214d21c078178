// word_list.h - the Dutch words that are known, for resolving hyphens and judging text.
// Source: Debian's wdutch (/usr/share/dict/dutch). Threads: immutable after loading; share it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vp::nlp {

class WordList {
 public:
  /// Errors: kNotFound, kIo, kMalformed (not UTF-8; names the line).
  static Result<WordList> load(const std::filesystem::path& file);
  /// From words given one a line; for tests.
  static WordList from_lines(std::string_view lines);

  /// `word` in any case, UTF-8 NFC; a capitalised or all-capital form matches its lower-case entry.
  [[nodiscard]] bool contains(std::string_view word) const;
  [[nodiscard]] std::size_t size() const;
  /// Stable hash of the content, hexadecimal; stored in the index with the analysis version.
  [[nodiscard]] const std::string& content_hash() const { return content_hash_; }

 private:
  std::string letters_;                // all words, one after another, sorted
  std::vector<std::uint32_t> starts_;  // where each begins in letters_
  std::string content_hash_;
};

/// The word list's place on a Debian system.
std::filesystem::path default_word_list_path();

}  // namespace vp::nlp
