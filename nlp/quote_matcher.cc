#include "nlp/quote_matcher.h"

#include <algorithm>
#include <map>

#include "nlp/reading_noise.h"
#include "nlp/text_likeness.h"

namespace vp::nlp {
namespace {

/// More places than this no person looks through, and none of them is told from the others.
constexpr std::size_t kMostPlaces = 200;
/// A side that is alike, a side that is alike beyond doubt, and the far part of such a side.
constexpr double kAlike = 0.8;
constexpr double kSurelyAlike = 0.9;
constexpr double kFarAlike = 0.6;
/// Below this the words of a side are others altogether.
constexpr double kOther = 0.4;
/// Shorter quotes say too little to be found by the words of one side.
constexpr std::size_t kShortQuote = 16;
/// By how much a place must fit better than every other; less when it fits wholly.
constexpr double kLead = 0.15;
constexpr double kWhole = 0.995;
constexpr double kLeadOfWhole = 0.02;

std::string_view last_of(std::string_view text, std::size_t size) {
  return text.size() > size ? text.substr(text.size() - size) : text;
}

bool is_supported(const QuoteCandidate& candidate, std::size_t quote_size) {
  const auto is_alike = [](double likeness) { return likeness < 0 || likeness >= kAlike; };
  const bool has_both = candidate.near_before >= 0 && candidate.near_after >= 0;
  if (has_both && is_alike(candidate.near_before) && is_alike(candidate.near_after)) return true;
  if (quote_size < kShortQuote) return false;
  return (candidate.near_before >= kSurelyAlike && candidate.far_before >= kFarAlike) ||
         (candidate.near_after >= kSurelyAlike && candidate.far_after >= kFarAlike);
}

bool overlap(TextSpan a, TextSpan b) {
  const std::uint32_t begin = std::max(a.begin, b.begin);
  const std::uint32_t end = std::min(a.end, b.end);
  return end > begin && 2 * (end - begin) > std::min(a.end - a.begin, b.end - b.begin);
}

void sort_best_first(std::vector<QuoteCandidate>& candidates) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const QuoteCandidate& a, const QuoteCandidate& b) {
                     if ((a.words == QuoteWords::kChanged) != (b.words == QuoteWords::kChanged))
                       return b.words == QuoteWords::kChanged;
                     return context_of(a) > context_of(b);
                   });
}

/// Candidates that are one place are one candidate: the first.
void drop_doubles(std::vector<QuoteCandidate>& candidates) {
  std::vector<QuoteCandidate> kept;
  for (const QuoteCandidate& candidate : candidates) {
    const bool is_known = std::any_of(kept.begin(), kept.end(), [&](const QuoteCandidate& known) {
      return overlap(known.span, candidate.span);
    });
    if (!is_known) kept.push_back(candidate);
  }
  candidates = std::move(kept);
}

QuoteMatch make_match(QuoteOutcome outcome, std::vector<QuoteCandidate> candidates, std::string reason) {
  if (candidates.size() > kMostCandidates) candidates.resize(kMostCandidates);
  return {outcome, std::move(candidates), std::move(reason)};
}

}  // namespace

double context_of(const QuoteCandidate& candidate) {
  double sum = 0;
  int known = 0;
  for (const double likeness :
       {candidate.near_before, candidate.near_after, candidate.far_before, candidate.far_after}) {
    if (likeness < 0) continue;
    sum += likeness;
    ++known;
  }
  return known == 0 ? 0 : sum / known;
}

QuoteSample make_quote_sample(std::string_view text, const SquashedText& squashed, TextSpan span) {
  const TextSpan place = squashed.from_source(span);
  const std::string_view all = squashed.text;
  QuoteSample sample;
  sample.words = span.in(text);
  sample.quote = place.in(all);
  sample.before = last_of(all.substr(0, place.begin), kFarContextBytes);
  sample.after = all.substr(place.end, kFarContextBytes);
  return sample;
}

QuoteSample make_quote_sample(std::string_view quote, std::string_view prefix, std::string_view suffix) {
  return {std::string(quote), to_squashed_text(quote).text, to_squashed_text(prefix).text,
          to_squashed_text(suffix).text};
}

QuoteCandidate QuoteMatcher::judge(const QuoteSample& sample, TextSpan span, QuoteWords words) const {
  const std::string_view all = squashed_->text;
  const std::string_view before = all.substr(0, span.begin);
  const std::string_view after = all.substr(span.end);
  QuoteCandidate candidate{span, words, -1, -1, -1, -1};
  if (!sample.before.empty()) {
    candidate.near_before = likeness_of_end(last_of(sample.before, kNearContextBytes), before);
    candidate.far_before = likeness_of_end(sample.before, before);
  }
  if (!sample.after.empty()) {
    candidate.near_after =
        likeness_of_beginning(std::string_view(sample.after).substr(0, kNearContextBytes), after);
    candidate.far_after = likeness_of_beginning(sample.after, after);
  }
  return candidate;
}

