#include <algorithm>
#include <cctype>

#include "apps/web/judging_view.h"
#include "apps/web/page_cut.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/reanchoring.h"

namespace vp::web {
namespace {

using index::AnchorReading;
using index::Reanchoring;

constexpr std::size_t kReadingsPerPage = 10;
constexpr float kCutHeightPt = 140;
constexpr std::uint64_t kMostId = 1ULL << 62U;

/// What was chosen in a form: a candidate from 1, or 0 for none of them.
struct PlaceChoice {
  std::int64_t reading = 0;
  std::optional<std::size_t> candidate;
};

/// The reason of a reading in Dutch: numbers in it stand for any number.
std::string reason_text(const std::string& reason) {
  std::string key;
  for (const char c : reason) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isdigit(byte) != 0) {
      if (!key.ends_with('#')) key += '#';
    } else {
      key += std::isalpha(byte) != 0 ? static_cast<char>(std::tolower(byte)) : '_';
    }
  }
  return texts().find("place.reason." + key).value_or("");
}

bool is_same_place(const Anchor& one, const Anchor& other) {
  return one.page == other.page && one.quote == other.quote && one.prefix == other.prefix &&
         one.suffix == other.suffix;
}

/// The words of an anchor between those around them, and where they can be seen.
Result<View> make_words(PageContext& context, const Anchor& anchor, std::string_view back) {
  const bool is_span =
      anchor.position.text == AnchorText::kPassages && anchor.position.first == anchor.position.last;
  VP_ASSIGN(const bool is_read, context.dossier().engine().has_document(anchor.document));
  View view;
  view.set("before", anchor.prefix).set("words", anchor.quote).set("behind", anchor.suffix);
  view.set("words_page", texts().fill("hit.page", {std::to_string(anchor.page.number())}));
  view.set("words_href", is_read ? reader_address(anchor.document, anchor.page, anchor.position.first,
                                                  is_span ? anchor.position.span : TextSpan{}, back)
                                 : std::string());
  return view;
}

/// The place as it was linked: by page only, since its bytes count in a text that is no longer there.
Result<View> make_old_words(PageContext& context, const Anchor& anchor, std::string_view back) {
  Anchor by_page = anchor;
  by_page.position.span = {};
  return make_words(context, by_page, back);
}

/// What the place looks like on its page.
Result<void> set_cut(PageContext& context, View& view, const Anchor& anchor) {
  const std::string label = texts().fill("place.cut", {std::to_string(anchor.page.number()), anchor.quote});
  VP_ASSIGN(SafeHtml cut,
            draw_page_cut(context, anchor.document, anchor.page, anchor.rects, kCutHeightPt, label));
  view.set("cut_html", std::move(cut));
  return {};
}

Result<std::string> title_of(PageContext& context, const DocumentId& document) {
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, context.dossier().sources_of(document));
  const std::string path = sources.empty() ? std::string() : sources.front().path;
  const Result<index::DocumentRecord> record = context.dossier().engine().load_document(document);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  return record ? document_title(*record, path) : document_title("", path);
}

/// `chosen` is the choice that is ticked; none: nothing is.
Result<View> make_row(PageContext& context, const AnchorReading& reading, std::string_view back,
                      std::optional<std::size_t> chosen) {
  View view;
  view.set("reading_id", std::to_string(reading.id));
  VP_ASSIGN(std::string title, title_of(context, reading.document));
  view.set("reading_title", title);
  view.set("reading_outcome",
           texts().text("place.outcome." + std::string(index::to_string(reading.outcome))));
  view.set("reading_reason", reason_text(reading.reason));
  View::Views findings;
  for (const std::int64_t finding : reading.findings)
    findings.push_back(View()
                           .set("finding_name", finding_name(finding))
                           .set("finding_href", "/bevindingen/" + std::to_string(finding)));
  view.set("reading_findings", std::move(findings));
  VP_ASSIGN(View was, make_old_words(context, reading.anchor, back));
  VP_TRY(set_cut(context, was, reading.anchor));
  view.set("was", std::move(was));
  View::Views candidates;
  for (std::size_t i = 0; i < reading.candidates.size(); ++i) {
    VP_ASSIGN(View candidate, make_words(context, reading.candidates[i], back));
    VP_TRY(set_cut(context, candidate, reading.candidates[i]));
    candidate.set("choice_value", std::to_string(i + 1)).set("is_checked", chosen == i + 1);
    candidates.push_back(std::move(candidate));
  }
  view.set_list("has_candidates", "candidates", std::move(candidates));
  view.set("none_checked", chosen == std::size_t{0});
  return view;
}

