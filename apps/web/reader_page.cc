#include <algorithm>

#include "apps/pipeline/original_reading.h"
#include "apps/web/finding_view.h"
#include "apps/web/hit_view.h"
#include "apps/web/page_layer.h"
#include "apps/web/pages.h"
#include "apps/web/reader_place.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

constexpr std::size_t kMostPlaces = 300;
constexpr std::size_t kPlaceBytes = 70;
constexpr std::size_t kMostParts = 1000;
constexpr std::size_t kMostOpenParts = 12;  // more would push the places off the screen
constexpr int kDeepestIndent = 4;

/// All that the parts of the page share.
struct Reading {
  index::DocumentRecord record;
  index::DocumentSource source;
  std::vector<Passage> passages;  // all of the document
  const LinkedPlaces* linked = nullptr;
  PageIndex page;
  std::optional<NamedPlace> place;
  std::optional<Anchor> chosen;
  std::string back;
  bool is_text = false;
  bool is_blind = false;  // for a second reader: nothing of what others concluded
};

/// Of which a second reader is shown what is linked.
const LinkedPlaces& nothing_linked() {
  static const LinkedPlaces kNothing;
  return kNothing;
}

/// How the document is looked at, and where from.
void add_view(UrlFields& fields, const Reading& reading) {
  if (reading.is_text) fields.add("weergave", "tekst");
  if (reading.is_blind) fields.add("lezing", "blind");
  fields.add("terug", reading.back);
}

UrlFields fields_of(const Reading& reading) {
  UrlFields fields;
  if (reading.place) {
    fields.add("passage", std::to_string(reading.place->passage))
        .add("van", std::to_string(reading.place->span.begin));
    fields.add("tot", std::to_string(reading.place->span.end));
    if (reading.place->last != reading.place->passage)
      fields.add("totpassage", std::to_string(reading.place->last));
  }
  fields.add("pagina", std::to_string(reading.page.number()));
  add_view(fields, reading);
  return fields;
}

std::string path_of(const Reading& reading) {
  return "/lezer/" + to_string(reading.record.id);
}

Result<Reading> load_reading(PageContext& context) {
  Reading reading;
  VP_ASSIGN(const DocumentId id, parse_document_id(context.path.at(1)));
  index::Engine& engine = context.dossier().engine();
  VP_ASSIGN(reading.record, engine.load_document(id));
  VP_ASSIGN(reading.passages, engine.load_passages(id, std::nullopt));
  reading.is_blind = context.query.first("lezing") == "blind";
  if (reading.is_blind) {
    reading.linked = &nothing_linked();
  } else {
    VP_ASSIGN(reading.linked, context.session.linked());
  }
  reading.source = apps::choose_source(reading.record, {});
  reading.back = own_address(context.query.first("terug"));
  reading.is_text = context.query.first("weergave") == "tekst";
  const std::uint64_t most = std::max<std::uint32_t>(1, reading.record.page_count);
  std::optional<std::uint64_t> number = context.query.number("pagina", most);
  if (!context.query.first("passage").empty()) {
    UrlFields fields = context.query;
    VP_ASSIGN(reading.place, parse_place(fields.with("document", to_string(id))));
    VP_ASSIGN(reading.chosen, make_place(reading.record, reading.passages, *reading.place));
    if (!number) number = reading.chosen->page.number();
  }
  reading.page = PageIndex{static_cast<std::uint32_t>(std::max<std::uint64_t>(1, number.value_or(1)) - 1)};
  return reading;
}

void set_places(View& view, const Reading& reading) {
  View::Views views;
  for (const WorthyPlace& place : list_worthy_places(reading.record.id, reading.passages, *reading.linked)) {
    if (views.size() == kMostPlaces) break;
    UrlFields fields;
    fields.add("passage", std::to_string(place.passage)).add("van", std::to_string(place.span.begin));
    fields.add("tot", std::to_string(place.span.end)).add("pagina", std::to_string(place.page.number()));
    add_view(fields, reading);
    const bool is_current =
        reading.place && reading.place->passage == place.passage && reading.place->span == place.span;
    views.push_back(View()
                        .set("place_page", texts().fill("hit.page", {std::to_string(place.page.number())}))
                        .set("place_text_html", mark_matches(place.text, {}, kPlaceBytes))
                        .set("place_href", fields.to_address(path_of(reading)))
                        .set("place_linked", !place.links.empty())
                        .set("is_current", is_current));
  }
  view.set("places_text", texts().count(views.size(), "place")).set("has_places", !views.empty());
  view.set("places", std::move(views));
}

