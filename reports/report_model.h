// report_model.h - what every report says, as values: approaches with their findings, the places that these stand
// on, and what could not be read. One model for factsheet, matrix and national report; writers only print it.
// Promise: everything is sorted, and nothing comes from a clock: same dossier, framework, log position and program
// version, same model. What is absent is empty, and the writers say that it is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/geometry.h"

namespace vp::reports {

enum class ReportKind : std::uint8_t { kFactsheet, kMatrix, kNational };
/// "factsheet", "matrix", "national".
std::string_view to_string(ReportKind kind);

struct ThemeRow {
  std::string id, name, description;
};
struct CriterionRow {
  std::string id, name;
  std::size_t theme = 0;  ///< index into FrameworkRows::themes
};
struct IndicatorRow {
  std::string id, text;
  std::size_t criterion = 0;  ///< index into FrameworkRows::criteria
};

/// The framework that the findings are judged by, in its own order.
struct FrameworkRows {
  std::string id, version, name;
  std::vector<ThemeRow> themes;
  std::vector<CriterionRow> criteria;
  std::vector<IndicatorRow> indicators;

  /// Index of an indicator; none when the framework has no such id.
  [[nodiscard]] std::optional<std::size_t> find_indicator(std::string_view indicator_id) const;
  [[nodiscard]] std::size_t theme_of(std::size_t indicator) const;
};

/// One place in a submitted document, as it is published: redactions are done in `quote`.
struct Source {
  DocumentId document;
  std::string path;  ///< as submitted
  std::string submitter, role, evidence_date;
  PageIndex page;
  std::string page_label;  ///< as the file names the page; empty when it does not
  PageIndex last_page;     ///< differs from `page` when the quote goes over a page break
  std::vector<RectPt> rects;
  std::string quote;
  bool is_converted = false;   ///< page and rectangles are those of a PDF made from the document
  bool is_recognized = false;  ///< the quote was recognised in a picture, and may hold errors
};

/// A place as it bears on one finding.
struct SourceUse {
  std::size_t source = 0;  ///< index into ReportModel::sources
  EvidenceStance stance = EvidenceStance::kFor;
};

/// "Gezocht, niet gevonden": what was looked for, and in how much.
struct RecordedSearch {
  std::vector<std::string> queries;  ///< as typed
  std::size_t patterns = 0;          ///< of the framework, run beside them
  std::size_t documents = 0;
  std::size_t unread_pages = 0;
  std::size_t unread_documents = 0;  ///< of which nothing was read
};

/// The row in which a published factsheet prints a finding together with others.
struct PrintedGroup {
  DocumentId document;
  std::uint32_t number = 0;
  std::string marks;
  bool one_to_one = true;
  bool operator==(const PrintedGroup&) const = default;
};

struct ReportFinding {
  std::int64_t id = 0;
  std::vector<std::string> indicators;  ///< those of the framework first, in its order
  Verdict verdict = Verdict::kUnknown;
  std::string text;
  std::optional<std::string> note;
  FindingState state = FindingState::kDraft;
  FindingOrigin origin = FindingOrigin::kPerson;
  std::vector<SourceUse> sources;
  std::vector<RecordedSearch> searches;
  std::optional<PrintedGroup> printed;  ///< set when the printed row has more than one indicator
};

enum class ConclusionKind : std::uint8_t { kGood, kBetter };

/// An item under "Wat gaat goed?" or "Wat kan beter?" of a published factsheet.
struct ReportConclusion {
  std::string theme;  ///< id; empty when it is none of the framework's
  ConclusionKind kind = ConclusionKind::kGood;
  std::string text;
  std::optional<std::size_t> source;  ///< index into ReportModel::sources
};

struct ApproachReport {
  std::string municipality, name, round;
  std::string description;
  std::vector<std::string> partners;
  bool are_partners_submitters = false;  ///< known from what was handed in, not from a published list
  std::vector<ReportFinding> findings;   ///< by first indicator, in the framework's order
  std::map<std::string, RecordedSearch> searches;  ///< by indicator: those of cells without a finding
  std::vector<ReportConclusion> conclusions;
};

/// How an indicator stands with one approach.
enum class CellStanding : std::uint8_t { kMet, kImprove, kUnknown, kDraft, kMissing };

/// One indicator over all approaches: which approaches stand how. Indexes into ReportModel::approaches, ascending.
struct IndicatorShare {
  std::vector<std::size_t> met, improve, unknown, draft, missing;
  /// Approaches with a confirmed √ or X: what a share is taken of.
  [[nodiscard]] std::size_t judged() const { return met.size() + improve.size(); }
};

/// A submitted file of which pages, or all, could not be read.
struct UnreadDocument {
  std::string path, municipality;
  std::string state;   ///< of the document, as `status` names it
  std::string reason;  ///< of the state, or of the first unread page
  std::uint32_t pages = 0;
  std::vector<std::uint32_t> unread;  ///< page numbers from 1; empty: the whole file
};

/// A stretch that may be personal, in something that would be published.
struct OpenHit {
  std::string scope;  ///< document in hexadecimal, or "finding 12": what a decision is recorded for
  std::string kind;   ///< stable name: "citizen_service_number", ...
  std::string text;   ///< the words themselves
  std::string place;  ///< for people: file and page, or the finding
  std::string around;
  bool is_hint = false;  ///< does not keep a report from being published
};

struct ReportModel {
  ReportKind kind = ReportKind::kFactsheet;
  std::string dossier, program_version;
  std::int64_t log_position = 0;
  std::string municipality;  ///< of a factsheet, or of a matrix of one municipality
  std::string round;         ///< when all approaches have the same
  FrameworkRows framework;
  std::vector<ApproachReport> approaches;  ///< by municipality, name, round
  std::vector<Source> sources;             ///< in order of first mention
  std::vector<IndicatorShare> shares;      ///< by indicator of the framework
  std::vector<UnreadDocument> unread;      ///< by path
  std::vector<OpenHit> open_hits;          ///< nobody decided on these yet
  std::size_t redacted = 0;                ///< stretches that show as left out
  std::size_t searchable_documents = 0;    ///< read at least in part
};

/// The finding of `approach` on an indicator; none when there is none. A confirmed one goes before a draft.
const ReportFinding* find_finding(const ApproachReport& approach, std::string_view indicator_id);

CellStanding standing_of(const ReportFinding* finding);

/// By indicator of the framework.
std::vector<IndicatorShare> count_shares(const FrameworkRows& framework,
                                         const std::vector<ApproachReport>& approaches);

/// Numbers of one approach, over all indicators.
struct StandingCounts {
  std::size_t met = 0, improve = 0, unknown = 0, draft = 0, missing = 0;
};
StandingCounts count_standings(const FrameworkRows& framework, const ApproachReport& approach);

/// 0 to 100, rounded half up; `whole` is not 0.
std::size_t to_percent(std::size_t part, std::size_t whole);

/// "factsheet.pdf" of a path.
std::string file_name_of(std::string_view path);

}  // namespace vp::reports
