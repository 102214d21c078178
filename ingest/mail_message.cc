#include "ingest/mail_message.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

#include "ingest/text_encoding.h"

namespace vp::ingest {
namespace {

constexpr std::size_t kMaxFields = 1000;
constexpr std::size_t kMaxFieldBytes = 64U << 10U;

char lower(char c) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string to_lower_name(std::string_view text) {
  std::string result;
  std::transform(text.begin(), text.end(), std::back_inserter(result), lower);
  return result;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// The line at `at` without its end; moves past it.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Fields up to the empty line; what follows is the body.
std::string_view take_fields(std::string_view text, std::vector<MailField>& fields) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t line_begin = at;
    const std::string_view line = take_line(text, at);
    if (line.empty()) return text.substr(at);
    const bool is_folded = line.front() == ' ' || line.front() == '\t';
    if (is_folded && !fields.empty()) {
      if (fields.back().value.size() < kMaxFieldBytes) fields.back().value.append(" ").append(trimmed(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    const bool is_field = colon != line.npos && colon > 0 && line.substr(0, colon).find(' ') == line.npos;
    if (!is_field) return text.substr(line_begin);  // no empty line stands before the body
    if (fields.size() < kMaxFields)
      fields.push_back(
          {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1, kMaxFieldBytes)))});
  }
  return {};
}

std::string_view raw_field(const MailPart& part, std::string_view name) {
  for (const MailField& field : part.fields) {
    if (to_lower_name(field.name) == name) return field.value;
  }
  return {};
}

std::optional<std::uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  const char l = lower(c);
  if (l >= 'a' && l <= 'f') return static_cast<std::uint8_t>(l - 'a' + 10);
  return {};
}

