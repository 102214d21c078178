#include "tests/nlp/naive_tagger.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "nlp/match_text.h"

namespace vp::nlp {
namespace {

std::unique_ptr<RE2> compile(const std::string& regex) {
  return std::make_unique<RE2>(regex, RE2::Quiet);
}

std::vector<TextSpan> find_all(const RE2& regex, const std::string& text) {
  std::vector<TextSpan> spans;
  re2::StringPiece match;
  for (std::size_t from = 0; from < text.size(); ++from) {
    if (!regex.Match(text, from, text.size(), RE2::UNANCHORED, &match, 1)) break;
    const auto begin = static_cast<std::uint32_t>(match.data() - text.data());
    if (match.empty()) continue;
    spans.push_back({begin, static_cast<std::uint32_t>(begin + match.size())});
    from = spans.back().end - 1;
  }
  return spans;
}

void blank(std::string& text, const std::vector<TextSpan>& spans) {
  for (const TextSpan span : spans)
    text.replace(span.begin, span.size(), span.size(), '\x1a');
}

}  // namespace

NaiveTagger::NaiveTagger(const Framework& framework, std::span<const std::string> masked_names) {
  for (const Indicator& indicator : framework.indicators) {
    Rows rows{&indicator, {}, {}};
    for (const std::string& mask : indicator.masks)
      rows.masks.push_back(compile(mask));
    for (const IndicatorPattern& pattern : indicator.patterns) {
      rows.patterns.push_back(
          {&pattern, compile(pattern.regex), pattern.context ? compile(*pattern.context) : nullptr});
    }
    indicators_.push_back(std::move(rows));
  }
  for (const std::string& name : masked_names) {
    const std::string folded = to_match_text(name).text;
    if (folded.empty()) continue;
    const auto edge = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    names_.push_back(compile((edge(folded.front()) ? "\\b" : "") + RE2::QuoteMeta(folded) +
                             (edge(folded.back()) ? "\\b" : "")));
  }
}

std::vector<Mention> NaiveTagger::find_mentions(std::string_view text,
                                                std::span<const TextSpan> sentences) const {
  const MatchText match_text = to_match_text(text);
  std::vector<TextSpan> name_spans;
  for (const auto& name : names_) {
    for (const TextSpan span : find_all(*name, match_text.text))
      name_spans.push_back(span);
  }
  std::string masked = match_text.text;
  blank(masked, name_spans);
  std::vector<TextSpan> match_sentences;
  for (const TextSpan sentence : sentences)
    match_sentences.push_back(match_text.map.from_source(sentence));

  std::vector<Mention> mentions;
  for (const Rows& rows : indicators_) {
    for (Mention& mention : find_mentions_of(rows, masked, match_sentences)) {
      const auto place = std::find(match_sentences.begin(), match_sentences.end(), mention.sentence);
      mention.sentence = sentences[static_cast<std::size_t>(place - match_sentences.begin())];
      mention.span = match_text.map.to_source(mention.span);
      mentions.push_back(std::move(mention));
    }
  }
  std::sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return std::tie(a.span, a.indicator) < std::tie(b.span, b.indicator);
  });
  return mentions;
}

// Spans of what comes back are those of the match text.
std::vector<Mention> NaiveTagger::find_mentions_of(const Rows& rows, const std::string& match_text,
                                                   std::span<const TextSpan> sentences) const {
  std::vector<std::pair<Mention, const Row*>> all;
  for (const TextSpan sentence : sentences) {
    std::string seen(sentence.in(match_text));
    std::vector<TextSpan> masked;
    for (const auto& mask : rows.masks) {
      for (const TextSpan span : find_all(*mask, seen))
        masked.push_back(span);
    }
    blank(seen, masked);
    for (const Row& row : rows.patterns) {
      if (row.context && !RE2::PartialMatch(seen, *row.context)) continue;
      for (const TextSpan span : find_all(*row.regex, seen)) {
        const TextSpan place{sentence.begin + span.begin, sentence.begin + span.end};
        all.push_back({{rows.indicator->id, place, sentence, row.pattern->strength, row.pattern->id}, &row});
      }
    }
  }
  const auto is_supported = [&](const std::pair<Mention, const Row*>& match) {
    if (match.first.strength == MentionStrength::kStrong || match.second->context) return true;
    return std::any_of(all.begin(), all.end(), [&](const auto& other) {
      return other.second != match.second && !other.first.span.overlaps(match.first.span);
    });
  };
  std::vector<Mention> ranked;
  for (const auto& match : all) {
    if (is_supported(match)) ranked.push_back(match.first);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Mention& a, const Mention& b) {
    return std::tuple(a.strength, ~a.span.size(), a.span.begin) <
           std::tuple(b.strength, ~b.span.size(), b.span.begin);
  });
  std::vector<Mention> kept;
  for (const Mention& mention : ranked) {
    if (std::none_of(kept.begin(), kept.end(),
                     [&](const Mention& better) { return better.span.overlaps(mention.span); })) {
      kept.push_back(mention);
    }
  }
  return kept;
}

}  // namespace vp::nlp
