#include <algorithm>
#include <filesystem>

#include "apps/pipeline/batch_queries.h"
#include "apps/pipeline/csv.h"
#include "apps/pipeline/hit_citation.h"
#include "apps/web/batch_store.h"
#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

using apps::BatchFault;
using apps::BatchQuery;

constexpr std::size_t kMostQueries = 500;
constexpr std::size_t kQueriesPerPage = 50;
constexpr std::uint32_t kPassagesInFile = 20;
constexpr std::string_view kSaved = "bewaard";

std::string fault_text(const BatchQuery& query) {
  switch (query.fault_kind) {
    case BatchFault::kNone:
      return "";
    case BatchFault::kQuotes:
      return texts().text("batch.fault.quotes");
    case BatchFault::kColumns:
      return texts().text("batch.fault.columns");
    case BatchFault::kLimit:
      return texts().fill("batch.fault.limit", {std::to_string(apps::kMaxSearchLimit)});
    case BatchFault::kNoQuery:
      return texts().text("batch.fault.no_query");
  }
  return "";
}

/// What stands between the first quotation marks of a message; empty without.
std::string quoted_in(const std::string& message) {
  const std::size_t begin = message.find('\'');
  const std::size_t end = begin == std::string::npos ? begin : message.find('\'', begin + 1);
  return end == std::string::npos ? std::string() : message.substr(begin + 1, end - begin - 1);
}

/// Why a question could not be asked: its words, or a name that the dossier does not have.
std::string fault_text(const Error& error) {
  const std::string name = quoted_in(error.what);
  const bool is_name = error.where.empty() && !name.empty() &&
                       (error.code == ErrorCode::kInvalidArgument || error.code == ErrorCode::kNotFound);
  return is_name ? texts().fill("batch.fault.scope", {name}) : to_dutch(error);
}

/// What is wrong with a list as a whole: its header.
std::string to_dutch_of_list(const Error& error) {
  if (error.code != ErrorCode::kMalformed) return to_dutch(error);
  const bool is_unknown = error.what.starts_with("unknown column");
  return is_unknown ? texts().fill("batch.unknown_column", {quoted_in(error.what)})
                    : texts().text("batch.bad_header");
}

struct List {
  std::string name;  ///< in addresses
  bool has_header = true;
  std::vector<BatchQuery> queries;
};

Result<List> load_list(PageContext& context) {
  List list;
  list.name = context.query.first("lijst");
  if (list.name == kSaved) {
    VP_ASSIGN(const std::vector<index::SavedQuery> saved, context.dossier().saved_queries().list());
    for (const index::SavedQuery& query : saved) {
      list.queries.emplace_back();
      list.queries.back().id = query.name;
      list.queries.back().query = query.query;
    }
    return list;
  }
  VP_ASSIGN(const std::string text, load_batch(context.dossier().folder(), list.name));
  VP_ASSIGN(apps::TypedBatch typed, apps::parse_typed_batch(text));
  list.has_header = typed.has_header;
  list.queries = std::move(typed.queries);
  return list;
}

Result<apps::SearchAnswer> ask(PageContext& context, const BatchQuery& query, std::uint32_t limit) {
  VP_ASSIGN(apps::SearchRunner* const runner, context.session.searcher());
  apps::SearchRequest request;
  request.query = query.query;
  request.scope = query.scope;
  request.options.limit = limit;
  return runner->run(request);
}

/// The same question on the search page.
std::string search_address(const BatchQuery& query, const index::Filters& filters) {
  UrlFields fields;
  fields.add("q", query.query)
      .add("gemeente", filters.municipality)
      .add("aanpak", filters.approach)
      .add("rol", filters.role)
      .add("indicator", filters.indicator)
      .add("thema", filters.theme)
      .add("document", filters.document ? to_string(*filters.document) : std::string());
  return fields.to_address("/zoeken");
}

std::string scope_text(const BatchQuery& query) {
  std::string text;
  for (const std::string& one : {query.scope.municipality, query.scope.approach, query.scope.indicator,
                                 query.scope.theme, query.scope.role, query.scope.document})
    if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
  return text;
}

View make_row(PageContext& context, const BatchQuery& query) {
  View view;
  view.set("row_number", query.line == 0 ? query.id : std::to_string(query.line));
  view.set("row_id", query.line == 0 || query.id == std::to_string(query.line) ? std::string() : query.id);
  view.set("row_query", query.query).set("row_scope", scope_text(query));
  std::string fault = fault_text(query);
  std::string count;
  std::string href;
  std::string instead;
  if (fault.empty()) {
    const Result<apps::SearchAnswer> answer = ask(context, query, 1);
    if (answer) {
      count = std::to_string(answer->result.total);
      href = search_address(query, answer->filters);
      instead = answer->searched_for;
    } else {
      fault = fault_text(answer.error());
    }
  }
  return view.set("row_fault", fault)
      .set("row_count", count)
      .set("row_href", href)
      .set("row_instead", instead)
      .set("row_is_none", count == "0");
}

