// fts_terms.h - the terms of the full-text index over all its segments: rows with their places, beginnings of words, the
// vocabulary. What stands here is what FTS5 would answer, as of the state of the database that is read.
// Relies on row ids never being given twice (SqlEngine::remove_stored): then each segment has rows that all come
// after those of older segments, and a row that was forgotten is one that the caller no longer knows.
// Errors: kDatabase, kMalformed; kVersionMismatch where the index has a form that is not known here.
// Threads: as the database. Lifetime: borrows the database. Don't ask from within a visit.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/fts_segment.h"

namespace vp::index {

class FtsTerms {
 public:
  /// Words of the open write transaction are among them.
  static Result<FtsTerms> open(Database& database);

  /// Calls visit(row, places) for each row of the term from `first_row` on, ascending; the places as append_places() reads
  /// them. Rows that are gone can be among them. What is read of rows before the first is little, however many they are.
  template <class Visit>
  Result<void> for_each_row(std::string_view term, std::int64_t first_row, Visit visit) {
    std::int64_t last = 0;
    bool ascends = true;
    VP_ASSIGN(const std::size_t begin, find_segment(term, first_row));
    for (std::size_t i = begin; i < segments_.size(); ++i) {
      VP_ASSIGN(FtsTermCursor cursor, FtsTermCursor::seek(*database_, segments_[i], term));
      if (cursor.is_done() || cursor.term() != term) continue;
      const auto check = [&](std::int64_t row, Blob places) {
        ascends = ascends && row > last && !places.empty();
        last = row;
        if (ascends && row >= first_row) visit(row, places);
      };
      VP_TRY(cursor.read_rows(check, first_row));
    }
    if (!ascends) return damaged();
    return {};
  }

  /// The same for every term that begins with `prefix`, one term after another, segment by segment.
  template <class Visit>
  Result<void> for_each_row_of_prefix(std::string_view prefix, std::int64_t first_row, Visit visit) {
    const auto from_first = [&](std::int64_t row, Blob places) {
      if (row >= first_row) visit(row, places);
    };
    for (const FtsSegment& segment : segments_) {
      VP_ASSIGN(FtsTermCursor cursor, FtsTermCursor::seek(*database_, segment, prefix));
      while (!cursor.is_done() && cursor.term().starts_with(prefix))
        VP_TRY(cursor.read_rows(from_first, first_row));
    }
    return {};
  }

  /// The first term that is not before `bound`, bytes compared; none when all are.
  Result<std::optional<std::string>> find_first(std::string_view bound);
  /// In how many leaves the rows of the term stand, the one where they begin not counted: tells rare terms from common
  /// ones without reading them.
  Result<std::int64_t> estimate_leaves(std::string_view term);

  /// True when so much stands outside the largest segment that writing all of them as one pays: a small addition to a
  /// large index waits for others, and what merging costs stays in step with what was added.
  [[nodiscard]] bool is_scattered() const;
  /// Leaves outside the largest segment when those segments are many: worth being merged with each other. Else 0.
  [[nodiscard]] std::int64_t count_small_leaves() const;

 private:
  FtsTerms(Database& database, std::vector<FtsSegment> segments)
      : database_(&database), segments_(std::move(segments)), known_(segments_.size()) {}
  static Error damaged();
  /// The last segment to which the term added rows before `first_row`: older ones have none after it. 0 when there is none.
  Result<std::size_t> find_segment(std::string_view term, std::int64_t first_row);
  struct Leaves {
    std::int64_t largest = 0;  ///< of one segment
    std::int64_t all = 0;
  };
  [[nodiscard]] Leaves count_leaves() const;

  /// What a segment answered last: whoever walks the vocabulary asks for the neighbourhood next.
  struct KnownTerms {
    std::string from;                ///< there is no term from here on before the first of `terms`
    std::vector<std::string> terms;  ///< ascending, all of a stretch; empty: none at all from there on
    bool is_known = false;
    [[nodiscard]] bool answers(std::string_view bound) const {
      return is_known && from <= bound && (terms.empty() || bound <= terms.back());
    }
  };
  Result<void> look_up(const FtsSegment& segment, std::string_view bound, KnownTerms& known);

  Database* database_;
  std::vector<FtsSegment> segments_;  ///< oldest first
  std::vector<KnownTerms> known_;     ///< by segment
};

}  // namespace vp::index