/// The file's own bookmarks, the one of the page marked: the last that begins on it or before it.
void set_parts(View& view, const Reading& reading) {
  const std::vector<Bookmark>& bookmarks = reading.record.outline.bookmarks;
  std::size_t current = bookmarks.size();
  for (std::size_t i = 0; i < bookmarks.size(); ++i) {
    if (bookmarks[i].page > reading.page) continue;
    if (current == bookmarks.size() || bookmarks[i].page > bookmarks[current].page) current = i;
  }
  View::Views views;
  for (std::size_t i = 0; i < bookmarks.size(); ++i) {
    if (views.size() == kMostParts) break;
    const Bookmark& bookmark = bookmarks[i];
    UrlFields fields;
    fields.add("pagina", std::to_string(bookmark.page.number()));
    add_view(fields, reading);
    views.push_back(View()
                        .set("part_page", texts().fill("hit.page", {std::to_string(bookmark.page.number())}))
                        .set("part_title", bookmark.title)
                        .set("part_level", std::to_string(std::min<int>(bookmark.level, kDeepestIndent)))
                        .set("part_href", fields.to_address(path_of(reading)))
                        .set("is_here", i == current));
  }
  const std::size_t left_out = bookmarks.size() - views.size();
  view.set("parts_left_out",
           left_out == 0 ? std::string() : texts().fill("reader.parts_left_out", {std::to_string(left_out)}));
  view.set("parts_open", views.size() <= kMostOpenParts).set("has_parts", !views.empty());
  view.set("parts", std::move(views));
}

/// What is linked on the page, and what is chosen.
std::vector<PageMark> list_marks(const Reading& reading) {
  std::vector<PageMark> marks;
  for (const index::MatrixColumn& column : reading.linked->matrix.columns) {
    for (const index::MatrixFinding& held : column.findings) {
      for (const index::MatrixPlace& place : held.places) {
        if (place.evidence.anchor.document != reading.record.id) continue;
        const std::vector<RectPt> rects = rects_on(place.evidence.anchor, reading.page);
        if (rects.empty()) continue;
        const EvidenceStance stance = place.evidence.stance;
        const std::string name = finding_name(held.finding.id);
        PageMark mark{
            MarkKind::kLinked,
            rects,
            sign_of(stance),
            std::string(colour_of(stance)),
            "/bevindingen/" + std::to_string(held.finding.id),
            texts().fill("reader.sign", {name, texts().text("stance." + std::string(to_string(stance)))})};
        if (stance == EvidenceStance::kSource) mark.sign = name;
        const bool is_known = std::ranges::any_of(
            marks, [&](const PageMark& one) { return one.rects == mark.rects && one.sign == mark.sign; });
        if (is_known) mark.sign.clear();
        marks.push_back(std::move(mark));
      }
    }
  }
  if (reading.chosen)
    marks.push_back({MarkKind::kChosen, rects_on(*reading.chosen, reading.page), "", "", "", ""});
  return marks;
}

bool is_on(const Passage& passage, PageIndex page) {
  return std::ranges::any_of(passage.words, [page](const PassageWord& word) { return word.page == page; });
}

