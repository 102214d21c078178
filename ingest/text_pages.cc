#include "ingest/text_pages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <map>
#include <string_view>

#include "ingest/character_class.h"
#include "ingest/text_encoding.h"

namespace vp::ingest {
namespace {

// A4 in points. A glyph of Courier is 0.6 of its size wide: 80 characters of 10 points are 480 points.
constexpr int kPageWidthPt = 595, kPageHeightPt = 842, kLeftPt = 57, kTopPt = 60, kBottomPt = 60;
constexpr int kTextWidthPt = 480, kSizePt = 10, kLeadingPt = 12;
constexpr std::size_t kTabColumns = 8;
constexpr std::size_t kCharactersPerFont = 200;
constexpr std::uint32_t kFirstCode = 33;

using CodePoints = std::vector<std::uint32_t>;

std::string to_hex(std::uint32_t value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04X", value);
  return text.data();
}

std::string to_utf16_hex(std::uint32_t c) {
  if (c < 0x10000) return to_hex(c);
  return to_hex(0xD800 + ((c - 0x10000) >> 10U)) + to_hex(0xDC00 + ((c - 0x10000) & 0x3FFU));
}

/// Fonts for characters outside Windows-1252: each made as they come up, with a table that says what its codes mean.
class ExtraFonts {
 public:
  struct Place {
    std::size_t font = 0;
    std::uint8_t code = 0;
  };
  Place place_of(std::uint32_t c) {
    const auto known = places_.find(c);
    if (known != places_.end()) return known->second;
    const std::size_t number = places_.size();
    if (number % kCharactersPerFont == 0) fonts_.emplace_back();
    fonts_.back().push_back(c);
    const Place place{fonts_.size() - 1, static_cast<std::uint8_t>(kFirstCode + number % kCharactersPerFont)};
    places_.emplace(c, place);
    return place;
  }
  [[nodiscard]] const std::vector<CodePoints>& fonts() const { return fonts_; }

  static std::string to_font(const CodePoints& characters, std::size_t table_object) {
    std::string differences = std::to_string(kFirstCode);
    for (const std::uint32_t c : characters)
      differences += " /uni" + to_hex(c);
    return "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding<</Type/Encoding/Differences[" + differences +
           "]>>/ToUnicode " + std::to_string(table_object) + " 0 R>>";
  }

  static std::string to_table(const CodePoints& characters) {
    std::string table =
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Tekst def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n";
    constexpr std::size_t kMostRows = 100;
    for (std::size_t begin = 0; begin < characters.size(); begin += kMostRows) {
      const std::size_t end = std::min(begin + kMostRows, characters.size());
      table += std::to_string(end - begin) + " beginbfchar\n";
      for (std::size_t i = begin; i < end; ++i)
        table += "<" + to_hex(kFirstCode + static_cast<std::uint32_t>(i)).substr(2) + "> <" +
                 to_utf16_hex(characters[i]) + ">\n";
      table += "endbfchar\n";
    }
    return table + "endcmap CMapName currentdict /CMap defineresource pop end end\n";
  }

 private:
  std::map<std::uint32_t, Place> places_;
  std::vector<CodePoints> fonts_;
};

struct Style {
  int size_pt = kSizePt;
  int leading_pt = kLeadingPt;
  bool is_bold = false;
  [[nodiscard]] std::size_t columns() const {
    return static_cast<std::size_t>(kTextWidthPt * 10 / (size_pt * 6));
  }
};

Style style_of(const TextBlock& block) {
  if (block.kind != TextBlockKind::kHeading) return {};
  const int size_pt = block.level <= 1 ? 16 : block.level == 2 ? 13 : 11;
  return {size_pt, size_pt + 3, true};
}

/// Characters of one line as they are shown: tabs become spaces, signs that control a machine go.
CodePoints to_characters(std::string_view line) {
  CodePoints characters;
  for (std::size_t at = 0; at < line.size();) {
    const std::uint32_t c = next_code_point(line, at);
    if (c == '\t') {
      do {
        characters.push_back(' ');
      } while (characters.size() % kTabColumns != 0);
    } else if (c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0xAD && c != 0xFEFF) {
      characters.push_back(c == 0xA0 ? ' ' : c);
    }
  }
  while (!characters.empty() && characters.back() == ' ')
    characters.pop_back();
  return characters;
}

class Typesetter {
 public:
  void add(const TextBlock& block) {
    if (block.kind == TextBlockKind::kPageEnd) {
      y_pt_ = 0;
      return;
    }
    const Style style = style_of(block);
    const std::string marked = (block.kind == TextBlockKind::kListItem ? "\u2022 " : "") + block.text;
    const std::string_view text = marked;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      add_line(to_characters(text.substr(begin, end - begin)), style);
      begin = end + 1;
    }
    y_pt_ -= kLeadingPt;
  }

