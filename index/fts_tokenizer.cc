#include "index/fts_tokenizer.h"

#include <string_view>

#include "index/fts5_api.h"
#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

using EmitToken = int (*)(void*, int, const char*, int, int, int);

/// FTS5's callback, as seen from ours.
struct Emitter {
  void* context;
  EmitToken emit;
  TokenCounter* counter;
  int code = SQLITE_OK;
};

bool on_document_token(void* context, std::string_view token, TextSpan span) {
  auto* emitter = static_cast<Emitter*>(context);
  ++emitter->counter->tokens;
  emitter->code = emitter->emit(emitter->context, 0, token.data(), static_cast<int>(token.size()),
                                static_cast<int>(span.begin), static_cast<int>(span.end));
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
  Emitter emitter{context, emit, reinterpret_cast<TokenCounter*>(tokenizer)};
  nlp::for_each_token(view, on_document_token, &emitter);
  return emitter.code;
}

/// The tokenizer has no state but the counter, which therefore plays its part.
int create_tokenizer(void* counter, const char** /*arguments*/, int /*argument_count*/, Fts5Tokenizer** out) {
  *out = static_cast<Fts5Tokenizer*>(counter);
  return SQLITE_OK;
}

void delete_tokenizer(Fts5Tokenizer* /*tokenizer*/) {}

}  // namespace

Result<void> register_tokenizer(Database& database, TokenCounter& counter) {
  VP_ASSIGN(fts5_api * api, load_fts5_api(database));
  fts5_tokenizer functions{create_tokenizer, delete_tokenizer, tokenize_text};
  const int code = api->xCreateTokenizer(api, "vindplaats", &counter, &functions, nullptr);
  if (code != SQLITE_OK) return database.to_error(code);
  return {};
}

}  // namespace vp::index
