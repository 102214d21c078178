#include "index/anchor_match.h"

#include <algorithm>

namespace vp::index {
namespace {

/// Points by which a rectangle may differ between two readings and still be the same place.
constexpr float kPlaceTolerancePt = 3;
constexpr std::size_t kMostOthers = 60;

bool is_near(const RectPt& a, const RectPt& b) {
  const auto near = [](float x, float y) { return std::abs(x - y) <= kPlaceTolerancePt; };
  return near(a.x0, b.x0) && near(a.y0, b.y0) && near(a.x1, b.x1) && near(a.y1, b.y1);
}

bool has_same_place(const Anchor& a, const Anchor& b) {
  return a.page == b.page && a.rects.size() == b.rects.size() &&
         std::equal(a.rects.begin(), a.rects.end(), b.rects.begin(), is_near);
}

float area_of(const RectPt& rect) {
  return std::max(0.0F, rect.x1 - rect.x0) * std::max(0.0F, rect.y1 - rect.y0);
}

float shared_area(const RectPt& a, const RectPt& b) {
  return area_of({std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)});
}

/// True when most of what the one covers on its page is covered by the other, both ways.
bool covers_same_print(const Anchor& a, const Anchor& b) {
  if (a.page != b.page || a.rects.empty() || b.rects.empty()) return false;
  float shared = 0;
  float of_a = 0;
  float of_b = 0;
  for (const RectPt& rect : a.rects) {
    of_a += area_of(rect);
    for (const RectPt& other : b.rects)
      shared += shared_area(rect, other);
  }
  for (const RectPt& rect : b.rects)
    of_b += area_of(rect);
  constexpr float kMost = 0.6F;
  return shared > kMost * of_a && shared > kMost * of_b;
}

/// Nothing has changed where the anchor counts: the quick way, and the only one for page furniture.
bool stands_unchanged(const Anchor& anchor, const ReadText& now) {
  const AnchorPosition& position = anchor.position;
  if (position.text != AnchorText::kPassages || position.first > position.last ||
      position.last >= now.passages().size()) {
    return false;
  }
  const std::string text = anchored_text(now.passages(), position.first, position.last);
  return hash_text(text) == position.text_hash && position.span.end <= text.size() &&
         position.span.in(text) == anchor.quote;
}

/// Squashed text knows of no dashes: one that begins the quote (of a list, mostly) is taken along.
TextSpan with_dash(TextSpan span, const std::string& quote, const std::string& text) {
  const nlp::SquashedText squashed = nlp::to_squashed_text(quote);
  if (squashed.sources.empty()) return span;
  const std::uint32_t lead = squashed.sources.front().begin;
  if (lead > 0 && span.begin >= lead && text.compare(span.begin - lead, lead, quote, 0, lead) == 0)
    span.begin -= lead;
  return span;
}

Anchor to_anchor(const nlp::QuoteCandidate& candidate, const Anchor& anchor, const ReadText& now) {
  const TextSpan span =
      with_dash(now.squashed().to_source(candidate.span), anchor.quote, now.running().text());
  return make_anchor(now.document(), now.extractor(), now.passages(), now.running().to_range(span));
}

AnchorMatch to_match(const Anchor& anchor, const nlp::QuoteMatch& found, const ReadText& now) {
  AnchorMatch match;
  match.reason = found.reason;
  if (found.outcome != nlp::QuoteOutcome::kFound) {
    match.outcome =
        found.outcome == nlp::QuoteOutcome::kLost ? AnchorOutcome::kLost : AnchorOutcome::kAmbiguous;
    for (const nlp::QuoteCandidate& candidate : found.candidates)
      match.candidates.push_back(to_anchor(candidate, anchor, now));
    return match;
  }
  match.found = to_anchor(found.candidates.front(), anchor, now);
  const bool is_exact = match.found->quote == anchor.quote && has_same_place(*match.found, anchor);
  match.outcome = is_exact ? AnchorOutcome::kExact : AnchorOutcome::kMoved;
  if (!is_exact && match.found->quote != anchor.quote) match.reason = "read otherwise";
  return match;
}

/// Places whose words may be those of the quote and that cover the same print.
std::vector<TextSpan> find_same_print(const Anchor& anchor, const ReadText& now) {
  std::vector<TextSpan> places;
  const RunningText& running = now.running();
  for (const Passage& passage : now.passages()) {
    if (is_page_furniture(passage.kind)) continue;
    std::optional<std::uint32_t> begin;
    std::uint32_t end = 0;
    for (const PassageWord& word : passage.words) {
      if (word.page != anchor.page || word.span.begin == word.span.end) continue;
      const bool is_covered = std::any_of(anchor.rects.begin(), anchor.rects.end(), [&](const RectPt& rect) {
        return 2 * shared_area(rect, word.box) > area_of(word.box);
      });
      if (!is_covered) continue;
      if (!begin) begin = word.span.begin;
      end = word.span.end;
    }
    if (!begin) continue;
    const PassageRange range{passage.ordinal, *begin, passage.ordinal, end};
    const Anchor covered = make_anchor(now.document(), now.extractor(), now.passages(), range);
    if (!covers_same_print(anchor, covered)) continue;
    if (const auto span = running.find_span(range)) places.push_back(now.squashed().from_source(*span));
  }
  return places;
}

/// The place of the anchor in its own document, in squashed text.
std::optional<TextSpan> find_own_place(const Anchor& anchor, const ReadText& before) {
  if (!stands_unchanged(anchor, before)) return std::nullopt;
  const auto span = before.running().find_span(to_range(anchor.position, before.passages()));
  if (!span) return std::nullopt;
  return before.squashed().from_source(*span);
}

}  // namespace

