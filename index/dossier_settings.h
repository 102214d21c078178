// dossier_settings.h - reads and writes dossier.toml. Format:
//   id = "..."   format_version = 1   framework = { id = "...", version = "..." }
//   store = "postgresql://..." (where index and judgements stand; left out: index.db and judgements.db in the folder;
//   format_version is 3 then. 2: the index alone stands there, as versions before 3 made it)
//   [[municipality]] / [[approach]] / [[organisation]]   name = "..."   aliases = ["...", ...] (may be left
//   out)
// Errors: kMalformed names the file and the line; kVersionMismatch for a newer format.
#pragma once

#include <string>
#include <string_view>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::index {

inline constexpr std::uint32_t kFirstDossierFormatVersion = 1;
inline constexpr std::uint32_t kSharedIndexFormatVersion = 2;  ///< the index stands in the store
inline constexpr std::uint32_t kDossierFormatVersion =
    3;  ///< the judgements too; the highest that is known here

/// Strict: a key that is not known, a name that is empty or stands twice, is an error.
Result<DossierSettings> parse_settings(std::string_view toml, std::string_view file);

/// Always the same text for the same settings: lists sorted by name, aliases in their order.
std::string to_toml(const DossierSettings& settings);

}  // namespace vp::index
