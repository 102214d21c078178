// qde_writer.h - findings as a project of the REFI-QDA exchange format, for programs of qualitative analysis: the framework
// as codes, documents as PDF sources, linked places as selections that are coded with indicators, findings as notes.
// Promise: the same model gives the same text; every name in it is the same each time.
// Units there: points from the bottom left of a page as a reader sees it, rounded outwards; pages from 0.
// Source: REFI-QDA Project 1.0 (urn:QDA-XML:project:1.0), also read by programs of version 1.5.
#pragma once

#include <string>

#include "exports/export_model.h"

namespace vp::exports {

struct QdeProject {
  std::string xml;          ///< project.qde
  std::size_t places = 0;   ///< selections
  std::size_t missing = 0;  ///< places on pages whose size the index does not know: they are not in it
};

QdeProject to_qde(const ExportModel& model);

/// "sources/<guid>.pdf": where the document stands in the .qdpx.
std::string to_source_path(const ExportModel& model, const ExportedDocument& document);

}  // namespace vp::exports
