#include "apps/pipeline/quote_place.h"

#include <algorithm>

#include "core/running_text.h"
#include "nlp/squashed_text.h"

namespace vp::apps {
namespace {

constexpr std::size_t kMostListed = 8;

std::string on_page(PageIndex page) {
  return "page " + std::to_string(page.number());
}

/// Some words around a place, for a list to choose from.
std::string show_place(const std::string& text, TextSpan span) {
  constexpr std::uint32_t kAround = 40;
  const auto is_inside = [&text](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t begin = span.begin > kAround ? span.begin - kAround : 0;
  std::size_t end = std::min<std::size_t>(text.size(), span.end + kAround);
  while (is_inside(begin))
    ++begin;
  while (is_inside(end))
    ++end;
  std::string shown = text.substr(begin, span.begin - begin) + "[" + std::string(span.in(text)) + "]" +
                      text.substr(span.end, end - span.end);
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  return (begin > 0 ? "…" : "") + shown + (end < text.size() ? "…" : "");
}

/// As the options name it: "passage 12, span 34:80".
std::string name_range(const PassageRange& range) {
  const std::string passage = "--passage " + std::to_string(range.first);
  if (range.first != range.last) return passage + " to " + std::to_string(range.last);
  return passage + " --span " + std::to_string(range.begin) + ":" + std::to_string(range.end);
}

std::vector<TextSpan> find_words(const std::string& text, const std::string& quote) {
  std::vector<TextSpan> places;
  for (std::size_t at = text.find(quote); at != std::string::npos; at = text.find(quote, at + 1)) {
    places.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + quote.size())});
  }
  if (!places.empty()) return places;
  const nlp::SquashedText squashed = nlp::to_squashed_text(text);
  constexpr std::size_t kMost = 1000;
  for (const TextSpan found : nlp::find_squashed(squashed, nlp::to_squashed_text(quote).text, kMost))
    places.push_back(squashed.to_source(found));
  return places;
}

Error make_several(const RunningText& running, const std::vector<TextSpan>& places,
                   const std::string& where) {
  std::string what = "the words stand " + std::to_string(places.size()) + " times " + where +
                     "; quote more of them, or name one place:";
  for (std::size_t i = 0; i < std::min(places.size(), kMostListed); ++i)
    what += "\n  " + name_range(running.to_range(places[i])) + "  " + show_place(running.text(), places[i]);
  if (places.size() > kMostListed) what += "\n  and " + std::to_string(places.size() - kMostListed) + " more";
  return Error{ErrorCode::kInvalidArgument, what, ""};
}

/// The longest beginning of the quote that stands in the text says where it goes wrong.
std::string describe_nearest(const RunningText& running, const std::string& quote) {
  const nlp::SquashedText text = nlp::to_squashed_text(running.text());
  const nlp::SquashedText wanted = nlp::to_squashed_text(quote);
  constexpr std::size_t kFewest = 12;
  std::size_t fits = 0;
  std::size_t fails = wanted.text.size() + 1;
  while (fits + 1 < fails) {
    const std::size_t middle = (fits + fails) / 2;
    const bool stands = text.text.find(wanted.text.substr(0, middle)) != std::string::npos;
    (stands ? fits : fails) = middle;
  }
  if (fits < kFewest) return "";
  const auto at = static_cast<std::uint32_t>(text.text.find(wanted.text.substr(0, fits)));
  const TextSpan begun = text.to_source({at, at + static_cast<std::uint32_t>(fits)});
  return "; it begins as here, and goes on otherwise: " + show_place(running.text(), begun);
}