/// A passage with what is linked and what is chosen in it.
SafeHtml draw_text(const Reading& reading, const Passage& passage) {
  struct Stretch {
    TextSpan span;
    std::string_view opening;
  };
  std::vector<Stretch> stretches;
  for (const WorthyPlace& place :
       list_worthy_places(reading.record.id, {&passage, &passage + 1}, *reading.linked)) {
    if (!place.links.empty()) stretches.push_back({place.span, "<mark>"});
  }
  if (reading.place && passage.ordinal >= reading.place->passage && passage.ordinal <= reading.place->last) {
    const std::uint32_t begin = passage.ordinal == reading.place->passage ? reading.place->span.begin : 0;
    const std::uint32_t end = passage.ordinal == reading.place->last
                                  ? reading.place->span.end
                                  : static_cast<std::uint32_t>(passage.text.size());
    stretches.push_back({{begin, end}, "<mark class=\"chosen\">"});
  }
  // Cut at every end, so that stretches may overlap: each piece gets the last one that covers it.
  std::vector<std::uint32_t> cuts = {0, static_cast<std::uint32_t>(passage.text.size())};
  for (const Stretch& stretch : stretches) {
    cuts.push_back(std::min(stretch.span.begin, cuts[1]));
    cuts.push_back(std::min(stretch.span.end, cuts[1]));
  }
  std::ranges::sort(cuts);
  std::string html;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    const TextSpan piece{cuts[i], cuts[i + 1]};
    if (piece.empty()) continue;
    std::string_view opening;
    for (const Stretch& stretch : stretches) {
      if (stretch.span.contains(piece)) opening = stretch.opening;
    }
    html += std::string(opening) + escape_html(piece.in(passage.text)) + (opening.empty() ? "" : "</mark>");
  }
  return SafeHtml::made(std::move(html));
}

void set_text(View& view, const Reading& reading) {
  View::Views blocks;
  for (const Passage& passage : reading.passages) {
    if (!is_on(passage, reading.page) || passage.text.empty()) continue;
    UrlFields fields;
    fields.add("passage", std::to_string(passage.ordinal))
        .add("van", "0")
        .add("tot", std::to_string(passage.text.size()));
    fields.add("pagina", std::to_string(reading.page.number()));
    add_view(fields, reading);
    const bool is_heading = passage.kind == BlockKind::kHeading;
    blocks.push_back(View()
                         .set("block_html", draw_text(reading, passage))
                         .set("block_passage", std::to_string(passage.ordinal))
                         .set("block_href", fields.to_address(path_of(reading)) + "#koppelen")
                         .set("is_heading", is_heading)
                         .set("is_item", passage.kind == BlockKind::kListItem)
                         .set("is_furniture", is_page_furniture(passage.kind))
                         .set("is_paragraph", !is_heading && passage.kind != BlockKind::kListItem &&
                                                  !is_page_furniture(passage.kind)));
  }
  view.set_list("has_blocks", "blocks", std::move(blocks));
}

void set_page(View& view, PageContext& context, const Reading& reading) {
  const auto page =
      std::ranges::find_if(reading.record.pages, [&](const auto& one) { return one.index == reading.page; });
  const bool is_known = page != reading.record.pages.end();
  const std::string number = std::to_string(reading.page.number());
  std::string trouble;
  if (!is_known) trouble = texts().text("reader.not_reached");
  if (is_known && page->verdict != PageVerdict::kOk)
    trouble = texts().text("verdict.page." + std::string(to_string(page->verdict)));
  view.set("page_trouble", trouble);
  view.set("is_text", reading.is_text);
  set_text(view, reading);
  SafeHtml layer;
  if (is_known && !reading.is_text) {
    std::vector<Passage> here;
    std::ranges::copy_if(reading.passages, std::back_inserter(here),
                         [&](const Passage& passage) { return is_on(passage, reading.page); });
    LayerOptions options;
    options.picture = context.site.pictures.address(
        reading.record.id, reading.page, apps::readable_path(context.dossier(), reading.record.id));
    options.label = texts().fill("reader.layer", {number});
    layer = draw_page_layer(*page, here, list_marks(reading), options);
  }
  view.set("layer_html", std::move(layer));
}

