#include "apps/pipeline/query_scope.h"

#include <algorithm>
#include <string>

#include "apps/pipeline/scope.h"
#include "apps/pipeline/suggestion.h"
#include "core/edit_distance.h"
#include "nlp/query_lexer.h"

namespace vp::apps {
namespace {

using index::Choice;

struct KindName {
  std::string_view name;
  BlockKind kind;
};

constexpr KindName kKinds[] = {
    {"alinea", BlockKind::kParagraph},
    {"paragraph", BlockKind::kParagraph},
    {"kop", BlockKind::kHeading},
    {"heading", BlockKind::kHeading},
    {"lijst", BlockKind::kListItem},
    {"opsomming", BlockKind::kListItem},
    {"list", BlockKind::kListItem},
    {"tabel", BlockKind::kTableCell},
    {"table", BlockKind::kTableCell},
    {"voetnoot", BlockKind::kFootnote},
    {"noot", BlockKind::kFootnote},
    {"footnote", BlockKind::kFootnote},
    {"bijschrift", BlockKind::kCaption},
    {"caption", BlockKind::kCaption},
    {"koptekst", BlockKind::kHeader},
    {"header", BlockKind::kHeader},
    {"voettekst", BlockKind::kFooter},
    {"footer", BlockKind::kFooter},
    {"paginanummer", BlockKind::kPageNumber},
    {"inhoudsopgave", BlockKind::kContentsEntry},
    {"contents", BlockKind::kContentsEntry},
};

Result<BlockKind> parse_kind(const std::string& typed) {
  std::vector<std::string> known;
  for (const KindName& kind : kKinds) {
    if (edit_distance(kind.name, typed) == 0) return kind.kind;
    known.emplace_back(kind.name);
  }
  return Error{
      ErrorCode::kInvalidArgument,
      "no kind of passage '" + typed + "'" + to_suggestion(typed, known) +
          "; there are alinea, kop, lijst, tabel, voetnoot, bijschrift, inhoudsopgave, koptekst, voettekst, "
          "paginanummer",
      ""};
}

template <class T>
void add_to(Choice<T>& choice, bool is_excluded, T value) {
  (is_excluded ? choice.none : choice.any).push_back(std::move(value));
}

/// The option of the command line that takes the same values, and where its answer goes.
struct OptionField {
  std::string_view name;
  std::string ScopeOptions::*option;
  std::string index::Filters::*resolved;
  Choice<std::string> index::FieldFilters::*choice;
};

constexpr OptionField kOptionFields[] = {
    {"gemeente", &ScopeOptions::municipality, &index::Filters::municipality,
     &index::FieldFilters::municipality},
    {"aanpak", &ScopeOptions::approach, &index::Filters::approach, &index::FieldFilters::approach},
    {"rol", &ScopeOptions::role, &index::Filters::role, &index::FieldFilters::role},
    {"indicator", &ScopeOptions::indicator, &index::Filters::indicator, &index::FieldFilters::indicator},
    {"thema", &ScopeOptions::theme, &index::Filters::theme, &index::FieldFilters::theme},
};

Result<void> add_field(index::Dossier& dossier, const nlp::QueryField& field, index::FieldFilters& out) {
  for (const OptionField& option : kOptionFields) {
    if (field.name != option.name) continue;
    ScopeOptions options;
    options.*option.option = field.value;
    VP_ASSIGN(index::Filters resolved, resolve_scope(dossier, options));
    add_to(out.*option.choice, field.is_excluded, std::move(resolved.*option.resolved));
    return {};
  }
  if (field.name == "document") {
    VP_ASSIGN(const DocumentId id, resolve_document(dossier, field.value));
    add_to(out.document, field.is_excluded, id);
  } else if (field.name == "soort") {
    VP_ASSIGN(const BlockKind kind, parse_kind(field.value));
    add_to(out.kind, field.is_excluded, kind);
  } else if (field.name == "datum") {
    VP_ASSIGN(DateRange range, parse_date_range(field.value));
    add_to(out.date, field.is_excluded, std::move(range));
  } else if (field.name == "teneur" || field.name == "spreker") {
    ScopeOptions options;
    (field.name == "teneur" ? options.polarity : options.speaker) = field.value;
    VP_ASSIGN(const index::Filters resolved, resolve_scope(dossier, options));
    if (resolved.polarity) add_to(out.polarity, field.is_excluded, *resolved.polarity);
    if (resolved.speaker) add_to(out.speaker, field.is_excluded, *resolved.speaker);
  } else {
    return Error{ErrorCode::kInvalidArgument, "cannot filter by " + field.name + ": within a query", ""};
  }
  return {};
}

}  // namespace

Result<index::Filters> add_query_fields(index::Dossier& dossier, std::string_view query,
                                        const std::vector<nlp::QueryField>& fields, index::Filters filters) {
  for (const nlp::QueryField& field : fields) {
    const Result<void> added = add_field(dossier, field, filters.fields);
    if (added) continue;
    Error error = nlp::query_error(query, field.span.begin, added.error().what);
    error.code = added.error().code;
    return error;
  }
  filters.with_page_furniture |= std::ranges::any_of(filters.fields.kind.any, is_page_furniture);
  return filters;
}

}  // namespace vp::apps
