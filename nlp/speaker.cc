#include "nlp/speaker.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include <re2/re2.h>

#include "nlp/folding.h"
#include "nlp/pattern_syntax.h"

namespace vp::nlp {
namespace {

/// One noun phrase that names a speaker.
struct NamedSpeaker {
  TextSpan span;
  std::size_t rule = 0;
};

bool matches_whole(const RE2& regex, std::string_view text) {
  return regex.Match({text.data(), text.size()}, 0, text.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

}  // namespace

struct SpeakerReader::Impl {
  struct Row {
    SpeakerRule rule;
    std::unique_ptr<RE2> regex;
  };
  std::vector<Row> rows;
  std::vector<Quantity> quantities;
  std::unique_ptr<RE2> link;

  [[nodiscard]] std::vector<NamedSpeaker> find_names(std::string_view speech) const;
  [[nodiscard]] std::vector<Quantity> find_quantities(std::string_view words) const;
  void add_speakers(const SpeakerRule& rule, std::string_view words, std::span<const Speaker> earlier,
                    std::vector<Speaker>& speakers) const;
};

// Ascending, disjoint; of two that overlap the longer one from the left.
std::vector<NamedSpeaker> SpeakerReader::Impl::find_names(std::string_view speech) const {
  const re2::StringPiece text(speech.data(), speech.size());
  std::vector<NamedSpeaker> names;
  for (std::size_t number = 0; number < rows.size(); ++number) {
    re2::StringPiece match;
    for (std::size_t from = 0; from < text.size() && rows[number].regex->Match(text, from, text.size(),
                                                                               RE2::UNANCHORED, &match, 1);) {
      const auto begin = static_cast<std::uint32_t>(match.data() - text.data());
      const auto end = begin + static_cast<std::uint32_t>(match.size());
      names.push_back({{begin, end}, number});
      from = end;
    }
  }
  std::sort(names.begin(), names.end(), [](const NamedSpeaker& a, const NamedSpeaker& b) {
    return std::tuple(a.span.begin, ~a.span.end, a.rule) < std::tuple(b.span.begin, ~b.span.end, b.rule);
  });
  std::uint32_t free_from = 0;
  std::erase_if(names, [&](const NamedSpeaker& name) {
    if (name.span.begin < free_from) return true;
    free_from = name.span.end;
    return false;
  });
  return names;
}

// At the start of each word the quantity of most words.
std::vector<Quantity> SpeakerReader::Impl::find_quantities(std::string_view words) const {
  std::vector<Quantity> found;
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view rest = words.substr(at);
    const auto quantity = std::find_if(quantities.begin(), quantities.end(), [&](const Quantity& candidate) {
      return rest.starts_with(candidate.words) &&
             (rest.size() == candidate.words.size() || !is_ascii_word(rest[candidate.words.size()]));
    });
    if (quantity != quantities.end()) {
      found.push_back(*quantity);
      at += quantity->words.size();
    }
    while (at < words.size() && is_ascii_word(words[at]))
      ++at;
    while (at < words.size() && !is_ascii_word(words[at]))
      ++at;
  }
  return found;
}

void SpeakerReader::Impl::add_speakers(const SpeakerRule& rule, std::string_view words,
                                       std::span<const Speaker> earlier,
                                       std::vector<Speaker>& speakers) const {
  std::vector<Quantity> found;
  if (rule.number != SpeakerNumber::kRole) found = find_quantities(words);
  const auto add = [&](const Speaker& speaker) {
    if (std::find(speakers.begin(), speakers.end(), speaker) == speakers.end()) speakers.push_back(speaker);
  };
  if (!rule.role && earlier.empty()) return;
  if (!rule.role && rule.number == SpeakerNumber::kRole) {  // "zij": all who spoke before
    for (const Speaker& speaker : earlier)
      add(speaker);
    return;
  }
  Speaker speaker;
  speaker.role = rule.role ? *rule.role : earlier.back().role;
  if (!found.empty()) {
    speaker.share = found.front().share;
    speaker.count = found.front().count;
    const bool counts_out_of = found.size() > 1 && speaker.share == SpeakerShare::kCounted &&
                               found[1].share == SpeakerShare::kCounted;
    if (counts_out_of && found[1].count >= speaker.count) speaker.of = found[1].count;
  } else if (rule.number == SpeakerNumber::kOne) {
    speaker.share = SpeakerShare::kCounted;
    speaker.count = 1;
  }
  add(speaker);
}

SpeakerReader::SpeakerReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SpeakerReader::SpeakerReader(SpeakerReader&&) noexcept = default;
SpeakerReader& SpeakerReader::operator=(SpeakerReader&&) noexcept = default;
SpeakerReader::~SpeakerReader() = default;

Result<SpeakerReader> SpeakerReader::create(const CueRules& rules) {
  auto impl = std::make_unique<Impl>();
  for (const SpeakerRule& rule : rules.speakers) {
    auto regex = std::make_unique<RE2>(rule.regex, pattern_options());
    if (!regex->ok()) return Error{ErrorCode::kMalformed, regex->error(), rule.id};
    impl->rows.push_back({rule, std::move(regex)});
  }
  impl->quantities = rules.quantities;
  impl->link = std::make_unique<RE2>(rules.speaker_link, pattern_options());
  if (!impl->link->ok()) return Error{ErrorCode::kMalformed, impl->link->error(), "samen"};
  return SpeakerReader(std::move(impl));
}

std::vector<Speaker> SpeakerReader::read(std::string_view speech, std::span<const Speaker> earlier) const {
  const std::vector<NamedSpeaker> names = impl_->find_names(speech);
  std::vector<Speaker> speakers;
  std::string_view behind;  // what follows the last one who speaks
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) {
      const TextSpan between{names[i - 1].span.end, names[i].span.begin};
      if (!matches_whole(*impl_->link, between.in(speech))) break;
    }
    impl_->add_speakers(impl_->rows[names[i].rule].rule, names[i].span.in(speech), earlier, speakers);
    behind = speech.substr(names[i].span.end);
  }
  // "de ondervraagden zijn allen van mening": the share stands behind the noun.
  if (speakers.size() == 1 && speakers.front().share == SpeakerShare::kUnstated) {
    // "unaniem zijn de ondervraagden van mening": or before it.
    for (const std::string_view words : {speech.substr(0, names.front().span.begin), behind}) {
      for (const Quantity& quantity : impl_->find_quantities(words)) {
        if (quantity.share == SpeakerShare::kAll) speakers.front().share = SpeakerShare::kAll;
      }
    }
  }
  return speakers;
}

}  // namespace vp::nlp
