// query_parser_fuzz.cc - any bytes: a tree whose parts keep their promises, or an error with a column.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nlp/query.h"
#include "nlp/query_fields.h"

namespace {

void check(bool is_kept) {
  if (!is_kept) std::abort();
}

void check_node(const vp::nlp::QueryNode& node, std::size_t query_size) {
  using vp::nlp::QueryKind;
  check(node.span.begin < node.span.end && node.span.end <= query_size);
  const bool is_leaf = node.kind == QueryKind::kPhrase || node.kind == QueryKind::kPrefix;
  check(is_leaf == node.children.empty() && is_leaf != node.tokens.empty());
  check(is_leaf || node.children.size() >= 2);
  check(node.kind != QueryKind::kPrefix || node.tokens.size() == 1);
  check((node.kind == QueryKind::kNear) || node.distance == 0);
  check(node.kind != QueryKind::kNot || node.children.size() == 2);
  for (const auto& token : node.tokens)
    check(!token.empty() && token.find_first_of(" \"*()") == std::string::npos);
  for (const auto& child : node.children)
    check_node(child, query_size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  const auto parsed = vp::nlp::parse_query(query);
  if (parsed) {
    check(parsed->words || !parsed->fields.empty());
    for (const auto& field : parsed->fields) {
      check(vp::nlp::find_query_field(field.name) == field.name && !field.value.empty());
      check(field.span.begin < field.span.end && field.span.end <= size);
    }
    if (parsed->words) {
      check_node(*parsed->words, size);
      check(!vp::nlp::to_string(*parsed->words).empty());
    }
  } else {
    check(parsed.error().code == vp::ErrorCode::kMalformed && parsed.error().where.starts_with("column "));
  }
  return 0;
}
