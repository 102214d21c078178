#include "nlp/pattern_literals.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace vp::nlp {
namespace {

constexpr std::size_t kMinBytes = 3;
constexpr std::size_t kMostAlternatives = 64;  // of one pattern
constexpr int kDeepest = 32;                   // groups within groups

using Literals = std::vector<std::string>;  // any of them; empty: nothing is promised

/// The longer its shortest piece, the more a list rules out.
std::size_t strength_of(const Literals& literals) {
  if (literals.empty()) return 0;
  return std::ranges::min(literals, {}, &std::string::size).size();
}

bool is_special(char c) {
  return std::string_view("\\.[]()|*+?{}^$").find(c) != std::string_view::npos;
}

/// Reads a pattern once, from left to right. A spelling that it does not know makes it fail as a whole.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view regex) : regex_(regex) {}

  Literals read() {
    Literals literals = read_alternatives(0);
    return is_ok_ && at_ == regex_.size() ? literals : Literals();
  }

 private:
  [[nodiscard]] bool is_at(char c) const { return at_ < regex_.size() && regex_[at_] == c; }
  bool take(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }

  /// Up to the end of the group or of the pattern.
  Literals read_alternatives(int depth) {
    if (depth > kDeepest) is_ok_ = false;
    Literals all;
    bool promises = true;
    do {
      const Literals one = read_sequence(depth);
      promises = promises && !one.empty() && all.size() + one.size() <= kMostAlternatives;
      if (promises) all.insert(all.end(), one.begin(), one.end());
    } while (is_ok_ && take('|'));
    return promises ? all : Literals();
  }

  /// The strongest promise among pieces that all must be there.
  Literals read_sequence(int depth) {
    Literals best;
    std::string run;  // letters that follow one another
    const auto offer = [&best](Literals found) {
      if (strength_of(found) >= kMinBytes && strength_of(found) > strength_of(best)) best = std::move(found);
    };
    const auto end_run = [&] {
      if (!run.empty()) offer({std::exchange(run, {})});
    };
    while (is_ok_ && at_ < regex_.size() && !is_at('|') && !is_at(')')) {
      std::optional<char> letter;
      Literals group;
      read_piece(depth, letter, group);
      const Repetition times = read_repetition();
      const bool is_once = times.least == 1 && times.is_exact;
      if (letter && is_once) {
        run += *letter;
        continue;
      }
      if (letter && times.least > 0)
        run += *letter;  // there at least once, but what follows is not beside it
      end_run();
      if (times.least > 0) offer(std::move(group));
    }
    end_run();
    return best;
  }

  /// One letter, a group, or something else that stands in one place or in none.
  void read_piece(int depth, std::optional<char>& letter, Literals& group) {
    const char c = regex_[at_];
    if (c == '(') {
      read_group(depth, group);
    } else if (c == '[') {
      skip_class();
    } else if (c == '\\') {
      read_escape(letter);
    } else if (c == '.' || c == '^' || c == '$') {
      ++at_;
    } else if (is_special(c)) {
      is_ok_ = false;
    } else {
      letter = c;
      ++at_;
    }
  }

  void read_group(int depth, Literals& group) {
    ++at_;
    if (take('?') && !take(':')) is_ok_ = false;  // flags and names: not read here
    group = read_alternatives(depth + 1);
    if (!take(')')) is_ok_ = false;
  }

  void skip_class() {
    ++at_;
    take('^');
    take(']');  // as the first of a class it means itself
    while (is_ok_ && !is_at(']')) {
      if (at_ >= regex_.size() || regex_.substr(at_).starts_with("[:")) is_ok_ = false;
      at_ += is_at('\\') ? 2 : 1;
    }
    ++at_;
  }

  void read_escape(std::optional<char>& letter) {
    if (at_ + 1 >= regex_.size()) {
      is_ok_ = false;
      return;
    }
    const char c = regex_[at_ + 1];
    at_ += 2;
    if (std::string_view("bBwWdDsS").find(c) != std::string_view::npos) return;
    if (is_special(c) || std::string_view("-/ '\"").find(c) != std::string_view::npos) {
      letter = c;
    } else {
      is_ok_ = false;
    }
  }

  struct Repetition {
    unsigned least = 1;
    bool is_exact = true;  // neither more nor fewer
  };
  Repetition read_repetition() {
    Repetition times;
    if (is_at('*') || is_at('?')) times = {0, false};
    if (is_at('+')) times = {1, false};
    if (is_at('{')) {
      const std::size_t end = regex_.find('}', at_);
      if (end == std::string_view::npos || end == at_ + 1 || regex_[at_ + 1] < '0' || regex_[at_ + 1] > '9') {
        is_ok_ = false;
        return times;
      }
      times = {regex_[at_ + 1] == '0' ? 0U : 1U, false};
      at_ = end;
    }
    if (!times.is_exact) {
      ++at_;
      take('?');                                                   // as few as possible: the same texts
      if (is_at('*') || is_at('+') || is_at('{')) is_ok_ = false;  // a repetition of a repetition
    }
    return times;
  }

  std::string_view regex_;
  std::size_t at_ = 0;
  bool is_ok_ = true;
};

}  // namespace

std::vector<std::string> find_needed_literals(std::string_view regex) {
  return LiteralReader(regex).read();
}

bool may_match(std::string_view regex, std::string_view text) {
  const std::vector<std::string> needed = find_needed_literals(regex);
  return needed.empty() || std::ranges::any_of(needed, [text](const std::string& piece) {
           return text.find(piece) != std::string_view::npos;
         });
}

}  // namespace vp::nlp
