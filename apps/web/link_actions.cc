#include "apps/web/finding_view.h"
#include "apps/web/pages.h"
#include "apps/web/reader_place.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

struct LinkForm {
  NamedPlace place;
  FindingCell cell;
  EvidenceStance stance = EvidenceStance::kFor;
  std::string comment;
};

Result<LinkForm> parse_link(PageContext& context, const index::FindingMatrix& matrix) {
  LinkForm form;
  VP_ASSIGN(form.place, parse_place(context.form));
  const index::MatrixColumn* const column = find_column(matrix, context.form.first("aanpak"));
  const std::string indicator(context.form.first("indicator"));
  const auto stance = parse_evidence_stance(context.form.first("strekking"));
  const bool is_known = context.dossier().framework().find_indicator(indicator) != nullptr;
  if (column == nullptr || !is_known || !stance || *stance == EvidenceStance::kSource)
    return Error{ErrorCode::kInvalidArgument,
                 "a link needs an approach, an indicator and what the passage points at", ""};
  form.cell = {column->municipality, column->approach, column->round, indicator};
  form.stance = *stance;
  form.comment = context.form.first("toelichting");
  return form;
}

Result<Anchor> load_anchor(PageContext& context, const NamedPlace& place) {
  index::Engine& engine = context.dossier().engine();
  VP_ASSIGN(const index::DocumentRecord record, engine.load_document(place.document));
  VP_ASSIGN(const std::vector<Passage> passages, engine.load_passages(place.document, std::nullopt));
  return make_place(record, passages, place);
}

/// To the finding that holds the cell, or to a new draft in it.
Result<std::int64_t> link_to_cell(PageContext& context, const FindingCell& cell,
                                  const index::EvidenceLink& link) {
  index::FindingStore store = context.dossier().findings();
  VP_ASSIGN(const std::optional<Finding> held, store.find(cell));
  if (held) {
    VP_TRY(store.link(held->id, link, context.stamp()));
    return held->id;
  }
  Finding made;
  made.municipality = cell.municipality;
  made.approach = cell.approach;
  made.round = cell.round;
  made.indicators = {cell.indicator};
  return store.add(made, {link}, context.stamp());
}

}  // namespace

Result<HttpResponse> answer_link(PageContext& context) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  VP_ASSIGN(const LinkForm form, parse_link(context, linked->matrix));
  VP_ASSIGN(Anchor anchor, load_anchor(context, form.place));
  const PageIndex page = anchor.page;
  VP_ASSIGN(const std::int64_t id, link_to_cell(context, form.cell, {form.stance, std::move(anchor)}));
  if (!form.comment.empty()) {
    VP_ASSIGN(const Finding finding, context.dossier().findings().load(id));
    VP_TRY(context.dossier().judging().revise(finding, form.comment, context.stamp()));
  }
  UrlFields back;
  back.add("pagina", std::to_string(page.number()))
      .add("gekoppeld", finding_name(id))
      .add("bevinding", std::to_string(id));
  back.add("terug", own_address(context.form.first("terug"))).add("weergave", context.form.first("weergave"));
  return redirect(back.to_address("/lezer/" + to_string(form.place.document)));
}

Result<HttpResponse> answer_unlink(PageContext& context) {
  const auto evidence = context.form.number("koppeling", 1ULL << 62U);
  if (!evidence) return Error{ErrorCode::kInvalidArgument, "no link was named", ""};
  index::FindingStore store = context.dossier().findings();
  const auto id = static_cast<std::int64_t>(*evidence);
  VP_ASSIGN(const std::int64_t finding, store.finding_of(id));
  const std::string address = "/bevindingen/" + std::to_string(finding);
  const Result<void> done = store.unlink(id, context.stamp());
  if (!done && done.error().code == ErrorCode::kInvalidArgument)
    return redirect(address + "?melding=laatste");
  if (!done) return done.error();
  return redirect(address + "?melding=ontkoppeld");
}

}  // namespace vp::web
