#include "nlp/polarity.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "nlp/cue_matcher.h"
#include "nlp/folding.h"
#include "nlp/match_text.h"
#include "nlp/polarity_clauses.h"
#include "nlp/polarity_voices.h"
#include "nlp/speaker.h"

namespace vp::nlp {
namespace {

// A mention may be spoken of in this many sentences after its own.
constexpr std::size_t kMaxSentencesBehind = 2;
// A noun that two sentences share: "een convenant", and then "het convenant".
constexpr std::size_t kMinSharedLetters = 4;
// "Nazorg", "Budget, opschaling, toelating van partners": fewer words than this without a stop are a label,
// which says nothing unless it has a cue ("Nazorg: nog geen afspraken").
constexpr std::size_t kMinStatementWords = 8;

bool says_nothing(const Passage& passage) {
  const bool is_bare_caption = passage.kind == BlockKind::kCaption && !passage.text.ends_with('.');
  return passage.kind == BlockKind::kHeading || passage.kind == BlockKind::kContentsEntry || is_bare_caption;
}

/// Calls on_word with the span of each word.
template <class OnWord>
void for_each_word(std::string_view text, TextSpan span, OnWord on_word) {
  for (std::uint32_t at = span.begin; at < span.end;) {
    const std::uint32_t begin = at;
    while (at < span.end && is_ascii_word(text[at]))
      ++at;
    if (at > begin) on_word(TextSpan{begin, at});
    while (at < span.end && !is_ascii_word(text[at]))
      ++at;
  }
}

bool is_definite(std::string_view word) {
  constexpr std::array<std::string_view, 6> kDefinite = {"de", "het", "dit", "deze", "dat", "die"};
  return std::find(kDefinite.begin(), kDefinite.end(), word) != kDefinite.end();
}

bool is_label(std::string_view sentence) {
  if (sentence.ends_with('.') || sentence.ends_with(';')) return false;
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : sentence) {
    words += is_ascii_word(c) && !in_word ? 1U : 0U;
    in_word = is_ascii_word(c);
  }
  return words < kMinStatementWords;
}

}  // namespace

struct PolarityJudge::Impl {
  CueMatcher matcher;
  SpeakerReader speakers;
};

namespace {

/// One sentence, read once for all its mentions.
struct SentenceReading {
  TextSpan span;  // in match text
  bool asks = false;
  bool is_label = false;
  std::vector<Clause> clauses;
};

/// The sentences `first` up to `last` of a text, read.
class TextReading {
 public:
  TextReading(std::string_view text, std::span<const TextSpan> sentences, const std::vector<bool>& wanted,
              const CueMatcher& matcher, const SpeakerReader& speakers)
      : matcher_(matcher) {
    const auto first = std::find(wanted.begin(), wanted.end(), true);
    if (first == wanted.end()) return;
    const auto last = std::find(wanted.rbegin(), wanted.rend(), true).base() - 1;
    offset_ = sentences[static_cast<std::size_t>(first - wanted.begin())].begin;
    const std::uint32_t end = sentences[static_cast<std::size_t>(last - wanted.begin())].end;
    match_text_ = to_match_text(text.substr(offset_, end - offset_));
    readings_.resize(sentences.size());
    PatternCandidates candidates(matcher.filter(), match_text_.text);
    std::vector<Speaker> earlier;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (!wanted[i]) continue;
      if (i > 0 && !wanted[i - 1]) earlier.clear();
      readings_[i] = read(from_source(sentences[i]), candidates, speakers, earlier);
    }
  }

  [[nodiscard]] const std::optional<SentenceReading>& sentence(std::size_t i) const { return readings_[i]; }

  [[nodiscard]] TextSpan from_source(TextSpan span) const {
    return match_text_.map.from_source({span.begin - offset_, span.end - offset_});
  }
  [[nodiscard]] TextSpan to_source(TextSpan span) const {
    const TextSpan source = match_text_.map.to_source(span);
    return {source.begin + offset_, source.end + offset_};
  }
  [[nodiscard]] std::string_view match_text() const { return match_text_.text; }
  /// Without the spaces and the comma at the ends of a clause.
  [[nodiscard]] TextSpan to_trimmed_source(TextSpan span) const {
    const std::string_view text = match_text_.text;
    while (!span.empty() && (text[span.begin] == ' ' || text[span.begin] == ','))
      ++span.begin;
    while (!span.empty() && (text[span.end - 1] == ' ' || text[span.end - 1] == ','))
      --span.end;
    return to_source(span);
  }