Result<HttpResponse> show_form(PageContext& context, const std::string& problem, std::string_view typed,
                               std::uint16_t status) {
  View view;
  VP_ASSIGN(const std::vector<index::SavedQuery> saved, context.dossier().saved_queries().list());
  view.set("problem", problem).set("typed", typed).set("has_saved_queries", !saved.empty());
  view.set("about", texts().fill("batch.about", {std::to_string(kMostQueries)})).set("has_list", false);
  return make_page(context, "batch",
                   {texts().text("batch.title"), "zoeken", "batch.js", texts().text("keys.start"), status},
                   std::move(view));
}

void write_row(std::string& csv, const BatchQuery& query, const std::vector<std::string>& cells) {
  csv += apps::to_csv_cell(query.id) + ',' + apps::to_csv_cell(query.query);
  for (const std::string& cell : cells)
    csv += ',' + apps::to_csv_cell(cell);
  csv += "\r\n";
}

/// "[[x0,y0,x1,y1],...]" in points.
std::string to_text(const std::vector<RectPt>& rects) {
  const auto number = [](float value) {
    std::string text = std::to_string(value);
    text.erase(text.size() - 4);  // hundredths of a point
    return text;
  };
  std::string text = "[";
  for (const RectPt& rect : rects)
    text += (text.size() > 1 ? ",[" : "[") + number(rect.x0) + "," + number(rect.y0) + "," + number(rect.x1) +
            "," + number(rect.y1) + "]";
  return text + "]";
}

}  // namespace

Result<HttpResponse> answer_batch(PageContext& context) {
  if (context.query.first("lijst").empty()) return show_form(context, "", "", 200);
  VP_ASSIGN(const List list, load_list(context));
  View view;
  const ListPage page =
      set_paging(view, context.query, "/zoeken/reeks", list.queries.size(), kQueriesPerPage);
  View::Views rows;
  std::size_t faults = 0;
  for (const BatchQuery& query : list.queries)
    faults += query.fault.empty() ? 0 : 1;
  for (std::size_t i = page.begin; i < page.end; ++i)
    rows.push_back(make_row(context, list.queries[i]));
  view.set("problem", "").set("typed", "").set("has_saved_queries", false).set("about", "");
  view.set("has_list", true).set_list("has_rows", "rows", std::move(rows));
  view.set("total_text", texts().count(list.queries.size(), "batch.question"));
  view.set("faults_text", faults == 0 ? std::string() : texts().count(faults, "batch.faulty"));
  view.set("without_header", !list.has_header);
  view.set("file_href", UrlFields().add("lijst", list.name).to_address("/zoeken/reeks.csv"));
  return make_page(context, "batch", {texts().text("batch.title"), "zoeken", "", texts().text("keys.start")},
                   std::move(view));
}

Result<HttpResponse> answer_keep_batch(PageContext& context) {
  const std::string text(context.form.first("vragen"));
  const Result<apps::TypedBatch> typed = apps::parse_typed_batch(text);
  if (!typed) return show_form(context, to_dutch_of_list(typed.error()), text, 400);
  if (typed->queries.empty()) return show_form(context, texts().text("batch.empty"), text, 400);
  if (typed->queries.size() > kMostQueries) {
    return show_form(
        context,
        texts().fill("batch.too_many", {std::to_string(typed->queries.size()), std::to_string(kMostQueries)}),
        text, 400);
  }
  VP_ASSIGN(const std::string name, keep_batch(context.dossier().folder(), text));
  return redirect(UrlFields().add("lijst", name).to_address("/zoeken/reeks"));
}

Result<HttpResponse> answer_batch_file(PageContext& context) {
  VP_ASSIGN(const List list, load_list(context));
  std::string csv = "\xEF\xBB\xBFid,query,total,rank,document,path,page,rects,quote,score,fault\r\n";
  apps::HitCiter citer(context.dossier());
  for (const BatchQuery& query : list.queries) {
    if (!query.fault.empty()) {
      write_row(csv, query, {"", "", "", "", "", "", "", "", fault_text(query)});
      continue;
    }
    const Result<apps::SearchAnswer> answer = ask(context, query, query.limit.value_or(kPassagesInFile));
    if (!answer) {
      write_row(csv, query, {"", "", "", "", "", "", "", "", fault_text(answer.error())});
      continue;
    }
    const std::string total = std::to_string(answer->result.total);
    if (answer->result.hits.empty()) write_row(csv, query, {total, "", "", "", "", "", "", "", ""});
    std::uint64_t rank = 0;
    for (const index::Hit& hit : answer->result.hits) {
      VP_ASSIGN(const apps::CitedHit cited, citer.cite(hit, answer->filters));
      write_row(csv, query,
                {total, std::to_string(++rank), to_string(hit.document), cited.source.path,
                 std::to_string(cited.citation.page.number()), to_text(cited.citation.rects),
                 cited.citation.quote, std::to_string(hit.score), ""});
    }
  }
  HttpResponse response;
  response.body = std::move(csv);
  response.add("Content-Type", "text/csv; charset=utf-8")
      .add("Content-Disposition", "attachment; filename=\"antwoorden.csv\"")
      .add("Cache-Control", "no-store");
  return response;
}

}  // namespace vp::web
