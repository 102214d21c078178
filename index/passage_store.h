// passage_store.h - the passages of documents in index.db, in compressed blocks (passage_block.h).
// Errors: kDatabase, kMalformed. Threads: as the database. Lifetime: borrows the database.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/passage.h"
#include "core/result.h"
#include "index/database.h"
#include "index/passage_block.h"

namespace vp::index {

class PassageStore {
 public:
  explicit PassageStore(Database& database) : database_(&database) {}

  /// Stores the passages of a document under the row ids from `first` on. Call inside a transaction.
  Result<void> insert(std::int64_t document, std::int64_t first, std::span<const Passage> passages);
  /// Removes what stands under these row ids; they are those of whole documents.
  Result<void> remove(std::int64_t first, std::int64_t last);

  /// Calls visit(row, block, place) -> Result<void> for each passage with a row id in [first, last], ascending; with
  /// `page` only those of blocks that have words on it.
  template <class Visit>
  Result<void> for_each(std::int64_t first, std::int64_t last, std::optional<PageIndex> page, Visit visit) {
    VP_ASSIGN(const StatementLease rows, find(first, last, page));
    while (true) {
      VP_ASSIGN(const bool has_row, rows->step());
      if (!has_row) return {};
      const std::int64_t begin = rows->column_integer(0);
      VP_ASSIGN(const PassageBlock block, read(*rows, 1));
      for (std::size_t place = 0; place < block.size(); ++place) {
        const std::int64_t row = begin + static_cast<std::int64_t>(place);
        if (row >= first && row <= last) VP_TRY(visit(row, block, place));
      }
    }
  }
  /// One passage; kNotFound when there is none. The passages beside it then cost little.
  Result<const BlockPassage*> find_passage(std::int64_t row);
  Result<Passage> load(std::int64_t row, std::uint32_t ordinal);

  /// The block in a row's columns {passages, bytes} from `column` on.
  Result<PassageBlock> read(const Statement& row, int column);
  /// Forgets the block that was read last: row ids of a change that was undone are given again.
  void forget() { known_.reset(); }

 private:
  struct KnownBlock {
    std::int64_t first = 0;
    PassageBlock block;
  };
  /// True when the block would fill half a page of the file: larger ones gain little and cost each reading more, and of
  /// any other size much of a page stays empty.
  [[nodiscard]] bool is_full(const BlockBuilder& builder) const;
  Result<StatementLease> find(std::int64_t first, std::int64_t last, std::optional<PageIndex> page);
  Result<void> insert_block(std::int64_t document, std::int64_t first, BlockBuilder& builder,
                            std::span<const Passage> passages);
  Result<std::size_t> know(std::int64_t row);

  Database* database_;
  BlockCodec codec_;
  double ratio_ = 0.4;               ///< of compressed bytes to bytes before, as it was of late
  std::optional<KnownBlock> known_;  ///< blocks are never changed, so it holds
                                     ///< as long as its row ids do
};

}  // namespace vp::index
