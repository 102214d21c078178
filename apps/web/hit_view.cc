#include "apps/web/hit_view.h"

#include <algorithm>

#include "apps/web/page_context.h"
#include "apps/web/texts.h"
#include "apps/web/url_text.h"

namespace vp::web {
namespace {

constexpr std::size_t kMostQuoteBytes = 420;
constexpr std::size_t kShortQuoteBytes = 90;
constexpr std::size_t kMostContextBytes = 180;

bool is_inner_byte(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Where a cut near `place` splits no word, or at least no character.
std::size_t cut_place(std::string_view text, std::size_t place) {
  if (place >= text.size()) return text.size();
  const std::size_t space = text.find(' ', place);
  if (space != std::string_view::npos && space - place < 40) return space;
  while (place < text.size() && is_inner_byte(text[place]))
    ++place;
  return place;
}

std::string to_dutch(const Speaker& speaker) {
  std::string text = texts().text("speaker." + std::string(to_string(speaker.role)));
  switch (speaker.share) {
    case SpeakerShare::kUnstated:
      return text;
    case SpeakerShare::kCounted:
      return speaker.of ? texts().fill("speaker.of",
                                       {std::to_string(speaker.count), std::to_string(*speaker.of), text})
                        : texts().fill("speaker.count", {std::to_string(speaker.count), text});
    case SpeakerShare::kAll:
      return texts().fill("speaker.all", {text});
    case SpeakerShare::kMost:
      return texts().fill("speaker.most", {text});
    case SpeakerShare::kSome:
      return texts().fill("speaker.some", {text});
    case SpeakerShare::kNone:
      return texts().fill("speaker.none", {text});
  }
  return text;
}

std::string_view kind_of(Polarity polarity) {
  switch (polarity) {
    case Polarity::kUnknown:
      return "";
    case Polarity::kPresent:
      return "present";
    case Polarity::kAbsent:
      return "absent";
    case Polarity::kDivided:
      return "divided";
    case Polarity::kNorm:
      return "norm";
    case Polarity::kLimited:
      return "limited";
  }
  return "";
}

/// The findings that stand on the passage, each once.
View::Views links_of(const index::Hit& hit, const LinkedPlaces& linked) {
  View::Views views;
  const auto found = linked.by_passage.find({hit.document, hit.passage.ordinal});
  if (found == linked.by_passage.end()) return views;
  std::int64_t last = 0;
  for (const PassageLink& link : found->second) {
    if (link.finding == last) continue;
    last = link.finding;
    views.push_back(View()
                        .set("link_name", finding_name(link.finding))
                        .set("link_href", "/bevindingen/" + std::to_string(link.finding)));
  }
  return views;
}

}  // namespace

SafeHtml mark_matches(std::string_view text, std::span<const TextSpan> matches, std::size_t most_bytes) {
  std::size_t begin = 0;
  const std::size_t anchor = matches.empty() ? 0 : matches.front().begin;
  if (text.size() > most_bytes && anchor > most_bytes / 2) {
    begin = std::min<std::size_t>(cut_place(text, anchor - most_bytes / 2), anchor);
  }
  const std::size_t end = cut_place(text, begin + most_bytes);
  std::string html = begin > 0 ? "… " : "";
  std::size_t place = begin;
  for (const TextSpan match : matches) {
    if (match.begin < place || match.end > end) continue;
    html += escape_html(text.substr(place, match.begin - place)) + "<mark>" + escape_html(match.in(text)) +
            "</mark>";
    place = match.end;
  }
  html += escape_html(text.substr(place, end - place));
  if (end < text.size()) html += " …";
  return SafeHtml::made(std::move(html));
}

Result<std::string> find_context(index::Engine& engine, const index::Hit& hit, TextSpan quote) {
  const std::string_view text = hit.passage.text;
  const bool is_question = quote.in(text).ends_with('?') || hit.passage.kind == BlockKind::kHeading;
  if (quote.size() > kShortQuoteBytes && !is_question) return std::string();
  std::string rest(text.substr(std::min<std::size_t>(text.size(), quote.end)));
  if (rest.size() < 2 && is_question) {
    const Result<Passage> next = engine.load_passage(hit.document, hit.passage.ordinal + 1);
    if (!next && next.error().code != ErrorCode::kNotFound) return next.error();
    if (next && !is_page_furniture(next->kind) && next->kind != BlockKind::kHeading) rest = next->text;
  }
  const std::size_t end = cut_place(rest, kMostContextBytes);
  if (end < rest.size()) rest = rest.substr(0, end) + " …";
  return rest;
}

std::vector<PolaritySuggestion> suggestions_in(const Passage& passage, TextSpan span) {
  std::vector<PolaritySuggestion> found;
  for (const Mention& mention : passage.mentions) {
    if (!mention.sentence.overlaps(span)) continue;
    for (const PolaritySuggestion& suggestion : mention.suggestions) {
      if (std::ranges::find(found, suggestion) == found.end()) found.push_back(suggestion);
    }
  }
  return found;
}

void set_tenor(View& view, const Passage& passage, TextSpan span) {
  const std::vector<PolaritySuggestion> suggestions = suggestions_in(passage, span);
  const Polarity polarity = overall_polarity(suggestions);
  const std::string_view kind = kind_of(polarity);
  std::string why;
  std::string speakers;
  std::vector<std::string> named;
  for (const PolaritySuggestion& suggestion : suggestions) {
    for (const Cue& cue : suggestion.cues) {
      if (cue.span.end <= passage.text.size())
        why += (why.empty() ? "‘" : ", ‘") + std::string(cue.span.in(passage.text)) + "’";
    }
    for (const Speaker& speaker : suggestion.speakers) {
      std::string text = to_dutch(speaker);
      if (std::ranges::find(named, text) == named.end()) named.push_back(std::move(text));
    }
  }
  for (const std::string& name : named)
    speakers += (speakers.empty() ? "" : ", ") + name;
  view.set("tenor_kind", kind);
  view.set("tenor", kind.empty() ? std::string() : texts().text("tenor." + std::string(kind)));
  view.set("tenor_why", why.empty() ? std::string() : texts().fill("tenor.why", {why}));
  view.set("speakers", speakers.empty() ? std::string() : texts().fill("hit.says", {speakers}));
}

std::string about_of(const SubmissionLabels& labels) {
  if (labels.approach.empty()) return labels.municipality;
  return labels.municipality.empty() ? labels.approach : labels.municipality + ", " + labels.approach;
}

std::string submitter_of(const SubmissionLabels& labels) {
  if (labels.role.empty()) return "";
  return texts().fill("hit.submitted", {texts().text("role." + labels.role)});
}

namespace {

/// What a reader must know of the page's text; empty where it can be relied on.
std::string legibility_of(const index::DocumentRecord& record, PageIndex index) {
  for (const index::PageRecord& page : record.pages) {
    if (page.index != index) continue;
    if (page.verdict == PageVerdict::kPoor) return texts().text("hit.poor");
    if (page.verdict == PageVerdict::kOcr) return texts().text("hit.recognized");
  }
  return "";
}

}  // namespace

View make_hit(const index::Hit& hit, const apps::CitedHit& cited, const LinkedPlaces& linked,
              std::string_view back) {
  View view;
  const Citation& citation = cited.citation;
  const std::vector<TextSpan> inside = apps::matches_in(hit, citation.span);
  view.set("quote_html", mark_matches(citation.quote, inside, kMostQuoteBytes));
  view.set("about", about_of(cited.source.labels)).set("submitted", submitter_of(cited.source.labels));
  view.set("legibility", legibility_of(*cited.record, citation.page));
  set_tenor(view, hit.passage, citation.span);
  View::Views links = links_of(hit, linked);
  view.set_list("is_linked", "links", std::move(links));
  const std::string href =
      reader_address(hit.document, citation.page, hit.passage.ordinal, citation.span, back);
  view.set("href", href).set("link_here", href + "#koppelen");
  UrlFields preview;
  preview.add("document", to_string(hit.document)).add("passage", std::to_string(hit.passage.ordinal));
  preview.add("van", std::to_string(citation.span.begin)).add("tot", std::to_string(citation.span.end));
  preview.add("terug", back);
  view.set("preview", preview.to_address("/zoeken/voorbeeld"));
  return view;
}

}  // namespace vp::web
