#include "tests/eval/read_file.h"

#include <fstream>
#include <iterator>
#include <vector>

#include "ingest/page_furniture.h"
#include "ingest/poppler_extractor.h"
#include "ingest/table_continuation.h"

namespace vp::eval {

Document read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  ingest::DocumentCollector collector;
  ingest::make_poppler_extractor()->extract(
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, collector);
  Document document = collector.take();
  ingest::mark_page_furniture(document);
  ingest::link_continued_tables(document);
  return document;
}

}  // namespace vp::eval
