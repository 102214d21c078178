// killed_engine.h - an engine whose process is killed at any moment: what was acknowledged is there, and every document whole.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "index/engine.h"
#include "index/word_box_codec.h"
#include "tests/index/killed_writer.h"
#include "tests/index/sample_documents.h"

namespace vp::index {

using OpenEngine = std::function<std::unique_ptr<Engine>()>;

inline constexpr std::uint64_t kDocuments = 200;
inline constexpr std::size_t kPassages = 25;

/// Two states of a document under one id: what is found must be exactly one of them.
inline SampleDocument version_of(std::uint64_t number, int version) {
  SampleDocument document = make_random_document(number * 2 + static_cast<std::uint64_t>(version), kPassages);
  document.record.id = sample_id(static_cast<std::uint8_t>(number), number);
  return document;
}

/// Writes documents one by one and in batches; after each commit says through the pipe how many are
/// acknowledged.
[[noreturn]] inline void write_until_killed(const OpenEngine& open, int acknowledge) {
  const auto engine = open();
  for (int version = 0; version < 2; ++version) {
    for (std::uint64_t i = 0; i < kDocuments;) {
      const std::uint64_t batch = i % 3 == 0 ? 4 : 1;
      if (batch > 1 && !engine->begin_batch()) ::_exit(1);
      for (std::uint64_t end = std::min(kDocuments, i + batch); i < end; ++i) {
        const SampleDocument document = version_of(i, version);
        if (!engine->replace_document(document.record, document.passages)) ::_exit(2);
      }
      if (batch > 1 && !engine->commit_batch()) ::_exit(3);
      const std::uint64_t acknowledged = static_cast<std::uint64_t>(version) * kDocuments + i;
      if (::write(acknowledge, &acknowledged, sizeof acknowledged) != sizeof acknowledged) ::_exit(4);
    }
  }
  ::_exit(0);
}

/// Kills a process that writes to the store, and looks at what is left of it. `open` opens the store, which must be empty.
inline void kill_a_writer(const OpenEngine& open, int round, std::mt19937_64& random) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) write_until_killed(open, ends[1]);
  ::close(ends[1]);
  const std::uint64_t acknowledged =
      kill_after<std::uint64_t>(child, ends[0], random() % (2 * kDocuments), random);
  ::close(ends[0]);

  const auto engine = open();
  ASSERT_NE(engine, nullptr);
  const auto faults = engine->verify();
  ASSERT_TRUE(faults) << to_string(faults.error());
  EXPECT_THAT(*faults, testing::IsEmpty()) << "round " << round;
  for (std::uint64_t i = 0; i < kDocuments; ++i) {
    const auto found = engine->load_passages(version_of(i, 0).record.id, std::nullopt);
    if (!found) {
      EXPECT_GE(i, acknowledged) << "round " << round << ": an acknowledged document is lost";
      continue;
    }
    bool is_whole = false;
    for (int version = 0; version < 2; ++version) {
      std::vector<Passage> expected = version_of(i, version).passages;
      for (Passage& passage : expected)
        passage = quantize(std::move(passage));
      const bool may_be =
          version == 1 || i + kDocuments >= acknowledged;  // the second version was acknowledged
      is_whole = is_whole || (may_be && *found == expected);
    }
    EXPECT_TRUE(is_whole) << "round " << round << ", document " << i;
  }
}

}  // namespace vp::index