/// "=41" or "%41" -> 'A'; another sequence stays as it is.
std::string decode_hex(std::string_view text, char mark) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool has_two = text[i] == mark && i + 2 < text.size();
    const auto high = has_two ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = has_two ? hex_digit(text[i + 2]) : std::nullopt;
    if (high && low) {
      result += static_cast<char>(*high << 4U | *low);
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::string decode_base64(std::string_view text) {
  std::string result;
  result.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    std::uint32_t value = 0;
    if (c >= 'A' && c <= 'Z') {
      value = static_cast<std::uint32_t>(c - 'A');
    } else if (c >= 'a' && c <= 'z') {
      value = static_cast<std::uint32_t>(c - 'a') + 26;
    } else if (c >= '0' && c <= '9') {
      value = static_cast<std::uint32_t>(c - '0') + 52;
    } else if (c == '+' || c == '/') {
      value = c == '+' ? 62 : 63;
    } else {
      if (c == '=') count = 0;  // padding; more text may follow it
      continue;
    }
    bits = bits << 6U | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    result += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return result;
}

std::string decode_quoted_printable(std::string_view text) {
  std::string joined;
  for (std::size_t at = 0; at < text.size();) {
    std::string_view line = take_line(text, at);
    const bool has_end = at <= text.size() && text[at - 1] == '\n';
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t'))
      line.remove_suffix(1);
    if (line.ends_with('=')) {
      joined += line.substr(0, line.size() - 1);
    } else {
      joined += line;
      if (has_end) joined += '\n';
    }
  }
  // A soft break may not stand within "=41", so that joining first is safe.
  return decode_hex(joined, '=');
}

/// Parameters of "type; a=b; c*0*=utf-8''x%20y": names in lower case, pieces joined, values decoded.
class Parameters {
 public:
  explicit Parameters(std::string_view value) {
    std::size_t at = value.find(';');
    while (at < value.size())
      take(value, at);
    join_pieces();
  }

  [[nodiscard]] std::string find(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? "" : found->second;
  }

 private:
  struct Pieces {
    std::map<unsigned, std::string> texts;
    std::string charset;
  };

  void take(std::string_view value, std::size_t& at) {
    ++at;  // the semicolon
    const std::size_t equals = std::min(value.find_first_of("=;", at), value.size());
    std::string name = to_lower_name(trimmed(value.substr(at, equals - at)));
    if (equals >= value.size() || value[equals] == ';') {
      at = equals;
      return;
    }
    at = equals + 1;
    keep(std::move(name), take_value(value, at));
    at = std::min(value.find(';', at), value.size());
  }

  static std::string take_value(std::string_view value, std::size_t& at) {
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t'))
      ++at;
    if (at >= value.size() || value[at] != '"') {
      const std::size_t end = std::min(value.find(';', at), value.size());
      const std::string_view plain = trimmed(value.substr(at, end - at));
      at = end;
      return std::string(plain);
    }
    std::string text;
    for (++at; at < value.size() && value[at] != '"'; ++at) {
      if (value[at] == '\\' && at + 1 < value.size()) ++at;
      text += value[at];
    }
    return text;
  }

  void keep(std::string name, std::string text) {
    const std::size_t star = name.find('*');
    if (star == name.npos) {
      values_.emplace(std::move(name), decode_words(text));
      return;
    }
    Pieces& pieces = pieces_[name.substr(0, star)];
    const std::string_view rest = std::string_view(name).substr(star + 1);
    unsigned number = 0;
    for (const char c : rest)
      number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + static_cast<unsigned>(c - '0') : number;
    const bool is_encoded = rest.empty() || rest.ends_with('*');
    if (is_encoded && number == 0) {
      const std::size_t language = text.find('\'');
      const std::size_t begin = language == text.npos ? text.npos : text.find('\'', language + 1);
      if (begin != text.npos) {
        pieces.charset = text.substr(0, language);
        text = text.substr(begin + 1);
      }
    }
    pieces.texts.emplace(number, is_encoded ? decode_hex(text, '%') : text);
  }

  void join_pieces() {
    for (const auto& [name, pieces] : pieces_) {
      std::string text;
      for (const auto& [number, piece] : pieces.texts)
        text += piece;
      values_[name] = decode_text(text, pieces.charset).text;  // goes before a plain one of the same name
    }
  }

  std::map<std::string, std::string> values_;
  std::map<std::string, Pieces> pieces_;
};

/// Joins the bytes of encoded words that stand together: programs cut between the bytes of one character.
class WordDecoder {
 public:
  void add_plain(std::string_view text) {
    // White space between two encoded words is only there to fold the line.
    if (!bytes_.empty() && trimmed(text).empty()) {
      space_ = text;
      return;
    }
    flush();
    result_ += space_;
    space_ = {};
    result_ += decode_text(text, "").text;
  }

  void add_word(std::string_view charset, char encoding, std::string_view content) {
    space_ = {};
    if (to_lower_name(charset) != charset_) flush();
    charset_ = to_lower_name(charset);
    std::string text(content);
    if (encoding != 'b') std::replace(text.begin(), text.end(), '_', ' ');
    bytes_ += encoding == 'b' ? decode_base64(text) : decode_hex(text, '=');
  }

  std::string take() {
    flush();
    result_ += space_;
    return std::move(result_);
  }

 private:
  void flush() {
    if (!bytes_.empty()) result_ += decode_text(bytes_, charset_).text;
    bytes_.clear();
  }

  std::string result_, bytes_, charset_;
  std::string_view space_;
};

class MailParser {
 public:
  MailPart parse(std::string_view bytes, int depth) {
    ++count_;
    MailPart part;
    const std::string_view body = take_fields(bytes, part.fields);
    const std::string_view type = raw_field(part, "content-type");
    const Parameters type_parameters(type);
    if (!type.empty()) part.type = to_lower_name(trimmed(type.substr(0, type.find(';'))));
    part.charset = to_lower_name(type_parameters.find("charset"));
    const std::string_view disposition = raw_field(part, "content-disposition");
    part.name = Parameters(disposition).find("filename");
    if (part.name.empty()) part.name = type_parameters.find("name");
    part.is_attachment = !part.name.empty() || to_lower_name(disposition).starts_with("attachment");
    const std::string boundary = type_parameters.find("boundary");
    if (part.type.starts_with("multipart/") && !boundary.empty() && depth < kMaxMailDepth) {
      split(body, boundary, depth, part);
    } else {
      part.body = body;
    }
    return part;
  }

 private:
  /// Where a boundary's line begins, from `at` on, or the end. `after`: where the next part begins.
  struct Boundary {
    std::size_t begin = 0, after = 0;
    bool is_last = false;
  };
  static Boundary find_boundary(std::string_view body, const std::string& mark, std::size_t at) {
    while ((at = body.find(mark, at)) != body.npos) {
      const bool begins_line = at == 0 || body[at - 1] == '\n';
      std::size_t after = at + mark.size();
      const std::string_view line = take_line(body, after);
      const bool is_last = line.starts_with("--");
      if (begins_line && trimmed(is_last ? line.substr(2) : line).empty()) return {at, after, is_last};
      at += mark.size();
    }
    return {body.size(), body.size(), true};
  }

  void split(std::string_view body, const std::string& boundary, int depth, MailPart& part) {
    const std::string mark = "--" + boundary;
    Boundary place = find_boundary(body, mark, 0);
    if (place.begin == body.size()) {
      part.type = "text/plain";  // announced, but not there
      part.body = body;
      return;
    }
    while (!place.is_last) {
      const std::size_t begin = place.after;
      place = find_boundary(body, mark, begin);
      std::string_view content = body.substr(begin, place.begin - begin);
      if (content.ends_with('\n')) content.remove_suffix(1);  // belongs to the boundary
      if (content.ends_with('\r')) content.remove_suffix(1);
      if (count_ >= kMaxMailParts) {
        part.is_cut = true;
        return;
      }
      part.parts.push_back(parse(content, depth + 1));
      part.is_cut = part.is_cut || part.parts.back().is_cut;
    }
  }

  std::size_t count_ = 0;
};

}  // namespace