Result<View::Views> make_resubmissions(PageContext& context, Reanchoring& reanchoring) {
  VP_ASSIGN(const std::vector<index::Resubmission> found, reanchoring.find_resubmissions());
  View::Views views;
  for (const index::Resubmission& one : found) {
    if (one.is_looked_into) continue;
    VP_ASSIGN(std::string title, title_of(context, one.to));
    views.push_back(View()
                        .set("again_title", title)
                        .set("again_href", "/lezer/" + to_string(one.to))
                        .set("again_places", texts().count(one.anchors, "place.linked"))
                        .set("again_from", to_string(one.from))
                        .set("again_to", to_string(one.to)));
  }
  return views;
}

struct Shown {
  std::string message, problem;
  std::optional<PlaceChoice> choice;  ///< to be ticked again
  std::optional<View> conflict;
  std::uint16_t status = 200;
};

Result<HttpResponse> show(PageContext& context, const Shown& shown) {
  if (context.site.tools == nullptr)
    return Error{ErrorCode::kUnsupported, "the application was started without the tools of the analysis",
                 ""};
  Reanchoring reanchoring = context.dossier().reanchoring(context.site.tools->words());
  VP_ASSIGN(const std::vector<AnchorReading> open, reanchoring.list(Reanchoring::Which::kOpen));
  View view;
  set_sections(view, "plaatsen");
  const ListPage page = set_paging(view, context.query, "/plaatsen", open.size(), kReadingsPerPage);
  const std::string back = context.query.without("melding").to_address("/plaatsen");
  // Who was too late finds the place on top, wherever it stands in the queue.
  std::vector<std::size_t> order;
  for (std::size_t i = page.begin; i < page.end; ++i)
    order.push_back(i);
  if (shown.choice) {
    const auto again = std::ranges::find(open, shown.choice->reading, &AnchorReading::id);
    const auto at = static_cast<std::size_t>(again - open.begin());
    if (again != open.end()) {
      std::erase(order, at);
      order.insert(order.begin(), at);
    }
  }
  View::Views rows;
  for (const std::size_t i : order) {
    const bool is_chosen = shown.choice && shown.choice->reading == open[i].id;
    VP_ASSIGN(View row, make_row(context, open[i], back, is_chosen ? shown.choice->candidate : std::nullopt));
    rows.push_back(std::move(row));
  }
  VP_ASSIGN(View::Views again, make_resubmissions(context, reanchoring));
  view.set("total_text", texts().count(open.size(), "place.waiting")).set("here", back);
  view.set_list("has_rows", "rows", std::move(rows)).set_list("has_again", "again", std::move(again));
  view.set("message", shown.message).set("problem", shown.problem);
  if (shown.conflict) {
    view.set("conflict", *shown.conflict);
  } else {
    view.set("conflict", false);
  }
  return make_page(
      context, "places",
      {texts().text("section.plaatsen"), "matrix", "places.js", texts().text("keys.places"), shown.status},
      std::move(view));
}

