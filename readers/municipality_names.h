// municipality_names.h - gathers municipalities and their approaches as the parts of a report name them.
// Threads: for one thread. Lifetime: document and word list must outlive it.
#pragma once

#include <span>
#include <vector>

#include "readers/finding_text.h"
#include "readers/national_report.h"
#include "readers/page_view.h"

namespace vp::readers {

using NameWords = std::vector<ViewWord>;

class MunicipalityNames {
 public:
  MunicipalityNames(const Document& document, const nlp::WordList& words) : texts_(document, words) {}

  /// The municipality that approaches belong to from here on; one that was named before goes on.
  void enter(const Page& page, std::span<const ViewWord> words);
  /// Names that stand in `words`, parted by commas, semicolons and the last "en". False before any municipality.
  bool add_approaches(const Page& page, std::span<const ViewWord> words);
  /// No municipality is open any more.
  void close() { current_ = kNone; }
  [[nodiscard]] bool is_open() const { return current_ != kNone; }
  /// In order of first print. "Haven" and "Wal" go where "Haven en Wal" is named as well.
  [[nodiscard]] std::vector<ReportedMunicipality> take();

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  FindingTextBuilder texts_;
  std::vector<ReportedMunicipality> list_;
  std::size_t current_ = kNone;
};

/// Heads of columns: "Gemeente", "Deelnemende gemeenten"; "Aanpak", "Beoordeelde aanpakken". Not "Aantal gemeenten".
bool is_municipality_head(const NameWords& words);
bool is_approach_head(const NameWords& words);

/// A capital or "'s-": how names begin.
bool starts_as_name(const ViewWord& word);

/// The lines of a cell or an item as names: a line goes on from the one before where it begins with a small letter,
/// where that one ends in a hyphen or a joining word, or where its first word would not have fitted there.
/// `right` is where lines of the column must end.
std::vector<NameWords> join_name_lines(const std::vector<NameWords>& lines, float right);

}  // namespace vp::readers
