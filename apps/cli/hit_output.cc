#include "apps/cli/hit_output.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "apps/cli/plain_text.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

constexpr std::size_t kSnippetBytes = 280;

}  // namespace

Json to_json(const index::Hit& hit, const CitedHit& cited, const SearchAnswer& answer) {
  Json object;
  add_source(object, cited.record->id, cited.source);
  add_citation(object, cited.citation, *cited.record);
  object["snippet"] = make_snippet(hit.passage.text, hit.matches, kSnippetBytes, false);
  object["score"] = hit.score;
  object["matches"] = Json::array();
  for (const TextSpan match : hit.matches) {
    Json places = Json::array();
    for (const PagePlace& place : place_of(hit.passage, match)) {
      places.push_back({{"page", place.page.number()}, {"rects", to_json(place.rects)}});
    }
    object["matches"].push_back({{"text", std::string(match.in(hit.passage.text))}, {"places", places}});
  }
  object["indicators"] = Json::array();
  for (const Mention& mention : hit.passage.mentions) {
    const bool is_listed = std::find(object["indicators"].begin(), object["indicators"].end(),
                                     mention.indicator) != object["indicators"].end();
    if (!is_listed) object["indicators"].push_back(mention.indicator);
  }
  object["boilerplate"] = hit.passage.boilerplate;
  object["passage"] = hit.passage.ordinal;
  object["span"] = {cited.citation.span.begin, cited.citation.span.end};
  if (!answer.searched_for.empty()) object["searched_for"] = answer.searched_for;
  for (const WordSuggestion& suggestion : answer.suggestions)
    object["suggestions"].push_back({{"typed", suggestion.typed}, {"known", suggestion.known}});
  return object;
}

namespace {

void write_place(std::ostream& out, const CitedHit& cited) {
  out << to_place(cited.source, *cited.record, cited.citation);
  const std::string speaker = to_speaker(cited.source.labels);
  if (!speaker.empty()) out << "  (" << speaker << ')';
  out << '\n';
}

void write_quote(Context& context, const index::Hit& hit, const CitedHit& cited) {
  std::ostream& out = context.out;
  const std::vector<TextSpan> inside = matches_in(hit, cited.citation.span);
  out << wrap(make_snippet(cited.citation.quote, inside, 4 * kSnippetBytes, context.is_out_terminal), "   ")
      << '\n';
  out << "   " << to_text(cited.citation.rects) << "\n\n";
}

}  // namespace

void write_hit(Context& context, const index::Hit& hit, const CitedHit& cited, std::uint64_t rank) {
  context.out << rank << ". ";
  write_place(context.out, cited);
  write_quote(context, hit, cited);
}

void write_hits_by_page(Context& context, std::span<const index::Hit> hits, std::span<const CitedHit> cited,
                        std::uint64_t first_rank) {
  std::vector<bool> is_written(hits.size(), false);
  for (std::size_t first = 0; first < hits.size(); ++first) {
    if (is_written[first]) continue;
    write_place(context.out, cited[first]);
    for (std::size_t i = first; i < hits.size(); ++i) {
      const bool is_here = hits[i].document == hits[first].document &&
                           cited[i].citation.page == cited[first].citation.page &&
                           find_part(cited[i].record->outline, cited[i].citation) ==
                               find_part(cited[first].record->outline, cited[first].citation);
      if (!is_here) continue;
      is_written[i] = true;
      context.out << first_rank + i << ".\n";
      write_quote(context, hits[i], cited[i]);
    }
  }
}

Json to_json(const index::SearchResult& result) {
  Json object;
  object["total"] = result.total;
  object["with_all"] = result.with_all;
  object["boilerplate"] = result.boilerplate;
  object["facets"] = Json::object();
  for (const index::Facet& facet : result.facets) {
    Json counts = Json::object();
    for (const index::FacetCount& count : facet.counts)
      counts[count.value] = count.passages;
    object["facets"][facet.name] = std::move(counts);
  }
  return object;
}

void write_facets(std::ostream& out, const std::vector<index::Facet>& facets) {
  constexpr std::size_t kMostValues = 12;
  constexpr std::size_t kNameWidth = 14;
  for (const index::Facet& facet : facets) {
    if (facet.counts.empty()) continue;
    std::string line = facet.name;
    line.resize(std::max(kNameWidth, line.size() + 1), ' ');
    for (std::size_t i = 0; i < std::min(kMostValues, facet.counts.size()); ++i) {
      const std::string& value = facet.counts[i].value;
      // Of a path the name tells it best; JSON has all of it.
      const std::string name = facet.name == "document" ? std::string(to_shown_name(value)) : value;
      line += (i == 0 ? "" : ", ") + name + ' ' + std::to_string(facet.counts[i].passages);
    }
    if (facet.counts.size() > kMostValues) {
      line += ", and " + std::to_string(facet.counts.size() - kMostValues) + " more";
    }
    out << line << '\n';
  }
}

void write_suggestions(std::ostream& err, const SearchAnswer& answer) {
  for (const WordSuggestion& suggestion : answer.suggestions) {
    err << "no document holds '" << suggestion.typed << "'; did you mean";
    for (std::size_t i = 0; i < suggestion.known.size(); ++i)
      err << (i == 0 ? " " : " or ") << suggestion.known[i];
    err << "?\n";
  }
  if (!answer.searched_for.empty()) err << "searched for " << answer.searched_for << " instead\n";
}

namespace {

void write_list(std::ostream& err, const char* what, const std::vector<std::string>& list) {
  if (list.empty()) return;
  err << what;
  for (std::size_t i = 0; i < list.size(); ++i)
    err << (i == 0 ? " " : ", ") << list[i];
  err << '\n';
}

}  // namespace

void write_notes(std::ostream& err, const SearchAnswer& answer) {
  write_list(err, "not looked for, as they say too little:", answer.left_out);
  write_list(err,
             answer.is_open ? "found too, and put earlier: what speaks of" : "put earlier: what speaks of",
             answer.indicators);
  write_list(err, "looked for in other words of the field too:", answer.notions);
  if (const std::uint64_t left_out = answer.result.boilerplate; left_out > 0) {
    err << "left out: " << left_out << (left_out == 1 ? " passage" : " passages")
        << " of wording that many documents share (--boilerplate shows all)\n";
  }
}

}  // namespace vp::apps
