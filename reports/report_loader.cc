#include "reports/report_loader.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reports/source_register.h"
#include "reports/unread_documents.h"

namespace vp::reports {
namespace {

using ApproachKey = std::tuple<std::string, std::string, std::string>;  // municipality, approach, round

index::FindingFilter to_filter(const ReportScope& scope) {
  index::FindingFilter filter;
  filter.municipality = scope.municipality;
  return filter;
}

Result<std::vector<Finding>> list_findings(index::FindingStore& store, const ReportScope& scope) {
  VP_ASSIGN(std::vector<Finding> findings, store.list(to_filter(scope)));
  if (scope.round) {
    std::erase_if(findings, [&](const Finding& finding) { return finding.round != *scope.round; });
  }
  return findings;
}

/// An approach may be in a report with one round only.
Result<void> check_rounds(const std::vector<Finding>& findings) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> rounds;
  for (const Finding& finding : findings)
    rounds[{finding.municipality, finding.approach}].insert(finding.round);
  for (const auto& [approach, names] : rounds) {
    if (names.size() < 2) continue;
    std::string list;
    for (const std::string& name : names)
      list += (list.empty() ? "'" : ", '") + name + "'";
    return Error{ErrorCode::kInvalidArgument,
                 "findings of several rounds (" + list + "): choose one with --round",
                 approach.first + ", " + approach.second};
  }
  return {};
}

class ModelLoader {
 public:
  ModelLoader(index::Dossier& dossier, const ReportScope& scope, ReportModel& model)
      : dossier_(dossier), scope_(scope), model_(model), sources_(dossier, model.sources) {}

  Result<void> load(const std::vector<PublishedApproach>& published) {
    index::FindingStore store = dossier_.findings();
    VP_ASSIGN(const std::vector<Finding> findings, list_findings(store, scope_));
    VP_TRY(check_rounds(findings));
    VP_ASSIGN(const std::vector<Submission> submissions, dossier_.list_submissions());
    for (const Finding& finding : findings)
      approaches_[{finding.municipality, finding.approach, finding.round}].push_back(&finding);
    VP_TRY(load_searches());
    add_approaches_without_findings(submissions);
    for (const auto& [key, own] : approaches_)
      VP_TRY(add_approach(store, key, own, published, submissions));
    if (model_.approaches.empty()) {
      return Error{ErrorCode::kNotFound, "no approach and no finding is known in this scope",
                   scope_.municipality};
    }
    return {};
  }

 private:
  /// What was looked for and not found, by approach and indicator; an approach may have nothing but that.
  Result<void> load_searches() {
    VP_ASSIGN(const std::vector<index::RecordedSearch> recorded,
              dossier_.recorded_searches().list({scope_.municipality, "", "", ""}));
    for (const index::RecordedSearch& one : recorded) {
      const FindingCell& cell = one.cell;
      if (scope_.round && cell.round != *scope_.round) continue;
      RecordedSearch search{one.queries, one.patterns.size(), one.documents.size(), 0, 0};
      for (const index::UnreadPart& part : one.unread) {
        search.unread_pages += part.pages.size();
        search.unread_documents += part.pages.empty() ? 1 : 0;
      }
      const ApproachKey key(cell.municipality, cell.approach, cell.round);
      searches_[key][cell.indicator] = std::move(search);
      approaches_[key];
    }
    return {};
  }

  /// A search belongs with the finding of its cell; what is left stands in a cell without one.
  static void take_searches(ReportFinding& finding, std::map<std::string, RecordedSearch>& searches) {
    for (const std::string& indicator : finding.indicators) {
      if (auto taken = searches.extract(indicator)) finding.searches.push_back(std::move(taken.mapped()));
    }
  }

