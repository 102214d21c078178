#include "nlp/query_lexer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "nlp/folding.h"
#include "nlp/query.h"
#include "nlp/query_fields.h"
#include "nlp/tokenizer.h"

namespace vp::nlp {
namespace {

TextSpan make_span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t count_chars(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += decode_char(text, at).size_bytes)
    ++count;
  return count;
}

// What a character means to the grammar. The grave accent folds to an apostrophe, which is part of a word.
enum class Sign : std::uint8_t { kSpace, kQuote, kOpen, kClose, kWord };

Sign sign_of(char32_t character) {
  if (character == '(') return Sign::kOpen;
  if (character == ')') return Sign::kClose;
  const Folding folding = to_folding(character);
  if (folding.char_class == CharClass::kSpace) return Sign::kSpace;
  return folding.text() == "\"" ? Sign::kQuote : Sign::kWord;
}

LexemeKind kind_of_word(std::string_view word) {
  if (word == "AND" || word == "EN") return LexemeKind::kAnd;
  if (word == "OR" || word == "OF") return LexemeKind::kOr;
  if (word == "NOT" || word == "NIET") return LexemeKind::kNot;
  return LexemeKind::kWords;
}

constexpr std::string_view kNearNames[] = {"NEAR", "AAN"};

// What stands behind NEAR or AAN: the digits of "NEAR/5" and "AAN-5", nothing for the bare word. None when the
// word is another one (NEARBY, AAN/UIT).
std::optional<std::string_view> find_near_digits(std::string_view word) {
  for (const std::string_view name : kNearNames) {
    if (!word.starts_with(name)) continue;
    std::string_view rest = word.substr(name.size());
    if (rest.empty()) return rest;
    if (rest.size() == 1 || (rest.front() != '/' && rest.front() != '-')) continue;
    rest.remove_prefix(1);
    if (std::ranges::all_of(rest, [](char c) { return c >= '0' && c <= '9'; })) return rest;
  }
  return std::nullopt;
}

// "gemeente:Oostmeer, regie" names Oostmeer.
std::string_view trim_value(std::string_view value) {
  value = value.substr(0, value.find_last_not_of(" ,;") + 1);
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return value;
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query) {}

  Result<std::vector<Lexeme>> lex() {
    while (at_ < query_.size()) {
      const DecodedChar decoded = decode_char(query_, at_);
      switch (sign_of(decoded.value)) {
        case Sign::kSpace:
          at_ += decoded.size_bytes;
          break;
        case Sign::kOpen:
          add(LexemeKind::kOpen, at_ + decoded.size_bytes);
          break;
        case Sign::kClose:
          add(LexemeKind::kClose, at_ + decoded.size_bytes);
          break;
        case Sign::kQuote:
          VP_TRY(lex_phrase(at_ + decoded.size_bytes));
          break;
        case Sign::kWord:
          VP_TRY(lex_word());
          break;
      }
    }
    add(LexemeKind::kEnd, at_);
    return std::move(lexemes_);
  }

 private:
  void add(LexemeKind kind, std::size_t end) {
    lexemes_.push_back({.kind = kind, .span = make_span(at_, end), .tokens = {}, .field = {}, .value = {}});
    at_ = end;
  }

  // From `begin` to the first character that `is_end` accepts; the end of the query when none is.
  template <class Predicate>
  [[nodiscard]] std::size_t find_end(std::size_t begin, Predicate is_end) const {
    std::size_t end = begin;
    while (end < query_.size()) {
      const DecodedChar decoded = decode_char(query_, end);
      if (is_end(sign_of(decoded.value))) break;
      end += decoded.size_bytes;
    }
    return end;
  }

  Result<void> lex_phrase(std::size_t begin) {
    const std::size_t end = find_end(begin, [](Sign sign) { return sign == Sign::kQuote; });
    if (end == query_.size()) return query_error(query_, at_, "this quotation mark is not closed");
    const std::string_view inner = query_.substr(begin, end - begin);
    const std::size_t after = end + decode_char(query_, end).size_bytes;
    const std::size_t star = after < query_.size() && query_[after] == '*' ? after : query_.find('*', begin);
    if (star <= after && star < query_.size()) {
      return query_error(query_, star,
                         "a phrase cannot be cut short with *; without quotation marks the words may stand "
                         "anywhere in a passage");
    }
    const std::vector<Token> tokens = tokenize(inner);
    if (tokens.empty()) return query_error(query_, at_, "there is no word between these quotation marks");
    add_words(tokens, after, false);
    return {};
  }

  Result<void> lex_word() {
    const std::size_t end = find_end(at_, [](Sign sign) { return sign != Sign::kWord; });
    const std::string_view word = query_.substr(at_, end - at_);
    if (const LexemeKind kind = kind_of_word(word); kind != LexemeKind::kWords) {
      add(kind, end);
      return {};
    }
    if (const auto digits = find_near_digits(word)) return lex_near(*digits, end);
    if (const std::size_t colon = word.find(':'); colon != std::string_view::npos) {
      VP_ASSIGN(const bool is_field, lex_field(word, colon));
      if (is_field) return {};
    }
    const std::vector<Token> tokens = tokenize(word);
    VP_TRY(check_minus(word, tokens, end));
    VP_ASSIGN(const bool is_prefix, check_star(word, tokens));
    if (tokens.empty()) {
      at_ = end;
      return {};
    }
    add_words(tokens, end, is_prefix);
    return {};
  }

