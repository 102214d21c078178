#include "nlp/query_fields.h"

#include <algorithm>
#include <utility>

#include "core/edit_distance.h"

namespace vp::nlp {
namespace {

constexpr QueryFieldName kFields[] = {
    {"gemeente", "municipality"},
    {"aanpak", "approach"},
    {"indicator", "indicator"},
    {"thema", "theme"},
    {"teneur", "polarity"},
    {"spreker", "speaker"},
    {"rol", "role"},
    {"soort", "kind"},
    {"document", "document"},
    {"datum", "date"},
};

constexpr std::size_t kMinNearBytes = 4;   // below it any short word is near to one of the names
constexpr std::size_t kLongNameBytes = 8;  // from here two typing errors are forgiven

bool is_same_field(const Lexeme& a, const Lexeme& b) {
  return a.kind == LexemeKind::kField && b.kind == LexemeKind::kField && a.field == b.field;
}

// The number of lexemes of "( field OR field ... )" at `open`, values of one field; 0 when it is something
// else.
std::size_t find_group(const std::vector<Lexeme>& lexemes, std::size_t open) {
  if (lexemes[open].kind != LexemeKind::kOpen) return 0;
  std::size_t at = open + 1;  // the last lexeme is kEnd, so at and at + 1 stay within after a field
  if (lexemes[at].kind != LexemeKind::kField) return 0;
  while (lexemes[at + 1].kind == LexemeKind::kOr && is_same_field(lexemes[at], lexemes[at + 2]))
    at += 2;
  return lexemes[at + 1].kind == LexemeKind::kClose ? at + 2 - open : 0;
}

}  // namespace

std::span<const QueryFieldName> list_query_fields() {
  return kFields;
}

std::string_view find_query_field(std::string_view typed) {
  for (const QueryFieldName& field : kFields) {
    if (edit_distance(typed, field.dutch) == 0 || edit_distance(typed, field.english) == 0)
      return field.dutch;
  }
  return {};
}

std::string_view find_near_field(std::string_view typed) {
  if (typed.size() < kMinNearBytes) return {};
  std::string_view nearest;
  std::size_t best = typed.size() < kLongNameBytes ? 2 : 3;
  for (const QueryFieldName& field : kFields) {
    for (const std::string_view name : {field.dutch, field.english}) {
      const std::size_t distance = edit_distance(typed, name);
      if (distance >= best) continue;
      best = distance;
      nearest = name;
    }
  }
  return nearest;
}

std::vector<Lexeme> join_field_groups(std::vector<Lexeme> lexemes) {
  std::vector<Lexeme> joined;
  const auto is_after_not = [&joined] {
    return joined.size() >= 2 && joined[joined.size() - 2].kind == LexemeKind::kNot;
  };
  for (std::size_t at = 0; at < lexemes.size(); ++at) {
    if (const std::size_t size = find_group(lexemes, at); size > 0) {
      const bool is_excluded = !joined.empty() && joined.back().kind == LexemeKind::kNot;
      const Lexeme not_sign = is_excluded ? joined.back() : Lexeme{};
      for (std::size_t i = at + 1; i < at + size; i += 2) {
        if (is_excluded && i > at + 1) joined.push_back(not_sign);
        joined.push_back(std::move(lexemes[i]));
      }
      at += size - 1;
      continue;
    }
    const bool is_or_of_values = lexemes[at].kind == LexemeKind::kOr && !joined.empty() &&
                                 is_same_field(joined.back(), lexemes.at(at + 1)) && !is_after_not();
    if (!is_or_of_values) joined.push_back(std::move(lexemes[at]));
  }
  return joined;
}

}  // namespace vp::nlp
