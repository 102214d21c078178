#include "index/fts_expression.h"

namespace vp::index {
namespace {

void append_phrase(std::string& out, const nlp::TermPhrase& phrase) {
  out += '"';
  for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
    if (i > 0) out += ' ';
    for (const char c : phrase.terms[i]) {
      if (c == '"') out += '"';
      out += c;
    }
  }
  out += '"';
  if (phrase.is_prefix) out += " *";
}

}  // namespace

std::string to_fts_expression(const nlp::ConceptWay& way) {
  std::string expression;
  const bool is_near = way.kind == nlp::WayKind::kNear;
  if (is_near) expression += "NEAR(";
  for (std::size_t i = 0; i < way.phrases.size(); ++i) {
    if (i > 0) expression += ' ';
    append_phrase(expression, way.phrases[i]);
  }
  // FTS5 counts the words between the first and the last phrase.
  if (is_near) expression += ", " + std::to_string(way.distance * (way.phrases.size() - 1)) + ")";
  return expression;
}

}  // namespace vp::index