void set_toolbar(View& view, const Reading& reading) {
  const UrlFields fields = fields_of(reading);
  const std::uint32_t last = std::max<std::uint32_t>(1, reading.record.page_count);
  const std::uint32_t number = reading.page.number();
  const auto address = [&](std::uint32_t to) {
    return fields.with("pagina", std::to_string(to)).to_address(path_of(reading));
  };
  view.set("previous_href", number > 1 ? address(number - 1) : std::string());
  view.set("next_href", number < last ? address(number + 1) : std::string());
  view.set("page_number", std::to_string(number)).set("page_count", std::to_string(last));
  view.set("switch_href",
           fields.with("weergave", reading.is_text ? "" : "tekst").to_address(path_of(reading)));
  view.set("switch_text", texts().text(reading.is_text ? "reader.as_page" : "reader.as_text"));
  const bool is_search = reading.back.starts_with("/zoeken");
  view.set("back_href", reading.back.empty() ? std::string("/documenten") : reading.back);
  view.set("back_text",
           texts().text(is_search ? "reader.back_search"
                                  : (reading.back.empty() ? "reader.back_documents" : "reader.back")));
  view.set("document_title", document_title(reading.record, reading.source.path));
  view.set("original_href", "/documenten/" + to_string(reading.record.id) + "/origineel");
  view.set("reader_path", path_of(reading)).set("reader_back", reading.back);
  view.set("keeps_text", reading.is_text).set("is_blind", reading.is_blind);
}

/// The column that the document was handed in for: by approach, else by municipality.
std::string choose_column(PageContext& context, const Reading& reading) {
  std::string asked(context.query.first("aanpak"));
  if (!asked.empty()) return asked;
  std::string by_municipality;
  for (const index::MatrixColumn& column : reading.linked->matrix.columns) {
    if (column.municipality != reading.source.labels.municipality) continue;
    if (column.approach == reading.source.labels.approach) return column_value(column);
    if (by_municipality.empty()) by_municipality = column_value(column);
  }
  return by_municipality;
}

std::string choose_indicator(PageContext& context, const Reading& reading) {
  std::string asked(context.query.first("indicator"));
  if (!asked.empty() || !reading.place) return asked;
  const Passage& passage = reading.passages[reading.place->passage];
  std::string weak;
  for (const Mention& mention : passage.mentions) {
    if (reading.place->last == reading.place->passage && !mention.sentence.overlaps(reading.place->span))
      continue;
    if (mention.strength == MentionStrength::kStrong) return mention.indicator;
    if (weak.empty()) weak = mention.indicator;
  }
  return weak;
}

EvidenceStance suggest_stance(const Reading& reading) {
  const Passage& passage = reading.passages[reading.place->passage];
  switch (overall_polarity(suggestions_in(passage, reading.place->span))) {
    case Polarity::kAbsent:
      return EvidenceStance::kAgainst;
    case Polarity::kDivided:
    case Polarity::kLimited:
      return EvidenceStance::kRemark;
    default:
      return EvidenceStance::kFor;
  }
}

View::Views make_themes(PageContext& context, const std::string& chosen) {
  const nlp::Framework& framework = context.dossier().framework();
  View::Views themes;
  for (const nlp::Theme& theme : framework.themes) {
    View::Views options;
    for (const nlp::Indicator& indicator : framework.indicators) {
      if (framework.theme_of(indicator.id) != theme.id) continue;
      options.push_back(View()
                            .set("option_value", indicator.id)
                            .set("option_name", indicator.id + " " + indicator.text)
                            .set("is_selected", indicator.id == chosen));
    }
    themes.push_back(View().set("theme_name", theme.name).set("theme_options", std::move(options)));
  }
  return themes;
}

