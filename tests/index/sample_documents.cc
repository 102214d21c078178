#include "tests/index/sample_documents.h"

#include <cstdio>
#include <random>

#include "nlp/query_rewrite.h"
#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

/// Boxes as a layout gives them: lines of 12 pt, words of 5.3 pt a letter; off the store's grid on purpose.
void add_words(Passage& passage, PageIndex page) {
  float x = 56.7F;
  float y = 80.11F + 13.37F * static_cast<float>(passage.ordinal % 3);
  for (const nlp::Token& token : nlp::tokenize(passage.text)) {
    const float width = 5.3F * static_cast<float>(token.span.size());
    if (x + width > 540) {
      x = 56.7F;
      y += 13.37F;
    }
    passage.words.push_back({token.span, page, {x, y, x + width, y + 11.03F}});
    x += width + 2.9F;
  }
}

template <class T>
const T& pick(const std::vector<T>& from, std::mt19937_64& random) {
  return from[random() % from.size()];
}

}  // namespace

DocumentId sample_id(std::uint8_t first, std::uint64_t number) {
  DocumentId id;
  id.bytes[0] = first;
  for (std::size_t i = 0; i < 8; ++i)
    id.bytes[31 - i] = static_cast<std::uint8_t>(number >> (8 * i));
  return id;
}

SampleDocument make_document(const DocumentId& id, const std::vector<std::string>& texts,
                             const std::vector<DocumentSource>& sources) {
  SampleDocument document;
  document.record.id = id;
  document.record.extractor_version = "sample 1";
  document.record.metadata.title = "Voorbeeld";
  document.record.outline = {{{"Bijlage 3", PageIndex{0}, 1, 0}, {"Nazorg", PageIndex{0}, 2, 71.5F}},
                             "1 titles longer than 300 bytes are cut"};
  document.record.sources = sources;
  for (const std::string& text : texts) {
    Passage passage;
    passage.ordinal = static_cast<std::uint32_t>(document.passages.size());
    passage.text = text;
    add_words(passage, PageIndex{passage.ordinal / 3});
    if (!text.empty()) passage.sentences.push_back({0, static_cast<std::uint32_t>(text.size())});
    document.passages.push_back(std::move(passage));
  }
  const auto pages = static_cast<std::uint32_t>((texts.size() + 2) / 3);
  document.record.page_count = pages;
  for (std::uint32_t page = 0; page < pages; ++page) {
    document.record.pages.push_back(
        {PageIndex{page}, std::to_string(page + 1), 595.28F, 841.89F, 0, PageVerdict::kOk, "", 12});
  }
  return document;
}

SampleDocument make_random_document(std::uint64_t seed, std::size_t passages) {
  static const std::vector<std::string> kWords = {
      "de",        "het",         "een",        "gemeente",
      "regisseur", "gezin",       "gezinsplan", "doorzettingsmacht",
      "nazorg",    "drang",       "en",         "dwang",
      "casus",     "coördinatie", "plan",       "van",
      "aanpak",    "jeugd",       "hulp",       "1G1P",
      "overleg",   "partners",    "één",        "afspraak",
      "termijn",   "waakvlam",    "uitstroom"};
  static const std::vector<std::string> kMunicipalities = {"Aalwijk", "Berkendam", "Cromvoirt"};
  static const std::vector<std::string> kIndicators = {"A1.1", "A2.2", "C3.1"};
  std::mt19937_64 random(seed);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < passages; ++i) {
    std::string text;
    const std::size_t words = 3 + random() % 40;
    for (std::size_t w = 0; w < words; ++w)
      text += (w > 0 ? " " : "") + pick(kWords, random);
    texts.push_back(text + ".");
  }
  SubmissionLabels labels{pick(kMunicipalities, random),
                          "Reset",
                          "bureau",
                          random() % 2 == 0 ? "gemeente" : "inspectie",
                          "2013-05-01",
                          "",
                          "1"};
  SampleDocument document = make_document(sample_id(static_cast<std::uint8_t>(random()), seed), texts,
                                          {{"/in/" + std::to_string(seed) + ".pdf", labels}});
  for (Passage& passage : document.passages) {
    if (random() % 12 == 0) passage.kind = BlockKind::kFooter;
    if (passage.ordinal > 0) passage.heading = passage.ordinal - 1;
    if (passage.kind != BlockKind::kParagraph || random() % 3 != 0) continue;
    const TextSpan span = passage.words.at(random() % passage.words.size()).span;
    passage.mentions.push_back(
        {pick(kIndicators, random),
         span,
         passage.sentences.front(),
         random() % 2 == 0 ? MentionStrength::kStrong : MentionStrength::kWeak,
         "p/1",
         {{passage.sentences.front(), static_cast<Polarity>(random() % 6), false, {}, {}}}});
    if (random() % 2 == 0) {
      PolaritySuggestion& suggestion = passage.mentions.back().suggestions.front();
      suggestion.speakers.push_back({SpeakerRole::kPartner, SpeakerShare::kCounted, 1, 3});
      suggestion.cues.push_back({span, "geen"});
    }
  }
  return document;
}