 private:
  SentenceReading read(TextSpan span, PatternCandidates& candidates, const SpeakerReader& speakers,
                       std::vector<Speaker>& earlier) const {
    SentenceReading reading;
    reading.span = span;
    const std::string_view sentence = span.in(match_text_.text);
    reading.asks = sentence.ends_with('?');
    reading.is_label = is_label(sentence);
    const std::vector<CueMatch> matches = matcher_.find(match_text_.text, span, candidates.find(span));
    reading.clauses = split_clauses(match_text_.text, span, matches, matcher_, speakers, earlier);
    for (const Clause& clause : reading.clauses) {
      if (clause.names_speaker) earlier = clause.speakers;
    }
    return reading;
  }

  const CueMatcher& matcher_;
  std::uint32_t offset_ = 0;
  MatchText match_text_;
  std::vector<std::optional<SentenceReading>> readings_;
};

/// Where the other mentions of a passage stand, and of what.
struct MentionPlace {
  TextSpan span;  // in match text
  std::string_view indicator;
};

/// Judges one indicator on one text.
class IndicatorJudge {
 public:
  IndicatorJudge(const TextReading& text, const CueMatcher& matcher, std::string_view indicator)
      : text_(text), matcher_(matcher), indicator_(indicator), voices_(matcher, indicator) {}

  /// The sentence that holds the term at `place`, with what its other clauses
  /// say of it.
  void hear_sentence(const SentenceReading& sentence, std::uint32_t place,
                     std::span<const MentionPlace> mentions) {
    if (sentence.asks) return voices_.hear_question(sentence.span);
    const auto own = clause_index(sentence, place);
    for (std::size_t i = 0; i < sentence.clauses.size(); ++i) {
      const Clause& clause = sentence.clauses[i];
      if (i == own) {
        voices_.hear(clause, silence_of(sentence));
      } else if (is_about_another(clause, mentions)) {
        continue;
      } else if (i > own && speaks_of_it(clause)) {
        voices_.hear(clause, clause.names_speaker && clause.refers ? Silence::kPresent : Silence::kNothing);
      } else {
        voices_.hear_risk(clause);
      }
    }
  }

  /// The sentence after one that asks: "Is er nazorg? Nee." True when it answers.
  bool hear_answer(const SentenceReading& sentence, std::span<const MentionPlace> mentions) {
    if (sentence.asks) return false;
    for (const MentionPlace& mention : mentions) {
      if (sentence.span.contains(mention.span)) return false;
    }
    Voices answer(matcher_, indicator_);
    for (const Clause& clause : sentence.clauses) {
      if (clause.joint == ClauseJoint::kConsequence) {
        answer.hear_risk(clause);
      } else {
        answer.hear(clause, Silence::kNothing);
      }
    }
    if (answer.voices().empty()) return false;
    voices_ = answer;
    return true;
  }

  /// A sentence after `own`. False when it does not speak of the term.
  bool hear_sentence_behind(const SentenceReading& own, const SentenceReading& sentence,
                            std::span<const MentionPlace> mentions) {
    if (sentence.asks) return false;
    const bool goes_on =
        refers_back(sentence) || takes_up_noun(own, sentence) || answers_voice(own, sentence);
    if (!goes_on) return false;
    for (const MentionPlace& mention : mentions) {
      if (sentence.span.contains(mention.span)) return false;  // it has a subject of its own
    }
    for (const Clause& clause : sentence.clauses) {
      if (clause.joint == ClauseJoint::kConsequence) {
        voices_.hear_risk(clause);
      } else {
        voices_.hear(clause, clause.names_speaker && clause.refers ? Silence::kPresent : Silence::kNothing);
      }
    }
    return true;
  }

