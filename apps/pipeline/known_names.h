// known_names.h - the dossier's own name for what a document calls a municipality or an approach.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/dossier.h"

namespace vp::apps {

/// The name of the thing that is called so, by name or alias; none when there is no such thing, or two. Capitals,
/// accents, white space and punctuation make no difference.
std::optional<std::string> find_known_name(const std::vector<index::NamedThing>& things,
                                           std::string_view printed);

}  // namespace vp::apps
