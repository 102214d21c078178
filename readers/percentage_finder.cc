#include "readers/percentage_finder.h"

#include <algorithm>
#include <cmath>

#include "readers/number_tokens.h"

namespace vp::readers {
namespace {

using Tokens = std::vector<NumberToken>;

bool is_percent_sign(const Tokens& tokens, std::size_t at) {
  return is_sign(tokens, at, U'%') || is_word(tokens, at, {"procent", "percent"});
}

bool is_number(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].value.has_value();
}

bool is_dash(const Tokens& tokens, std::size_t at) {
  return is_sign(tokens, at, U'-') || is_sign(tokens, at, U'–') || is_sign(tokens, at, U'‑');
}

/// What stands between the ends of a range: "40-60 %", "40 tot 60 procent", "40 à 50 %", "tussen de 40 en 60 %".
bool joins_range(const Tokens& tokens, std::size_t at) {
  if (is_dash(tokens, at) || is_word(tokens, at, {"tot", "à", "of"})) return true;
  if (!is_word(tokens, at, {"en"}) && !is_sign(tokens, at, U',')) return false;
  constexpr std::size_t kBack = 7;
  for (std::size_t i = at > kBack ? at - kBack : 0; i < at; ++i)
    if (is_word(tokens, i, {"tussen", "respectievelijk"})) return true;
  return false;
}

/// Tokens of the percentage that begins at `at`, 0 when none does. A number whose sign stands behind the other end
/// of its range is one token.
std::size_t count_percentage_tokens(const Tokens& tokens, std::size_t at) {
  if (!is_number(tokens, at)) return 0;
  if (is_percent_sign(tokens, at + 1)) return 2;
  std::size_t next = at + 1;
  constexpr std::size_t kMostEnds = 8;
  for (std::size_t ends = 0; ends < kMostEnds && joins_range(tokens, next); ++ends) {
    ++next;
    if (is_word(tokens, next, {"de", "en", "met"})) ++next;
    if (!is_number(tokens, next)) return 0;
    if (is_percent_sign(tokens, next + 1)) {
      constexpr double kMost = 100;
      return *tokens[at].value <= kMost ? 1 : 0;
    }
    ++next;
  }
  return 0;
}

struct Counts {
  std::size_t first = 0, last = 0;  // tokens
  std::optional<std::uint32_t> numerator, denominator;
  std::string unit;
  std::size_t reach = 4;  // how far from its percentage a count in part may stand
  bool is_told = false;   // in words ("van de"), so that it says something by itself
};

bool is_count(const Tokens& tokens, std::size_t at) {
  constexpr double kMaxCount = 100'000;
  return is_number(tokens, at) && tokens[at].is_whole && *tokens[at].value <= kMaxCount &&
         count_percentage_tokens(tokens, at) == 0;
}

bool is_article(const Tokens& tokens, std::size_t at) {
  return is_word(tokens, at,
                 {"de", "het", "deze", "die", "alle", "in", "totaal", "onderzochte", "beoordeelde"});
}

/// The place of the whole after "van de" at `at`; tokens.size() for none.
std::size_t find_whole(const Tokens& tokens, std::size_t at) {
  if (is_sign(tokens, at, U'/')) return is_count(tokens, at + 1) ? at + 1 : tokens.size();
  if (!is_word(tokens, at, {"van", "op", "uit"})) return tokens.size();
  ++at;
  while (is_article(tokens, at))
    ++at;
  return is_count(tokens, at) ? at : tokens.size();
}

std::uint32_t count_at(const Tokens& tokens, std::size_t at) {
  return static_cast<std::uint32_t>(*tokens[at].value);
}

bool is_plain_word(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && !tokens[at].word.empty() && !tokens[at].value;
}

void set_whole(const Tokens& tokens, std::size_t whole, Counts& counts) {
  counts.denominator = count_at(tokens, whole);
  counts.last = whole;
  if (is_plain_word(tokens, whole + 1)) counts.unit = tokens[whole + 1].word;
}

/// "n = 30" at `at`.
bool is_sample_size(const Tokens& tokens, std::size_t at) {
  return is_word(tokens, at, {"n"}) && is_sign(tokens, at + 1, U'=') && is_count(tokens, at + 2);
}

/// "17 van de 30", "17/30", "17 (57 %) van de 30" at `at`.
std::optional<Counts> read_part_and_whole(const Tokens& tokens, std::size_t at) {
  if (!is_count(tokens, at)) return std::nullopt;
  std::size_t next = at + 1;
  if (is_sign(tokens, next, U'(') && count_percentage_tokens(tokens, next + 1) > 0) {
    next += 1 + count_percentage_tokens(tokens, next + 1);
    if (is_sign(tokens, next, U')')) ++next;
  }
  const std::size_t whole = find_whole(tokens, next);
  if (whole >= tokens.size() || count_at(tokens, whole) < count_at(tokens, at) ||
      count_at(tokens, whole) == 0)
    return std::nullopt;
  // A date, 12/3/2014, is no part of a whole.
  const bool has_slash = is_sign(tokens, next, U'/');
  if (has_slash && (is_sign(tokens, whole + 1, U'/') || (at > 0 && is_sign(tokens, at - 1, U'/'))))
    return std::nullopt;
  Counts counts;
  counts.first = at;
  counts.numerator = count_at(tokens, at);
  // "versie 3 van 2014" tells no count, "3 van de 14" does.
  counts.is_told = is_word(tokens, next, {"van"}) && is_article(tokens, next + 1);
  set_whole(tokens, whole, counts);
  return counts;
}

/// Counts and their percentage stand no further apart, in tokens; no sentence that a person reads is longer.
constexpr std::size_t kReach = 80;

/// All counts of the sentence, ascending by place.
std::vector<Counts> find_counts(const Tokens& tokens) {
  std::vector<Counts> all;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    Counts counts;
    counts.first = i;
    if (const std::size_t taken = count_percentage_tokens(tokens, i); taken > 0) {
      const std::size_t whole = find_whole(tokens, i + taken);
      if (whole < tokens.size() && !is_sign(tokens, i + taken, U'/')) {
        set_whole(tokens, whole, counts);
        all.push_back(std::move(counts));
      }
      i += taken - 1;
    } else if (is_sample_size(tokens, i)) {
      set_whole(tokens, i + 2, counts);
      counts.unit.clear();
      counts.reach = 8;  // "57 procent van de aanpakken (n = 30)"
      all.push_back(std::move(counts));
    } else if (std::optional<Counts> pair = read_part_and_whole(tokens, i)) {
      all.push_back(std::move(*pair));
    } else if (is_word(tokens, i, {"van"}) && is_article(tokens, i + 1)) {
      // "Van de 19 aanpakken voldoen er 8 (42 %)": the part may follow.
      const std::size_t whole = find_whole(tokens, i);
      const bool has_part = i > 0 && (is_number(tokens, i - 1) || is_sign(tokens, i - 1, U')') ||
                                      is_percent_sign(tokens, i - 1));
      if (whole >= tokens.size() || has_part) continue;
      set_whole(tokens, whole, counts);
      for (std::size_t part = whole + 1; part < std::min(tokens.size(), whole + kReach); ++part) {
        if (!is_count(tokens, part) || count_at(tokens, part) > *counts.denominator) continue;
        Counts told = counts;
        told.first = told.last = part;
        told.numerator = count_at(tokens, part);
        all.push_back(std::move(told));
      }
    }
  }
  std::ranges::stable_sort(all, {}, &Counts::first);
  return all;
}