std::vector<QuoteCandidate> QuoteMatcher::find_same(const QuoteSample& sample) const {
  std::vector<QuoteCandidate> candidates;
  for (const TextSpan span : find_squashed(*squashed_, sample.quote, kMostPlaces))
    candidates.push_back(judge(sample, span, QuoteWords::kSame));
  sort_best_first(candidates);
  return candidates;
}

/// Pieces of the quote that stand in the text vote for where the whole of it might stand.
std::vector<TextSpan> QuoteMatcher::find_seeded(const std::string& quote) const {
  constexpr std::size_t kPiece = 8;
  constexpr std::size_t kMostPerPiece = 50;
  constexpr std::size_t kMostQuoteBytes = 4000;
  constexpr std::size_t kMostWindows = 6;
  if (quote.size() < 2 * kPiece || quote.size() > kMostQuoteBytes) return {};
  const std::size_t slack = quote.size() / 5 + kPiece;
  std::map<std::size_t, std::size_t> votes;  // by begin of the whole, in steps of the slack
  for (std::size_t at = 0; at + kPiece <= quote.size(); at += kPiece / 2) {
    std::size_t found = 0;
    const std::string_view piece = std::string_view(quote).substr(at, kPiece);
    for (std::size_t place = squashed_->text.find(piece); place != std::string::npos && found < kMostPerPiece;
         place = squashed_->text.find(piece, place + 1), ++found) {
      ++votes[(place > at ? place - at : 0) / slack];
    }
  }
  std::vector<std::pair<std::size_t, std::size_t>> windows;
  windows.reserve(votes.size());
  for (const auto& [step, count] : votes)
    windows.emplace_back(count, step);
  std::stable_sort(windows.begin(), windows.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (windows.size() > kMostWindows) windows.resize(kMostWindows);
  std::vector<TextSpan> places;
  for (const auto& [count, step] : windows) {
    const std::size_t begin = step > 0 ? (step - 1) * slack : 0;
    const std::string_view window = std::string_view(squashed_->text).substr(begin, quote.size() + 4 * slack);
    const NearestPlace nearest = find_nearest_place(quote, window);
    if (std::size_t{2} * nearest.distance > quote.size() || nearest.begin == nearest.end) continue;
    places.push_back(
        {static_cast<std::uint32_t>(begin) + nearest.begin, static_cast<std::uint32_t>(begin) + nearest.end});
  }
  return places;
}

/// What stands between the words that stood around the quote.
std::vector<TextSpan> QuoteMatcher::find_framed(const QuoteSample& sample) const {
  constexpr std::size_t kFrame = 20;
  constexpr std::size_t kMostFrames = 20;
  if (sample.before.size() < kFrame || sample.after.size() < kFrame) return {};
  const std::string_view before = last_of(sample.before, kFrame);
  const std::string_view after = std::string_view(sample.after).substr(0, kFrame);
  const std::string_view all = squashed_->text;
  std::vector<TextSpan> places;
  std::size_t seen = 0;
  for (std::size_t at = all.find(before); at != std::string_view::npos && seen < kMostFrames;
       at = all.find(before, at + 1), ++seen) {
    const std::size_t begin = at + kFrame;
    const std::size_t end = all.find(after, begin);
    if (end == std::string_view::npos || end == begin || end - begin > 2 * sample.quote.size() + 40) continue;
    places.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }
  return places;
}

/// The words that stood around the quote stand together now: it was taken out there.
bool QuoteMatcher::has_closed(const QuoteSample& sample) const {
  constexpr std::size_t kSide = 16;
  if (sample.before.size() < kSide || sample.after.size() < kSide) return false;
  const std::string joined =
      std::string(last_of(sample.before, kSide)).append(std::string_view(sample.after).substr(0, kSide));
  return squashed_->text.find(joined) != std::string::npos;
}

/// One side of the place is another altogether, and what stood on that side stands elsewhere now: the sentence may have
/// gone away with its other neighbour, or something came between. Words cannot tell the two apart.
bool QuoteMatcher::was_parted(const QuoteSample& sample, const QuoteCandidate& candidate) const {
  constexpr std::size_t kSide = 20;
  const auto stands = [&](std::string_view side) {
    return side.size() >= kSide && squashed_->text.find(side) != std::string::npos;
  };
  const auto is_other = [](double likeness) { return likeness >= 0 && likeness < kOther; };
  return (is_other(candidate.near_before) && stands(last_of(sample.before, kSide))) ||
         (is_other(candidate.near_after) && stands(std::string_view(sample.after).substr(0, kSide)));
}

/// Wider, so that it begins and ends where words do.
TextSpan QuoteMatcher::to_whole_words(TextSpan squashed) const {
  const auto is_blank = [](char c) { return c == ' ' || c == '\n'; };
  TextSpan span = squashed_->to_source(squashed);
  while (span.begin > 0 && !is_blank(text_[span.begin - 1]))
    --span.begin;
  while (span.end < text_.size() && !is_blank(text_[span.end]))
    ++span.end;
  return squashed_->from_source(span);
}

std::vector<QuoteCandidate> QuoteMatcher::find_similar(const QuoteSample& sample) const {
  std::vector<TextSpan> places = find_seeded(sample.quote);
  const std::vector<TextSpan> framed = find_framed(sample);
  places.insert(places.end(), framed.begin(), framed.end());
  std::vector<QuoteCandidate> candidates;
  for (const TextSpan place : places) {
    const TextSpan span = to_whole_words(place);
    const std::string_view found = squashed_->to_source(span).in(text_);
    const bool is_noise = is_reading_noise(sample.words, found, *words_);
    candidates.push_back(judge(sample, span, is_noise ? QuoteWords::kNoisy : QuoteWords::kChanged));
  }
  sort_best_first(candidates);
  return candidates;
}

QuoteMatch QuoteMatcher::match(const QuoteSample& sample, const std::vector<QuoteSample>& others,
                               const std::vector<TextSpan>& accepted) const {
  std::vector<QuoteCandidate> candidates = find_same(sample);
  if (candidates.size() >= kMostPlaces) {
    return make_match(QuoteOutcome::kAmbiguous, std::move(candidates),
                      "the words stand " + std::to_string(kMostPlaces) + " times or more");
  }
  const auto is_accepted = [&](const QuoteCandidate& candidate) {
    return std::any_of(accepted.begin(), accepted.end(),
                       [&](TextSpan span) { return overlap(span, candidate.span); });
  };
  const auto is_possible = [&](const QuoteCandidate& candidate) {
    return candidate.words != QuoteWords::kChanged &&
           (is_supported(candidate, sample.quote.size()) || is_accepted(candidate));
  };
  if (std::none_of(candidates.begin(), candidates.end(), is_possible)) {
    const std::vector<QuoteCandidate> similar = find_similar(sample);
    candidates.insert(candidates.end(), similar.begin(), similar.end());
    sort_best_first(candidates);
    drop_doubles(candidates);
  }
  // A place that is known by its rectangles goes before all that words can say.
  std::stable_partition(candidates.begin(), candidates.end(), [&](const QuoteCandidate& candidate) {
    return is_possible(candidate) && is_accepted(candidate);
  });
  if (candidates.empty()) return make_match(QuoteOutcome::kLost, {}, "nothing like it stands there");
  const QuoteCandidate& best = candidates.front();
  if (!is_possible(best)) {
    if (best.words == QuoteWords::kChanged)
      return make_match(QuoteOutcome::kLost, candidates, "the words themselves are others now");
    return make_match(QuoteOutcome::kAmbiguous, candidates, "the words stand there, among other words");
  }
  if (is_accepted(best)) return make_match(QuoteOutcome::kFound, candidates, "");
  if (has_closed(sample)) {
    return make_match(QuoteOutcome::kAmbiguous, candidates,
                      "what stood around the words stands together now, without them");
  }
  if (was_parted(sample, best)) {
    return make_match(QuoteOutcome::kAmbiguous, candidates,
                      "what stood beside the words stands elsewhere now");
  }
  const double lead = context_of(best) >= kWhole ? kLeadOfWhole : kLead;
  const double bar = context_of(best) - lead;
  if (candidates.size() > 1 && candidates[1].words != QuoteWords::kChanged &&
      context_of(candidates[1]) >= bar) {
    return make_match(QuoteOutcome::kAmbiguous, candidates, "two places fit as well");
  }
  const std::string found(best.span.in(squashed_->text));
  for (const QuoteSample& other : others) {
    if (other.quote != found && other.quote != sample.quote) continue;
    if (context_of(judge(other, best.span, best.words)) >= bar) {
      return make_match(QuoteOutcome::kAmbiguous, candidates,
                        "the place fits another sentence of the first document as well");
    }
  }
  return make_match(QuoteOutcome::kFound, candidates, "");
}

}  // namespace vp::nlp
