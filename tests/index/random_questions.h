// random_questions.h - questions of every kind, the same ones every time, to ask two engines that must agree.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "tests/index/sample_documents.h"

namespace vp::index {

class RandomQuestions {
 public:
  std::size_t pick(std::size_t count) { return random_() % count; }
  const std::string& token() {
    static const std::vector<std::string> kTokens = {
        "de",        "het",     "een",         "gemeente",
        "regisseur", "gezin",   "gezinsplan",  "doorzettingsmacht",
        "nazorg",    "drang",   "coordinatie", "plan",
        "van",       "aanpak",  "1g1p",        "overleg",
        "een",       "termijn", "waakvlam",    "nergens",
        "x",         "partner", "geregeld",    "uitstroom"};
    return kTokens[pick(kTokens.size())];
  }
  /// Questions can be about it from now on.
  void add_document(const DocumentId& id) { documents_.push_back(id); }
  [[nodiscard]] const std::vector<DocumentId>& documents() const { return documents_; }
  const DocumentId& document() { return documents_[pick(documents_.size())]; }

  nlp::QueryNode make_query(int depth) {
    switch (depth <= 0 ? pick(4) : pick(9)) {
      case 0:
      case 1:
        return word(token());
      case 2:
        return phrase({token(), token()});
      case 3:
        return prefix(token().substr(0, 1 + pick(4)));
      case 4:
        return all_of({make_query(depth - 1), make_query(depth - 1)});
      case 5:
        return any_of({make_query(depth - 1), make_query(depth - 1)});
      case 6:
        return some_of({make_query(depth - 1), make_query(depth - 1), make_query(depth - 1)});
      case 7:
        return without(make_query(depth - 1), make_query(depth - 1));
      default:
        return near(static_cast<std::uint32_t>(pick(6)),
                    {word(token()), pick(3) == 0 ? prefix(token().substr(0, 2)) : word(token())});
    }
  }
  Filters make_filters() {
    static const std::vector<std::string> kMunicipalities = {"Aalwijk", "Berkendam", "\xFF"};
    static const std::vector<std::string> kIndicators = {"A1.1", "A2.2", "C3.1", "\xFFnone\xFE"};
    Filters filters;
    if (pick(4) == 0) filters.municipality = kMunicipalities[pick(kMunicipalities.size())];
    if (pick(6) == 0) filters.role = "gemeente";
    if (pick(5) == 0) filters.indicator = kIndicators[pick(kIndicators.size())];
    if (pick(8) == 0) filters.theme = "A";
    if (pick(8) == 0) filters.polarity = static_cast<Polarity>(pick(6));
    if (pick(8) == 0) filters.speaker = SpeakerRole::kPartner;
    if (pick(8) == 0) filters.document = document();
    if (pick(8) == 0) filters.fields.municipality.none = {"Aalwijk"};
    if (pick(8) == 0) filters.fields.indicator.any = {"A1.1", "C3.1"};
    if (pick(8) == 0) filters.fields.kind.none = {BlockKind::kFooter};
    filters.with_page_furniture = pick(3) == 0;
    filters.with_boilerplate = pick(3) == 0;
    return filters;
  }
  SearchOptions make_options() {
    SearchOptions options{.limit = static_cast<std::uint32_t>(pick(30)),
                          .offset = static_cast<std::uint32_t>(pick(3) == 0 ? pick(40) : 0),
                          .sort = static_cast<SortOrder>(pick(3)),
                          .with_facets = pick(3) == 0};
    for (std::uint32_t ordinal = 0; ordinal < 8; ++ordinal)
      options.linked.push_back({document(), ordinal});
    if (pick(6) == 0) options.only_linked = pick(2) == 0;
    return options;
  }

 private:
  std::mt19937_64 random_{20141124};  // NOLINT(cert-msc51-cpp): the same questions every time
  std::vector<DocumentId> documents_{sample_id(250)};
};

}  // namespace vp::index
