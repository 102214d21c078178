// fts_segment.h - the terms of one segment of the full-text index, each with its rows and places, read straight from the
// leaves in which FTS5 keeps them: a pass over a term costs a few instructions a row, where a query through FTS5
// costs hundreds.
// Source: the description of the format at the head of SQLite's fts5_index.c (format 4; kept stable, as files of older
// versions must stay readable). Leaf: two bytes with the offset of the first row id of a list that goes on from the leaf
// before (0: none; that row id is absolute), two bytes with the size without footer, then lists and terms; footer: the
// offsets of the terms on the leaf. List: row id or step, size of the places * 2 + "deleted", the places.
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows the database; one cursor at a time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// Which leaves a segment has.
struct FtsSegment {
  std::int64_t id = 0;
  std::int64_t first_leaf = 0;
  std::int64_t last_leaf = 0;
};

/// Reads numbers of SQLite's kind (seven bits a byte, highest first, at most nine bytes) and notes a breach of bounds.
class FtsNumbers {
 public:
  explicit FtsNumbers(Blob bytes) : bytes_(bytes) {}

  std::uint64_t read() {
    if (at_ < bytes_.size() && bytes_[at_] < 0x80U) return bytes_[at_++];  // most are this small
    return read_long();
  }
  [[nodiscard]] bool is_ok() const { return is_ok_; }
  [[nodiscard]] bool is_at_end() const { return at_ >= bytes_.size(); }
  [[nodiscard]] std::size_t at() const { return at_; }
  void move_to(std::size_t at) { at_ = at; }

 private:
  std::uint64_t read_long();

  Blob bytes_;
  std::size_t at_ = 0;
  bool is_ok_ = true;
};

/// A term as the leaves and their index have it: with FTS5's mark of the main index before it.
std::string to_stored_term(std::string_view term);

/// What is added to each step from place to place: a step of 1 would say that another column follows.
inline constexpr std::uint64_t kFirstPlaceStep = 2;

/// How many places a list of places holds: each ends in a byte below 128.
inline std::uint32_t count_places(Blob places) {
  if (places.size() == 1) return 1;  // most are
  std::uint32_t count = 0;
  for (const std::uint8_t byte : places)
    count += byte < 0x80U ? 1 : 0;
  return count;
}

/// Appends the places, counted in words from 0, ascending; false when the bytes are no such list.
inline bool append_places(std::vector<std::uint32_t>& out, Blob places) {
  FtsNumbers numbers(places);
  std::uint64_t place = 0;
  while (!numbers.is_at_end()) {
    const std::uint64_t step = numbers.read();
    if (!numbers.is_ok() || step < kFirstPlaceStep) return false;
    place += step - kFirstPlaceStep;
    out.push_back(static_cast<std::uint32_t>(place));
  }
  return true;
}

/// Appends one place to such a list; `last`: the place before it, 0 when it is the first.
void append_place(std::vector<std::uint8_t>& out, std::uint32_t place, std::uint32_t last);

/// Walks the terms of a segment in the order of their bytes.
class FtsTermCursor {
 public:
  /// At the first term that is not before `bound`.
  static Result<FtsTermCursor> seek(Database& database, const FtsSegment& segment, std::string_view bound);

  [[nodiscard]] bool is_done() const { return is_done_; }
  [[nodiscard]] std::string_view term() const { return std::string_view(term_).substr(1); }

  /// Appends the current term and those after it on the same leaf; then the cursor is of no more use. Not when is_done().
  Result<void> list_terms(std::vector<std::string>& out);

  /// Calls visit(row, places) for each row of the term, ascending, without those that were forgotten; then the cursor is
  /// at the next term. Not when is_done().
  /// Rows before `first_row` may be left out: leaves that hold nothing else are passed over.
  template <class Visit>
  Result<void> read_rows(Visit visit, std::int64_t first_row = 0);
  /// The first row of the term in this segment that was not forgotten in it; none when it stands on a later leaf.
  [[nodiscard]] std::optional<std::int64_t> peek_row() const;

 private:
  static constexpr std::size_t kHeaderBytes = 4;  // of a leaf

  FtsTermCursor(Database& database, const FtsSegment& segment) : database_(&database), segment_(segment) {}