  /// A sentence that is about the indicator as a whole.
  void hear_all(const SentenceReading& sentence) {
    if (sentence.asks) return voices_.hear_question(sentence.span);
    for (const Clause& clause : sentence.clauses) {
      if (clause.joint == ClauseJoint::kConsequence) {
        voices_.hear_risk(clause);
      } else {
        const bool is_first = &clause == &sentence.clauses.front();
        voices_.hear(clause, is_first || clause.names_speaker ? silence_of(sentence) : Silence::kNothing);
      }
    }
  }

  [[nodiscard]] std::vector<PolaritySuggestion> suggestions() const {
    std::vector<PolaritySuggestion> suggestions;
    for (const Voice& voice : voices_.voices()) {
      PolaritySuggestion suggestion;
      suggestion.clause = text_.to_trimmed_source(voice.clause);
      suggestion.polarity = voice.polarity;
      suggestion.risk = voice.risk;
      suggestion.speakers = voice.speakers;
      for (const CueMatch& cue : voice.cues)
        suggestion.cues.push_back({text_.to_source(cue.span), matcher_.rule(cue).id});
      suggestions.push_back(std::move(suggestion));
    }
    return suggestions;
  }

 private:
  static Silence silence_of(const SentenceReading& sentence) {
    return sentence.is_label ? Silence::kUnknown : Silence::kPresent;
  }

  static std::size_t clause_index(const SentenceReading& sentence, std::uint32_t place) {
    std::size_t own = 0;
    for (std::size_t i = 0; i < sentence.clauses.size(); ++i) {
      if (sentence.clauses[i].span.begin <= place) own = i;
    }
    return own;
  }

  static bool refers_back(const SentenceReading& sentence) {
    return std::any_of(sentence.clauses.begin(), sentence.clauses.end(),
                       [](const Clause& clause) { return clause.refers_to_sentence; });
  }

  /// One speaks after another, without naming a thing of his own: "De gemeente stelt dat ... Een partner geeft aan
  /// dat dit slechts soms gebeurt."
  static bool answers_voice(const SentenceReading& own, const SentenceReading& sentence) {
    const Clause& front = sentence.clauses.front();
    return own.clauses.front().names_speaker && front.names_speaker && front.refers;
  }

  /// Somebody is named who speaks of a thing that `own` spoke of: "MEE zegt het
  /// convenant niet te kennen".
  [[nodiscard]] bool takes_up_noun(const SentenceReading& own, const SentenceReading& sentence) const {
    if (!sentence.clauses.front().names_speaker) return false;
    const std::string_view text = text_.match_text();
    std::vector<std::string_view> nouns;
    for_each_word(text, own.span, [&](TextSpan word) {
      if (word.size() >= kMinSharedLetters && !is_in_speech(own, word)) nouns.push_back(word.in(text));
    });
    bool found = false;
    bool after_article = false;
    for_each_word(text, sentence.span, [&](TextSpan word) {
      const bool is_known = std::find(nouns.begin(), nouns.end(), word.in(text)) != nouns.end();
      found = found || (after_article && is_known && !is_in_speech(sentence, word));
      after_article = is_definite(word.in(text));
    });
    return found;
  }

  static bool is_in_speech(const SentenceReading& sentence, TextSpan word) {
    const auto holds_word = [&](const CueMatch& speech) { return speech.span.overlaps(word); };
    return std::any_of(sentence.clauses.begin(), sentence.clauses.end(), [&](const Clause& clause) {
      return std::any_of(clause.speeches.begin(), clause.speeches.end(), holds_word);
    });
  }

  [[nodiscard]] bool is_about_another(const Clause& clause, std::span<const MentionPlace> mentions) const {
    const auto is_other = [&](const MentionPlace& mention) {
      return mention.indicator != indicator_ && clause.span.contains(mention.span);
    };
    return !clause.refers_to_sentence && std::any_of(mentions.begin(), mentions.end(), is_other);
  }

  static bool speaks_of_it(const Clause& clause) {
    if (clause.joint == ClauseJoint::kConsequence) return false;
    return clause.refers || clause.names_speaker || clause.explains || clause.joint == ClauseJoint::kContrast;
  }

  const TextReading& text_;
  const CueMatcher& matcher_;
  std::string_view indicator_;
  Voices voices_;
};

