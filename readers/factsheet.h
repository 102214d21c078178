// factsheet.h - what a published factsheet says, as values: municipality, approaches, and for each indicator
// the verdict, the finding, the note and where they are printed.
// Promise: nothing is guessed. What is not printed, or not readable with certainty, is empty or kUnknown, and a
// ReadingNote says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "readers/placed_text.h"

#include "core/page_index.h"
#include "core/verdict.h"

namespace vp::readers {

/// How a finding came to belong to its indicator.
enum class RowMatch : std::uint8_t {
  kOwnRow,   ///< one indicator, one finding
  kByPlace,  ///< in a group: the finding stands beside the indicator
  kByOrder,  ///< in a group: as many findings as indicators, first to first
  kShared,   ///< in a group: the one finding holds for all its indicators
  kByWords,  ///< in a group without telling places: by order, and by the words that finding and indicator
             ///< share; a person should look
};
std::string_view to_string(RowMatch match);

/// One indicator of one approach as the factsheet prints it.
struct PrintedFinding {
  std::string indicator;  ///< id, "A2.2"
  Verdict verdict = Verdict::kUnknown;
  PlacedText text;                 ///< the finding, without mark and note; empty when none is printed
  std::optional<PlacedText> note;  ///< what follows LET OP, without the label
  PlacedText mark;            ///< the printed mark that the verdict was read from; empty when there is none
  PlacedText indicator_text;  ///< the indicator's words as printed
  RowMatch match = RowMatch::kOwnRow;
  PageIndex page;  ///< where the row begins
  bool operator==(const PrintedFinding&) const = default;
};

/// A printed row: one indicator mostly; several where they share marks or findings.
struct RowGroup {
  std::uint32_t number = 0;    ///< from 1, over the whole factsheet, in order of print
  std::uint32_t approach = 0;  ///< index into Factsheet::approaches
  std::string marks;  ///< as read, in order of print: "√", "√X√"; "?" for a mark that cannot be read
  bool one_to_one = true;                ///< as many marks as indicators
  std::string theme_printed;             ///< the heading over the row; may differ from the framework's
  std::vector<PrintedFinding> findings;  ///< in order of print; at least one
  bool operator==(const RowGroup&) const = default;
};

struct Approach {
  PlacedText name;  ///< "Reset Thuisbegeleiding"; empty when the factsheet names none
  PlacedText description;
  std::vector<PlacedText> partners;
  PageIndex first_page;
  bool operator==(const Approach&) const = default;
};

enum class ConclusionKind : std::uint8_t { kGood, kBetter };
/// "goed" (wat gaat goed?), "beter" (wat kan beter?).
std::string_view to_string(ConclusionKind kind);

/// One item of the table "Wat gaat goed? / Wat kan beter?".
struct Conclusion {
  std::uint32_t approach = 0;  ///< index into Factsheet::approaches
  std::string theme;           ///< id; empty when the heading is none of the framework's
  std::string theme_printed;
  ConclusionKind kind = ConclusionKind::kGood;
  PlacedText text;
  bool operator==(const Conclusion&) const = default;
};

enum class ReadingNoteKind : std::uint8_t {
  kUnreadPage,         ///< a page without readable text
  kUnknownRow,         ///< a row whose indicator is none of the framework's
  kAmbiguousRow,       ///< a row whose indicator text fits two indicators equally
  kMissingIndicator,   ///< an indicator that an approach has no row for
  kRepeatedIndicator,  ///< an indicator that an approach has two rows for
  kNoMark,             ///< a row without a readable mark
  kUnreadableMark,     ///< something stands where the mark should: a drawing, a glyph of unknown meaning
  kMarkWithoutRow,     ///< a mark beside which no indicator stands
  kUndecidedMark,      ///< a group whose marks differ and cannot be told to its indicators
  kDividedByWords,  ///< a group whose findings were told to its indicators by their words (RowMatch::kByWords)
  kEmptyFinding,    ///< an indicator without a finding
  kOtherTheme,      ///< the heading over a row is another theme than the framework's
  kNoMunicipality,  ///< no municipality is named, or two are
};
std::string_view to_string(ReadingNoteKind kind);

/// What could not be read, or only with doubt, for a person to look at.
struct ReadingNote {
  ReadingNoteKind kind = ReadingNoteKind::kUnreadPage;
  std::optional<PageIndex> page;        ///< none: the factsheet as a whole
  std::string approach;                 ///< name; may be empty
  std::vector<std::string> indicators;  ///< ids
  std::string quote;                    ///< the words in question, as printed; may be empty
  bool operator==(const ReadingNote&) const = default;
};

/// One sentence for people, in Dutch: "Bladzijde 4: geen leesbaar teken bij A2.2."
std::string describe(const ReadingNote& note);

/// Where the name of the municipality was found.
enum class MunicipalitySource : std::uint8_t { kNone, kTitle, kFooter, kHeading, kText, kMetadata };
std::string_view to_string(MunicipalitySource source);

struct Factsheet {
  std::string municipality;  ///< "Hengelo"; empty when none is named, or two are
  MunicipalitySource municipality_source = MunicipalitySource::kNone;
  PlacedText municipality_evidence;  ///< the words it was read from; empty for file metadata
  std::optional<int> year;
  std::optional<int> month;  ///< 1-12; never without year
  PlacedText date_evidence;
  std::string round;                 ///< as printed; empty when none is
  std::vector<Approach> approaches;  ///< in order of print; at least one when there are groups
  std::vector<RowGroup> groups;      ///< in order of print
  std::vector<Conclusion> conclusions;
  std::vector<ReadingNote> notes;  ///< by page; those without a page last
  bool operator==(const Factsheet&) const = default;
};

}  // namespace vp::readers