Error make_absent(const std::vector<Passage>& passages, const index::DocumentRecord& record,
                  const PlaceName& name) {
  const std::string where = name.page ? "on " + on_page(*name.page) : "in the document";
  std::string what = "the words do not stand " + where;
  std::string elsewhere;
  for (const index::PageRecord& page : record.pages) {
    if (page.index == name.page) {
      if (page.verdict == PageVerdict::kUnread) what += ", which could not be read (" + page.reason + ")";
      continue;
    }
    if (!name.page || find_words(RunningText(passages, page.index).text(), name.quote).empty()) continue;
    elsewhere += (elsewhere.empty() ? "" : ", ") + std::to_string(page.index.number());
  }
  if (!elsewhere.empty()) {
    what += "; they stand on page " + elsewhere;
  } else {
    const RunningText running =
        name.page ? RunningText(passages, *name.page) : RunningText(std::span<const Passage>(passages));
    what += describe_nearest(running, name.quote);
  }
  return Error{ErrorCode::kNotFound, what, ""};
}

Result<PassageRange> find_named_passage(const std::vector<Passage>& passages, const PlaceName& name) {
  if (*name.passage >= passages.size()) {
    return Error{ErrorCode::kNotFound,
                 "there is no passage " + std::to_string(*name.passage) + ", the last is " +
                     std::to_string(passages.empty() ? 0 : passages.size() - 1),
                 ""};
  }
  const std::string& text = passages[*name.passage].text;
  const TextSpan span = name.span.value_or(TextSpan{0, static_cast<std::uint32_t>(text.size())});
  const auto is_cut = [&text](std::uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  if (span.begin >= span.end || span.end > text.size() || is_cut(span.begin) || is_cut(span.end)) {
    return Error{ErrorCode::kInvalidArgument,
                 "the span is none of passage " + std::to_string(*name.passage) + ", which has " +
                     std::to_string(text.size()) + " bytes",
                 ""};
  }
  if (!name.quote.empty() && span.in(text) != name.quote) {
    return Error{ErrorCode::kInvalidArgument,
                 "at this place stands '" + std::string(span.in(text)) + "', not the words given", ""};
  }
  return PassageRange{*name.passage, span.begin, *name.passage, span.end};
}

/// A passage may go over from a page to the next: its words on the other page do not count.
bool is_on_page(const std::vector<Passage>& passages, const PassageRange& range, PageIndex page) {
  const Passage& first = passages[range.first];
  const auto end = range.first == range.last ? range.end : static_cast<std::uint32_t>(first.text.size());
  const std::vector<PagePlace> places = place_of(first, {range.begin, end});
  return std::any_of(places.begin(), places.end(), [page](const PagePlace& at) { return at.page == page; });
}

Result<PassageRange> find_range(const std::vector<Passage>& passages, const index::DocumentRecord& record,
                                const PlaceName& name) {
  if (name.passage) return find_named_passage(passages, name);
  if (name.quote.empty())
    return Error{ErrorCode::kInvalidArgument, "which place? give --quote with --page, or --passage", ""};
  const RunningText running =
      name.page ? RunningText(passages, *name.page) : RunningText(std::span<const Passage>(passages));
  std::vector<TextSpan> places = find_words(running.text(), name.quote);
  if (name.page) {
    std::erase_if(places,
                  [&](TextSpan span) { return !is_on_page(passages, running.to_range(span), *name.page); });
  }
  if (places.empty()) return make_absent(passages, record, name);
  if (places.size() > 1)
    return make_several(running, places, name.page ? "on " + on_page(*name.page) : "in the document");
  return running.to_range(places.front());
}

}  // namespace

Result<Anchor> find_place(index::Dossier& dossier, const DocumentId& document, const PlaceName& name) {
  VP_ASSIGN(const index::DocumentRecord record, dossier.engine().load_document(document));
  if (name.page && name.page->value >= std::max<std::size_t>(record.page_count, record.pages.size())) {
    return Error{
        ErrorCode::kNotFound,
        "the document has no " + on_page(*name.page) + ", its last is " + std::to_string(record.page_count),
        ""};
  }
  VP_ASSIGN(const std::vector<Passage> passages, dossier.engine().load_passages(document, std::nullopt));
  VP_ASSIGN(const PassageRange range, find_range(passages, record, name));
  return make_anchor(document, record.extractor_version, passages, range);
}

}  // namespace vp::apps
