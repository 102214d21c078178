// judgement_database.h - the database of what people decided: judgements.db in a dossier's folder, or a schema on its server, with
// the framework that it is judged by.
// Errors: of the database; kNotFound when a server has lost the judgements, kVersionMismatch, kForbidden. Threads: any.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/result.h"
#include "index/database.h"
#include "index/dossier.h"

namespace vp::index {

/// Opens it, and brings it up to date unless it is only read.
Result<Database> open_judgements(const std::filesystem::path& folder, const DossierSettings& settings,
                                 OpenMode mode);

/// Makes the tables of a new dossier in its store, index and judgements. kInvalidArgument when the store holds a dossier of
/// this id already.
Result<void> make_store(const DossierSettings& settings, std::string_view framework_hash,
                        std::string_view framework_text);

/// The framework in the folder must be the one on the server, by which the dossier is judged. Who opens for writing brings it
/// there, if the server lets him.
Result<void> check_framework(Database& judgements, const nlp::Framework& framework,
                             const std::filesystem::path& file, OpenMode mode);

}  // namespace vp::index
