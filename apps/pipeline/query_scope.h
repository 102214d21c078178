// query_scope.h - from the filters that stand within a query (gemeente:Oostmeer) to what the stores know.
// Errors: kInvalidArgument and kNotFound, with the filter's place in the query in `where` ("column 7").
#pragma once

#include <string_view>

#include "core/result.h"
#include "index/dossier.h"
#include "nlp/query.h"

namespace vp::apps {

/// The filters with the query's own beside them. Values are resolved as those of the options are (scope.h); kinds of
/// passages by their Dutch or English name, dates as core/date_range.h reads them. Who asks for page heads, page
/// footers or page numbers by kind gets them.
Result<index::Filters> add_query_fields(index::Dossier& dossier, std::string_view query,
                                        const std::vector<nlp::QueryField>& fields, index::Filters filters);

}  // namespace vp::apps
