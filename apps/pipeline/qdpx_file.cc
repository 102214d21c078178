#include "apps/pipeline/qdpx_file.h"

#include "index/atomic_file.h"
#include "reports/zip_reader.h"

namespace vp::apps {

namespace fs = std::filesystem;

Result<exports::QdeProject> write_qdpx(const index::Dossier& dossier, const exports::ExportModel& model,
                                       const fs::path& target) {
  exports::QdeProject project = exports::to_qde(model);
  const fs::path xml = target.string() + ".part.qde";
  const fs::path part = target.string() + ".part";
  VP_TRY(index::write_file_atomically(xml, project.xml));
  std::vector<reports::PackedFile> files = {{"project.qde", xml}};
  for (const exports::ExportedDocument& document : model.documents)
    files.push_back({exports::to_source_path(model, document), dossier.original_path(document.id)});
  Result<void> written = reports::write_zip(files, part);
  std::error_code failed;
  if (written) {
    fs::rename(part, target, failed);
    if (failed) written = Error{ErrorCode::kIo, failed.message(), target.string()};
  }
  fs::remove(xml, failed);
  fs::remove(part, failed);
  if (!written) return written.error();
  return project;
}

}  // namespace vp::apps