  /// Approaches that something was handed in for, and nobody judged yet.
  void add_approaches_without_findings(const std::vector<Submission>& submissions) {
    std::set<std::pair<std::string, std::string>> judged;
    for (const auto& [key, own] : approaches_)
      judged.emplace(std::get<0>(key), std::get<1>(key));
    for (const Submission& submission : submissions) {
      const SubmissionLabels& labels = submission.labels;
      if (labels.municipality.empty() || labels.approach.empty()) continue;
      const std::string municipality = known_name(dossier_.settings().municipalities, labels.municipality);
      const std::string approach = known_name(dossier_.settings().approaches, labels.approach);
      if (!scope_.municipality.empty() && municipality != scope_.municipality) continue;
      if (scope_.round && labels.round != *scope_.round) continue;
      if (!judged.contains({municipality, approach})) approaches_[{municipality, approach, labels.round}];
    }
  }

  static std::string known_name(const std::vector<index::NamedThing>& things, const std::string& label) {
    for (const index::NamedThing& thing : things) {
      if (std::find(thing.aliases.begin(), thing.aliases.end(), label) != thing.aliases.end())
        return thing.name;
    }
    return label;
  }

  Result<void> add_approach(index::FindingStore& store, const ApproachKey& key,
                            const std::vector<const Finding*>& findings,
                            const std::vector<PublishedApproach>& published,
                            const std::vector<Submission>& submissions) {
    ApproachReport approach;
    std::tie(approach.municipality, approach.name, approach.round) = key;
    std::vector<const Finding*> ordered = findings;
    std::stable_sort(ordered.begin(), ordered.end(), [this](const Finding* a, const Finding* b) {
      return std::pair(place_of(*a), a->id) < std::pair(place_of(*b), b->id);
    });
    approach.searches = searches_[key];
    for (const Finding* const finding : ordered) {
      VP_ASSIGN(ReportFinding row, to_report(store, *finding));
      take_searches(row, approach.searches);
      approach.findings.push_back(std::move(row));
    }
    VP_TRY(add_published(approach, published));
    if (approach.partners.empty()) add_submitting_partners(approach, submissions);
    model_.approaches.push_back(std::move(approach));
    return {};
  }

  [[nodiscard]] std::size_t place_of(const Finding& finding) const {
    std::size_t place = model_.framework.indicators.size();
    for (const std::string& indicator : finding.indicators)
      place = std::min(place, model_.framework.find_indicator(indicator).value_or(place));
    return place;
  }

  Result<ReportFinding> to_report(index::FindingStore& store, const Finding& finding) {
    ReportFinding row;
    row.id = finding.id;
    row.indicators = finding.indicators;
    std::stable_sort(row.indicators.begin(), row.indicators.end(), [this](const auto& a, const auto& b) {
      const std::size_t end = model_.framework.indicators.size();
      return model_.framework.find_indicator(a).value_or(end) <
             model_.framework.find_indicator(b).value_or(end);
    });
    row.verdict = finding.verdict;
    row.text = finding.text;
    row.note = finding.note;
    row.state = finding.state;
    row.origin = finding.origin;
    if (finding.printed && finding.printed->indicators.size() > 1) {
      row.printed = PrintedGroup{finding.printed->document, finding.printed->group, finding.printed->marks,
                                 finding.printed->one_to_one};
    }
    VP_ASSIGN(const std::vector<Evidence> links, store.evidence_of(finding.id));
    for (const Evidence& link : links) {
      VP_ASSIGN(const std::size_t source, sources_.find_or_add(link.anchor));
      row.sources.push_back({source, link.stance});
    }
    return row;
  }

  Result<void> add_published(ApproachReport& approach, const std::vector<PublishedApproach>& published) {
    for (const PublishedApproach& one : published) {
      if (one.municipality != approach.municipality || one.name != approach.name) continue;
      approach.description = one.description;
      approach.partners = one.partners;
      approach.conclusions.clear();
      for (const PublishedConclusion& conclusion : one.conclusions) {
        Anchor anchor;
        anchor.document = one.document;
        anchor.page = conclusion.page;
        anchor.rects = conclusion.rects;
        anchor.quote = conclusion.text;
        VP_ASSIGN(const std::size_t source, sources_.find_or_add(anchor));
        approach.conclusions.push_back({conclusion.theme, conclusion.kind, conclusion.text, source});
      }
    }
    return {};
  }

