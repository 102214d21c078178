// field_filters.h - the filters that stand within a query (nlp/query.h), by what they are resolved to. Values of one
// filter are alternatives; different filters must all hold.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/date_range.h"
#include "core/document.h"
#include "core/document_id.h"
#include "core/polarity.h"
#include "core/submission.h"

namespace vp::index {

/// One of `any`, when there are some, and none of `none`.
template <class T>
struct Choice {
  std::vector<T> any, none;
  [[nodiscard]] bool is_open() const { return any.empty() && none.empty(); }
  [[nodiscard]] bool accepts(const T& value) const {
    return (any.empty() || std::ranges::find(any, value) != any.end()) &&
           std::ranges::find(none, value) == none.end();
  }
  bool operator==(const Choice&) const = default;
};

struct FieldFilters {
  Choice<std::string> municipality, approach, role;  ///< labels; one source must have all of them,
  Choice<DateRange> date;                            ///< and an evidence date that meets one of these
  Choice<DocumentId> document;
  Choice<BlockKind> kind;
  Choice<std::string> indicator, theme;  ///< ids; mentioned in the passage
  Choice<Polarity> polarity;             ///< of a mention (of an indicator that is asked for, if any),
  Choice<SpeakerRole> speaker;           ///< and said by such a one
  bool operator==(const FieldFilters&) const = default;

  [[nodiscard]] bool is_open() const { return *this == FieldFilters(); }
  [[nodiscard]] bool asks_for_labels() const {
    return !municipality.is_open() || !approach.is_open() || !role.is_open() || !date.is_open();
  }
  /// Whether one source has the labels and the date. A document without any source is one without labels.
  [[nodiscard]] bool accepts_labels(const SubmissionLabels& labels) const {
    const auto meets = [&labels](const DateRange& range) { return range.meets(labels.evidence_date); };
    return municipality.accepts(labels.municipality) && approach.accepts(labels.approach) &&
           role.accepts(labels.role) && (date.any.empty() || std::ranges::any_of(date.any, meets)) &&
           std::ranges::none_of(date.none, meets);
  }
};

}  // namespace vp::index
