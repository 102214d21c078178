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
  /// Errors: kNotFound, kIo, kMalformed (not UTF-8; names the line), kTooBig (beyond kMaxBytes).
  static Result<WordList> load(const std::filesystem::path& file);
  /// From words given one a line; for tests.
  static WordList from_lines(std::string_view lines);

  /// `word` in any case, UTF-8 NFC; a capitalised or all-capital form matches its lower-case entry, an
  /// all-capital form also a name. A name in lower case is not known.
  [[nodiscard]] bool contains(std::string_view word) const;
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The entries as they stand in the file, each followed by a line end; lives as long as the list.
  [[nodiscard]] std::string_view lines() const { return lines_; }
  /// Stable hash of the content, hexadecimal; stored in the index with the analysis version.
  [[nodiscard]] const std::string& content_hash() const { return content_hash_; }

  static constexpr std::size_t kMaxBytes = (1U << 24U) - 1;

 private:
  /// The slot that holds `word`, or the free one where it would go. `hash` is the word's.
  [[nodiscard]] std::size_t find_slot(std::string_view word, std::uint64_t hash) const;
  void add_entry(std::string_view word, std::size_t begin, std::uint64_t hash);
  [[nodiscard]] bool has_entry(std::string_view word) const;
  void index_lines();

  std::string lines_;                 // the entries, each followed by '\n'
  std::vector<std::uint32_t> slots_;  // hash table: 8 bits of the hash, then 24 bits of place in lines_ + 1
  std::size_t size_ = 0;
  std::string content_hash_;
};

/// The word list's place on a Debian system.
std::filesystem::path default_word_list_path();

}  // namespace vp::nlp