/// "Bij 17 aanpakken (57 %)", "17 (57 %)": the part alone, right before the percentage at `at`.
std::optional<Counts> find_part_before(const Tokens& tokens, std::size_t at) {
  if (at < 2 || !is_sign(tokens, at - 1, U'(')) return std::nullopt;
  std::size_t i = at - 2;
  Counts counts;
  for (std::size_t words = 0; words < 2 && is_plain_word(tokens, i) && i > 0; ++words, --i)
    counts.unit = tokens[i].word;
  if (!is_count(tokens, i)) return std::nullopt;
  // "van de 30 aanpakken (57 %)": that is the whole.
  for (std::size_t back = i; back > 0; --back) {
    if (is_article(tokens, back - 1)) continue;
    if (is_word(tokens, back - 1, {"van", "op", "uit", "alle"}) || is_sign(tokens, back - 1, U'/'))
      return std::nullopt;
    break;
  }
  counts.first = i;
  counts.last = at;
  counts.numerator = count_at(tokens, i);
  return counts;
}

const Counts* find_best(const Tokens& tokens, const std::vector<Counts>& counts, std::size_t at) {
  const auto distance = [at](const Counts& c) {
    if (c.first <= at && at <= c.last) return std::size_t{0};
    return at > c.last ? at - c.last : c.first - at;
  };
  const Counts* best = nullptr;
  const auto begin = std::ranges::lower_bound(counts, at > kReach ? at - kReach : 0, {}, &Counts::first);
  for (auto place = begin; place != counts.end() && place->first <= at + kReach; ++place) {
    const Counts& candidate = *place;
    if (candidate.numerator && !gives_percentage(*candidate.numerator, *candidate.denominator,
                                                 *tokens[at].value, tokens[at].decimals))
      continue;
    // A count in part belongs to the percentage that it follows.
    if (!candidate.numerator && distance(candidate) > candidate.reach) continue;
    const bool is_whole_count = candidate.numerator.has_value();
    const bool had_whole_count = best != nullptr && best->numerator.has_value();
    if (best == nullptr || (is_whole_count && !had_whole_count) ||
        (is_whole_count == had_whole_count && distance(candidate) < distance(*best)))
      best = &candidate;
  }
  return best;
}

