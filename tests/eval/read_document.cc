#include "tests/eval/read_document.h"

#include <cstdint>
#include <fstream>
#include <iterator>
#include <vector>

#include "ingest/document_structure.h"
#include "ingest/poppler_extractor.h"

namespace vp::eval {

Document read_document(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  ingest::DocumentCollector collector;
  ingest::make_poppler_extractor()->extract(
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, collector);
  Document document = collector.take();
  ingest::settle_structure(document);
  return document;
}

}  // namespace vp::eval