  Result<void> lex_near(std::string_view digits, std::size_t end) {
    std::uint32_t distance = digits.empty() ? kDefaultNearDistance : 0;
    for (const char digit : digits) {
      distance = std::min(distance * 10 + static_cast<std::uint32_t>(digit - '0'), kMaxNearDistance + 1);
    }
    if (distance > kMaxNearDistance) {
      return query_error(query_, at_,
                         "at most " + std::to_string(kMaxNearDistance) + " words can stand between");
    }
    add(LexemeKind::kNear, end);
    lexemes_.back().distance = distance;
    return {};
  }

  // gemeente:Oostmeer, gemeente: "Den Haag", -soort:kop. A colon after any other word belongs to the text.
  Result<bool> lex_field(std::string_view word, std::size_t colon) {
    const std::size_t minus = word.front() == '-' ? 1 : 0;
    const std::string_view typed = word.substr(minus, colon - minus);
    const std::string_view name = find_query_field(typed);
    const std::size_t after = at_ + colon + 1;
    const std::size_t spaced = find_end(after, [](Sign sign) { return sign != Sign::kSpace; });
    const bool is_quoted =
        spaced < query_.size() && sign_of(decode_char(query_, spaced).value) == Sign::kQuote;
    const std::string_view plain = trim_value(word.substr(colon + 1));
    const bool is_plain = !plain.empty();
    const std::size_t begin = at_ + minus;
    if (name.empty()) {
      const std::string_view near = find_near_field(typed);
      if (near.empty() || (!is_plain && !is_quoted)) return false;
      return query_error(query_, begin,
                         "there is no filter " + std::string(typed) + ":; did you mean " + std::string(near) +
                             ":? For words of the text write a space after the colon");
    }
    if (!is_plain && !is_quoted) {
      return query_error(query_, begin,
                         std::string(typed) +
                             ": is a filter and needs a value straight after the colon, or one in quotation "
                             "marks; for the word leave the colon out");
    }
    if (minus == 1) add(LexemeKind::kNot, begin);
    if (is_plain) {
      add_field(name, plain, at_ + word.size() - minus);
      return true;
    }
    const std::size_t inner = spaced + decode_char(query_, spaced).size_bytes;
    const std::size_t end = find_end(inner, [](Sign sign) { return sign == Sign::kQuote; });
    if (end == query_.size()) return query_error(query_, spaced, "this quotation mark is not closed");
    const std::string_view value = query_.substr(inner, end - inner);
    if (tokenize(value).empty()) {
      return query_error(query_, spaced, "there is no word between these quotation marks");
    }
    add_field(name, trim_value(value), end + decode_char(query_, end).size_bytes);
    return true;
  }

  void add_field(std::string_view name, std::string_view value, std::size_t end) {
    add(LexemeKind::kField, end);
    lexemes_.back().field = name;
    lexemes_.back().value = value;
  }

  // Elsewhere -word leaves a word out. Here it would ask for the very word, so say what to write.
  Result<void> check_minus(std::string_view word, const std::vector<Token>& tokens, std::size_t end) const {
    const Sign follows = end < query_.size() ? sign_of(decode_char(query_, end).value) : Sign::kSpace;
    if (word == "-" && (follows == Sign::kQuote || follows == Sign::kOpen))
      return query_error(query_, at_, "to leave something out write NOT before it");
    if (tokens.empty() || word.front() != '-' || tokens.front().span.begin != 1) return {};
    const std::string bare(query_.substr(at_ + 1, end - at_ - 1));
    return query_error(query_, at_,
                       "to leave a word out write NOT " + bare + "; to look for it write " + bare);
  }

  Result<bool> check_star(std::string_view word, const std::vector<Token>& tokens) const {
    const std::size_t star = word.find('*');
    if (star == std::string_view::npos) return false;
    if (star + 1 != word.size() || tokens.empty() || tokens.back().span.end != star) {
      return query_error(query_, at_ + star, "* can only stand at the end of a word, for the rest of it");
    }
    if (count_chars(tokens.back().text) < kMinPrefixLetters) {
      return query_error(query_, at_ + star,
                         "there must be at least " + std::to_string(kMinPrefixLetters) + " letters before *");
    }
    const auto prefixes = std::ranges::count_if(lexemes_, &Lexeme::is_prefix);
    if (static_cast<std::size_t>(prefixes) == kMaxQueryPrefixes) {
      return query_error(query_, at_ + star,
                         "at most " + std::to_string(kMaxQueryPrefixes) + " words of a query can end in *");
    }
    return true;
  }

  void add_words(const std::vector<Token>& tokens, std::size_t end, bool is_prefix) {
    add(LexemeKind::kWords, end);
    Lexeme& lexeme = lexemes_.back();
    for (const Token& token : tokens)
      lexeme.tokens.push_back(token.text);
    lexeme.is_prefix = is_prefix;
  }

  std::string_view query_;
  std::size_t at_ = 0;
  std::vector<Lexeme> lexemes_;
};

}  // namespace

Result<std::vector<Lexeme>> lex_query(std::string_view query) {
  return Lexer(query).lex();
}

Error query_error(std::string_view query, std::size_t at, std::string what) {
  return {.code = ErrorCode::kMalformed,
          .what = std::move(what),
          .where = "column " + std::to_string(count_chars(query.substr(0, at)) + 1)};
}

}  // namespace vp::nlp
