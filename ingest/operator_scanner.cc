#include "ingest/operator_scanner.h"

#include <algorithm>

namespace vp::ingest {
namespace {

enum CharacterClass : std::uint8_t { kRegular, kWhite, kDelimiter };

constexpr std::array<CharacterClass, 256> make_character_classes() {
  std::array<CharacterClass, 256> classes{};
  for (const unsigned char c : {0, 9, 10, 12, 13, 32})
    classes.at(c) = kWhite;
  for (const char c : std::string_view("()<>[]{}/%"))
    classes.at(static_cast<unsigned char>(c)) = kDelimiter;
  return classes;
}
constexpr auto kCharacterClasses = make_character_classes();

CharacterClass class_of(char c) {
  return kCharacterClasses[static_cast<unsigned char>(c)];
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr std::size_t kMaxIntegerDigits = 9;  // fits an int, whatever the digits
constexpr std::size_t kMaxDecimals = 40;

// The weight of each decimal as a lexer gets it that multiplies by 0.1 from digit to digit.
constexpr std::array<double, kMaxDecimals> make_decimal_weights() {
  std::array<double, kMaxDecimals> weights{};
  double weight = 0.1;
  for (double& entry : weights) {
    entry = weight;
    weight *= 0.1;
  }
  return weights;
}
constexpr auto kDecimalWeights = make_decimal_weights();

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr std::size_t kMaxNameBytes = 127;  // ISO 32000-1, annex C
constexpr std::size_t kMaxDictionaryNesting = 16;

}  // namespace

void OperatorScanner::start(std::string_view content) {
  if (operator_given_) {
    operand_count_ = 0;
    items_.clear();
    decoded_.clear();
    operator_given_ = false;
  }
  keep_operands();
  content_ = content;
  position_ = 0;
}

void OperatorScanner::keep_operands() {
  const auto keep = [this](Operand& operand) {
    if (operand.decoded || operand.is_number() || operand.kind == OperandKind::kArray) return;
    const std::string_view bytes = text(operand);
    operand.begin = static_cast<std::uint32_t>(decoded_.size());
    operand.decoded = true;
    decoded_.append(bytes);
  };
  for (std::size_t i = 0; i < operand_count_; ++i)
    keep(operands_.at(i));
  std::for_each(items_.begin(), items_.end(), keep);
}

std::string_view OperatorScanner::text(const Operand& operand) const {
  const std::string_view source = operand.decoded ? std::string_view(decoded_) : content_;
  return source.substr(operand.begin, operand.size);
}

std::span<const Operand> OperatorScanner::items(const Operand& array) const {
  return std::span<const Operand>(items_).subspan(array.begin, array.size);
}

void OperatorScanner::skip(std::size_t bytes) {
  position_ = std::min(content_.size(), position_ + bytes);
}

ScanStep OperatorScanner::next() {
  if (operator_given_) {
    operand_count_ = 0;
    items_.clear();
    decoded_.clear();
    operator_given_ = false;
  }
  while (position_ < content_.size()) {
    const char first = content_[position_];
    if (class_of(first) == kWhite) {
      ++position_;
    } else if (first == '%') {
      position_ = std::min(content_.size(), content_.find_first_of("\r\n", position_));
    } else {
      const ScanStep step = scan_operand(first);
      if (step != ScanStep::kEnd) return step;
    }
  }
  return in_array_ ? ScanStep::kUnproven : ScanStep::kEnd;
}

// kEnd means here: the operand is read, go on.
ScanStep OperatorScanner::scan_operand(char first) {
  Operand operand;
  bool read = false;
  if (is_digit(first) || first == '-' || first == '.' || first == '+') {
    read = scan_number(operand) && add(operand);
  } else if (first == '/') {
    read = scan_name(operand) && add(operand);
  } else if (first == '(') {
    read = scan_literal_string(operand) && add(operand);
  } else if (first == '<' && content_.substr(position_, 2) == "<<") {
    read = !in_array_ && scan_dictionary(operand) && add(operand);
  } else if (first == '<') {
    read = scan_hex_string(operand) && add(operand);
  } else if (first == '[') {
    read = begin_array();
  } else if (first == ']') {
    read = end_array();
  } else if (class_of(first) == kRegular) {
    return scan_word();
  }
  return read ? ScanStep::kEnd : ScanStep::kUnproven;
}

bool OperatorScanner::add(const Operand& operand) {
  if (in_array_) {
    items_.push_back(operand);
    return true;
  }
  if (operand_count_ == kMaxOperands) return false;
  operands_[operand_count_++] = operand;
  return true;
}

bool OperatorScanner::begin_array() {
  if (in_array_) return false;
  Operand array;
  array.kind = OperandKind::kArray;
  array.begin = static_cast<std::uint32_t>(items_.size());
  if (!add(array)) return false;
  in_array_ = true;
  ++position_;
  return true;
}

bool OperatorScanner::end_array() {
  if (!in_array_) return false;
  Operand& array = operands_.at(operand_count_ - 1);
  array.size = static_cast<std::uint32_t>(items_.size()) - array.begin;
  in_array_ = false;
  ++position_;
  return true;
}

bool OperatorScanner::scan_number(Operand& operand) {
  const char* at = content_.data() + position_;
  const char* const end = content_.data() + content_.size();
  const bool negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  const char* const digits = at;
  std::int32_t integer = 0;
  while (at < end && is_digit(*at) && static_cast<std::size_t>(at - digits) < kMaxIntegerDigits) {
    integer = integer * 10 + (*at++ - '0');
  }
  const bool real = at < end && *at == '.';
  if (at == digits && !real) return false;
  operand.kind = real ? OperandKind::kReal : OperandKind::kInteger;
  operand.number = negative ? -integer : integer;
  if (real) {
    double value = integer;
    std::size_t decimals = 0;
    for (++at; at < end && is_digit(*at); ++at) {
      if (decimals == kMaxDecimals) return false;
      value = value + kDecimalWeights[decimals++] * (*at - '0');
    }
    operand.number = negative ? -value : value;
  }
  position_ = static_cast<std::size_t>(at - content_.data());
  // "1.2.3", "12-3" and numbers of ten digits: readers differ on what they mean.
  return at == end || (!is_digit(*at) && *at != '.' && *at != '-' && *at != '+');
}

bool OperatorScanner::scan_name(Operand& operand) {
  const std::size_t begin = ++position_;
  bool escaped = false;
  while (position_ < content_.size() && class_of(content_[position_]) == kRegular) {
    escaped = escaped || content_[position_] == '#';
    ++position_;
  }
  const std::string_view name = content_.substr(begin, position_ - begin);
  operand.kind = OperandKind::kName;
  operand.begin = static_cast<std::uint32_t>(begin);
  operand.size = static_cast<std::uint32_t>(name.size());
  if (name.size() > kMaxNameBytes) return false;
  if (!escaped) return true;
  operand.decoded = true;
  operand.begin = static_cast<std::uint32_t>(decoded_.size());
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '#') {
      decoded_ += name[i];
      continue;
    }
    const int high = i + 2 < name.size() ? hex_value(name[i + 1]) : -1;
    const int low = i + 2 < name.size() ? hex_value(name[i + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0) return false;
    decoded_ += static_cast<char>(high * 16 + low);
    i += 2;
  }
  operand.size = static_cast<std::uint32_t>(decoded_.size()) - operand.begin;
  return true;
}

bool OperatorScanner::scan_literal_string(Operand& operand) {
  operand.kind = OperandKind::kString;
  const std::size_t begin = ++position_;
  // Most strings hold neither escapes nor brackets and can stay where they are.
  const std::size_t special = content_.find_first_of("()\\", begin);
  if (special == std::string_view::npos) return false;
  if (content_[special] == ')') {
    operand.begin = static_cast<std::uint32_t>(begin);
    operand.size = static_cast<std::uint32_t>(special - begin);
    position_ = special + 1;
    return true;
  }
  operand.decoded = true;
  operand.begin = static_cast<std::uint32_t>(decoded_.size());
  for (int open = 1; open > 0;) {
    if (position_ >= content_.size()) return false;
    const char c = content_[position_++];
    if (c == '\\') {
      if (!scan_escape()) return false;
      continue;
    }
    if (c == '(') ++open;
    if (c == ')') --open;
    if (open > 0) decoded_ += c;
  }
  operand.size = static_cast<std::uint32_t>(decoded_.size()) - operand.begin;
  return true;
}

bool OperatorScanner::scan_escape() {
  if (position_ >= content_.size()) return false;
  const char c = content_[position_++];
  constexpr std::string_view kLetters = "nrtbf";
  constexpr std::string_view kMeanings = "\n\r\t\b\f";
  if (const std::size_t letter = kLetters.find(c); letter != std::string_view::npos) {
    decoded_ += kMeanings[letter];
  } else if (c >= '0' && c <= '7') {
    int value = c - '0';
    for (int digit = 0; digit < 2 && position_ < content_.size(); ++digit) {
      const char d = content_[position_];
      if (d < '0' || d > '7') break;
      value = value * 8 + (d - '0');
      ++position_;
    }
    decoded_ += static_cast<char>(value & 0xFF);
  } else if (c == '\r') {
    if (position_ < content_.size() && content_[position_] == '\n') ++position_;
  } else if (c != '\n') {
    decoded_ += c;
  }
  return true;
}

bool OperatorScanner::scan_hex_string(Operand& operand) {
  operand.kind = OperandKind::kString;
  operand.decoded = true;
  operand.begin = static_cast<std::uint32_t>(decoded_.size());
  int high = -1;
  for (++position_; position_ < content_.size(); ++position_) {
    const char c = content_[position_];
    if (c == '>') {
      if (high >= 0) decoded_ += static_cast<char>(high * 16);
      ++position_;
      operand.size = static_cast<std::uint32_t>(decoded_.size()) - operand.begin;
      return true;
    }
    const int value = hex_value(c);
    if (value < 0) {
      if (class_of(c) != kWhite) return false;
    } else if (high < 0) {
      high = value;
    } else {
      decoded_ += static_cast<char>(high * 16 + value);
      high = -1;
    }
  }
  return false;
}

// Only its extent is kept, but every token in it is read: readers differ on what a broken one ends with.
bool OperatorScanner::scan_dictionary(Operand& operand) {
  const std::size_t begin = position_;
  const std::size_t decoded = decoded_.size();
  if (!skip_dictionary(0)) return false;
  decoded_.resize(decoded);
  operand.kind = OperandKind::kDictionary;
  operand.begin = static_cast<std::uint32_t>(begin);
  operand.size = static_cast<std::uint32_t>(position_ - begin);
  return true;
}

bool OperatorScanner::skip_white() {
  while (position_ < content_.size() && class_of(content_[position_]) == kWhite)
    ++position_;
  return position_ < content_.size();
}

bool OperatorScanner::skip_dictionary(std::size_t depth) {
  if (depth == kMaxDictionaryNesting) return false;
  position_ += 2;
  while (skip_white()) {
    if (content_.substr(position_, 2) == ">>") {
      position_ += 2;
      return true;
    }
    Operand key;
    if (content_[position_] != '/' || !scan_name(key) || !skip_white() || !skip_value(depth)) return false;
  }
  return false;
}

bool OperatorScanner::skip_value(std::size_t depth) {
  Operand value;
  const char first = content_[position_];
  if (is_digit(first) || first == '-' || first == '.' || first == '+') return scan_number(value);
  if (first == '/') return scan_name(value);
  if (first == '(') return scan_literal_string(value);
  if (content_.substr(position_, 2) == "<<") return skip_dictionary(depth + 1);
  if (first == '<') return scan_hex_string(value);
  if (first == '[') return skip_array(depth + 1);
  for (const std::string_view word : {"true", "false", "null"}) {
    if (!content_.substr(position_).starts_with(word)) continue;
    position_ += word.size();
    return position_ < content_.size() && class_of(content_[position_]) != kRegular;
  }
  return false;
}

bool OperatorScanner::skip_array(std::size_t depth) {
  if (depth == kMaxDictionaryNesting) return false;
  ++position_;
  while (skip_white()) {
    if (content_[position_] == ']') {
      ++position_;
      return true;
    }
    if (!skip_value(depth)) return false;
  }
  return false;
}

ScanStep OperatorScanner::scan_word() {
  const std::size_t begin = position_;
  while (position_ < content_.size() && class_of(content_[position_]) == kRegular)
    ++position_;
  const std::string_view word = content_.substr(begin, position_ - begin);
  if (word == "true" || word == "false" || word == "null") {
    return add(Operand{}) ? ScanStep::kEnd : ScanStep::kUnproven;
  }
  constexpr std::size_t kMaxOperatorBytes = 3;
  if (in_array_ || word.size() > kMaxOperatorBytes) return ScanStep::kUnproven;
  code_ = operator_code(word);
  operator_given_ = true;
  return ScanStep::kOperator;
}

}  // namespace vp::ingest
