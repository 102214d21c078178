#include "index/fts_tokenizer.h"

#include <string_view>

#include "index/fts5_api.h"

namespace vp::index {
namespace {

using EmitToken = int (*)(void*, int, const char*, int, int, int);

/// FTS5's callback, as seen from ours.
struct Emitter {
  void* context;
  EmitToken emit;
  DocumentTokenizer* tokenizer;
  int code = SQLITE_OK;
};

bool on_document_term(void* context, std::string_view term, nlp::TermKind kind, TextSpan span) {
  auto* emitter = static_cast<Emitter*>(context);
  const bool is_surface = kind == nlp::TermKind::kSurface;
  if (is_surface) ++emitter->tokenizer->word_count;
  emitter->code =
      emitter->emit(emitter->context, is_surface ? 0 : FTS5_TOKEN_COLOCATED, term.data(),
                    static_cast<int>(term.size()), static_cast<int>(span.begin), static_cast<int>(span.end));
  return emitter->code == SQLITE_OK;
}

int tokenize_query(std::string_view tokens, void* context, EmitToken emit) {
  std::size_t begin = 0;
  while (begin < tokens.size()) {
    const std::size_t end = std::min(tokens.find(' ', begin), tokens.size());
    if (end > begin) {
      const int code = emit(context, 0, tokens.data() + begin, static_cast<int>(end - begin),
                            static_cast<int>(begin), static_cast<int>(end));
      if (code != SQLITE_OK) return code;
    }
    begin = end + 1;
  }
  return SQLITE_OK;
}

int tokenize_text(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int text_bytes,
                  EmitToken emit) {
  if (text == nullptr || text_bytes <= 0) return SQLITE_OK;
  const std::string_view view(text, static_cast<std::size_t>(text_bytes));
  if ((flags & FTS5_TOKENIZE_QUERY) != 0) return tokenize_query(view, context, emit);
  auto* const own = reinterpret_cast<DocumentTokenizer*>(tokenizer);
  const auto analyzer = own->analyzer();
  if (!analyzer) return SQLITE_ERROR;
  Emitter emitter{context, emit, own};
  (*analyzer)->for_each_index_term(view, on_document_term, &emitter);
  return emitter.code;
}

/// The connection's one tokenizer serves every table.
int create_tokenizer(void* tokenizer, const char** /*arguments*/, int /*argument_count*/,
                     Fts5Tokenizer** out) {
  *out = static_cast<Fts5Tokenizer*>(tokenizer);
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer* /*tokenizer*/) {}

}  // namespace

Result<nlp::SearchAnalyzer*> DocumentTokenizer::analyzer() {
  if (!analyzer_) {
    VP_ASSIGN(const nlp::FoldedWords* const words, lexicon_->words());
    analyzer_.emplace(*words);
  }
  return &*analyzer_;
}

Result<void> register_tokenizer(Database& database, DocumentTokenizer& tokenizer) {
  VP_ASSIGN(fts5_api * api, load_fts5_api(database));
  fts5_tokenizer functions{create_tokenizer, delete_tokenizer, tokenize_text};
  const int code = api->xCreateTokenizer(api, "vindplaats", &tokenizer, &functions, nullptr);
  if (code != SQLITE_OK) return database.to_error(code);
  return {};
}

}  // namespace vp::index
