// bundle_check.h - compares a bundle with its manifest, on any machine, without a dossier. Nothing is unpacked or
// followed: links and unsafe paths are faults.
// Errors: kNotFound, kIo; kMalformed, kVersionMismatch for a bundle without a manifest that can be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "exports/bundle_manifest.h"

#include "core/result.h"

namespace vp::exports {

enum class BundleFault : std::uint8_t { kMissing, kChanged, kSurplus, kUnsafe };
/// "missing", "changed", "surplus", "unsafe".
std::string_view to_string(BundleFault fault);

struct FaultyFile {
  BundleFault fault = BundleFault::kMissing;
  std::string path;
  std::string reason;
};

struct BundleCheck {
  BundleManifest manifest;
  DocumentId manifest_hash;        ///< what a sender can tell by another way
  std::vector<FaultyFile> faults;  ///< ascending by path
};

/// `bundle`: a folder or a .zip.
Result<BundleCheck> check_bundle(const std::filesystem::path& bundle);

}  // namespace vp::exports
