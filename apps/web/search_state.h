// search_state.h - a search as its address tells it, and the address as a search tells it: all that is chosen on the
// page stands there, so that it can be kept, sent and gone back to.
// Errors: kInvalidArgument and kNotFound for values that the dossier does not know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "apps/pipeline/search_run.h"
#include "apps/web/url_text.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::web {

inline constexpr std::uint32_t kHitsPerPage = 20;

/// A list of values to choose from, beside the hits.
struct FacetField {
  std::string_view field;   ///< in the address: "gemeente"
  std::string_view facet;   ///< of the engine: "municipality"
  std::uint32_t shown = 0;  ///< values before "meer"
};
/// In the order of the page.
std::vector<FacetField> list_facet_fields();

class SearchState {
 public:
  explicit SearchState(UrlFields fields) : fields_(std::move(fields)) {}

  [[nodiscard]] std::string query() const { return std::string(fields_.first("q")); }
  /// From 1.
  [[nodiscard]] std::uint32_t page() const;
  [[nodiscard]] bool is_related_off() const { return fields_.first("verwant") == "uit"; }
  [[nodiscard]] index::SortOrder sort() const;
  [[nodiscard]] const UrlFields& fields() const { return fields_; }
  /// Nothing was asked and nothing chosen.
  [[nodiscard]] bool is_empty() const;
  /// The values that are chosen, as (field, value), in the order of the address.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> chosen() const;

  /// What is to be asked. `without`: leave the values of this field aside.
  Result<apps::SearchRequest> to_request(index::Dossier& dossier, std::string_view without = {}) const;

 private:
  UrlFields fields_;
};

}  // namespace vp::web
