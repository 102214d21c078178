#include "nlp/spelling_variants.h"

#include <algorithm>
#include <cassert>

#include "nlp/lexicon_rows.h"
#include "nlp/spelling_variants_data.h"
#include "nlp/tokenizer.h"

namespace vp::nlp {
namespace {

std::vector<std::string> to_tokens(std::string_view phrase) {
  std::vector<std::string> tokens;
  for (Token& token : tokenize(phrase))
    tokens.push_back(std::move(token.text));
  return tokens;
}

std::string join_tokens(const std::vector<std::string>& tokens) {
  std::string joined;
  for (const std::string& token : tokens)
    joined += (joined.empty() ? "" : " ") + token;
  return joined;
}

}  // namespace

Result<SpellingVariants> SpellingVariants::parse(std::string_view tsv, std::string_view name_for_errors) {
  SpellingVariants variants;
  VP_ASSIGN(const std::vector<LexiconRow> rows,
            parse_lexicon_rows(tsv, "notion\tway\tsource", name_for_errors));
  for (const LexiconRow& row : rows) {
    std::vector<std::string> tokens = to_tokens(row.cells.at(1));
    if (tokens.empty() || join_tokens(tokens) != row.cells.at(1)) {
      return make_lexicon_error(name_for_errors, row.line,
                                "a way should be folded tokens with one space between");
    }
    const std::string notion(row.cells.at(0));
    std::vector<Way>& ways = variants.by_first_token_[tokens.front()];
    if (std::any_of(ways.begin(), ways.end(), [&](const Way& way) { return way.tokens == tokens; })) {
      return make_lexicon_error(name_for_errors, row.line, "the way stands in the list twice");
    }
    variants.by_notion_[notion].push_back(tokens);
    ways.push_back({std::move(tokens), notion});
    std::stable_sort(ways.begin(), ways.end(), [](const Way& left, const Way& right) {
      return left.tokens.size() > right.tokens.size();
    });
  }
  for (const auto& [notion, ways] : variants.by_notion_) {
    if (ways.size() < 2) {
      return make_lexicon_error(name_for_errors, rows.back().line,
                                "'" + notion + "' should have two ways or more");
    }
  }
  return variants;
}

std::vector<VariantMatch> SpellingVariants::find_variants(std::span<const std::string> tokens) const {
  std::vector<VariantMatch> matches;
  for (std::size_t at = 0; at < tokens.size();) {
    const auto ways = by_first_token_.find(tokens[at]);
    const Way* found = nullptr;
    if (ways != by_first_token_.end()) {
      const auto rest = tokens.subspan(at);
      const auto fits = [rest](const Way& way) {
        return way.tokens.size() <= rest.size() &&
               std::equal(way.tokens.begin(), way.tokens.end(), rest.begin());
      };
      const auto way = std::find_if(ways->second.begin(), ways->second.end(), fits);
      if (way != ways->second.end()) found = &*way;
    }
    if (found == nullptr) {
      ++at;
      continue;
    }
    VariantMatch match{at, found->tokens.size(), {}};
    for (const std::vector<std::string>& other : by_notion_.at(found->notion)) {
      if (other != found->tokens) match.alternatives.push_back(other);
    }
    matches.push_back(std::move(match));
    at += found->tokens.size();
  }
  return matches;
}

const SpellingVariants& default_spelling_variants() {
  static const SpellingVariants kDefault = [] {
    Result<SpellingVariants> parsed =
        SpellingVariants::parse(default_spelling_variants_tsv(), "nlp/lexicon/spelling_variants.tsv");
    assert(parsed.has_value());  // the test suite parses the same text
    return parsed.has_value() ? *std::move(parsed) : SpellingVariants();
  }();
  return kDefault;
}

std::string_view default_spelling_variants_tsv() {
  return kSpellingVariantsTsv;
}

}  // namespace vp::nlp
