#include "nlp/polarity_clauses.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace vp::nlp {
namespace {

constexpr std::string_view kAnd = "en ";
constexpr std::string_view kCommaSpace = ", ";

class ClauseSplitter {
 public:
  ClauseSplitter(std::string_view match_text, TextSpan sentence, const CueMatcher& matcher)
      : text_(match_text), sentence_(sentence), matcher_(matcher) {}

  std::vector<Clause> split(const std::vector<CueMatch>& matches, const SpeakerReader& reader,
                            std::span<const Speaker> earlier) {
    pick_speeches(matches);
    find_begins(matches);
    std::vector<Clause> clauses = make_clauses();
    for (const CueMatch& match : matches)
      put(match, clauses);
    read_speakers(reader, std::vector<Speaker>(earlier.begin(), earlier.end()), clauses);
    return clauses;
  }

 private:
  // Rules of speech overlap ("volgens de gemeente is bekend"): the first stays,
  // said before known, then the longest.
  void pick_speeches(const std::vector<CueMatch>& matches) {
    for (const CueMatch& match : matches) {
      if (matcher_.rule(match).kind == CueKind::kSpeech) speeches_.push_back(match);
    }
    const auto rank = [&](const CueMatch& match) {
      return std::tuple(!matcher_.rule(match).is_wide, match.span.begin, ~match.span.end, match.rule);
    };
    std::sort(speeches_.begin(), speeches_.end(),
              [&](const CueMatch& a, const CueMatch& b) { return rank(a) < rank(b); });
    std::vector<CueMatch> kept;
    for (const CueMatch& match : speeches_) {
      const bool is_free = std::none_of(
          kept.begin(), kept.end(), [&](const CueMatch& other) { return other.span.overlaps(match.span); });
      if (is_free) kept.push_back(match);
    }
    std::sort(kept.begin(), kept.end(), [](const CueMatch& a, const CueMatch& b) { return a.span < b.span; });
    speeches_ = std::move(kept);
  }

  [[nodiscard]] std::string_view before(std::uint32_t place) const {
    return text_.substr(sentence_.begin, place - sentence_.begin);
  }

  // "Nazorg: nog niet geregeld", "Mandaat - ontbreekt": what follows is said of the label.
  [[nodiscard]] bool ends_label(const CueMatch& joint) const {
    const std::string_view mark = joint.span.in(text_);
    if (mark != ": " && mark != " - ") return false;
    const std::string_view label = before(joint.span.begin);
    return std::count(label.begin(), label.end(), ' ') < kMaxLabelWords;
  }

  void find_begins(const std::vector<CueMatch>& matches) {
    begins_.emplace(sentence_.begin, ClauseJoint::kNone);
    for (const CueMatch& match : matches) {
      const CueRule& rule = matcher_.rule(match);
      if (rule.kind != CueKind::kJoint) continue;
      const bool is_inside_speech =
          std::any_of(speeches_.begin(), speeches_.end(), [&](const CueMatch& speech) {
            return speech.span.begin < match.span.begin && match.span.begin < speech.span.end;
          });
      if (is_inside_speech || ends_label(match)) continue;
      if (match.span.begin > sentence_.begin) {
        begins_.emplace(match.span.begin, rule.joint);
      } else if (const auto comma = text_.find(kCommaSpace, match.span.end);
                 comma < sentence_.end && rule.joint != ClauseJoint::kSide) {
        // "Hoewel A, B": what stands in front ends at the comma.
        begins_.emplace(static_cast<std::uint32_t>(comma), ClauseJoint::kNone);
      }
    }
    bool someone_spoke = false;
    for (const CueMatch& speech : speeches_) {
      if (!matcher_.rule(speech).is_wide) continue;
      if (someone_spoke || before(speech.span.begin).ends_with(kAnd)) {
        const auto last = std::prev(begins_.upper_bound(speech.span.begin));
        // A joint right before has made the cut already.
        if (speech.span.begin - last->first > kMaxJointBytes) {
          begins_.emplace(speech.span.begin, ClauseJoint::kSide);
        }
      }
      someone_spoke = true;
    }
  }

  std::vector<Clause> make_clauses() const {
    std::vector<Clause> clauses;
    for (auto begin = begins_.begin(); begin != begins_.end(); ++begin) {
      const auto next = std::next(begin);
      Clause clause;
      clause.span = {begin->first, next == begins_.end() ? sentence_.end : next->first};
      clause.joint = begin->second;
      const char first = clause.span.empty() ? ' ' : text_[clause.span.begin];
      clause.explains = first == ';' || first == ':';
      clauses.push_back(std::move(clause));
    }
    return clauses;
  }

  static Clause& clause_at(std::uint32_t place, std::vector<Clause>& clauses) {
    const auto next = std::find_if(clauses.begin() + 1, clauses.end(),
                                   [&](const Clause& clause) { return clause.span.begin > place; });
    return *std::prev(next);
  }

  void put(const CueMatch& match, std::vector<Clause>& clauses) const {
    const CueRule& rule = matcher_.rule(match);
    Clause& clause = clause_at(match.span.begin, clauses);
    if (rule.kind == CueKind::kCue) clause.cues.push_back(match);
    if (rule.kind != CueKind::kReference) return;
    clause.refers = true;
    clause.refers_to_sentence = clause.refers_to_sentence || rule.is_wide;
  }

  void read_speakers(const SpeakerReader& reader, std::vector<Speaker> last,
                     std::vector<Clause>& clauses) const {
    for (const CueMatch& speech : speeches_) {
      Clause& clause = clause_at(speech.span.begin, clauses);
      if (clause.names_speaker) continue;
      std::vector<Speaker> speakers = reader.read(speech.span.in(text_), last);
      if (speakers.empty()) continue;
      clause.speeches.push_back(speech);
      clause.names_speaker = true;
      clause.speakers = speakers;
      last = std::move(speakers);
    }
    for (std::size_t i = 1; i < clauses.size(); ++i) {
      // After a clause that stood in front ("Hoewel de gemeente zegt ...,") the
      // narrator speaks again.
      const bool goes_on = clauses[i].joint != ClauseJoint::kNone;
      if (goes_on && !clauses[i].names_speaker) clauses[i].speakers = clauses[i - 1].speakers;
    }
  }

  static constexpr std::ptrdiff_t kMaxLabelWords = 5;
  // ", terwijl " and the like
  static constexpr std::uint32_t kMaxJointBytes = 14;

  std::string_view text_;
  TextSpan sentence_;
  const CueMatcher& matcher_;
  std::vector<CueMatch> speeches_;
  std::map<std::uint32_t, ClauseJoint> begins_;
};

}  // namespace

std::vector<Clause> split_clauses(std::string_view match_text, TextSpan sentence,
                                  const std::vector<CueMatch>& matches, const CueMatcher& matcher,
                                  const SpeakerReader& speakers, std::span<const Speaker> earlier) {
  return ClauseSplitter(match_text, sentence, matcher).split(matches, speakers, earlier);
}

}  // namespace vp::nlp
