// fts_tokenizer.h - the program's own tokenizer inside FTS5, named 'vindplaats'. Documents go through
// nlp/tokenizer.h; query text is a list of finished tokens with a space between, and passes as it is.
#pragma once

#include <cstdint>

#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// Counts the tokens that documents gave since it was last set to 0; the engine reads a passage's length from
/// it.
struct TokenCounter {
  std::uint64_t tokens = 0;
};

/// Call once a connection, before any statement on an FTS table. `counter` must outlive the connection.
Result<void> register_tokenizer(Database& database, TokenCounter& counter);

}  // namespace vp::index