/// The sentences that a passage's mentions stand in, the one before (who speaks
/// there) and those behind.
std::vector<bool> wanted_sentences(const Passage& passage, const std::vector<std::size_t>& sentence_of) {
  std::vector<bool> wanted(passage.sentences.size());
  for (const std::size_t sentence : sentence_of) {
    const std::size_t end = std::min(sentence + kMaxSentencesBehind + 1, wanted.size());
    for (std::size_t i = sentence == 0 ? 0 : sentence - 1; i < end; ++i)
      wanted[i] = true;
  }
  return wanted;
}

/// For each mention the number of the sentence that it stands in.
std::vector<std::size_t> sentences_of(const Passage& passage) {
  std::vector<std::size_t> numbers;
  numbers.reserve(passage.mentions.size());
  for (const Mention& mention : passage.mentions) {
    const auto behind =
        std::upper_bound(passage.sentences.begin(), passage.sentences.end(), mention.span.begin,
                         [](std::uint32_t place, TextSpan sentence) { return place < sentence.begin; });
    numbers.push_back(behind == passage.sentences.begin()
                          ? 0
                          : static_cast<std::size_t>(behind - passage.sentences.begin()) - 1);
  }
  return numbers;
}

}  // namespace

PolarityJudge::PolarityJudge(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PolarityJudge::PolarityJudge(PolarityJudge&&) noexcept = default;
PolarityJudge& PolarityJudge::operator=(PolarityJudge&&) noexcept = default;
PolarityJudge::~PolarityJudge() = default;

Result<PolarityJudge> PolarityJudge::create(const CueRules& rules) {
  VP_ASSIGN(CueMatcher matcher, CueMatcher::create(rules));
  VP_ASSIGN(SpeakerReader speakers, SpeakerReader::create(rules));
  return PolarityJudge(std::make_unique<Impl>(Impl{std::move(matcher), std::move(speakers)}));
}

std::vector<std::vector<PolaritySuggestion>> PolarityJudge::judge(const Passage& passage) const {
  std::vector<std::vector<PolaritySuggestion>> judged(passage.mentions.size());
  if (passage.mentions.empty()) return judged;
  if (says_nothing(passage) || passage.sentences.empty()) {
    for (std::size_t i = 0; i < judged.size(); ++i)
      judged[i].push_back({passage.mentions[i].sentence, Polarity::kUnknown, false, {}, {}});
    return judged;
  }
  const std::vector<std::size_t> sentence_of = sentences_of(passage);
  const TextReading text(passage.text, passage.sentences, wanted_sentences(passage, sentence_of),
                         impl_->matcher, impl_->speakers);
  std::vector<MentionPlace> places;
  for (const Mention& mention : passage.mentions)
    places.push_back({text.from_source(mention.span), mention.indicator});
  for (std::size_t i = 0; i < judged.size(); ++i) {
    IndicatorJudge judge(text, impl_->matcher, places[i].indicator);
    const SentenceReading& own = *text.sentence(sentence_of[i]);
    judge.hear_sentence(own, places[i].span.begin, places);
    const std::size_t after = sentence_of[i] + 1;
    const bool is_answered =
        own.asks && after < passage.sentences.size() && judge.hear_answer(*text.sentence(after), places);
    for (std::size_t behind = 1; behind <= kMaxSentencesBehind; ++behind) {
      const std::size_t next = sentence_of[i] + behind;
      if (is_answered || next >= passage.sentences.size()) break;
      if (!judge.hear_sentence_behind(own, *text.sentence(next), places)) break;
    }
    judged[i] = judge.suggestions();
  }
  return judged;
}

std::vector<std::vector<PolaritySuggestion>> PolarityJudge::judge_text(std::string_view text,
                                                                       std::span<const TextSpan> sentences,
                                                                       std::string_view indicator) const {
  std::vector<std::vector<PolaritySuggestion>> judged;
  const TextReading reading(text, sentences, std::vector<bool>(sentences.size(), true), impl_->matcher,
                            impl_->speakers);
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    IndicatorJudge judge(reading, impl_->matcher, indicator);
    judge.hear_all(*reading.sentence(i));
    judged.push_back(judge.suggestions());
  }
  return judged;
}

}  // namespace vp::nlp
