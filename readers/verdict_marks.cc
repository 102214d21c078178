#include "readers/verdict_marks.h"

#include <algorithm>
#include <charconv>

#include "readers/verdict_marks_data.h"

#include "nlp/framework_wording.h"
#include "nlp/letters.h"
#include "nlp/lexicon_rows.h"

namespace vp::readers {
namespace {

constexpr std::string_view kMarksHeading = "verdict\tkind\ttext\tfont\tsource";
constexpr char32_t kReplacement = 0xFFFD;

std::optional<MarkKind> parse_kind(std::string_view name) {
  if (name == "glyph") return MarkKind::kGlyph;
  if (name == "letter") return MarkKind::kLetter;
  if (name == "word") return MarkKind::kWord;
  return std::nullopt;
}

std::optional<char32_t> parse_code_point(std::string_view text) {
  if (!text.starts_with("U+")) return std::nullopt;
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), code, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return static_cast<char32_t>(code);
}

/// Code points that fonts use for signs of their own.
bool is_private(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF);
}

/// A producer that strips names calls its fonts "CIDFont+F1", "T3Font_0", "F2" or nothing at all.
bool is_nameless(std::string_view squashed) {
  for (const std::string_view start : {"cidfont", "t3font", "type3", "font", "tt", "f"}) {
    if (!squashed.starts_with(start)) continue;
    std::string_view rest = squashed.substr(start.size());
    if (rest.starts_with('f')) rest.remove_prefix(1);
    if (std::ranges::all_of(rest, [](char c) { return c >= '0' && c <= '9'; })) return true;
  }
  return squashed.empty();
}

/// Parts marks in one word: "√/X".
bool is_divider(char32_t c) {
  return c == U'/' || c == U',' || c == U';' || c == 0xA0;
}

}  // namespace

Result<VerdictMarks> VerdictMarks::parse(std::string_view tsv, std::string_view name_for_errors) {
  VP_ASSIGN(const std::vector<nlp::LexiconRow> rows,
            nlp::parse_lexicon_rows(tsv, kMarksHeading, name_for_errors));
  VerdictMarks marks;
  for (const nlp::LexiconRow& row : rows) {
    const std::optional<Verdict> verdict = parse_verdict(row.cells[0]);
    const std::optional<MarkKind> kind = parse_kind(row.cells[1]);
    if (!verdict || !kind)
      return nlp::make_lexicon_error(name_for_errors, row.line, "unknown verdict or kind");
    if (*kind == MarkKind::kWord) {
      if (!marks.words_.emplace(row.cells[2], *verdict).second)
        return nlp::make_lexicon_error(name_for_errors, row.line, "the word stands in the list twice");
      continue;
    }
    const std::optional<char32_t> code = parse_code_point(row.cells[2]);
    if (!code)
      return nlp::make_lexicon_error(name_for_errors, row.line, "the text should be a code point, U+221A");
    const std::string font(row.cells[3] == "-" ? "" : row.cells[3]);
    std::vector<Sign>& signs = marks.signs_[*code];
    if (std::ranges::any_of(signs, [&](const Sign& sign) { return sign.font == font; }))
      return nlp::make_lexicon_error(name_for_errors, row.line, "the sign stands in the list twice");
    signs.push_back({font, *kind, *verdict});
    std::ranges::stable_sort(signs, std::ranges::greater(), [](const Sign& s) { return s.font.size(); });
  }
  return marks;
}

const VerdictMarks& VerdictMarks::built_in() {
  // The file is built in and a test parses it; a fault in it cannot be the outside world's.
  static const VerdictMarks kMarks = parse(kVerdictMarksTsv, "verdict_marks.tsv").value();
  return kMarks;
}

const VerdictMarks::Sign* VerdictMarks::find_sign(char32_t code, std::string_view squashed_font) const {
  const auto found = signs_.find(code);
  if (found == signs_.end()) return nullptr;
  for (const Sign& sign : found->second)
    if (sign.font == "?" ? is_nameless(squashed_font)
                         : squashed_font.find(sign.font) != std::string_view::npos)
      return &sign;
  return nullptr;
}

std::optional<MarkReading> VerdictMarks::read(std::string_view word, std::string_view font_name) const {
  constexpr std::size_t kMaxMarkBytes = 64;
  if (word.empty() || word.size() > kMaxMarkBytes) return std::nullopt;
  const std::string font = nlp::to_squashed(font_name);
  MarkReading reading;
  for (std::size_t place = 0; place < word.size();) {
    const char32_t code = nlp::next_code_point(word, place);
    if (is_divider(code) && !reading.verdicts.empty()) continue;
    if (const Sign* sign = find_sign(code, font)) {
      reading.verdicts.push_back(sign->verdict);
      reading.kind = std::max(reading.kind, sign->kind);
    } else if (code == kReplacement || is_private(code)) {
      reading.verdicts.push_back(Verdict::kUnknown);
      reading.kind = MarkKind::kUnreadable;
    } else {
      reading.verdicts.clear();
      break;
    }
  }
  if (!reading.verdicts.empty()) return reading;
  const auto found = words_.find(nlp::to_squashed(word));
  if (found == words_.end()) return std::nullopt;
  return MarkReading{MarkKind::kWord, {found->second}};
}

std::string_view to_mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "√";
    case Verdict::kImprove:
      return "X";
    case Verdict::kUnknown:
      break;
  }
  return "?";
}

}  // namespace vp::readers
