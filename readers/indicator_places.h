// indicator_places.h - where a page prints whole indicators of the framework, found by their words alone: no head and
// no column is needed, so that tables without a row of heads show where their indicators stand.
// Way: from each word that may open an indicator's text, along its line and down the lines below, as long as letters
// and digits go on as the wording does. Exact but for white space, hyphens, case and accents.
// Threads: immutable; share it.
#pragma once

#include <string>
#include <vector>

#include "readers/page_view.h"

#include "nlp/framework.h"

namespace vp::readers {

struct IndicatorPlace {
  std::size_t indicator = 0;   ///< into Framework::indicators
  std::size_t first_line = 0;  ///< into PageView::lines
  std::size_t last_line = 0;
  RectPt box;
  bool operator==(const IndicatorPlace&) const = default;
};

class IndicatorFinder {
 public:
  explicit IndicatorFinder(const nlp::Framework& framework);

  /// By first line, then from left to right; no two share their first word.
  [[nodiscard]] std::vector<IndicatorPlace> find(const PageView& view) const;

 private:
  struct Wording {
    std::string squashed;
    std::size_t indicator = 0;
  };
  std::vector<Wording> wordings_;  // longest first
};

}  // namespace vp::readers
