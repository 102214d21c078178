#include "nlp/cue_matcher.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "nlp/pattern_syntax.h"

namespace vp::nlp {
namespace {

/// Calls on_match for the matches of `regex`, left to right, without overlap.
template <class OnMatch>
void for_each_match(const RE2& regex, std::string_view sentence, OnMatch on_match) {
  const re2::StringPiece text(sentence.data(), sentence.size());
  re2::StringPiece match;
  for (std::size_t from = 0; from < text.size();) {
    if (!regex.Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) return;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    on_match(TextSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + match.size())});
    from = begin + std::max<std::size_t>(match.size(), 1);
  }
}

/// "a|b(c|d)" -> "a", "b(c|d)".
std::vector<std::string> split_alternatives(std::string_view regex) {
  std::vector<std::string> alternatives(1);
  int depth = 0;
  bool in_class = false;
  for (std::size_t i = 0; i < regex.size(); ++i) {
    const char c = regex[i];
    if (c == '|' && depth == 0 && !in_class) {
      alternatives.emplace_back();
      continue;
    }
    alternatives.back() += c;
    if (c == '\\' && i + 1 < regex.size()) {
      alternatives.back() += regex[++i];
    } else if (in_class) {
      in_class = c != ']';
    } else if (c == '[') {
      in_class = true;
    } else if (c == '(' || c == ')') {
      depth += c == '(' ? 1 : -1;
    }
  }
  return alternatives;
}

/// Of matches of one rule that overlap the first stays, of those that begin together the longest. In the end they
/// ascend by begin, then by rule.
void drop_overlapping(std::vector<CueMatch>& matches) {
  std::sort(matches.begin(), matches.end(), [](const CueMatch& a, const CueMatch& b) {
    return std::tuple(a.rule, a.span.begin, ~a.span.end) < std::tuple(b.rule, b.span.begin, ~b.span.end);
  });
  std::size_t rule = 0;
  std::uint32_t free_from = 0;
  std::erase_if(matches, [&](const CueMatch& match) {
    if (std::exchange(rule, match.rule) != match.rule) free_from = 0;
    if (match.span.begin < free_from) return true;
    free_from = match.span.end;
    return false;
  });
  std::sort(matches.begin(), matches.end(), [](const CueMatch& a, const CueMatch& b) {
    return std::pair(a.span.begin, a.rule) < std::pair(b.span.begin, b.rule);
  });
}

/// Blockers tell what words do not mean in general; a rule made for one indicator knows better.
bool sees_blanked_text(const CueRule& rule) {
  return rule.kind == CueKind::kCue && rule.indicators.empty();
}

}  // namespace

Result<CueMatcher> CueMatcher::create(const CueRules& rules) {
  std::vector<std::string> regexes;
  std::string marks;
  std::vector<std::size_t> owners;
  for (std::size_t rule = 0; rule < rules.rules.size(); ++rule) {
    for (std::string& alternative : split_alternatives(rules.rules[rule].regex)) {
      regexes.push_back(std::move(alternative));
      owners.push_back(rule);
    }
  }
  for (const SpeakerRule& speaker : rules.speakers) {
    regexes.push_back(speaker.regex);
    marks += speaker.mark;
  }
  auto filter = PatternFilter::create(regexes);
  if (!filter) {
    Error error = filter.error();
    const std::size_t number = std::stoul(error.where);
    error.where = number < owners.size() ? rules.rules[owners[number]].id
                                         : rules.speakers.at(number - owners.size()).id;
    return error;
  }
  return CueMatcher(rules.rules, std::move(owners), std::move(marks), std::move(*filter));
}

std::string CueMatcher::blank(std::string_view sentence, const std::vector<int>& candidates) const {
  std::string blanked(sentence);
  for (const int number : candidates) {
    const auto expression = static_cast<std::size_t>(number);
    if (expression >= owners_.size()) break;
    if (rules_[owners_[expression]].kind != CueKind::kBlocker) continue;
    for_each_match(filter_.regex(expression), sentence,
                   [&](TextSpan span) { blanked.replace(span.begin, span.size(), span.size(), kMaskByte); });
  }
  return blanked;
}

std::string CueMatcher::mark_names(std::string_view sentence, const std::vector<int>& candidates) const {
  std::string marked(sentence);
  for (char& c : marked) {
    if (kSpeakerMarks.find(c) != std::string_view::npos) c = kMaskByte;
  }
  for (const int number : candidates) {
    const auto row = static_cast<std::size_t>(number);
    if (row < owners_.size()) continue;
    for_each_match(filter_.regex(row), sentence, [&](TextSpan span) {
      marked.replace(span.begin, span.size(), span.size(), marks_[row - owners_.size()]);
    });
  }
  return marked;
}

std::vector<CueMatch> CueMatcher::find(std::string_view match_text, TextSpan sentence,
                                       const std::vector<int>& candidates) const {
  const std::string_view text = sentence.in(match_text);
  const std::string blanked = blank(text, candidates);
  const bool has_name = !candidates.empty() && static_cast<std::size_t>(candidates.back()) >= owners_.size();
  const std::string marked = has_name ? mark_names(text, candidates) : std::string{};
  std::vector<CueMatch> matches;
  for (const int number : candidates) {
    const auto expression = static_cast<std::size_t>(number);
    if (expression >= owners_.size()) break;
    const std::size_t rule = owners_[expression];
    const CueKind kind = rules_[rule].kind;
    if (kind == CueKind::kBlocker) continue;
    const std::string_view seen = kind == CueKind::kSpeech          ? std::string_view(marked)
                                  : sees_blanked_text(rules_[rule]) ? std::string_view(blanked)
                                                                    : text;
    for_each_match(filter_.regex(expression), seen, [&](TextSpan span) {
      matches.push_back({rule, {sentence.begin + span.begin, sentence.begin + span.end}});
    });
  }
  drop_overlapping(matches);
  return matches;
}

}  // namespace vp::nlp
