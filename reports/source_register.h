// source_register.h - the places behind findings, each once, with what the dossier knows of their documents.
// Errors: of the stores. A document that the index does not have keeps its page numbers and has no page labels.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "reports/report_model.h"

namespace vp::reports {

class SourceRegister {
 public:
  /// Writes to `sources`, which outlives the register.
  SourceRegister(index::Dossier& dossier, std::vector<Source>& sources)
      : dossier_(&dossier), sources_(&sources) {}

  /// Index of the place in the sources; equal places are one.
  Result<std::size_t> find_or_add(const Anchor& anchor);

 private:
  struct DocumentFacts {
    std::string path;
    SubmissionLabels labels;
    std::map<PageIndex, std::string> page_labels;
    std::set<PageIndex> recognized;  ///< pages whose words were recognised in a picture
    bool is_converted = false;
  };
  Result<const DocumentFacts*> facts_of(const DocumentId& document);

  index::Dossier* dossier_;
  std::vector<Source>* sources_;
  std::map<DocumentId, DocumentFacts> facts_;
  using Place = std::tuple<DocumentId, PageIndex, std::vector<RectPt>, std::string>;
  std::map<Place, std::size_t> places_;
};

}  // namespace vp::reports
