#include "index/finding_matrix.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "index/finding_rows.h"
#include "index/submission_store.h"

namespace vp::index {
namespace {

using ColumnKey = std::tuple<std::string, std::string, std::string>;
using SourcesByDocument = std::map<DocumentId, std::vector<DocumentSource>>;

SourcesByDocument to_sources(const std::vector<Submission>& submissions) {
  SourcesByDocument sources;
  for (const Submission& submission : submissions) {
    if (submission.document) sources[*submission.document].push_back({submission.path, submission.labels});
  }
  return sources;
}

/// Every link that stands, by finding; ascending by id.
Result<std::map<std::int64_t, std::vector<Evidence>>> load_links(Database& judgements) {
  VP_ASSIGN(const StatementLease rows,
            judgements.cached("SELECT " VP_EVIDENCE_COLUMNS
                              " FROM evidence e JOIN anchor a ON a.id = e.anchor WHERE e.is_removed = 0 "
                              "ORDER BY e.finding, e.id"));
  std::map<std::int64_t, std::vector<Evidence>> links;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return links;
    VP_ASSIGN(Evidence evidence, to_evidence(*rows));
    const std::int64_t finding = evidence.finding;
    links[finding].push_back(std::move(evidence));
  }
}

const DocumentSource& choose_source(const std::vector<DocumentSource>& sources, const Finding& finding) {
  const auto fits = [&](const DocumentSource& source, bool with_approach) {
    return source.labels.municipality == finding.municipality &&
           (!with_approach || source.labels.approach == finding.approach);
  };
  for (const bool with_approach : {true, false}) {
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const DocumentSource& source) {
      return fits(source, with_approach);
    });
    if (found != sources.end()) return *found;
  }
  return sources.front();
}

std::vector<MatrixPlace> to_places(const std::vector<Evidence>& links, const SourcesByDocument& sources,
                                   const Finding& finding) {
  std::vector<MatrixPlace> places;
  places.reserve(links.size());
  for (const Evidence& link : links) {
    const auto known = sources.find(link.anchor.document);
    places.push_back(
        {link, known == sources.end() ? DocumentSource() : choose_source(known->second, finding)});
  }
  return places;
}

/// The rounds that a municipality and an approach are judged in stand for what was handed in without a round.
void add_submitted(std::map<ColumnKey, MatrixColumn>& columns, const std::vector<Submission>& submissions,
                   const FindingFilter& filter) {
  std::set<std::pair<std::string, std::string>> judged;
  for (const auto& [key, column] : columns)
    judged.emplace(column.municipality, column.approach);
  const auto passes = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  for (const Submission& submission : submissions) {
    const SubmissionLabels& labels = submission.labels;
    if (labels.municipality.empty() || labels.approach.empty()) continue;
    if (!passes(filter.municipality, labels.municipality) || !passes(filter.approach, labels.approach) ||
        !passes(filter.round, labels.round)) {
      continue;
    }
    if (labels.round.empty() && judged.contains({labels.municipality, labels.approach})) continue;
    columns.try_emplace({labels.municipality, labels.approach, labels.round},
                        MatrixColumn{labels.municipality, labels.approach, labels.round, {}});
  }
}

/// Those of the framework, then the others that findings name.
std::vector<std::string> list_indicators(const nlp::Framework& framework,
                                         const std::vector<Finding>& findings) {
  std::vector<std::string> indicators;
  std::set<std::string> known;
  for (const nlp::Indicator& indicator : framework.indicators) {
    indicators.push_back(indicator.id);
    known.insert(indicator.id);
  }
  std::set<std::string> others;
  for (const Finding& finding : findings) {
    for (const std::string& indicator : finding.indicators) {
      if (!known.contains(indicator)) others.insert(indicator);
    }
  }
  indicators.insert(indicators.end(), others.begin(), others.end());
  return indicators;
}

void sort_by_indicator(std::map<ColumnKey, MatrixColumn>& columns,
                       const std::vector<std::string>& indicators) {
  std::map<std::string_view, std::size_t> order;
  for (std::size_t i = 0; i < indicators.size(); ++i)
    order.emplace(indicators[i], i);
  const auto place_of = [&](const MatrixFinding& held) {
    return std::pair(order.at(held.finding.indicators.front()), held.finding.id);
  };
  for (auto& [key, column] : columns) {
    std::sort(column.findings.begin(), column.findings.end(),
              [&](const MatrixFinding& a, const MatrixFinding& b) { return place_of(a) < place_of(b); });
  }
}

}  // namespace

const MatrixFinding* FindingMatrix::find(const MatrixColumn& column, std::string_view indicator) {
  for (const MatrixFinding& held : column.findings) {
    const std::vector<std::string>& own = held.finding.indicators;
    if (std::find(own.begin(), own.end(), indicator) != own.end()) return &held;
  }
  return nullptr;
}

Result<FindingMatrix> load_matrix(Database& judgements, const nlp::Framework& framework,
                                  const FindingFilter& filter, MatrixColumns which) {
  VP_ASSIGN(Transaction transaction, Transaction::begin(judgements, Transaction::Kind::kRead));
  FindingMatrix matrix;
  VP_ASSIGN(matrix.log_position, judgements.query_integer("SELECT coalesce(max(id), 0) FROM log"));
  VP_ASSIGN(const std::vector<Submission> submissions, SubmissionStore(judgements).list());
  const SourcesByDocument sources = to_sources(submissions);
  VP_ASSIGN(std::vector<Finding> findings, FindingStore(judgements).list(filter));
  VP_ASSIGN(const auto links, load_links(judgements));
  VP_TRY(transaction.commit());

  matrix.indicators = list_indicators(framework, findings);
  std::map<ColumnKey, MatrixColumn> columns;
  for (Finding& finding : findings) {
    MatrixColumn& column = columns[{finding.municipality, finding.approach, finding.round}];
    column.municipality = finding.municipality;
    column.approach = finding.approach;
    column.round = finding.round;
    MatrixFinding held;
    if (const auto own = links.find(finding.id); own != links.end())
      held.places = to_places(own->second, sources, finding);
    held.finding = std::move(finding);
    column.findings.push_back(std::move(held));
  }
  if (which == MatrixColumns::kSubmitted) add_submitted(columns, submissions, filter);
  sort_by_indicator(columns, matrix.indicators);
  matrix.columns.reserve(columns.size());
  for (auto& [key, column] : columns)
    matrix.columns.push_back(std::move(column));
  return matrix;
}

}  // namespace vp::index