  static Error malformed();
  Result<bool> find_leaf(const char* sql, std::string_view stored_bound);
  /// The number of such a leaf.
  Result<std::optional<std::int64_t>> look_up_leaf(const char* sql, std::string_view stored_bound);
  /// Where the rows of the current term go on over many leaves: to the last of them that begins with a row before
  /// `first_row`. False when they don't, or it is the leaf at which the cursor is.
  Result<bool> skip_leaves(std::int64_t first_row);
  /// The row at which a leaf that goes on with a list begins; none when no row begins there that is of that list.
  [[nodiscard]] std::optional<std::int64_t> continued_row() const;
  Result<void> open_leaves(std::int64_t leaf);
  Result<bool> next_leaf();
  Result<void> read_footer();
  /// The term at that place of the leaf's list of terms.
  Result<void> read_term(std::size_t index);
  /// To the first term of this leaf or of one after it.
  Result<void> move_to_next_terms();
  [[nodiscard]] std::size_t list_end() const {
    return next_term_ < offsets_.size() ? offsets_[next_term_] : leaf_size_;
  }

  Database* database_;
  FtsSegment segment_;
  std::optional<StatementLease> leaves_;
  Blob leaf_;                         ///< of the row that the statement is at
  std::size_t leaf_size_ = 0;         ///< without footer
  std::size_t first_row_ = 0;         ///< offset of the absolute row id; 0: none
  std::vector<std::size_t> offsets_;  ///< of the leaf's terms
  std::size_t next_term_ = 0;         ///< in offsets_, the one after the current
  std::size_t list_begin_ = 0;        ///< where the rows of the current term begin
  std::string term_;                  ///< as to_stored_term() gives it
  std::vector<std::uint8_t> split_;   ///< places that stand on two leaves or more, put together
  bool is_done_ = false;
};

template <class Visit>
Result<void> FtsTermCursor::read_rows(Visit visit, std::int64_t first_row) {
  std::uint64_t row = 0;
  bool is_first = true;
  bool is_deletion = false;
  std::size_t missing = 0;  // bytes of the row's places that the next leaf has
  std::size_t begin = list_begin_;
  if (first_row > 0) {
    VP_ASSIGN(const bool has_skipped, skip_leaves(first_row));
    if (has_skipped) begin = first_row_;
  }
  while (true) {
    const std::size_t end = list_end();
    FtsNumbers numbers(leaf_.first(end));
    numbers.move_to(begin);
    if (missing > 0) {
      const std::size_t here = std::min(missing, end - begin);
      split_.insert(split_.end(), leaf_.begin() + static_cast<std::ptrdiff_t>(begin),
                    leaf_.begin() + static_cast<std::ptrdiff_t>(begin + here));
      missing -= here;
      numbers.move_to(begin + here);
      if (missing == 0 && !is_deletion) visit(static_cast<std::int64_t>(row), Blob(split_));
    }
    while (numbers.at() < end) {
      const bool is_absolute = is_first || numbers.at() == first_row_;
      const std::uint64_t value = numbers.read();
      row = is_absolute ? value : row + value;
      is_first = false;
      const std::uint64_t head = numbers.read();
      if (!numbers.is_ok()) return malformed();
      const std::uint64_t size = head >> 1U;
      is_deletion = (head & 1U) != 0;
      const std::size_t at = numbers.at();
      if (size <= end - at) {
        if (!is_deletion) visit(static_cast<std::int64_t>(row), leaf_.subspan(at, size));
        numbers.move_to(at + size);
        continue;
      }
      split_.assign(leaf_.begin() + static_cast<std::ptrdiff_t>(at),
                    leaf_.begin() + static_cast<std::ptrdiff_t>(end));
      missing = size - (end - at);
      numbers.move_to(end);
    }
    if (next_term_ < offsets_.size()) break;  // the list ends where another term begins
    VP_ASSIGN(const bool has_leaf, next_leaf());
    if (!has_leaf) break;
    begin = kHeaderBytes;
  }
  if (missing > 0) return malformed();
  if (next_term_ < offsets_.size()) return read_term(next_term_);
  is_done_ = true;
  return {};
}

}  // namespace vp::index
