// bundle_manifest.h - the list of all files of a bundle with size and SHA-256, and from what they were made. It stands in
// the bundle as manifest.json and does not list itself.
// Errors: kMalformed names the place in the manifest; kVersionMismatch for a newer format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/document_id.h"
#include "core/result.h"

namespace vp::exports {

inline constexpr const char* kManifestName = "manifest.json";
inline constexpr std::uint32_t kBundleFormat = 1;

struct BundleFile {
  std::string path;  ///< within the bundle, with "/" between its parts
  std::uint64_t bytes = 0;
  DocumentId sha256;
  bool operator==(const BundleFile&) const = default;
};

struct BundleManifest {
  std::string program_version, dossier, framework, framework_version, framework_hash;
  std::string extractor, analysis;  ///< versions that read the documents
  std::uint64_t log_position = 0;
  std::vector<BundleFile> files;  ///< ascending by path
  bool operator==(const BundleManifest&) const = default;
};

/// Ends with a line end.
std::string to_json(const BundleManifest& manifest);

/// Strict: paths that are safe, ascending and each once.
Result<BundleManifest> parse_manifest(std::string_view json, const std::string& name);

/// True for a path that stays within the bundle on every system: relative, parts of ordinary characters, none of them
/// "." or "..", at most 240 bytes.
bool is_safe_path(std::string_view path);

}  // namespace vp::exports
