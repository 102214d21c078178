// passage_generator.h - Dutch-like documents in any number, the same ones for the same seed: words by Zipf's
// law, from the system's Dutch word list where there is one, with the framework's terms planted at known
// rates.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/passage.h"
#include "index/engine.h"

namespace vp::bench {

struct GeneratedDocument {
  index::DocumentRecord record;
  std::vector<Passage> passages;
};

class PassageGenerator {
 public:
  /// `passages_per_document` passages, eight a page.
  PassageGenerator(std::uint64_t seed, std::size_t passages_per_document);

  /// The document with this number; does not depend on which were made before.
  [[nodiscard]] GeneratedDocument make(std::uint64_t number) const;
  [[nodiscard]] std::size_t vocabulary_size() const { return words_.size(); }

 private:
  [[nodiscard]] const std::string& pick_word(std::mt19937_64& random) const;
  void fill(Passage& passage, std::mt19937_64& random) const;

  std::uint64_t seed_;
  std::size_t passages_per_document_;
  std::vector<std::string> words_;  ///< by falling frequency
  std::vector<double> cumulative_;  ///< Zipf's law, for a binary search
};

}  // namespace vp::bench
