#include "apps/web/finding_view.h"

#include <algorithm>

#include "apps/web/texts.h"

namespace vp::web {
namespace {

/// No name holds this sign ("symbol for unit separator").
constexpr std::string_view kSeparator = "␟";

std::string indicator_list(PageContext& context, const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    const nlp::Indicator* const indicator = context.dossier().framework().find_indicator(id);
    text += (text.empty() ? "" : "; ") + (indicator == nullptr ? id : id + " " + indicator->text);
  }
  return text;
}

}  // namespace

Result<View> make_passage(PageContext& context, const Evidence& evidence, std::string_view back) {
  const Anchor& anchor = evidence.anchor;
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, context.dossier().sources_of(anchor.document));
  const std::string path = sources.empty() ? std::string() : sources.front().path;
  std::string title = document_title("", path);
  if (const auto record = context.dossier().engine().load_document(anchor.document))
    title = document_title(*record, path);
  const bool is_place =
      anchor.position.text == AnchorText::kPassages && anchor.position.first == anchor.position.last;
  View view;
  view.set("passage_sign", sign_of(evidence.stance)).set("passage_colour", colour_of(evidence.stance));
  view.set("passage_stance", texts().text("stance." + std::string(to_string(evidence.stance))));
  view.set("passage_title", title);
  view.set("passage_page", texts().fill("hit.page", {std::to_string(anchor.page.number())}));
  view.set("passage_quote", anchor.quote);
  view.set("passage_by", sources.empty() ? std::string() : sources.front().labels.role);
  view.set("passage_id", std::to_string(evidence.id));
  view.set("passage_href", reader_address(anchor.document, anchor.page, anchor.position.first,
                                          is_place ? anchor.position.span : TextSpan{}, back));
  view.set("passage_back", back);
  return view;
}

std::string column_value(const index::MatrixColumn& column) {
  return column.municipality + std::string(kSeparator) + column.approach + std::string(kSeparator) +
         column.round;
}

std::optional<index::MatrixColumn> parse_column_value(std::string_view value) {
  const std::size_t first = value.find(kSeparator);
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = value.find(kSeparator, first + kSeparator.size());
  if (second == std::string_view::npos) return std::nullopt;
  const std::size_t approach = first + kSeparator.size();
  return index::MatrixColumn{std::string(value.substr(0, first)),
                             std::string(value.substr(approach, second - approach)),
                             std::string(value.substr(second + kSeparator.size())),
                             {}};
}

const index::MatrixColumn* find_column(const index::FindingMatrix& matrix, std::string_view value) {
  const auto found = std::ranges::find_if(
      matrix.columns, [value](const auto& column) { return column_value(column) == value; });
  return found == matrix.columns.end() ? nullptr : &*found;
}

std::string column_name(const index::MatrixColumn& column) {
  std::string name = column.municipality;
  if (!column.approach.empty()) name += (name.empty() ? "" : ", ") + column.approach;
  if (!column.round.empty()) name += " (" + column.round + ")";
  return name;
}

Result<void> set_finding(PageContext& context, View& view, const Finding& finding, std::string_view back) {
  const std::string href = "/bevindingen/" + std::to_string(finding.id);
  view.set("finding_name", finding_name(finding.id)).set("finding_href", href);
  view.set("finding_id", std::to_string(finding.id))
      .set("finding_revision", std::to_string(finding.revision));
  view.set("finding_about", column_name({finding.municipality, finding.approach, finding.round, {}}));
  view.set("finding_indicators", indicator_list(context, finding.indicators));
  view.set("finding_sign", sign_of(finding.verdict))
      .set("finding_colour",
           finding.note && finding.verdict == Verdict::kMet ? "remark" : colour_of(finding.verdict));
  view.set("finding_verdict", texts().text("verdict." + std::string(to_string(finding.verdict))));
  view.set("finding_has_note", finding.note.has_value());
  view.set("finding_state", texts().text("state." + std::string(to_string(finding.state))));
  view.set("is_draft", finding.state == FindingState::kDraft)
      .set("is_confirmed", finding.state == FindingState::kConfirmed);
  view.set("finding_text", finding.text).set("finding_note", finding.note.value_or(""));
  view.set(
      "finding_changed",
      texts().fill("finding.changed", {finding.changed_by, to_dutch_date(finding.changed_at.substr(0, 10))}));
  VP_ASSIGN(const std::vector<Evidence> evidence, context.dossier().findings().evidence_of(finding.id));
  View::Views passages;
  for (const Evidence& one : evidence) {
    VP_ASSIGN(View passage, make_passage(context, one, back.empty() ? std::string_view(href) : back));
    passages.push_back(std::move(passage));
  }
  view.set("passages_text", texts().count(passages.size(), "passage")).set("has_passages", !passages.empty());
  view.set("passages", std::move(passages));
  return {};
}

}  // namespace vp::web
