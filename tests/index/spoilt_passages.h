// spoilt_passages.h - stored passages that are changed behind an engine's back, for tests of verify().
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "index/database.h"
#include "index/passage_block.h"

namespace vp::index {

/// Changes stored passages behind an engine's back. `change` is given each with its place in its block; texts and bytes
/// that it puts in place must outlive it.
inline void rewrite_passages(Database& database,
                             const std::function<void(BlockPassage&, std::size_t place)>& change) {
  BlockCodec codec;
  std::vector<std::pair<std::int64_t, std::vector<std::uint8_t>>> changed;
  {
    auto rows = database.prepare("SELECT first, passages, bytes FROM passage_block");
    ASSERT_TRUE(rows);
    while (*rows->step()) {
      auto block = PassageBlock::parse(codec.decompress(rows->column_blob(2)).value(),
                                       static_cast<std::uint32_t>(rows->column_integer(1)));
      ASSERT_TRUE(block);
      BlockBuilder builder;
      for (std::size_t place = 0; place < block->size(); ++place) {
        BlockPassage passage = block->at(place);
        change(passage, place);
        builder.add(passage);
      }
      changed.emplace_back(rows->column_integer(0), codec.compress(builder.take()));
    }
  }
  for (const auto& [first, bytes] : changed) {
    auto update = database.prepare("UPDATE passage_block SET bytes = ?2 WHERE first = ?1");
    ASSERT_TRUE(update);
    update->bind(1, first).bind(2, Blob(bytes));
    ASSERT_TRUE(update->run());
  }
}

/// The same number of words, so that only the full-text index can tell.
inline void break_full_text(Database& database) {
  std::deque<std::string> texts;
  rewrite_passages(database, [&](BlockPassage& passage, std::size_t /*place*/) {
    std::string& text = texts.emplace_back(passage.text);
    const std::size_t at = text.find("klaar");
    if (at != std::string::npos) text.replace(at, 5, "klaam");
    passage.text = text;
  });
}

inline void break_word_boxes(Database& database) {
  static constexpr std::array<std::uint8_t, 3> kBroken = {0xFF, 0xFF, 0xFF};
  rewrite_passages(database, [](BlockPassage& passage, std::size_t place) {
    if (place == 1) passage.words = kBroken;
  });
}

}  // namespace vp::index