  std::string build() {
    if (pages_.empty()) pages_.emplace_back();
    return write();
  }

 private:
  /// Broken into as many lines as it needs, between words where it can be.
  void add_line(const CodePoints& line, const Style& style) {
    if (line.empty()) {
      y_pt_ -= style.leading_pt;
      return;
    }
    for (std::size_t begin = 0; begin < line.size();) {
      std::size_t end = std::min(begin + style.columns(), line.size());
      if (end < line.size() && line[end] != ' ') {
        std::size_t gap = end;
        while (gap > begin && line[gap - 1] != ' ')
          --gap;
        if (gap > begin + style.columns() / 4) end = gap;
      }
      put({line.begin() + static_cast<std::ptrdiff_t>(begin),
           line.begin() + static_cast<std::ptrdiff_t>(end)},
          style);
      begin = end;
      while (begin < line.size() && line[begin] == ' ')
        ++begin;
    }
  }

  void put(const CodePoints& line, const Style& style) {
    if (pages_.empty() || y_pt_ - style.leading_pt < kBottomPt) {
      pages_.emplace_back();
      y_pt_ = kPageHeightPt - kTopPt;
    }
    y_pt_ -= style.leading_pt;
    std::string& page = pages_.back();
    page += "BT " + std::to_string(kLeftPt) + " " + std::to_string(y_pt_) + " Td\n";
    std::string font;
    std::string shown;
    const auto flush = [&] {
      if (!shown.empty()) page += font + " " + std::to_string(style.size_pt) + " Tf (" + shown + ") Tj\n";
      shown.clear();
    };
    for (const std::uint32_t c : line) {
      const auto byte = to_windows_1252(c);
      const ExtraFonts::Place place = byte ? ExtraFonts::Place{0, *byte} : extra_.place_of(c);
      const std::string wanted = byte ? (style.is_bold ? "/B" : "/R") : "/X" + std::to_string(place.font);
      if (wanted != font) flush();
      font = wanted;
      if (place.code == '(' || place.code == ')' || place.code == '\\') shown += '\\';
      shown += static_cast<char>(place.code);
    }
    flush();
    page += "ET\n";
  }

  [[nodiscard]] std::string write() const {
    std::vector<std::string> objects(4);  // catalog, pages, and the two fonts of Windows-1252
    const auto number_of_next = [&objects] { return std::to_string(objects.size() + 1); };
    const std::string face = "<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/Courier";
    objects[2] = face + ">>";
    objects[3] = face + "-Bold>>";
    std::string fonts = "/R 3 0 R/B 4 0 R";
    for (std::size_t i = 0; i < extra_.fonts().size(); ++i) {
      fonts += "/X" + std::to_string(i) + " " + number_of_next() + " 0 R";
      objects.push_back(ExtraFonts::to_font(extra_.fonts()[i], objects.size() + 2));
      objects.push_back(to_stream(ExtraFonts::to_table(extra_.fonts()[i])));
    }
    std::string kids;
    for (const std::string& page : pages_) {
      kids += number_of_next() + " 0 R ";
      objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(kPageWidthPt) + " " +
                        std::to_string(kPageHeightPt) + "]/Resources<</Font<<" + fonts + ">>>>/Contents " +
                        std::to_string(objects.size() + 2) + " 0 R>>");
      objects.push_back(to_stream(page));
    }
    objects[0] = "<</Type/Catalog/Pages 2 0 R>>";
    objects[1] = "<</Type/Pages/Count " + std::to_string(pages_.size()) + "/Kids[" + kids + "]>>";
    return join(objects);
  }

  static std::string to_stream(const std::string& bytes) {
    return "<</Length " + std::to_string(bytes.size()) + ">>stream\n" + bytes + "\nendstream";
  }

  static std::string join(const std::vector<std::string>& objects) {
    std::string file = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
    std::string table;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      std::array<char, 32> row{};
      std::snprintf(row.data(), row.size(), "%010zu 00000 n \n", file.size());
      table += row.data();
      file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string count = std::to_string(objects.size() + 1);
    return file + "xref\n0 " + count + "\n0000000000 65535 f \n" + table + "trailer\n<</Root 1 0 R/Size " +
           count + ">>\nstartxref\n" + std::to_string(file.size()) + "\n%%EOF\n";
  }

  std::vector<std::string> pages_;  // content streams
  ExtraFonts extra_;
  int y_pt_ = 0;
};

}  // namespace

std::string typeset(const std::vector<TextBlock>& blocks) {
  Typesetter typesetter;
  for (const TextBlock& block : blocks)
    typesetter.add(block);
  return typesetter.build();
}

}  // namespace vp::ingest