/// What was chosen, and what became of the place meanwhile; the choice is carried over to the place as it waits now.
Result<Shown> make_conflict(PageContext& context, const PlaceChoice& choice) {
  Reanchoring reanchoring = context.dossier().reanchoring(context.site.tools->words());
  VP_ASSIGN(const AnchorReading stale, reanchoring.load(choice.reading));
  VP_ASSIGN(const std::vector<AnchorReading> all, reanchoring.list(Reanchoring::Which::kAll));
  const auto now = std::ranges::find_if(all, [&](const AnchorReading& one) {
    return one.anchor_id == stale.anchor_id && one.document == stale.document;
  });
  const std::size_t candidate = choice.candidate.value_or(0);
  const Anchor* const wanted =
      candidate == 0 || candidate > stale.candidates.size() ? nullptr : &stale.candidates[candidate - 1];
  const std::string back = "/plaatsen";
  Shown shown;
  shown.status = 409;
  shown.problem = texts().text("place.conflict");
  View conflict;
  conflict.set("yours_none", wanted == nullptr);
  View yours;
  if (wanted != nullptr) {
    VP_ASSIGN(yours, make_words(context, *wanted, back));
    conflict.set("yours", std::move(yours));
  } else {
    conflict.set("yours", false);
  }
  std::string by;
  View found;
  bool is_found = false;
  if (now != all.end()) {
    by = texts().fill(now->is_decision ? "place.now_by" : "place.now_read",
                      {now->who, to_dutch_date(now->at.substr(0, 10))});
    if (now->found) {
      VP_ASSIGN(found, make_words(context, *now->found, back));
      is_found = true;
    }
    const bool is_open = !now->is_decision && !now->found;
    if (is_open) {
      shown.choice = PlaceChoice{now->id, std::nullopt};
      const auto same = std::ranges::find_if(now->candidates, [&](const Anchor& one) {
        return wanted != nullptr && is_same_place(one, *wanted);
      });
      if (same != now->candidates.end())
        shown.choice->candidate = static_cast<std::size_t>(same - now->candidates.begin()) + 1;
      if (wanted == nullptr && choice.candidate) shown.choice->candidate = 0;
    }
    conflict.set("now_none", now->is_decision && !now->found).set("now_waits", is_open);
  } else {
    conflict.set("now_none", false).set("now_waits", false);
  }
  conflict.set("now_text", by.empty() ? texts().text("place.now_gone") : by);
  if (is_found) {
    conflict.set("now", std::move(found));
  } else {
    conflict.set("now", false);
  }
  shown.conflict = std::move(conflict);
  return shown;
}

}  // namespace

Result<HttpResponse> answer_places(PageContext& context) {
  Shown shown;
  const std::string message(context.query.first("melding"));
  if (!message.empty()) shown.message = texts().find("place.done." + message).value_or("");
  return show(context, shown);
}

Result<HttpResponse> answer_resolve(PageContext& context) {
  const auto reading = context.form.number("lezing", kMostId);
  const auto candidate = context.form.number("keuze", 1'000);
  if (!reading) return Error{ErrorCode::kInvalidArgument, "the form names no reading", ""};
  if (context.site.tools == nullptr)
    return Error{ErrorCode::kUnsupported, "the application was started without the tools of the analysis",
                 ""};
  const PlaceChoice choice{static_cast<std::int64_t>(*reading),
                           candidate ? std::optional(static_cast<std::size_t>(*candidate)) : std::nullopt};
  if (!choice.candidate) {
    Shown shown;
    shown.problem = texts().text("place.choose");
    shown.choice = choice;
    shown.status = 400;
    return show(context, shown);
  }
  Reanchoring reanchoring = context.dossier().reanchoring(context.site.tools->words());
  const Result<void> done = reanchoring.resolve(choice.reading, *choice.candidate, context.stamp());
  if (!done && done.error().code == ErrorCode::kConflict) {
    VP_ASSIGN(const Shown shown, make_conflict(context, choice));
    return show(context, shown);
  }
  if (!done) return done.error();
  std::string back = own_address(context.form.first("terug"));
  if (!back.starts_with("/plaatsen")) back = "/plaatsen";
  return redirect(back + (back.find('?') == std::string::npos ? "?" : "&") +
                  "melding=" + (*choice.candidate == 0 ? "nergens" : "plaats"));
}

Result<HttpResponse> answer_look_again(PageContext& context) {
  if (context.site.tools == nullptr)
    return Error{ErrorCode::kUnsupported, "the application was started without the tools of the analysis",
                 ""};
  VP_ASSIGN(const DocumentId from, parse_document_id(context.form.first("van")));
  VP_ASSIGN(const DocumentId to, parse_document_id(context.form.first("naar")));
  Reanchoring reanchoring = context.dossier().reanchoring(context.site.tools->words());
  VP_TRY(reanchoring.run(from, to, context.stamp()));
  return redirect("/plaatsen?melding=gezocht");
}

}  // namespace vp::web
