// factsheet_reader_fuzz.cc - words, lines and shading anywhere on a few pages, many of them words of a factsheet:
// no crash, and what is read keeps its promises. Each instruction is four bytes: what, which, x, y.
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "readers/factsheet_reader.h"

namespace vp::readers {
namespace {

void require(bool is_so) {
  if (!is_so) std::abort();
}

struct Tools {
  nlp::Framework framework =
      nlp::load_framework(std::string(VP_TEST_SOURCE_DIR) + "/corpus/framework/toetsingskader.toml").value();
  nlp::Tagger tagger = nlp::Tagger::create(framework, {}).value();
  nlp::WordList words = nlp::WordList::from_lines("afspraken\n");
  FactsheetReader reader{framework, tagger, words};
};

const Tools& tools() {
  static const Tools kTools;
  return kTools;
}

constexpr std::string_view kPhrases[] = {"Criteria",
                                         "Indicatoren",
                                         "Bevindingen",
                                         "Oordeel",
                                         "√",
                                         "X",
                                         "√X√",
                                         "\xEF\xBF\xBD",
                                         "\xEF\x83\xBC",
                                         "LET OP:",
                                         "Let op",
                                         "Aanpak: Reset",
                                         "Aanpak:",
                                         "Aanpak",
                                         "De aanpak",
                                         "Toeleiding",
                                         "Continu",
                                         "Conclusie",
                                         "Wat gaat goed?",
                                         "Wat kan beter?",
                                         "Vervolg bevindingen toezichtonderzoek",
                                         "Factsheet gemeente Hengelo",
                                         "Oktober 2013",
                                         "verant-",
                                         "woordelijk",
                                         "• Stichting",
                                         "ingevuld door:",
                                         "Beschrijving",
                                         "let op de",
                                         "\xFF\xC3",
                                         "De gemeente zegt dat er afspraken zijn.",
                                         "voldoet",
                                         "-",
                                         "a"};

/// Makes pages from instructions.
class DocumentWriter {
 public:
  DocumentWriter() { add_page(); }

  void follow(std::span<const std::uint8_t> bytes) {
    while (bytes.size() >= 4) {
      const float x = static_cast<float>(bytes[2]) * 2.3F;
      const float y = static_cast<float>(bytes[3]) * 3.2F;
      write(bytes[0], bytes[1], x, y);
      bytes = bytes.subspan(4);
    }
  }

  Document document;

 private:
  void add_page() {
    constexpr std::size_t kMaxPages = 8;
    if (document.pages.size() >= kMaxPages) return;
    Page page;
    page.index = PageIndex{static_cast<std::uint32_t>(document.pages.size())};
    page.width_pt = 595;
    page.height_pt = 842;
    document.pages.push_back(page);
    document.page_count = static_cast<std::uint32_t>(document.pages.size());
  }

  void write(std::uint8_t what, std::uint8_t which, float x, float y) {
    Page& page = document.pages.back();
    const std::vector<nlp::Indicator>& indicators = tools().framework.indicators;
    switch (what % 8) {
      case 0:
      case 1:
        return add_line(kPhrases[which % std::size(kPhrases)], x, y, what);
      case 2:
      case 3:
        return add_line(indicators[which % indicators.size()].text, x, y, what);
      case 4:
        page.rulings.push_back({{x, y, x + static_cast<float>(which) * 2, y + 0.5F}});
        return;
      case 5:
        page.rulings.push_back({{x, y, x + 0.5F, y + static_cast<float>(which) * 2}});
        return;
      case 6:
        page.fills.push_back({{x, y, x + static_cast<float>(which) * 2, y + 20}, 0x808080});
        return;
      default:
        if (which % 4 == 0) add_page();
        return;
    }
  }

  void add_line(std::string_view text, float x, float y, std::uint8_t what) {
    Page& page = document.pages.back();
    Line line;
    line.first_word = static_cast<std::uint32_t>(page.words.size());
    line.box = {x, y, x, y + 9};
    const float left = x;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      Word word;
      word.span = {static_cast<std::uint32_t>(page.text.size()),
                   static_cast<std::uint32_t>(page.text.size() + end - begin)};
      page.text += text.substr(begin, end - begin);
      page.text += ' ';
      word.box = {x, y, x + 4 * static_cast<float>(end - begin), y + 9};
      word.font_size_pt = (what & 8U) != 0 ? 9 : 16;
      if ((what & 16U) != 0) word.flags |= kWordBold;
      if ((what & 32U) != 0) word.flags |= kWordVertical;
      line.box.include(word.box);
      page.words.push_back(word);
      x = word.box.x1 + 2;
      if (x > left + 110) {  // wraps as a cell does
        x = left;
        y += 11;
      }
      begin = end + 1;
    }
    line.word_count = static_cast<std::uint32_t>(page.words.size()) - line.first_word;
    Block block;
    block.kind = (what & 64U) != 0 ? BlockKind::kFooter : BlockKind::kParagraph;
    block.first_line = static_cast<std::uint32_t>(page.lines.size());
    block.line_count = 1;
    block.box = line.box;
    page.lines.push_back(line);
    page.blocks.push_back(block);
  }
};

void check_text(const PlacedText& text, const Document& document) {
  require(text.text.empty() || (text.text.front() != ' ' && text.text.back() != ' '));
  std::uint32_t last = 0;
  for (const PassageWord& word : text.words) {
    require(word.span.begin >= last && word.span.end >= word.span.begin && word.span.end <= text.text.size());
    require(word.page.value < document.pages.size());
    last = word.span.begin;
  }
  if (!text.text.empty()) require(!places_of(text).empty());
}

void check_group(const RowGroup& group, const Factsheet& factsheet, const Document& document) {
  require(!group.findings.empty() && group.approach < factsheet.approaches.size());
  for (const PrintedFinding& finding : group.findings) {
    require(finding.indicator.empty() || tools().framework.find_indicator(finding.indicator) != nullptr);
    require(finding.page.value < document.pages.size());
    // No verdict without a printed mark.
    require(finding.verdict == Verdict::kUnknown || !finding.mark.empty());
    check_text(finding.text, document);
    check_text(finding.mark, document);
    check_text(finding.indicator_text, document);
    if (finding.note) check_text(*finding.note, document);
  }
}

}  // namespace
}  // namespace vp::readers

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace vp::readers;
  constexpr std::size_t kMaxBytes = 4096;
  DocumentWriter writer;
  writer.follow(std::span(data, size < kMaxBytes ? size : kMaxBytes));
  const vp::Document& document = writer.document;
  const auto read = tools().reader.read(document);
  require(read.has_value() == tools().reader.is_factsheet(document));
  if (!read) {
    require(read.error().code == vp::ErrorCode::kUnsupported);
    return 0;
  }
  require(!read->groups.empty() && !read->approaches.empty());
  for (const RowGroup& group : read->groups)
    check_group(group, *read, document);
  for (const Conclusion& item : read->conclusions) {
    require(item.approach < read->approaches.size());
    check_text(item.text, document);
  }
  for (const ReadingNote& note : read->notes)
    require(describe(note).ends_with("."));
  return 0;
}
