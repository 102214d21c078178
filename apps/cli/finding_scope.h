// finding_scope.h - turns what a user types to name findings and cells into what the store knows.
// Errors: kInvalidArgument with the nearest known name, or with the findings that fit; kNotFound.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "core/finding.h"
#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// Which findings are meant, as typed; empty: not given.
struct CellOptions {
  std::string municipality, approach, round, indicator, verdict, state, document;
};

/// Checks every name; one that only the findings know (a factsheet may name what nobody handed in) is known too.
Result<index::FindingFilter> resolve_filter(index::Dossier& dossier, const CellOptions& options);

/// Ids of indicators given by id or short name, each once, in the order given.
Result<std::vector<std::string>> resolve_indicators(index::Dossier& dossier,
                                                    const std::vector<std::string>& typed);

/// --municipality, --approach, --round, --indicator.
void add_cell_options(CLI::App& command, CellOptions& options);

/// One finding: by its number, or by its cell.
struct FindingName {
  std::int64_t id = 0;  ///< 0: not given
  CellOptions cell;
};

/// Adds a first FINDING and the options of a cell.
void add_finding_name(CLI::App& command, FindingName& name);

/// The one finding that is meant. kNotFound when none fits; kInvalidArgument when several do: it names them.
Result<Finding> resolve_finding(index::Dossier& dossier, const FindingName& name);

}  // namespace vp::apps
