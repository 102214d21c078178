#include "exports/bundle_manifest.h"

#include <algorithm>
#include <limits>

#include "exports/json_cursor.h"

namespace vp::exports {
namespace {

using Json = JsonCursor::Json;

/// No control characters, and none that some system reads as a drive, a folder, a pattern or a pipe.
bool is_ordinary(char c) {
  constexpr std::string_view kSpecial = "\\:*?\"<>|";
  return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && kSpecial.find(c) == std::string_view::npos;
}

Result<BundleFile> parse_file(const JsonCursor& cursor) {
  BundleFile file;
  VP_ASSIGN(file.path, cursor.text_of("path"));
  if (!is_safe_path(file.path))
    return cursor.error("'" + file.path + "' is no path that stays within a bundle");
  VP_ASSIGN(const JsonCursor bytes, cursor.member("bytes"));
  VP_ASSIGN(file.bytes, bytes.number(0, std::numeric_limits<std::int64_t>::max()));
  VP_ASSIGN(const JsonCursor hash, cursor.member("sha256"));
  VP_ASSIGN(const std::string digits, hash.text());
  const Result<DocumentId> id = parse_document_id(digits);
  if (!id) return hash.error("should be 64 hexadecimal digits");
  file.sha256 = *id;
  return file;
}

Result<std::vector<BundleFile>> parse_files(const JsonCursor& root) {
  VP_ASSIGN(const JsonCursor list, root.member("files"));
  VP_ASSIGN(const std::vector<JsonCursor> items, list.items());
  std::vector<BundleFile> files;
  for (const JsonCursor& item : items) {
    VP_ASSIGN(BundleFile file, parse_file(item));
    if (file.path == kManifestName) return item.error("the manifest cannot list itself");
    if (!files.empty() && files.back().path >= file.path)
      return item.error("'" + file.path + "' does not follow '" + files.back().path + "' in order");
    files.push_back(std::move(file));
  }
  return files;
}

}  // namespace

bool is_safe_path(std::string_view path) {
  constexpr std::size_t kLongest = 240;
  if (path.empty() || path.size() > kLongest || path.back() == '/') return false;
  if (!std::all_of(path.begin(), path.end(), is_ordinary)) return false;
  while (true) {
    const std::size_t end = path.find('/');
    const std::string_view part = path.substr(0, end);
    // A part that ends in a dot or a space is another file on some systems; this covers "." and ".." too.
    if (part.empty() || part.back() == '.' || part.back() == ' ') return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

std::string to_json(const BundleManifest& manifest) {
  Json files = Json::array();
  for (const BundleFile& file : manifest.files)
    files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", to_string(file.sha256)}});
  const Json json = {{"format", kBundleFormat},
                     {"program", "vindplaats " + manifest.program_version},
                     {"dossier", manifest.dossier},
                     {"log_position", manifest.log_position},
                     {"framework", manifest.framework},
                     {"framework_version", manifest.framework_version},
                     {"framework_sha256", manifest.framework_hash},
                     {"extractor", manifest.extractor},
                     {"analysis", manifest.analysis},
                     {"files", std::move(files)}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<BundleManifest> parse_manifest(std::string_view json, const std::string& name) {
  VP_ASSIGN(const Json parsed, parse_json(json, name));
  const JsonCursor root(parsed, name, "");
  VP_TRY(root.check_format("format", kBundleFormat));
  BundleManifest manifest;
  VP_ASSIGN(manifest.program_version, root.text_of("program"));
  constexpr std::string_view kProgram = "vindplaats ";
  if (manifest.program_version.starts_with(kProgram)) manifest.program_version.erase(0, kProgram.size());
  VP_ASSIGN(manifest.dossier, root.text_of("dossier"));
  VP_ASSIGN(const JsonCursor position, root.member("log_position"));
  VP_ASSIGN(manifest.log_position, position.number(0, std::numeric_limits<std::int64_t>::max()));
  VP_ASSIGN(manifest.framework, root.text_of("framework"));
  VP_ASSIGN(manifest.framework_version, root.text_of("framework_version"));
  VP_ASSIGN(manifest.framework_hash, root.text_of("framework_sha256"));
  VP_ASSIGN(manifest.extractor, root.text_of("extractor"));
  VP_ASSIGN(manifest.analysis, root.text_of("analysis"));
  VP_ASSIGN(manifest.files, parse_files(root));
  return manifest;
}

}  // namespace vp::exports
