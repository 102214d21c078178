// operator_scanner.h - cuts a content stream into operators with their operands.
// Errors: none rise. Whatever is not plainly well-formed is reported as kUnproven, so that a more patient
// reader can judge it. Numbers are read with the same arithmetic as Poppler's lexer: equal to the last bit.
// Lifetime: operands and their text are valid until the next call of next() or start().
// Source: ISO 32000-1, 7.2 (lexical conventions) and 7.8.2 (content streams).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vp::ingest {

enum class OperandKind : std::uint8_t { kInteger, kReal, kName, kString, kArray, kDictionary, kOther };

struct Operand {
  OperandKind kind = OperandKind::kOther;
  bool decoded = false;     ///< its text lies in the scanner's own buffer, not in the content
  std::uint32_t begin = 0;  ///< of the text, or of the array's first item
  std::uint32_t size = 0;   ///< bytes of text, or number of items
  double number = 0;

  [[nodiscard]] bool is_number() const { return kind == OperandKind::kInteger || kind == OperandKind::kReal; }
};

/// An operator as a number, so that it can be switched on: up to three characters, the first lowest.
constexpr std::uint32_t operator_code(std::string_view name) {
  std::uint32_t code = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    code |= std::uint32_t{static_cast<unsigned char>(name[i])} << (8 * i);
  }
  return code;
}

enum class ScanStep : std::uint8_t { kOperator, kEnd, kUnproven };

class OperatorScanner {
 public:
  static constexpr std::size_t kMaxOperands = 33;  ///< as many as Poppler keeps

  /// Begins with the next stream of a page. Operands left over from the stream before stay: a page may be cut
  /// between an operand and its operator. `content` must outlive the scanning.
  void start(std::string_view content);

  /// Moves to the next operator. At kEnd operands may be left over; see operands().
  [[nodiscard]] ScanStep next();

  /// operator_code() of the operator found.
  [[nodiscard]] std::uint32_t code() const { return code_; }
  /// Whether operands stand behind the last operator of what was scanned.
  [[nodiscard]] bool has_leftover() const { return !operator_given_ && operand_count_ > 0; }
  [[nodiscard]] std::span<const Operand> operands() const { return {operands_.data(), operand_count_}; }
  /// Bytes of a name (escapes resolved), a string (decoded) or a dictionary (as written, << and >> included).
  [[nodiscard]] std::string_view text(const Operand& operand) const;
  [[nodiscard]] std::span<const Operand> items(const Operand& array) const;

  /// What follows the operator; for data that stands in the stream itself (inline images).
  [[nodiscard]] std::string_view rest() const { return content_.substr(position_); }
  /// Goes on `bytes` further in rest().
  void skip(std::size_t bytes);

 private:
  [[nodiscard]] ScanStep scan_operand(char first);
  [[nodiscard]] bool scan_number(Operand& operand);
  [[nodiscard]] bool scan_name(Operand& operand);
  [[nodiscard]] bool scan_literal_string(Operand& operand);
  [[nodiscard]] bool scan_escape();
  [[nodiscard]] bool scan_hex_string(Operand& operand);
  [[nodiscard]] bool scan_dictionary(Operand& operand);
  [[nodiscard]] bool skip_white();
  [[nodiscard]] bool skip_dictionary(std::size_t depth);
  [[nodiscard]] bool skip_array(std::size_t depth);
  [[nodiscard]] bool skip_value(std::size_t depth);
  [[nodiscard]] bool begin_array();
  [[nodiscard]] bool end_array();
  [[nodiscard]] ScanStep scan_word();
  [[nodiscard]] bool add(const Operand& operand);
  void keep_operands();

  std::string_view content_;
  std::size_t position_ = 0;
  std::uint32_t code_ = 0;
  bool in_array_ = false;
  bool operator_given_ = false;
  std::size_t operand_count_ = 0;
  std::array<Operand, kMaxOperands> operands_;
  std::vector<Operand> items_;
  std::string decoded_;
};

}  // namespace vp::ingest