  static void add_submitting_partners(ApproachReport& approach, const std::vector<Submission>& submissions) {
    std::set<std::string> partners;
    for (const Submission& submission : submissions) {
      const SubmissionLabels& labels = submission.labels;
      if (labels.municipality == approach.municipality && labels.approach == approach.name &&
          labels.role == "netwerkpartner" && !labels.submitter.empty()) {
        partners.insert(labels.submitter);
      }
    }
    approach.partners.assign(partners.begin(), partners.end());
    approach.are_partners_submitters = !partners.empty();
  }

  index::Dossier& dossier_;
  const ReportScope& scope_;
  ReportModel& model_;
  SourceRegister sources_;
  std::map<ApproachKey, std::vector<const Finding*>> approaches_;
  std::map<ApproachKey, std::map<std::string, RecordedSearch>> searches_;
};

void set_round(ReportModel& model) {
  model.round = model.approaches.front().round;
  for (const ApproachReport& approach : model.approaches) {
    if (approach.round != model.round) model.round.clear();
  }
}

Result<ReportModel> load_once(index::Dossier& dossier, const ReportScope& scope,
                              const std::vector<PublishedApproach>& published) {
  ReportModel model;
  model.kind = scope.kind;
  model.dossier = dossier.settings().id;
  model.municipality = scope.municipality;
  model.framework = load_framework_rows(dossier);
  ModelLoader loader(dossier, scope, model);
  VP_TRY(loader.load(published));
  set_round(model);
  model.shares = count_shares(model.framework, model.approaches);
  VP_ASSIGN(DocumentSurvey survey, survey_documents(dossier, scope.municipality, scope.round));
  model.unread = std::move(survey.unread);
  model.searchable_documents = survey.searchable;
  VP_ASSIGN(const std::vector<index::DecidedWords> decisions, dossier.privacy().list());
  review_privacy(model, decisions, scope.open_hits);
  return model;
}

}  // namespace

FrameworkRows load_framework_rows(const index::Dossier& dossier) {
  const auto& framework = dossier.framework();
  FrameworkRows rows{framework.id, framework.version, framework.name, {}, {}, {}};
  std::map<std::string, std::size_t> themes;
  std::map<std::string, std::size_t> criteria;
  for (const auto& theme : framework.themes) {
    themes[theme.id] = rows.themes.size();
    rows.themes.push_back({theme.id, theme.name, theme.description});
  }
  for (const auto& criterion : framework.criteria) {
    criteria[criterion.id] = rows.criteria.size();
    rows.criteria.push_back({criterion.id, criterion.name, themes.at(criterion.theme)});
  }
  for (const auto& indicator : framework.indicators)
    rows.indicators.push_back({indicator.id, indicator.text, criteria.at(indicator.criterion)});
  return rows;
}

Result<std::vector<DocumentId>> find_factsheets(index::Dossier& dossier, const ReportScope& scope) {
  index::FindingStore store = dossier.findings();
  VP_ASSIGN(const std::vector<Finding> findings, list_findings(store, scope));
  std::set<DocumentId> documents;
  for (const Finding& finding : findings) {
    if (finding.printed) documents.insert(finding.printed->document);
  }
  return std::vector<DocumentId>(documents.begin(), documents.end());
}

Result<ReportModel> load_report_model(index::Dossier& dossier, const ReportScope& scope,
                                      const std::vector<PublishedApproach>& published,
                                      const std::string& program_version) {
  // Others may write while we read: a report tells of one position of the log, or of none.
  constexpr int kAttempts = 4;
  index::FindingStore store = dossier.findings();
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    VP_ASSIGN(const std::int64_t before, store.last_entry());
    VP_ASSIGN(ReportModel model, load_once(dossier, scope, published));
    VP_ASSIGN(const std::int64_t after, store.last_entry());
    if (before != after) continue;
    model.log_position = after;
    model.program_version = program_version;
    return model;
  }
  return Error{ErrorCode::kBusy, "findings keep being changed while the report is made; try again later", ""};
}

}  // namespace vp::reports