Mention make_mention(const Passage& passage, std::string_view indicator, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(passage.text.find(words));
  return {std::string(indicator),
          {begin, begin + static_cast<std::uint32_t>(words.size())},
          passage.sentences.front(),
          MentionStrength::kStrong,
          std::string(indicator) + "/sterk/1"};
}

nlp::QueryNode word(std::string token) {
  return phrase({std::move(token)});
}

nlp::QueryNode phrase(std::vector<std::string> tokens) {
  nlp::QueryNode node;
  node.tokens = std::move(tokens);
  return node;
}

nlp::QueryNode prefix(std::string token) {
  nlp::QueryNode node = word(std::move(token));
  node.kind = nlp::QueryKind::kPrefix;
  return node;
}

nlp::QueryNode all_of(std::vector<nlp::QueryNode> children) {
  nlp::QueryNode node;
  node.kind = nlp::QueryKind::kAnd;
  node.children = std::move(children);
  return node;
}

nlp::QueryNode any_of(std::vector<nlp::QueryNode> children) {
  nlp::QueryNode node = all_of(std::move(children));
  node.kind = nlp::QueryKind::kOr;
  return node;
}

nlp::QueryNode some_of(std::vector<nlp::QueryNode> children) {
  nlp::QueryNode node = all_of(std::move(children));
  node.kind = nlp::QueryKind::kSome;
  return node;
}

nlp::QueryNode near(std::uint32_t distance, std::vector<nlp::QueryNode> children) {
  nlp::QueryNode node = all_of(std::move(children));
  node.kind = nlp::QueryKind::kNear;
  node.distance = distance;
  return node;
}

nlp::QueryNode without(nlp::QueryNode wanted, nlp::QueryNode unwanted) {
  nlp::QueryNode node = all_of({std::move(wanted), std::move(unwanted)});
  node.kind = nlp::QueryKind::kNot;
  return node;
}

std::string places(const SearchResult& result) {
  std::string text = std::to_string(result.total) + ":";
  for (const Hit& hit : result.hits) {
    text += " " + to_string(hit.document).substr(0, 2) + "#" + std::to_string(hit.passage.ordinal);
  }
  return text;
}

nlp::SearchQuery verbatim(const nlp::QueryNode& query) {
  auto made = nlp::QueryRewriter(nullptr).rewrite(query);
  if (made) return std::move(*made);
  nlp::SearchQuery broken;  // the engine refuses it too
  broken.match.kind = nlp::MatchKind::kAll;
  return broken;
}

std::shared_ptr<nlp::SearchLexicon> empty_lexicon() {
  return std::make_shared<nlp::SearchLexicon>(nlp::WordList::from_lines(""));
}

std::string describe(const SearchResult& result) {
  std::string text = std::to_string(result.total) + " in all\n";
  for (const Hit& hit : result.hits) {
    char score[40];
    std::snprintf(score, sizeof score, "%.12g", hit.score);
    text += to_string(hit.document) + " #" + std::to_string(hit.passage.ordinal) + " " + score;
    for (const TextSpan match : hit.matches)
      text += " [" + std::string(match.in(hit.passage.text)) + "]";
    text += " " + hit.passage.text + "\n";
  }
  return text;
}

}  // namespace vp::index
