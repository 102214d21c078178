// place_options.h - how a place in a document is named on the command line.
#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

/// As typed; empty: not given.
struct PlaceOptions {
  std::string document, quote, span;
  std::string stance;
  std::optional<std::uint32_t> page;     ///< 1-based
  std::optional<std::uint32_t> passage;  ///< ordinal, as JSON names it
};

/// --document, --page, --quote, --passage, --span, --stance.
void add_place_options(CLI::App& command, PlaceOptions& options);

bool is_given(const PlaceOptions& options);

/// The place, to be linked. Errors: as find_place; kInvalidArgument for a span or stance that is none.
Result<index::EvidenceLink> resolve_link(index::Dossier& dossier, const PlaceOptions& options);

}  // namespace vp::apps
