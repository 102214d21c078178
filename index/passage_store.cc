#include "index/passage_store.h"

#include <algorithm>

namespace vp::index {
namespace {

// Two of them, with what the store writes beside, fit in a page of 16 KiB (SqliteEngine::configure).
constexpr double kFullBytes = 7'600;
constexpr std::size_t kMostBytes = 65'536;  // before compression, however well it compresses
constexpr double kMemory = 0.9;             // of the ratio, from block to block

}  // namespace

bool PassageStore::is_full(const BlockBuilder& builder) const {
  return builder.bytes() >= kMostBytes || static_cast<double>(builder.bytes()) * ratio_ >= kFullBytes;
}

Result<void> PassageStore::insert_block(std::int64_t document, std::int64_t first, BlockBuilder& builder,
                                        std::span<const Passage> passages) {
  std::optional<std::int64_t> first_page;
  std::optional<std::int64_t> last_page;
  for (const Passage& passage : passages) {
    for (const PassageWord& word : passage.words) {
      const std::int64_t page = word.page.value;
      first_page = std::min(first_page.value_or(page), page);
      last_page = std::max(last_page.value_or(page), page);
    }
  }
  const std::vector<std::uint8_t> layout = builder.take();
  const std::vector<std::uint8_t> bytes = codec_.compress(layout);
  if (static_cast<double>(layout.size()) >= kFullBytes) {
    const double ratio = static_cast<double>(bytes.size()) / static_cast<double>(layout.size());
    ratio_ = kMemory * ratio_ + (1 - kMemory) * ratio;
  }
  VP_ASSIGN(const StatementLease insert, database_->cached("INSERT INTO passage_block (first, passages, "
                                                           "document, first_page, last_page, "
                                                           "bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
  insert->bind(1, first).bind(2, static_cast<std::int64_t>(passages.size())).bind(3, document);
  if (first_page) {
    insert->bind(4, *first_page).bind(5, *last_page);
  } else {
    insert->bind_null(4).bind_null(5);
  }
  insert->bind(6, Blob(bytes));
  return insert->run();
}

Result<void> PassageStore::insert(std::int64_t document, std::int64_t first,
                                  std::span<const Passage> passages) {
  forget();
  BlockBuilder builder;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    builder.add(passages[i]);
    if (!is_full(builder) && i + 1 < passages.size()) continue;
    VP_TRY(insert_block(document, first + static_cast<std::int64_t>(begin), builder,
                        passages.subspan(begin, i + 1 - begin)));
    begin = i + 1;
  }
  return {};
}

Result<void> PassageStore::remove(std::int64_t first, std::int64_t last) {
  forget();
  VP_ASSIGN(const StatementLease remove,
            database_->cached("DELETE FROM passage_block WHERE first BETWEEN ?1 AND ?2"));
  remove->bind(1, first).bind(2, last);
  return remove->run();
}

Result<StatementLease> PassageStore::find(std::int64_t first, std::int64_t last,
                                          std::optional<PageIndex> page) {
  VP_ASSIGN(StatementLease rows, database_->cached("SELECT first, passages, bytes FROM "
                                                   "passage_block WHERE first BETWEEN "
                                                   "coalesce((SELECT max(first) FROM passage_block "
                                                   "WHERE first <= ?1), ?1) AND ?2 "
                                                   "AND ((first_page <= ?3 AND last_page >= ?3) "
                                                   "OR ?3 IS NULL) ORDER BY first"));
  rows->bind(1, first).bind(2, last);
  if (page) {
    rows->bind(3, std::int64_t{page->value});
  } else {
    rows->bind_null(3);
  }
  return rows;
}

Result<PassageBlock> PassageStore::read(const Statement& row, int column) {
  VP_ASSIGN(std::vector<std::uint8_t> layout, codec_.decompress(row.column_blob(column + 1)));
  return PassageBlock::parse(std::move(layout), static_cast<std::uint32_t>(row.column_integer(column)));
}

/// Makes the block with that passage known_; gives its place in the block.
Result<std::size_t> PassageStore::know(std::int64_t row) {
  const auto place_in = [row](const KnownBlock& known) {
    return row >= known.first && row - known.first < std::ssize(known.block.passages())
               ? std::optional(static_cast<std::size_t>(row - known.first))
               : std::nullopt;
  };
  if (known_) {
    if (const auto place = place_in(*known_)) return *place;
  }
  VP_ASSIGN(const StatementLease rows, database_->cached("SELECT first, passages, bytes FROM passage_block "
                                                         "WHERE first <= ?1 ORDER BY first DESC LIMIT 1"));
  rows->bind(1, row);
  VP_ASSIGN(const bool has_row, rows->step());
  if (has_row) {
    const std::int64_t first = rows->column_integer(0);
    VP_ASSIGN(PassageBlock block, read(*rows, 1));
    known_.emplace(KnownBlock{first, std::move(block)});
    if (const auto place = place_in(*known_)) return *place;
  }
  return Error{ErrorCode::kNotFound, "the index holds no such passage; rebuild it", database_->where()};
}

Result<const BlockPassage*> PassageStore::find_passage(std::int64_t row) {
  VP_ASSIGN(const std::size_t place, know(row));
  return &known_->block.at(place);
}

Result<Passage> PassageStore::load(std::int64_t row, std::uint32_t ordinal) {
  VP_ASSIGN(const std::size_t place, know(row));
  return known_->block.passage(place, ordinal);
}

}  // namespace vp::index
