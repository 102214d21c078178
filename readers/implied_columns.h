// implied_columns.h - the columns of findings tables that have no row of heads: told from where the framework's
// indicators stand, where marks stand, and from the white between the texts.
// Way: pages whose indicators begin at the same x are one form and are looked at together, or, where that shows no
// columns, piece by piece between headings; columns are what white parts from top to bottom. A column is the verdicts'
// by its marks and words, the criteria's by their names, that of notes by LET OP, the findings' by having the most text.
// See docs/decisions/0022.
// Lifetime: views into what is given, which must stay.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "readers/indicator_places.h"
#include "readers/page_outline.h"
#include "readers/table_stretch.h"

namespace vp::readers {

/// The pages of a document that have one form.
struct ImpliedTable {
  std::vector<TableColumn> columns;  ///< touching, as find_columns() makes them
  bool has_marks = false;            ///< a third of the rows and more have something that reads as a verdict
};

class ImpliedColumns {
 public:
  /// All by view. `dividers` as OutlineReader reads them.
  ImpliedColumns(const std::vector<PageView>& views, const std::vector<std::vector<Divider>>& dividers,
                 const std::vector<std::string>& font_names, const IndicatorFinder& finder,
                 const OutlineReader& outline);

  /// The form of the table that has indicators on these lines of the view; null when there are none, when they
  /// stand in no table with findings, or in running text.
  [[nodiscard]] const ImpliedTable* find(std::size_t view, std::size_t first_line,
                                         std::size_t last_line) const;

  /// The indicators on these lines.
  [[nodiscard]] std::vector<IndicatorPlace> places(std::size_t view, std::size_t first_line,
                                                   std::size_t last_line) const;

 private:
  struct Form;
  void gather_forms();
  /// False when no columns show.
  bool read_form(const Form& form);
  [[nodiscard]] std::vector<Form> cut_at_dividers(const Form& form) const;

  const std::vector<PageView>& views_;
  const std::vector<std::vector<Divider>>& dividers_;
  const std::vector<std::string>& font_names_;
  const OutlineReader& outline_;
  std::vector<std::vector<IndicatorPlace>> places_;  // by view
  std::vector<std::vector<std::size_t>> table_of_;   // by view and place; tables_.size() and more: none
  std::vector<ImpliedTable> tables_;
};

}  // namespace vp::readers
