#include <algorithm>
#include <map>
#include <set>

#include "apps/web/finding_view.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/contradictions.h"

namespace vp::web {
namespace {

using index::Contradiction;
using index::ContradictionKind;

constexpr std::size_t kContradictionsPerPage = 20;
constexpr std::size_t kVoicesAtOnce = 2;
constexpr ContradictionKind kKinds[] = {ContradictionKind::kSpeakers, ContradictionKind::kStances,
                                        ContradictionKind::kVerdict};

std::string slug_of(ContradictionKind kind) {
  return texts().text("contradiction.slug." + std::string(index::to_string(kind)));
}

/// "netwerkpartner:2/3" as people say it.
std::string speaker_text(const std::string& speaker) {
  if (speaker.empty()) return texts().text("contradiction.no_role");
  if (speaker == "bevinding") return texts().text("finding.one");
  const std::size_t colon = std::min(speaker.find(':'), speaker.size());
  std::string role =
      texts()
          .find("value.rol." + speaker.substr(0, colon))
          .value_or(
              texts().find("value.spreker." + speaker.substr(0, colon)).value_or(speaker.substr(0, colon)));
  if (colon == speaker.size()) return role;
  std::string share = speaker.substr(colon + 1);
  const std::size_t slash = share.find('/');
  if (slash != std::string::npos)
    share = texts().fill("document.pages", {share.substr(0, slash), share.substr(slash + 1)});
  return texts().fill("contradiction.share", {role, share});
}

std::string_view colour_of_says(const std::string& says) {
  if (says == "aanwezig" || says == "voldoet") return "met";
  return says == "afwezig" || says == "verbeterpunt" ? "improve" : "remark";
}

/// A voice out of a document, or the finding's own words.
Result<View> make_voice(PageContext& context, const index::Voice& voice, std::string_view back) {
  View view;
  const auto verdict = parse_verdict(voice.says);
  view.set("voice_who", speaker_text(voice.speaker)).set("voice_colour", colour_of_says(voice.says));
  view.set("voice_says", verdict ? texts().text("verdict." + voice.says)
                                 : texts().find("value.teneur." + voice.says).value_or(voice.says));
  view.set("voice_quote", voice.citation.quote);
  std::string title;
  std::string href;
  if (!voice.path.empty()) {
    const Result<index::DocumentRecord> record =
        context.dossier().engine().load_document(voice.citation.document);
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    title = texts().fill("place.of",
                         {record ? document_title(*record, voice.path) : document_title("", voice.path),
                          std::to_string(voice.citation.page.number())});
    if (record) {
      href = reader_address(voice.citation.document, voice.citation.page, voice.citation.passage,
                            voice.citation.span, back);
    }
  }
  view.set("voice_title", title).set("voice_href", href);
  return view;
}

/// Linked places, from the links themselves: they know which text their place counts in.
Result<View::Views> make_stances(PageContext& context, std::int64_t finding, EvidenceStance stance,
                                 std::string_view back) {
  VP_ASSIGN(const std::vector<Evidence> evidence, context.dossier().findings().evidence_of(finding));
  View::Views views;
  for (const Evidence& one : evidence) {
    if (one.stance != stance) continue;
    VP_ASSIGN(const View passage, make_passage(context, one, back));
    const auto text = [&passage](std::string_view key) {
      return std::get<std::string>(passage.values().find(key)->second);
    };
    const std::string role = text("passage_by");
    views.push_back(View()
                        .set("voice_who", speaker_text(role))
                        .set("voice_colour", colour_of(stance))
                        .set("voice_says",
                             texts().fill("contradiction.stance", {sign_of(stance), text("passage_stance")}))
                        .set("voice_quote", one.anchor.quote)
                        .set("voice_title", text("passage_title") + ", " + text("passage_page"))
                        .set("voice_href", text("passage_href")));
  }
  return views;
}

/// One side: what is read at once, and the rest behind a fold.
Result<View> make_side(PageContext& context, const Contradiction& found, bool is_one, std::string_view back) {
  View::Views voices;
  if (found.kind == ContradictionKind::kStances) {
    VP_ASSIGN(voices, make_stances(context, found.finding,
                                   is_one ? EvidenceStance::kFor : EvidenceStance::kAgainst, back));
  } else {
    for (const index::Voice& voice : is_one ? found.one : found.other) {
      VP_ASSIGN(View view, make_voice(context, voice, back));
      voices.push_back(std::move(view));
    }
  }
  View side;
  View::Views rest;
  if (voices.size() > kVoicesAtOnce) {
    rest.assign(std::make_move_iterator(voices.begin() + kVoicesAtOnce),
                std::make_move_iterator(voices.end()));
    voices.resize(kVoicesAtOnce);
  }
  side.set("side_more", rest.empty() ? std::string() : texts().count(rest.size(), "contradiction.more"));
  side.set("voices", std::move(voices)).set("side_rest", std::move(rest));
  return side;
}

Result<View> make_row(PageContext& context, const Contradiction& found, std::string_view back) {
  View view;
  view.set("row_name", indicator_name(context, found.cell.indicator))
      .set("row_about", column_name(found.cell));
  FindingCell cell = found.cell;
  std::string finding;
  if (found.finding != 0) {
    finding = finding_name(found.finding);
    VP_ASSIGN(const Finding held, context.dossier().findings().load(found.finding));
    cell.round = held.round;
  }
  view.set("row_href", cell_address(cell, "/matrix"));
  view.set("row_finding", finding).set("row_finding_href", "/bevindingen/" + std::to_string(found.finding));
  view.set("row_kind", texts().text("contradiction." + std::string(index::to_string(found.kind))));
  View::Views sides;
  for (const bool is_one : {true, false}) {
    VP_ASSIGN(View side, make_side(context, found, is_one, back));
    sides.push_back(std::move(side));
  }
  view.set("row_sides", std::move(sides));
  return view;
}

struct Choice {
  std::string municipality;  ///< empty: all
  std::optional<ContradictionKind> kind;
};

/// Unasked, the first municipality: to hear all of them takes a while in a large dossier.
Result<Choice> parse_choice(const UrlFields& query, const std::set<std::string>& municipalities) {
  Choice choice;
  const std::string_view asked = query.first("gemeente");
  if (asked.empty() && !municipalities.empty()) choice.municipality = *municipalities.begin();
  if (!asked.empty() && asked != "*") choice.municipality = asked;
  const std::string_view slug = query.first("soort");
  if (slug.empty()) return choice;
  const auto kind = std::ranges::find_if(kKinds, [&](ContradictionKind one) { return slug_of(one) == slug; });
  if (kind == std::end(kKinds)) return Error{ErrorCode::kNotFound, "no such kind", std::string(slug)};
  choice.kind = *kind;
  return choice;
}

void set_choices(View& view, const Choice& choice, const std::set<std::string>& municipalities,
                 const std::map<ContradictionKind, std::size_t>& counts) {
  View::Views names;
  for (const std::string& name : municipalities)
    names.push_back(make_option(name, name, choice.municipality));
  names.push_back(
      make_option("*", texts().text("report.all"), choice.municipality.empty() ? "*" : choice.municipality));
  const std::string chosen = choice.kind ? slug_of(*choice.kind) : std::string();
  View::Views kinds;
  kinds.push_back(make_option("", texts().text("contradiction.all"), chosen));
  for (const ContradictionKind kind : kKinds) {
    const auto count = counts.find(kind);
    const std::string name = texts().text("contradiction." + std::string(index::to_string(kind)));
    kinds.push_back(make_option(
        slug_of(kind),
        texts().fill("rounds.option", {name, std::to_string(count == counts.end() ? 0 : count->second)}),
        chosen));
  }
  view.set("municipalities", std::move(names)).set("kinds", std::move(kinds));
}

}  // namespace

Result<HttpResponse> answer_contradictions(PageContext& context) {
  if (context.site.tools == nullptr)
    return Error{ErrorCode::kUnsupported, "the application was started without the tools of the analysis",
                 ""};
  std::set<std::string> municipalities;
  for (const index::NamedThing& thing : context.dossier().settings().municipalities)
    municipalities.insert(thing.name);
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  for (const index::MatrixColumn& column : linked->matrix.columns)
    municipalities.insert(column.municipality);
  municipalities.erase("");
  VP_ASSIGN(const Choice choice, parse_choice(context.query, municipalities));
  VP_ASSIGN(const std::vector<Contradiction>* const all,
            context.session.contradictions(context.site.tools->judge(), choice.municipality));
  const std::vector<Contradiction>& found = *all;
  std::map<ContradictionKind, std::size_t> counts;
  std::vector<const Contradiction*> shown;
  for (const Contradiction& one : found) {
    ++counts[one.kind];
    if (!choice.kind || *choice.kind == one.kind) shown.push_back(&one);
  }
  View view;
  set_sections(view, "tegenspraken");
  set_choices(view, choice, municipalities, counts);
  const ListPage page =
      set_paging(view, context.query, "/tegenspraken", shown.size(), kContradictionsPerPage);
  const std::string back = context.query.to_address("/tegenspraken");
  View::Views rows;
  for (std::size_t i = page.begin; i < page.end; ++i) {
    VP_ASSIGN(View row, make_row(context, *shown[i], back));
    rows.push_back(std::move(row));
  }
  view.set("total_text", texts().count(shown.size(), "contradiction.count"));
  view.set_list("has_rows", "rows", std::move(rows));
  return make_page(
      context, "contradictions",
      {texts().text("section.tegenspraken"), "matrix", "finding.js", texts().text("keys.findings")},
      std::move(view));
}

}  // namespace vp::web
