#include "ingest/html_blocks.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "ingest/character_class.h"
#include "ingest/frame_checks.h"

namespace vp::ingest {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kCellGap = "   ";

struct Entity {
  std::string_view name;
  std::uint32_t code_point;
};
// Source: HTML 4.01, section 24: those of Latin-1 that Dutch text has, punctuation, and the signs of office programs.
constexpr std::array kEntities = std::to_array<Entity>(
    {{"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},     {"apos", '\''},
     {"nbsp", ' '},      {"shy", 0xAD},     {"euro", 0x20AC},  {"pound", 0xA3},   {"sect", 0xA7},
     {"copy", 0xA9},     {"reg", 0xAE},     {"deg", 0xB0},     {"plusmn", 0xB1},  {"sup2", 0xB2},
     {"micro", 0xB5},    {"para", 0xB6},    {"middot", 0xB7},  {"frac12", 0xBD},  {"frac14", 0xBC},
     {"frac34", 0xBE},   {"laquo", 0xAB},   {"raquo", 0xBB},   {"times", 0xD7},   {"divide", 0xF7},
     {"szlig", 0xDF},    {"Agrave", 0xC0},  {"Aacute", 0xC1},  {"Acirc", 0xC2},   {"Atilde", 0xC3},
     {"Auml", 0xC4},     {"Aring", 0xC5},   {"AElig", 0xC6},   {"Ccedil", 0xC7},  {"Egrave", 0xC8},
     {"Eacute", 0xC9},   {"Ecirc", 0xCA},   {"Euml", 0xCB},    {"Igrave", 0xCC},  {"Iacute", 0xCD},
     {"Icirc", 0xCE},    {"Iuml", 0xCF},    {"Ntilde", 0xD1},  {"Ograve", 0xD2},  {"Oacute", 0xD3},
     {"Ocirc", 0xD4},    {"Otilde", 0xD5},  {"Ouml", 0xD6},    {"Oslash", 0xD8},  {"Ugrave", 0xD9},
     {"Uacute", 0xDA},   {"Ucirc", 0xDB},   {"Uuml", 0xDC},    {"agrave", 0xE0},  {"aacute", 0xE1},
     {"acirc", 0xE2},    {"atilde", 0xE3},  {"auml", 0xE4},    {"aring", 0xE5},   {"aelig", 0xE6},
     {"ccedil", 0xE7},   {"egrave", 0xE8},  {"eacute", 0xE9},  {"ecirc", 0xEA},   {"euml", 0xEB},
     {"igrave", 0xEC},   {"iacute", 0xED},  {"icirc", 0xEE},   {"iuml", 0xEF},    {"ntilde", 0xF1},
     {"ograve", 0xF2},   {"oacute", 0xF3},  {"ocirc", 0xF4},   {"otilde", 0xF5},  {"ouml", 0xF6},
     {"oslash", 0xF8},   {"ugrave", 0xF9},  {"uacute", 0xFA},  {"ucirc", 0xFB},   {"uuml", 0xFC},
     {"yacute", 0xFD},   {"yuml", 0xFF},    {"OElig", 0x152},  {"oelig", 0x153},  {"Scaron", 0x160},
     {"scaron", 0x161},  {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
     {"sbquo", 0x201A},  {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"bdquo", 0x201E}, {"bull", 0x2022},
     {"hellip", 0x2026}, {"trade", 0x2122}, {"larr", 0x2190},  {"rarr", 0x2192},  {"radic", 0x221A},
     {"ensp", ' '},      {"emsp", ' '},     {"thinsp", ' '},   {"minus", 0x2212}, {"le", 0x2264},
     {"ge", 0x2265},     {"ne", 0x2260},    {"check", 0x2713}});

std::string to_lower(std::string_view text) {
  std::string lower;
  for (const char c : text)
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

bool is_name(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_block_tag(std::string_view name) {
  return is_name(
      name,
      {"p",      "div",        "section", "article", "header",  "footer",  "main",       "nav",  "aside",
       "table",  "ul",         "ol",      "dl",      "dt",      "dd",      "blockquote", "form", "fieldset",
       "figure", "figcaption", "caption", "thead",   "tbody",   "tfoot",   "tr",         "li",   "pre",
       "body",   "html",       "head",    "title",   "address", "details", "summary",    "hr",   "center",
       "option", "h1",         "h2",      "h3",      "h4",      "h5",      "h6"});
}

std::uint32_t to_allowed(std::uint32_t code) {
  const bool is_none = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
  return is_none ? 0xFFFDU : code;
}

std::uint32_t to_number(std::string_view digits, unsigned base) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const unsigned digit =
        lower >= 'a' ? static_cast<unsigned>(lower - 'a') + 10 : static_cast<unsigned>(lower - '0');
    if (digit >= base || value > 0x10FFFF) return 0;
    value = value * base + digit;
  }
  return value;
}

/// The character that begins at text[at] == '&', and moves past it; none when it is only an ampersand.
std::optional<std::uint32_t> take_entity(std::string_view text, std::size_t& at) {
  constexpr std::size_t kLongest = 12;
  const std::size_t end = text.substr(at, kLongest).find(';');
  if (end == text.npos || end < 2) return {};
  const std::string_view name = text.substr(at + 1, end - 1);
  std::uint32_t code = 0;
  if (name.starts_with("#x") || name.starts_with("#X")) {
    code = to_allowed(to_number(name.substr(2), 16));
  } else if (name.starts_with('#')) {
    code = to_allowed(to_number(name.substr(1), 10));
  } else {
    const auto* const found =
        std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == name; });
    if (found == kEntities.end()) return {};
    code = found->code_point;
  }
  at += end + 1;
  return code;
}

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view html) : html_(html) {}

  std::vector<TextBlock> run() {
    while (at_ < html_.size()) {
      if (html_[at_] == '<' && take_markup()) continue;
      take_character();
    }
    end_block();
    return std::move(blocks_);
  }

 private:
  /// False when the '<' is only a sign.
  bool take_markup() {
    const std::string_view left = html_.substr(at_);
    if (left.starts_with("<!--")) {
      at_ = after("-->", at_ + 4);
      return true;
    }
    const bool is_tag = left.size() > 1 && (left[1] == '/' || left[1] == '!' || left[1] == '?' ||
                                            std::isalpha(static_cast<unsigned char>(left[1])) != 0);
    if (!is_tag) return false;
    const std::size_t end = end_of_tag();
    std::string_view tag = html_.substr(at_ + 1, end - at_ - 1);
    at_ = std::min(end + 1, html_.size());
    const bool is_end = tag.starts_with('/');
    if (is_end) tag.remove_prefix(1);
    const std::string name = to_lower(tag.substr(0, tag.find_first_of(" \t\r\n/>")));
    take_tag(name, is_end);
    return true;
  }

  [[nodiscard]] std::size_t after(std::string_view mark, std::size_t from) const {
    const std::size_t found = html_.find(mark, from);
    return found == html_.npos ? html_.size() : found + mark.size();
  }

  /// A '>' within a quoted value does not end the tag.
  [[nodiscard]] std::size_t end_of_tag() const {
    char quote = 0;
    for (std::size_t i = at_ + 1; i < html_.size(); ++i) {
      const char c = html_[i];
      if (quote != 0) {
        quote = c == quote ? '\0' : quote;
      } else if (c == '>') {
        return i;
      } else if ((c == '"' || c == '\'') && html_[i - 1] == '=') {
        quote = c;
      }
    }
    return std::min(html_.find('>', at_), html_.size());  // a quotation mark without its fellow
  }

  void take_tag(const std::string& name, bool is_end) {
    if (!is_end && is_name(name, {"script", "style", "template"})) {
      skip_to_end_of(name);
    } else if (name == "br") {
      text_ += '\n';
    } else if ((name == "td" || name == "th") && !is_end) {
      if (!text_.empty()) text_ += kCellGap;
    } else if (is_block_tag(name)) {
      // A paragraph within a cell or an item does not part the row.
      if (is_name(name, {"p", "div"}) && depth_of_row_ > 0) {
        space();
        return;
      }
      end_block();
      begin_block(name, is_end);
    }
  }

  void skip_to_end_of(const std::string& name) {
    const std::string mark = "</" + name;
    const auto same = [](char a, char b) {
      return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    const auto* const found = std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(),
                                          mark.begin(), mark.end(), same);
    at_ = static_cast<std::size_t>(found - html_.begin());
    at_ = after(">", at_);
  }

  void begin_block(const std::string& name, bool is_end) {
    kind_ = TextBlockKind::kParagraph;
    level_ = 0;
    if (name == "tr" || name == "li") depth_of_row_ = is_end ? 0 : 1;
    if (is_end) return;
    if (name == "li") kind_ = TextBlockKind::kListItem;
    if (name == "pre") kind_ = TextBlockKind::kVerbatim;
    if (name == "title" || (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6')) {
      kind_ = TextBlockKind::kHeading;
      level_ = name == "title" ? 1 : static_cast<std::uint8_t>(name[1] - '0');
    }
  }

  void end_block() {
    const std::size_t begin = text_.find_first_not_of(" \n");
    if (begin != text_.npos) {
      const std::size_t from = kind_ == TextBlockKind::kVerbatim ? 0 : begin;
      blocks_.push_back({kind_, text_.substr(from, text_.find_last_not_of(" \n") + 1 - from), level_});
    }
    text_.clear();
  }

  void space() {
    if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n') text_ += ' ';
  }

  void take_character() {
    if (html_[at_] == '&') {
      if (const auto code = take_entity(html_, at_)) {
        *code == ' ' ? space() : append_utf8(*code, text_);
        return;
      }
    }
    const char c = html_[at_++];
    if (kind_ == TextBlockKind::kVerbatim) {
      if (c != '\r') text_ += c;
    } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      space();
    } else {
      text_ += c;
    }
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string text_;
  TextBlockKind kind_ = TextBlockKind::kParagraph;
  std::uint8_t level_ = 0;
  int depth_of_row_ = 0;
  std::vector<TextBlock> blocks_;
};

}  // namespace

std::string to_text(const std::vector<TextBlock>& blocks) {
  std::string text;
  for (const TextBlock& block : blocks)
    text += block.text + "\n\n";
  return text;
}

std::vector<TextBlock> parse_html(std::string_view html) {
  return HtmlReader(html).run();
}

std::string_view find_html_charset(std::string_view html) {
  const std::string_view head = html.substr(0, 2048);
  const auto* const mark = "charset=";
  const std::size_t at = head.find(mark);
  if (at == head.npos) return {};
  std::string_view rest = head.substr(at + std::string_view(mark).size());
  while (rest.starts_with('"') || rest.starts_with('\'') || rest.starts_with(' '))
    rest.remove_prefix(1);
  return rest.substr(0, rest.find_first_of("\"' ;/>"));
}

}  // namespace vp::ingest
