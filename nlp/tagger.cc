#include "nlp/tagger.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "nlp/masked_names.h"
#include "nlp/match_text.h"
#include "nlp/pattern_filter.h"
#include "nlp/pattern_literals.h"
#include "nlp/pattern_syntax.h"
#include "nlp/tagger_matches.h"

namespace vp::nlp {
namespace {

/// One row of the framework file, ready to run.
struct CompiledPattern {
  std::uint32_t indicator = 0;  // place in the list of indicators
  MentionStrength strength = MentionStrength::kStrong;
  bool is_mask = false;
  std::string id;
  std::unique_ptr<RE2> context;

  /// Nothing in its sentence bears it out.
  [[nodiscard]] bool needs_support() const { return strength == MentionStrength::kWeak && !context; }
};

/// Calls on_match for the matches of `regex`, left to right, without overlap.
template <class OnMatch>
void for_each_match(const RE2& regex, std::string_view sentence, OnMatch on_match) {
  const re2::StringPiece text(sentence.data(), sentence.size());
  re2::StringPiece match;
  for (std::size_t from = 0; from < text.size();) {
    if (!regex.Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) return;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    if (!match.empty())
      on_match(TextSpan{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + match.size())});
    from = begin + std::max<std::size_t>(match.size(), 1);
  }
}

bool has_match(const RE2& regex, std::string_view sentence) {
  const re2::StringPiece text(sentence.data(), sentence.size());
  return regex.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

}  // namespace

struct Tagger::Impl {
  std::vector<std::string> indicator_ids;
  std::vector<CompiledPattern> patterns;  // as numbered in the filter; of each indicator the masks first
  PatternFilter filter;
  MaskedNames names;

  void match_sentence(std::string_view passage, const std::vector<int>& candidates, TextSpan sentence,
                      std::uint32_t sentence_number, std::vector<TagMatch>& matches) const;
  void match_indicator(std::span<const int> candidates, std::string_view sentence, const TagMatch& found_here,
                       std::vector<TagMatch>& matches) const;
};

// The candidates of one indicator: masks first, so the sentence is blanked before the first pattern runs.
// `found_here` is the match to add, but for its pattern; its span is the sentence's.
void Tagger::Impl::match_indicator(std::span<const int> candidates, std::string_view sentence,
                                   const TagMatch& found_here, std::vector<TagMatch>& matches) const {
  std::string blanked;
  std::string_view seen = sentence;
  for (const int number : candidates) {
    const CompiledPattern& pattern = patterns[static_cast<std::size_t>(number)];
    const RE2& regex = filter.regex(static_cast<std::size_t>(number));
    if (pattern.is_mask) {
      for_each_match(regex, sentence, [&](TextSpan span) {
        if (blanked.empty()) blanked = sentence;
        blanked.replace(span.begin, span.size(), span.size(), kMaskByte);
        seen = blanked;
      });
      continue;
    }
    std::optional<bool> in_context;
    for_each_match(regex, seen, [&](TextSpan span) {
      if (!in_context) in_context = !pattern.context || has_match(*pattern.context, seen);
      if (!*in_context) return;
      TagMatch match = found_here;
      match.pattern = static_cast<std::uint32_t>(number);
      match.strength = pattern.strength;
      match.needs_support = pattern.needs_support();
      match.span = {found_here.span.begin + span.begin, found_here.span.begin + span.end};
      matches.push_back(match);
    });
  }
}

void Tagger::Impl::match_sentence(std::string_view passage, const std::vector<int>& candidates,
                                  TextSpan sentence, std::uint32_t sentence_number,
                                  std::vector<TagMatch>& matches) const {
  const auto pattern = [&](int number) -> const CompiledPattern& {
    return patterns[static_cast<std::size_t>(number)];
  };
  for (auto first = candidates.begin(); first != candidates.end();) {
    const std::uint32_t indicator = pattern(*first).indicator;
    const auto last = std::find_if(first, candidates.end(),
                                   [&](int number) { return pattern(number).indicator != indicator; });
    if (!pattern(*std::prev(last)).is_mask) {
      TagMatch found_here;
      found_here.indicator = indicator;
      found_here.sentence = sentence_number;
      found_here.span = sentence;
      match_indicator(std::span(first, last), sentence.in(passage), found_here, matches);
    }
    first = last;
  }
}

Tagger::Tagger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Tagger::Tagger(Tagger&&) noexcept = default;
Tagger& Tagger::operator=(Tagger&&) noexcept = default;
Tagger::~Tagger() = default;

namespace {

/// Rows and their expressions, in the order of the filter.
struct PatternRows {
  std::vector<CompiledPattern> patterns;
  std::vector<std::string> regexes;
  const std::string* match_text = nullptr;  // where given, only what may match in it is of use

