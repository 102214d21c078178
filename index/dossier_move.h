// dossier_move.h - a dossier goes from its folder to a PostgreSQL server, or back: what people handed in and decided is copied
// row by row with its log, compared value by value, and only then dossier.toml names the new place. The old place keeps what it
// had, and refuses further changes. The index is made anew where the dossier is now.
// Errors: of the databases; kInvalidArgument when it is there already, or when the new place holds a dossier of this id;
// kBusy while somebody else writes. After an error the dossier is where it was. Threads: one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/result.h"

namespace vp::index {

struct DossierMove {
  std::uint64_t rows = 0;         ///< that were copied and compared, in all tables
  std::uint64_t log_entries = 0;  ///< of those, in the log
  std::string kept_as;            ///< where the old place keeps what it had
};

/// `store`: the server's address, or empty for the folder. No other program may have the dossier open for handing in.
Result<DossierMove> move_dossier(const std::filesystem::path& folder, const std::string& store);

}  // namespace vp::index
