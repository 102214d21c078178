// compose_parts.h - the pieces that all reports have alike: runs, references to sources, the list of sources, the
// pages that were not read, how the report came about.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reports/report_document.h"
#include "reports/report_model.h"
#include "reports/wording.h"

namespace vp::reports {

/// The printed numbers of sources: their place in the model from 1, so that they are the same in every form of a report.
class SourceNumbers {
 public:
  std::uint32_t number_of(std::size_t source) {
    mentioned_.insert(source);
    return static_cast<std::uint32_t>(source + 1);
  }
  /// Indexes into ReportModel::sources, ascending.
  [[nodiscard]] const std::set<std::size_t>& mentioned() const { return mentioned_; }

 private:
  std::set<std::size_t> mentioned_;
};

Run to_run(std::string text);
Run to_strong(std::string text);
Run to_mark(Verdict verdict);
Paragraph to_paragraph(std::string text, ParagraphKind kind = ParagraphKind::kBody);
Cell to_cell(std::string text, CellKind kind = CellKind::kText);

/// "Bronnen: [1] [2] tegen [3]": one paragraph; the words for none when there are no sources.
Paragraph to_references(const std::vector<SourceUse>& uses, SourceNumbers& numbers);

/// Text, LET OP, recorded searches, the mark CONCEPT: a finding without its verdict and sources.
std::vector<Paragraph> to_finding_text(const ReportFinding& finding);

/// "Gezocht, niet gevonden: ...", with what was not readable then.
Paragraph to_search_text(const RecordedSearch& search);

/// "12 van de 30 aanpakken (40%)"; words for "none judged" when `whole` is 0.
std::string to_share(std::size_t part, std::size_t whole);
/// The same without the percentage and the noun: "12 van de 30".
std::string to_fraction(std::size_t part, std::size_t whole);

/// "Oostbrenk, Waakvlamteam"; without the municipality when the report is of one.
std::string name_of(const ReportModel& model, const ApproachReport& approach);

/// "3-5, 9" of ascending numbers.
std::string to_ranges(const std::vector<std::uint32_t>& numbers);

/// "blz. 24 (iv)", "blz. 3-4".
std::string to_page_text(const Source& source);

/// "√ voldoet   X verbeterpunt   ? onbekend ...".
Paragraph compose_legend();
/// How many findings are still a draft; nothing when none is.
void add_draft_notice(const ReportModel& model, ReportDocument& document);
/// The table "oordelen per aanpak".
Table compose_approach_counts(const ReportModel& model);
void add_unread_documents(const ReportModel& model, ReportDocument& document);
void add_sources(const ReportModel& model, const SourceNumbers& numbers, ReportDocument& document);
void add_colophon(const ReportModel& model, ReportDocument& document);

/// Names of approaches (indexes into the model) in that order: "Alverstede, De Spil; ...".
std::string to_names(const ReportModel& model, const std::vector<std::size_t>& approaches);

}  // namespace vp::reports