MailPart parse_mail(std::string_view bytes) {
  return MailParser().parse(bytes, 0);
}

std::string find_field(const MailPart& part, std::string_view name) {
  return decode_words(raw_field(part, to_lower_name(name)));
}

std::string decode_body(const MailPart& part) {
  const std::string encoding = to_lower_name(trimmed(raw_field(part, "content-transfer-encoding")));
  if (encoding == "base64") return decode_base64(part.body);
  if (encoding == "quoted-printable") return decode_quoted_printable(part.body);
  return std::string(part.body);
}

std::string decode_words(std::string_view text) {
  WordDecoder decoder;
  std::string_view left = text;
  while (!left.empty()) {
    const std::size_t begin = left.find("=?");
    const std::size_t charset_end = begin == left.npos ? left.npos : left.find('?', begin + 2);
    const std::size_t encoding_end = charset_end == left.npos ? left.npos : left.find('?', charset_end + 1);
    const std::size_t end = encoding_end == left.npos ? left.npos : left.find("?=", encoding_end + 1);
    if (end == left.npos || encoding_end != charset_end + 2) {
      const std::size_t skipped = end == left.npos ? left.size() : begin + 2;
      decoder.add_plain(left.substr(0, skipped));
      left.remove_prefix(skipped);
      continue;
    }
    if (begin > 0) decoder.add_plain(left.substr(0, begin));
    const std::string_view charset = left.substr(begin + 2, charset_end - begin - 2);
    decoder.add_word(charset.substr(0, charset.find('*')), lower(left[charset_end + 1]),
                     left.substr(encoding_end + 1, end - encoding_end - 1));
    left.remove_prefix(end + 2);
  }
  return decoder.take();
}

}  // namespace vp::ingest
