// batch_store.h - lists of questions that were handed in, kept in the dossier's folder "batches" so that an answer has an
// address: the newest kMostBatches of them.
// Errors: kNotFound, kIo, kDiskFull. Threads: several.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vp::web {

inline constexpr std::size_t kMostBatches = 100;

/// Keeps the text as it came; what comes back names it.
Result<std::string> keep_batch(const std::filesystem::path& dossier, std::string_view text);
Result<std::string> load_batch(const std::filesystem::path& dossier, std::string_view name);

}  // namespace vp::web
