#include "index/fts_segment.h"

namespace vp::index {
namespace {

constexpr char kMainIndexMark = '0';  // FTS5 puts it before each term that belongs to no prefix index
constexpr int kSegmentShift =
    37;  // the id of a leaf: the segment's, then a bit and five for other pages, then 31
constexpr std::int64_t kLeafLimit = std::int64_t{1} << 31;
constexpr int kLongestNumber = 9;
constexpr const char* kLeafAfter =
    "SELECT pgno FROM passage_fts_idx WHERE segid = ?1 AND term > ?2 ORDER BY term LIMIT 1";

std::int64_t to_leaf_id(std::int64_t segment, std::int64_t leaf) {
  return (segment << kSegmentShift) + leaf;
}

std::size_t read_two_bytes(Blob bytes, std::size_t at) {
  return static_cast<std::size_t>(bytes[at]) << 8U | bytes[at + 1];
}

}  // namespace

std::uint64_t FtsNumbers::read_long() {
  std::uint64_t value = 0;
  for (int i = 0; i < kLongestNumber; ++i) {
    if (at_ >= bytes_.size()) break;
    const std::uint8_t byte = bytes_[at_++];
    if (i == kLongestNumber - 1) return value << 8U | byte;  // the ninth gives all its bits
    value = value << 7U | (byte & 0x7FU);
    if (byte < 0x80U) return value;
  }
  is_ok_ = false;
  return 0;
}

std::string to_stored_term(std::string_view term) {
  return kMainIndexMark + std::string(term);
}

void append_place(std::vector<std::uint8_t>& out, std::uint32_t place, std::uint32_t last) {
  const std::uint64_t step = std::uint64_t{place} - last + kFirstPlaceStep;
  for (unsigned shift = 28; shift > 0; shift -= 7) {
    if (step >> shift != 0) out.push_back(static_cast<std::uint8_t>(step >> shift | 0x80U));
  }
  out.push_back(static_cast<std::uint8_t>(step & 0x7FU));
}

Error FtsTermCursor::malformed() {
  return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
}

Result<std::optional<std::int64_t>> FtsTermCursor::look_up_leaf(const char* sql,
                                                                std::string_view stored_bound) {
  VP_ASSIGN(const StatementLease row, database_->cached(sql));
  row->bind(1, segment_.id)
      .bind(2, Blob(reinterpret_cast<const std::uint8_t*>(stored_bound.data()), stored_bound.size()));
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return std::optional<std::int64_t>();
  const std::int64_t leaf = row->column_integer(0) >> 1;  // the lowest bit says something of large lists
  // Leaves that a merge has done with are gone before their entries are.
  return std::optional(std::max(leaf, segment_.first_leaf));
}

/// False when no leaf is found; else the statement is at it.
Result<bool> FtsTermCursor::find_leaf(const char* sql, std::string_view stored_bound) {
  VP_ASSIGN(const std::optional<std::int64_t> leaf, look_up_leaf(sql, stored_bound));
  if (!leaf) return false;
  VP_TRY(open_leaves(*leaf));
  return true;
}

std::optional<std::int64_t> FtsTermCursor::continued_row() const {
  const std::size_t end = offsets_.empty() ? leaf_size_ : offsets_.front();
  if (first_row_ == 0 || first_row_ >= end) return std::nullopt;
  FtsNumbers numbers(leaf_.first(end));
  numbers.move_to(first_row_);
  const std::uint64_t row = numbers.read();
  return numbers.is_ok() ? std::optional(static_cast<std::int64_t>(row)) : std::nullopt;
}

std::optional<std::int64_t> FtsTermCursor::peek_row() const {
  const std::size_t end = list_end();
  FtsNumbers numbers(leaf_.first(end));
  numbers.move_to(list_begin_);
  std::uint64_t row = 0;
  while (numbers.at() < end) {
    row += numbers.read();
    const std::uint64_t head = numbers.read();
    if (!numbers.is_ok()) return std::nullopt;
    if ((head & 1U) == 0) return static_cast<std::int64_t>(row);
    if (head >> 1U > end - numbers.at()) return std::nullopt;
    numbers.move_to(numbers.at() + (head >> 1U));
  }
  return std::nullopt;
}

Result<bool> FtsTermCursor::skip_leaves(std::int64_t first_row) {
  if (next_term_ < offsets_.size()) return false;  // the list ends on this leaf
  const std::int64_t here = (*leaves_)->column_integer(1) - to_leaf_id(segment_.id, 0);
  VP_ASSIGN(const std::optional<std::int64_t> with_next_term, look_up_leaf(kLeafAfter, term_));
  // The leaf with the next term can begin with the end of this list.
  std::int64_t after =
      with_next_term.value_or(segment_.last_leaf) + 1;  // begins with first_row or a later one
  std::int64_t before = here;
  std::int64_t chosen = here;
  while (after - before > 1) {
    const std::int64_t middle = before + (after - before) / 2;
    // A long list of places can go on over whole leaves: then a leaf before says more.
    std::int64_t leaf = middle;
    std::optional<std::int64_t> row;
    for (; leaf > before && !row; --leaf) {
      VP_TRY(open_leaves(leaf));
      row = continued_row();
      if (row) break;
    }
    if (row && *row >= first_row) {
      after = leaf;
      continue;
    }
    if (row) chosen = leaf;
    before = middle;
  }
  VP_TRY(open_leaves(chosen));
  if (chosen == here) {
    // As it was: the current term is the last that begins on this leaf.
    next_term_ = offsets_.size();
    return false;
  }
  next_term_ = 0;
  return true;
}

Result<void> FtsTermCursor::open_leaves(std::int64_t leaf) {
  if (leaf < 1 || segment_.last_leaf >= kLeafLimit) return malformed();
  leaves_.reset();
  VP_ASSIGN(
      StatementLease leaves,
      database_->cached("SELECT block, id FROM passage_fts_data WHERE id BETWEEN ?1 AND ?2 ORDER BY id"));
  leaves->bind(1, to_leaf_id(segment_.id, leaf)).bind(2, to_leaf_id(segment_.id, segment_.last_leaf));
  leaves_.emplace(std::move(leaves));
  VP_ASSIGN(const bool has_leaf, next_leaf());
  if (!has_leaf) return malformed();
  return {};
}

Result<bool> FtsTermCursor::next_leaf() {
  VP_ASSIGN(const bool has_row, (*leaves_)->step());
  if (!has_row) return false;
  leaf_ = (*leaves_)->column_blob(0);
  if (leaf_.size() < kHeaderBytes) return malformed();
  first_row_ = read_two_bytes(leaf_, 0);
  leaf_size_ = read_two_bytes(leaf_, 2);
  if (leaf_size_ < kHeaderBytes || leaf_size_ > leaf_.size() || first_row_ >= leaf_size_) return malformed();
  VP_TRY(read_footer());
  return true;
}

Result<void> FtsTermCursor::read_footer() {
  offsets_.clear();
  next_term_ = 0;
  FtsNumbers numbers(leaf_.subspan(leaf_size_));
  std::size_t offset = 0;
  while (!numbers.is_at_end()) {
    const std::uint64_t step = numbers.read();
    if (!numbers.is_ok() || step == 0 || step > leaf_size_ - offset) return malformed();
    offset += step;
    if (offset < kHeaderBytes || offset >= leaf_size_) return malformed();
    offsets_.push_back(offset);
  }
  return {};
}

Result<void> FtsTermCursor::read_term(std::size_t index) {
  const std::size_t begin = offsets_[index];
  const std::size_t end = index + 1 < offsets_.size() ? offsets_[index + 1] : leaf_size_;
  FtsNumbers numbers(leaf_.first(end));
  numbers.move_to(begin);
  // The first term of a leaf stands there whole, the others share a beginning with the one before.
  const std::uint64_t shared = index == 0 ? 0 : numbers.read();
  const std::uint64_t size = numbers.read();
  if (!numbers.is_ok() || shared > term_.size() || size > end - numbers.at()) return malformed();
  term_.resize(shared);
  const Blob letters = leaf_.subspan(numbers.at(), size);
  term_.append(letters.begin(), letters.end());
  if (term_.empty()) return malformed();
  list_begin_ = numbers.at() + size;
  next_term_ = index + 1;
  return {};
}

Result<void> FtsTermCursor::list_terms(std::vector<std::string>& out) {
  out.emplace_back(term());
  while (next_term_ < offsets_.size()) {
    VP_TRY(read_term(next_term_));
    out.emplace_back(term());
  }
  return {};
}

Result<void> FtsTermCursor::move_to_next_terms() {
  while (next_term_ >= offsets_.size()) {
    VP_ASSIGN(const bool has_leaf, next_leaf());
    if (!has_leaf) {
      is_done_ = true;
      return {};
    }
  }
  return read_term(next_term_);
}

Result<FtsTermCursor> FtsTermCursor::seek(Database& database, const FtsSegment& segment,
                                          std::string_view bound) {
  FtsTermCursor cursor(database, segment);
  const std::string stored_bound = to_stored_term(bound);
  VP_ASSIGN(const bool has_leaf,
            cursor.find_leaf("SELECT pgno FROM passage_fts_idx WHERE segid = ?1 AND term <= ?2 "
                             "ORDER BY term DESC LIMIT 1",
                             stored_bound));
  if (!has_leaf) VP_TRY(cursor.open_leaves(segment.first_leaf));
  while (cursor.next_term_ < cursor.offsets_.size()) {
    VP_TRY(cursor.read_term(cursor.next_term_));
    if (cursor.term_ >= stored_bound) return cursor;
  }
  // Not on the leaf where it would stand: the next leaf with terms is sought, as a long list may lie between.
  VP_ASSIGN(const bool has_later, cursor.find_leaf(kLeafAfter, stored_bound));
  if (has_later) {
    VP_TRY(cursor.move_to_next_terms());
  } else {
    cursor.is_done_ = true;
  }
  return cursor;
}

}  // namespace vp::index
