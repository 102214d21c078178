#include "tests/ingest/read_pdf.h"

#include <gtest/gtest.h>

#include "ingest/document_structure.h"
#include "ingest/frame_checks.h"
#include "ingest/poppler_extractor.h"
#include "tests/ingest/page_checks.h"

namespace vp::ingest {
namespace {

Document read_with(ContentReader reader, std::string_view pdf) {
  DocumentCollector collector;
  make_poppler_extractor(reader)->extract({reinterpret_cast<const std::uint8_t*>(pdf.data()), pdf.size()},
                                          collector);
  return collector.take();
}

}  // namespace

Document read_pdf(std::string_view pdf) {
  Document ours = read_with(ContentReader::kOwnWherePossible, pdf);
  const Document poppler = read_with(ContentReader::kPopplerOnly, pdf);
  EXPECT_EQ(ours.state, poppler.state);
  EXPECT_EQ(ours.pages.size(), poppler.pages.size());
  for (std::size_t i = 0; i < ours.pages.size() && i < poppler.pages.size(); ++i) {
    EXPECT_EQ(ours.pages[i].text, poppler.pages[i].text);
    EXPECT_EQ(ours.pages[i].words, poppler.pages[i].words);
    EXPECT_EQ(ours.pages[i].blocks, poppler.pages[i].blocks);
    EXPECT_EQ(find_fault(ours.pages[i], ours.fonts.size()), "");
    const Result<void> kept = check_page(ours.pages[i]);
    EXPECT_TRUE(kept) << kept.error().what;
  }
  settle_structure(ours);
  return ours;
}

std::string to_words(const Page& page) {
  std::string result;
  for (const Word& word : page.words) {
    if (!result.empty()) result += ' ';
    result += word.span.in(page.text);
  }
  return result;
}

std::string to_outline(const Page& page) {
  std::string result;
  for (const Block& block : page.blocks) {
    result += to_string(block.kind);
    if (block.heading_level > 0) result += std::to_string(block.heading_level);
    result += ":";
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines.at(l);
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w) {
        result += " ";
        result += page.words.at(w).span.in(page.text);
      }
    }
    result += "\n";
  }
  return result;
}

}  // namespace vp::ingest