/// Right of the page: the passage that is chosen, the form that links it, and the finding that it would go to.
Result<void> set_linking(View& view, PageContext& context, const Reading& reading) {
  view.set("has_choice", reading.chosen.has_value());
  const std::string done(context.query.first("gekoppeld"));
  view.set("done_text", done.empty() ? std::string() : texts().fill("link.done", {done}));
  view.set("done_href",
           done.empty() ? std::string() : "/bevindingen/" + std::string(context.query.first("bevinding")));
  if (!reading.chosen) return {};
  const std::string column = choose_column(context, reading);
  const std::string indicator = choose_indicator(context, reading);
  view.set("chosen_quote", reading.chosen->quote);
  view.set("chosen_place", texts().fill("hit.page", {std::to_string(reading.chosen->page.number())}));
  view.set("chosen_document", to_string(reading.record.id));
  view.set("chosen_passage", std::to_string(reading.place->passage))
      .set("chosen_last", std::to_string(reading.place->last));
  view.set("chosen_begin", std::to_string(reading.place->span.begin))
      .set("chosen_end", std::to_string(reading.place->span.end));
  set_tenor(view, reading.passages[reading.place->passage], reading.place->span);
  View::Views columns;
  for (const index::MatrixColumn& one : reading.linked->matrix.columns)
    columns.push_back(View()
                          .set("option_value", column_value(one))
                          .set("option_name", column_name(one))
                          .set("is_selected", column_value(one) == column));
  view.set_list("has_columns", "columns", std::move(columns)).set("themes", make_themes(context, indicator));
  View::Views stances;
  const EvidenceStance suggested = suggest_stance(reading);
  for (const EvidenceStance stance :
       {EvidenceStance::kFor, EvidenceStance::kAgainst, EvidenceStance::kRemark}) {
    const std::string name(to_string(stance));
    stances.push_back(View()
                          .set("stance_value", name)
                          .set("stance_sign", sign_of(stance))
                          .set("stance_name", texts().text("stance.verdict." + name))
                          .set("is_checked", stance == suggested));
  }
  view.set("stances", std::move(stances));
  view.set("here", fields_of(reading).to_address(path_of(reading)));
  const index::MatrixColumn* const known = find_column(reading.linked->matrix, column);
  const index::MatrixFinding* const held =
      known == nullptr ? nullptr : index::FindingMatrix::find(*known, indicator);
  view.set("link_button", held == nullptr ? texts().text("link.new")
                                          : texts().fill("link.to", {finding_name(held->finding.id)}));
  if (held == nullptr) {
    view.set("cell_finding", false);
    return {};
  }
  View finding;
  VP_TRY(set_finding(context, finding, held->finding, fields_of(reading).to_address(path_of(reading))));
  view.set("cell_finding", std::move(finding));
  return {};
}

}  // namespace

Result<HttpResponse> answer_reader(PageContext& context) {
  VP_ASSIGN(const Reading reading, load_reading(context));
  View view;
  set_parts(view, reading);
  set_places(view, reading);
  set_toolbar(view, reading);
  set_page(view, context, reading);
  if (reading.is_blind) {
    view.set("blind_quote", reading.chosen ? reading.chosen->quote : std::string());
  } else {
    VP_TRY(set_linking(view, context, reading));
  }
  const std::string title = document_title(reading.record, reading.source.path);
  return make_page(
      context, "reader",
      {title + ", " + texts().fill("hit.page", {std::to_string(reading.page.number())}), "documenten",
       "reader.js", texts().text(reading.is_blind ? "keys.reader_blind" : "keys.reader")},
      std::move(view));
}

Result<HttpResponse> answer_picture(PageContext& context) {
  VP_ASSIGN(const DocumentId id, parse_document_id(context.path.at(1)));
  UrlFields fields;
  fields.add("n", context.path.at(2));
  const auto number = fields.number("n", 1'000'000);
  if (!number || *number == 0) return Error{ErrorCode::kNotFound, "no such page", ""};
  const PageIndex page{static_cast<std::uint32_t>(*number - 1)};
  HttpResponse kept = context.site.pictures.answer(id, page);
  if (kept.status != 404) return kept;
  // It made room for others since the page that shows it was made.
  VP_ASSIGN(const index::DocumentRecord record, context.dossier().engine().load_document(id));
  if (*number > record.page_count) return Error{ErrorCode::kNotFound, "no such page", ""};
  const std::string drawn =
      context.site.pictures.address(id, page, apps::readable_path(context.dossier(), id));
  if (drawn.empty()) {  // its words are shown already where such a picture is asked for
    HttpResponse nothing;
    nothing.status = 204;
    nothing.add("Cache-Control", "no-store");
    return nothing;
  }
  return context.site.pictures.answer(id, page);
}

}  // namespace vp::web