/// "vier op de tien", "een op de drie".
std::optional<FoundPercentage> read_ratio(const Tokens& tokens, std::size_t at) {
  const bool is_article_one = is_word(tokens, at, {"een", "1"});
  if (!is_article_one && !is_count(tokens, at)) return std::nullopt;
  if (!is_word(tokens, at + 1, {"op"}) || !is_word(tokens, at + 2, {"de", "elke", "iedere"}) ||
      !is_count(tokens, at + 3))
    return std::nullopt;
  const double part = is_article_one ? 1 : *tokens[at].value;
  const double whole = *tokens[at + 3].value;
  if (whole < 2 || part >= whole || part == 0) return std::nullopt;
  FoundPercentage found;
  found.kind = ShareKind::kRatio;
  found.span = {tokens[at].span.begin, tokens[at + 3].span.end};
  found.value = 100 * part / whole;
  if (is_plain_word(tokens, at + 4)) found.unit = tokens[at + 4].word;
  return found;
}

FoundPercentage read_percentage(const Tokens& tokens, const std::vector<Counts>& counts, std::size_t at,
                                std::size_t taken) {
  FoundPercentage found;
  found.span = {tokens[at].span.begin, tokens[at + taken - 1].span.end};
  found.value = *tokens[at].value;
  const std::optional<Counts> part = find_part_before(tokens, at);
  const Counts* best = find_best(tokens, counts, at);
  if (part && (best == nullptr || !best->numerator)) best = &*part;
  if (best == nullptr) return found;
  found.numerator = best->numerator;
  found.denominator = best->denominator;
  found.unit = best->unit;
  return found;
}

/// Counts that no percentage of the sentence was made from.
std::vector<FoundPercentage> read_bare_counts(const Tokens& tokens, const std::vector<Counts>& counts,
                                              const std::vector<FoundPercentage>& percentages) {
  std::vector<FoundPercentage> found;
  for (const Counts& count : counts) {
    if (!count.is_told || !count.numerator) continue;
    const bool is_used = std::ranges::any_of(percentages, [&](const FoundPercentage& p) {
      return p.numerator == count.numerator && p.denominator == count.denominator;
    });
    if (is_used) continue;
    FoundPercentage share;
    share.kind = ShareKind::kCount;
    share.span = {tokens[count.first].span.begin, tokens[count.last].span.end};
    share.value = 100.0 * *count.numerator / *count.denominator;
    share.numerator = count.numerator;
    share.denominator = count.denominator;
    share.unit = count.unit;
    found.push_back(std::move(share));
  }
  return found;
}

}  // namespace

std::string_view to_string(ShareKind kind) {
  switch (kind) {
    case ShareKind::kPercentage:
      return "percentage";
    case ShareKind::kRatio:
      return "ratio";
    case ShareKind::kCount:
      return "count";
  }
  return "";
}

bool gives_percentage(std::uint32_t part, std::uint32_t whole, double percentage, unsigned decimals) {
  // A little more than rounding allows: 17 of 30 is printed as 56 as well as 57 %.
  const double slack = 0.75 * std::pow(10.0, -static_cast<double>(decimals));
  return whole > 0 && std::fabs(100.0 * part / whole - percentage) <= slack;
}

std::vector<FoundPercentage> find_percentages(std::string_view sentence) {
  const Tokens tokens = cut_number_tokens(sentence);
  const std::vector<Counts> counts = find_counts(tokens);
  std::vector<FoundPercentage> found;
  std::vector<FoundPercentage> ratios;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const std::size_t taken = count_percentage_tokens(tokens, i); taken > 0) {
      found.push_back(read_percentage(tokens, counts, i, taken));
      i += taken - 1;
    } else if (std::optional<FoundPercentage> ratio = read_ratio(tokens, i)) {
      ratios.push_back(std::move(*ratio));
    }
  }
  const std::vector<FoundPercentage> bare = read_bare_counts(tokens, counts, found);
  found.insert(found.end(), ratios.begin(), ratios.end());
  found.insert(found.end(), bare.begin(), bare.end());
  std::ranges::stable_sort(found, {}, [](const FoundPercentage& p) { return p.span.begin; });
  return found;
}

}  // namespace vp::readers