std::string_view to_string(AnchorOutcome outcome) {
  switch (outcome) {
    case AnchorOutcome::kExact:
      return "exact";
    case AnchorOutcome::kMoved:
      return "moved";
    case AnchorOutcome::kAmbiguous:
      return "ambiguous";
    case AnchorOutcome::kLost:
      break;
  }
  return "lost";
}

std::optional<AnchorOutcome> parse_anchor_outcome(std::string_view name) {
  for (const AnchorOutcome outcome :
       {AnchorOutcome::kExact, AnchorOutcome::kMoved, AnchorOutcome::kAmbiguous, AnchorOutcome::kLost}) {
    if (name == to_string(outcome)) return outcome;
  }
  return std::nullopt;
}

ReadText::ReadText(DocumentId document, std::string extractor, std::vector<Passage> passages)
    : document_(document),
      extractor_(std::move(extractor)),
      passages_(std::move(passages)),
      running_(passages_),
      squashed_(nlp::to_squashed_text(running_.text())) {}

AnchorMatch match_anchor(const Anchor& anchor, const ReadText& now, const nlp::WordList& words) {
  if (stands_unchanged(anchor, now)) {
    const Anchor found = make_anchor(now.document(), now.extractor(), now.passages(),
                                     to_range(anchor.position, now.passages()));
    return {has_same_place(anchor, found) ? AnchorOutcome::kExact : AnchorOutcome::kMoved, found, {}, ""};
  }
  const nlp::QuoteMatcher matcher(now.running().text(), now.squashed(), words);
  const nlp::QuoteSample sample = nlp::make_quote_sample(anchor.quote, anchor.prefix, anchor.suffix);
  return to_match(anchor, matcher.match(sample, {}, find_same_print(anchor, now)), now);
}

AnchorMatch match_anchor(const Anchor& anchor, const ReadText& before, const ReadText& now,
                         const nlp::WordList& words) {
  const nlp::QuoteMatcher matcher(now.running().text(), now.squashed(), words);
  const std::optional<TextSpan> own = find_own_place(anchor, before);
  if (!own) {
    // Its own document is read otherwise by now: only what the anchor itself says is left.
    const nlp::QuoteSample sample = nlp::make_quote_sample(anchor.quote, anchor.prefix, anchor.suffix);
    return to_match(anchor, matcher.match(sample, {}, {}), now);
  }
  const std::string& text = before.running().text();
  const auto sample_at = [&](TextSpan squashed) {
    return nlp::make_quote_sample(text, before.squashed(), before.squashed().to_source(squashed));
  };
  const nlp::QuoteSample sample = sample_at(*own);
  std::vector<nlp::QuoteSample> others;
  for (const TextSpan place : nlp::find_squashed(before.squashed(), sample.quote, kMostOthers)) {
    if (place != *own) others.push_back(sample_at(place));
  }
  nlp::QuoteMatch match = matcher.match(sample, others, {});
  const bool is_read_otherwise =
      match.outcome == nlp::QuoteOutcome::kFound && match.candidates.front().words == nlp::QuoteWords::kNoisy;
  if (is_read_otherwise) {
    // What looks like a bad reading of the quote may be a sentence that the first document had as well.
    const std::string found(match.candidates.front().span.in(now.squashed().text));
    std::vector<nlp::QuoteSample> alike;
    for (const TextSpan place : nlp::find_squashed(before.squashed(), found, kMostOthers))
      alike.push_back(sample_at(place));
    if (!alike.empty()) match = matcher.match(sample, alike, {});
  }
  return to_match(anchor, match, now);
}

}  // namespace vp::index
