// pages.h - one function a page: it reads what the address or the form says, asks the stores, and fills a template.
// Errors: the stores' own; kNotFound for an address that names nothing; kInvalidArgument for a form that does not.
#pragma once

#include "apps/web/page_context.h"

namespace vp::web {

Result<HttpResponse> answer_search(PageContext& context);           ///< /zoeken
Result<HttpResponse> answer_preview(PageContext& context);          ///< /zoeken/voorbeeld: a part of the page
Result<HttpResponse> answer_save_query(PageContext& context);       ///< /zoeken/bewaren
Result<HttpResponse> answer_batch(PageContext& context);            ///< /zoeken/reeks
Result<HttpResponse> answer_keep_batch(PageContext& context);       ///< the same, posted
Result<HttpResponse> answer_batch_file(PageContext& context);       ///< /zoeken/reeks.csv
Result<HttpResponse> answer_documents(PageContext& context);        ///< /documenten
Result<HttpResponse> answer_original(PageContext& context);         ///< /documenten/ID/origineel
Result<HttpResponse> answer_break_off(PageContext& context);        ///< /documenten/onderbreken
Result<HttpResponse> answer_go_on(PageContext& context);            ///< /documenten/verder
Result<HttpResponse> answer_reader(PageContext& context);           ///< /lezer/ID
Result<HttpResponse> answer_picture(PageContext& context);          ///< /paginas/ID/N
Result<HttpResponse> answer_link(PageContext& context);             ///< /koppelen
Result<HttpResponse> answer_unlink(PageContext& context);           ///< /ontkoppelen
Result<HttpResponse> answer_findings(PageContext& context);         ///< /bevindingen
Result<HttpResponse> answer_finding(PageContext& context);          ///< /bevindingen/N
Result<HttpResponse> answer_judge(PageContext& context);            ///< /bevindingen/N/oordeel
Result<HttpResponse> answer_matrix(PageContext& context);           ///< /matrix
Result<HttpResponse> answer_cell(PageContext& context);             ///< /matrix/cel: a part of the page
Result<HttpResponse> answer_gaps(PageContext& context);             ///< /nog-te-doen
Result<HttpResponse> answer_contradictions(PageContext& context);   ///< /tegenspraken
Result<HttpResponse> answer_second_readings(PageContext& context);  ///< /tweede-lezing
Result<HttpResponse> answer_blind_cell(PageContext& context);       ///< /tweede-lezing/cel
Result<HttpResponse> answer_give_reading(PageContext& context);     ///< the same, posted
Result<HttpResponse> answer_difference(PageContext& context);       ///< /tweede-lezing/verschil
Result<HttpResponse> answer_decide(PageContext& context);           ///< the same, posted
Result<HttpResponse> answer_places(PageContext& context);           ///< /plaatsen
Result<HttpResponse> answer_resolve(PageContext& context);          ///< the same, posted
Result<HttpResponse> answer_look_again(PageContext& context);       ///< /plaatsen/zoeken
Result<HttpResponse> answer_rounds(PageContext& context);           ///< /ronden
Result<HttpResponse> answer_reports(PageContext& context);          ///< /rapporten
Result<HttpResponse> answer_report_preview(PageContext& context);   ///< /rapporten/voorbeeld
Result<HttpResponse> answer_report_file(PageContext& context);      ///< /rapporten/bestand
Result<HttpResponse> answer_privacy(PageContext& context);          ///< /rapporten/privacy
Result<HttpResponse> answer_decide_privacy(PageContext& context);   ///< the same, posted

/// The right-hand side of the search page: the place on its page, and whose it is.
Result<void> set_preview(PageContext& context, View& view, const DocumentId& document, std::uint32_t passage,
                         TextSpan span, std::string_view back);

/// Document, passage and span as an address or a form names them. kInvalidArgument, kNotFound.
struct NamedPlace {
  DocumentId document;
  std::uint32_t passage = 0;
  std::uint32_t last = 0;  ///< the passage in which the span ends
  TextSpan span;           ///< begin in `passage`, end in `last`
};
Result<NamedPlace> parse_place(const UrlFields& fields);

}  // namespace vp::web
