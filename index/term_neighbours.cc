#include "index/term_neighbours.h"

#include <algorithm>
#include <utility>

namespace vp::index {
namespace {

using Row = std::vector<std::size_t>;  // distances of one beginning of a term to every beginning of the word

/// The table of optimal string alignment, a row for each letter of the term that is looked at.
class DistanceTable {
 public:
  explicit DistanceTable(std::string_view word) : word_(word), rows_(1, Row(word.size() + 1)) {
    for (std::size_t j = 0; j <= word.size(); ++j)
      rows_[0][j] = j;
  }

  /// The smallest distance that a term with the first `depth` letters and then `letter` can still have.
  std::size_t extend(std::string_view term, std::size_t depth, char letter) {
    if (rows_.size() < depth + 2) rows_.resize(depth + 2, Row(word_.size() + 1));
    const Row& above = rows_[depth];
    Row& row = rows_[depth + 1];
    row[0] = depth + 1;
    std::size_t least = row[0];
    for (std::size_t j = 1; j <= word_.size(); ++j) {
      const std::size_t change = word_[j - 1] == letter ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      const bool is_swap = depth >= 1 && j >= 2 && letter == word_[j - 2] && term[depth - 1] == word_[j - 1];
      if (is_swap) row[j] = std::min(row[j], rows_[depth - 1][j - 2] + 1);
      least = std::min(least, row[j]);
    }
    return least;
  }

  [[nodiscard]] std::size_t distance(std::size_t depth) const { return rows_[depth].back(); }

 private:
  std::string_view word_;
  std::vector<Row> rows_;
};

class Walk {
 public:
  Walk(std::string_view word, std::size_t most) : most_(most), table_(word), letters_(word) {
    const auto unsigned_less = [](char a, char b) {
      return static_cast<unsigned char>(a) < static_cast<unsigned char>(b);
    };
    std::sort(letters_.begin(), letters_.end(), unsigned_less);
    letters_.erase(std::unique(letters_.begin(), letters_.end()), letters_.end());
  }

  /// Looks at a term; gives the bound from which to go on, none at the end.
  std::optional<std::string> visit(const std::string& term, std::vector<NearTerm>& out) {
    std::size_t depth = 0;
    while (depth < std::min(known_.size(), term.size()) && known_[depth] == term[depth])
      ++depth;
    for (; depth < term.size(); ++depth) {
      if (table_.extend(term, depth, term[depth]) <= most_) continue;
      known_ = term.substr(0, depth);
      return after_dead_letter(term, depth);
    }
    known_ = term;
    const std::size_t distance = table_.distance(term.size());
    if (distance > 0 && distance <= most_) out.push_back({term, distance});
    return term + '\0';
  }

 private:
  // The next letter at that depth that leads anywhere. One that the word does not have leads no further than the
  // dead one, so only its own letters are tried.
  std::optional<std::string> after_dead_letter(const std::string& term, std::size_t depth) {
    const auto dead = static_cast<unsigned char>(term[depth]);
    const std::string_view prefix = std::string_view(term).substr(0, depth);
    for (const char letter : letters_) {
      if (static_cast<unsigned char>(letter) <= dead) continue;
      if (table_.extend(term, depth, letter) <= most_) return std::string(prefix) + letter;
    }
    return after_all(prefix);
  }

  std::size_t most_;
  DistanceTable table_;
  std::string letters_;  // of the word, ascending, each once
  std::string known_;    // the beginning whose rows stand in table_
};

}  // namespace

std::optional<std::string> after_all(std::string_view prefix) {
  std::string next(prefix);
  while (!next.empty() && static_cast<unsigned char>(next.back()) == 0xFF)
    next.pop_back();
  if (next.empty()) return std::nullopt;
  next.back() = static_cast<char>(static_cast<unsigned char>(next.back()) + 1);
  return next;
}

std::size_t forgiven_errors(std::size_t letters) {
  if (letters < 4) return 0;
  return letters < 8 ? 1 : 2;
}

Result<std::vector<NearTerm>> find_near_terms(std::string_view word, std::size_t most, const TermSeek& seek) {
  std::vector<NearTerm> near;
  Walk walk(word, most);
  for (std::optional<std::string> bound = ""; bound;) {
    VP_ASSIGN(const std::optional<std::string> found, seek(*bound));
    if (!found) break;
    bound = walk.visit(*found, near);
  }
  return near;
}

}  // namespace vp::index