  [[nodiscard]] bool is_of_use(const std::string& regex) const {
    return match_text == nullptr || may_match(regex, *match_text);
  }

  Result<void> add(std::uint32_t place, const Indicator& indicator) {
    for (std::size_t i = 0; i < indicator.masks.size(); ++i) {
      if (!is_of_use(indicator.masks[i])) continue;
      const std::string id = indicator.id + "/niet/" + std::to_string(i + 1);
      patterns.push_back({place, MentionStrength::kStrong, true, id, nullptr});
      regexes.push_back(indicator.masks[i]);
    }
    for (const IndicatorPattern& row : indicator.patterns) {
      if (!is_of_use(row.regex)) continue;
      std::unique_ptr<RE2> context;
      if (row.context) {
        context = std::make_unique<RE2>(*row.context, pattern_options());
        if (!context->ok()) return Error{ErrorCode::kMalformed, "context: " + context->error(), row.id};
      }
      patterns.push_back({place, row.strength, false, row.id, std::move(context)});
      regexes.push_back(row.regex);
    }
    return {};
  }
};

}  // namespace

Result<Tagger> Tagger::create(const Framework& framework, std::span<const std::string> masked_names) {
  return create_of(framework, masked_names, nullptr);
}

Result<Tagger> Tagger::create_for(std::string_view text, const Framework& framework,
                                  std::span<const std::string> masked_names) {
  const MatchText match_text = to_match_text(text);
  return create_of(framework, masked_names, &match_text.text);
}

Result<Tagger> Tagger::create_of(const Framework& framework, std::span<const std::string> masked_names,
                                 const std::string* match_text) {
  PatternRows rows;
  rows.match_text = match_text;
  std::vector<std::string> indicator_ids;
  for (const Indicator& indicator : framework.indicators) {
    VP_TRY(rows.add(static_cast<std::uint32_t>(indicator_ids.size()), indicator));
    indicator_ids.push_back(indicator.id);
  }
  auto filter = PatternFilter::create(rows.regexes);
  if (!filter) {
    Error error = filter.error();
    error.where = rows.patterns.at(std::stoul(error.where)).id;
    return error;
  }
  return Tagger(std::make_unique<Impl>(Impl{std::move(indicator_ids), std::move(rows.patterns),
                                            std::move(*filter), MaskedNames(masked_names)}));
}

std::vector<Mention> Tagger::find_mentions(std::string_view text, std::span<const TextSpan> sentences) const {
  MatchText match_text = to_match_text(text);
  impl_->names.blank(match_text.text);
  PatternCandidates candidates(impl_->filter, match_text.text);
  std::vector<TagMatch> matches;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    const TextSpan sentence = match_text.map.from_source(sentences[i]);
    impl_->match_sentence(match_text.text, candidates.find(sentence), sentence, i, matches);
  }
  drop_unsupported(matches);
  drop_overlapped(matches);

  std::vector<Mention> mentions;
  mentions.reserve(matches.size());
  for (const TagMatch& match : matches) {
    const CompiledPattern& pattern = impl_->patterns[match.pattern];
    mentions.push_back({impl_->indicator_ids[pattern.indicator], match_text.map.to_source(match.span),
                        sentences[match.sentence], pattern.strength, pattern.id});
  }
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.span, a.indicator) < std::tie(b.span, b.indicator);
  });
  return mentions;
}

}  // namespace vp::nlp
