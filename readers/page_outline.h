// page_outline.h - the lines of a page that divide a factsheet: heads of tables, themes, names of approaches.
// Lifetime: views into the Page, which must stay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "readers/page_view.h"
#include "readers/table_heads.h"

#include "nlp/framework.h"

namespace vp::readers {

enum class DividerKind : std::uint8_t {
  kFindingsHead,    ///< Criteria | Indicatoren | Bevindingen
  kConclusionHead,  ///< Wat gaat goed? | Wat kan beter?
  kTheme,
  kCriterion,  ///< a criterion's name alone on its line; where criteria have no column, it heads the rows under it
  kApproach,    ///< "Aanpak: GRIP-aanpak"
  kConclusion,  ///< "Conclusie"
  kHeading,     ///< any other heading known to stand between tables: "Vervolg bevindingen ..."
};

struct Divider {
  DividerKind kind = DividerKind::kHeading;
  std::size_t first_line = 0;  ///< into PageView::lines
  std::size_t last_line = 0;
  RectPt box;
  std::vector<ColumnHead> heads;
  std::string theme;            ///< id
  bool is_own_page = false;     ///< an approach's label stands alone, its name below it
  std::vector<ViewWord> words;  ///< the theme or the approach's name as printed, label left out
};

class OutlineReader {
 public:
  explicit OutlineReader(const nlp::Framework& framework);

  /// Ascending by y.
  [[nodiscard]] std::vector<Divider> read(const PageView& view) const;
  /// Of the framework, in its order.
  [[nodiscard]] std::vector<std::string> theme_ids() const { return theme_ids_; }
  /// True for the name of a criterion; `squashed` as page_view.h makes it.
  [[nodiscard]] bool is_criterion(const std::string& squashed) const;
  /// True when names of criteria, one after another, make up most of a column's text; `squashed` likewise.
  [[nodiscard]] bool names_criteria(const std::string& squashed) const;

 private:
  [[nodiscard]] std::optional<Divider> read_heads(const PageView& view, std::size_t line) const;
  [[nodiscard]] std::optional<Divider> read_theme(const PageView& view, std::size_t line) const;
  [[nodiscard]] std::optional<Divider> read_criterion(const PageView& view, std::size_t line) const;
  [[nodiscard]] std::optional<Divider> read_approach(const PageView& view, std::size_t line) const;
  [[nodiscard]] bool is_theme_wording(const std::string& squashed_name) const;

  std::vector<std::pair<std::string, std::string>> themes_;  // squashed name, id
  std::vector<std::string> theme_ids_;
  std::vector<std::string> descriptions_;  // squashed
  std::vector<std::string> criteria_;      // squashed
};

}  // namespace vp::readers
