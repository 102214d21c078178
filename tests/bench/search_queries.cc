#include "tests/bench/search_queries.h"

#include "nlp/query_rewrite.h"
#include "nlp/search_analyzer.h"
#include "nlp/search_lexicon.h"
#include "tests/bench/measuring.h"

namespace vp::bench {
namespace {

nlp::QueryNode leaf(nlp::QueryKind kind, std::vector<std::string> tokens) {
  nlp::QueryNode node;
  node.kind = kind;
  node.tokens = std::move(tokens);
  return node;
}
nlp::QueryNode group(nlp::QueryKind kind, std::vector<nlp::QueryNode> children) {
  nlp::QueryNode node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

index::Filters in_municipality(std::string name) {
  index::Filters filters;
  filters.municipality = std::move(name);
  return filters;
}

index::Filters of_indicator(std::string id) {
  index::Filters filters;
  filters.indicator = std::move(id);
  return filters;
}

}  // namespace

nlp::QueryNode word(std::string token) {
  return leaf(nlp::QueryKind::kPhrase, {std::move(token)});
}

std::vector<BenchQuery> make_queries() {
  using nlp::QueryKind;
  const auto all = [](std::vector<nlp::QueryNode> children) {
    return group(QueryKind::kAnd, std::move(children));
  };
  const auto any = [](std::vector<nlp::QueryNode> children) {
    return group(QueryKind::kOr, std::move(children));
  };
  return {
      {"rare word", word("escalatiemodel"), "escalatiemodel", {}},
      {"rare word", word("waakvlam"), "waakvlam", {}},
      {"rare word", word("doorzettingsmacht"), "doorzettingsmacht", {}},
      {"ordinary word", word("nazorg"), "nazorg", {}},
      {"ordinary word", word("gezinsplan"), "gezinsplan", {}},
      {"ordinary word", word("regisseur"), "regisseur", {}},
      {"common word", word("gemeente"), "gemeente", {}},
      {"common word", word("gezin"), "gezin", {}},
      {"common word", word("jeugd"), "jeugd", {}},
      {"most common word", word("de"), "de", {}},
      {"phrase", leaf(QueryKind::kPhrase, {"plan", "van", "aanpak"}), "\"plan van aanpak\"", {}},
      {"phrase", leaf(QueryKind::kPhrase, {"drang", "en", "dwang"}), "\"drang en dwang\"", {}},
      {"phrase", leaf(QueryKind::kPhrase, {"van", "de"}), "\"van de\"", {}},
      {"prefix", leaf(QueryKind::kPrefix, {"doorzetting"}), "doorzetting*", {}},
      {"prefix", leaf(QueryKind::kPrefix, {"gezins"}), "gezins*", {}},
      {"prefix", leaf(QueryKind::kPrefix, {"gez"}), "gez*", {}},
      {"AND", all({word("regisseur"), word("gezin")}), "regisseur AND gezin", {}},
      {"AND", all({word("gemeente"), word("gezin"), word("aanpak")}), "gemeente AND gezin AND aanpak", {}},
      {"OR",
       any({word("nazorg"), word("waakvlam"), word("uitstroom")}),
       "nazorg OR waakvlam OR uitstroom",
       {}},
      {"OR", any({word("gezin"), word("jeugd")}), "gezin OR jeugd", {}},
      {"NOT", group(QueryKind::kNot, {word("regisseur"), word("gezin")}), "regisseur NOT gezin", {}},
      {"filter: municipality", word("nazorg"), "", in_municipality("Cromvoirt")},
      {"filter: municipality", word("gezin"), "", in_municipality("Cromvoirt")},
      {"filter: indicator", word("gezin"), "", of_indicator("A2.2")},
      {"filter: indicator", word("macht"), "", of_indicator("A2.2")},
  };
}

nlp::SearchQuery planned(const nlp::QueryNode& tree) {
  static const auto lexicon = nlp::SearchLexicon::of_system();
  static nlp::SearchAnalyzer analyzer(*must(lexicon->words()));
  return must(nlp::QueryRewriter(&analyzer).rewrite(tree));
}

}  // namespace vp::bench
