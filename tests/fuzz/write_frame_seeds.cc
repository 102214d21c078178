// write_frame_seeds.cc - writes the seeds of frame_reader_fuzz into a folder; to be run again when the frames
// change (FrameReaderTest.SeedsAreOfTodaysFormat tells).
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "ingest/frame_codec.h"
#include "tests/ingest/sample_document.h"

namespace {

using vp::Document;
using vp::ingest::encode_document;

Document make_document(std::uint32_t pages, std::uint32_t words) {
  Document document;
  document.page_count = pages;
  for (std::uint32_t i = 0; i < pages; ++i) {
    document.pages.push_back(vp::ingest::make_sample_page(i, words));
  }
  document.fonts = {"Calibri"};
  return document;
}

Document make_full_document() {
  Document document = make_document(2, 3);
  document.metadata = {"Beleidsplan",     "J. de Vries", "", "",   "Writer",
                       "LibreOffice 7.4", "2013-05-01",  "", "1.7"};
  document.metadata.tagged = true;
  document.state = vp::DocumentState::kRepaired;
  document.reason = "the table of objects was made anew";
  document.messages = {"Syntax Error: x", "Syntax Warning: caf\u00E9"};
  document.message_count = 40;
  document.outline = {{{"Bijlage 1", vp::PageIndex{0}, 1, 0}, {"1 Nazorg", vp::PageIndex{1}, 2, 71.5F}},
                      "1 bookmarks lead to no page of the file and are left out"};
  vp::Page& page = document.pages.at(1);
  page.rotation_degrees = 90;
  page.rulings = {{{0, 10, 100, 10.5F}}};
  page.fills = {{{0, 0, 50, 20}, 0xC0C0C0}};
  page.blocks.at(0).kind = vp::BlockKind::kHeading;
  page.blocks.at(0).heading_level = 2;
  page.verdict = vp::PageVerdict::kPoor;
  page.reason = "broken words";
  return document;
}

bool write_seed(const std::filesystem::path& path, std::uint8_t piece_bytes,
                const std::vector<std::uint8_t>& frames) {
  std::ofstream file(path, std::ios::binary);
  file.put(static_cast<char>(piece_bytes));
  for (const std::uint8_t byte : frames)
    file.put(static_cast<char>(byte));
  return file.good();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: write_frame_seeds DIR\n";
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  vp::DocumentState unopened = vp::DocumentState::kEncrypted;
  const auto only_tail = vp::ingest::encode_frame({unopened, "a password is needed", {}, {}, 0});
  const bool is_written = write_seed(folder / "only_tail.bin", 0, only_tail) &&
                          write_seed(folder / "no_pages.bin", 3, vp::ingest::encode_document({})) &&
                          write_seed(folder / "empty_page.bin", 0, encode_document(make_document(1, 0))) &&
                          write_seed(folder / "words.bin", 50, encode_document(make_document(1, 45))) &&
                          write_seed(folder / "full.bin", 7, encode_document(make_full_document()));
  return is_written ? 0 : 1;
}
