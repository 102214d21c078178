#include "nlp/field_notions.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "nlp/field_notions_data.h"
#include "nlp/lexicon_rows.h"
#include "nlp/tokenizer.h"

namespace vp::nlp {
namespace {

constexpr char kNotionMark = '\x02';

std::vector<std::string> split_list(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty() && list != "-") {
    const std::size_t end = std::min(list.find(','), list.size());
    items.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return items;
}

/// Empty when the cell is not folded tokens with one space between.
std::vector<std::string> to_words(std::string_view expression) {
  std::vector<std::string> words;
  std::string joined;
  for (Token& token : tokenize(expression)) {
    joined += (joined.empty() ? "" : " ") + token.text;
    if (std::ranges::find(words, token.text) == words.end()) words.push_back(std::move(token.text));
  }
  if (joined != expression) words.clear();
  return words;
}

}  // namespace

Result<FieldNotions> FieldNotions::parse(std::string_view tsv, std::string_view name_for_errors) {
  FieldNotions parsed;
  VP_ASSIGN(const std::vector<LexiconRow> rows,
            parse_lexicon_rows(tsv, "notion\tindicators\texpression\tsource", name_for_errors));
  std::set<std::pair<std::string_view, std::string_view>> known;
  for (const LexiconRow& row : rows) {
    const std::string_view name = row.cells.at(0);
    const std::vector<std::string> indicators = split_list(row.cells.at(1));
    if (parsed.notions_.empty() || parsed.notions_.back().name != name) {
      const bool is_parted =
          std::ranges::find(parsed.notions_, name, &FieldNotion::name) != parsed.notions_.end();
      if (is_parted || name.find('_') != std::string_view::npos) {
        return make_lexicon_error(name_for_errors, row.line,
                                  "the rows of a notion should stand together, its "
                                  "name without an underscore");
      }
      parsed.notions_.push_back({std::string(name), indicators});
    }
    if (parsed.notions_.back().indicators != indicators) {
      return make_lexicon_error(name_for_errors, row.line,
                                "a notion should have the same indicators in each row");
    }
    std::vector<std::string> words = to_words(row.cells.at(2));
    if (words.empty()) {
      return make_lexicon_error(name_for_errors, row.line,
                                "an expression should be folded tokens with one space between");
    }
    if (!known.emplace(name, row.cells.at(2)).second) {
      return make_lexicon_error(name_for_errors, row.line, "the expression stands in its notion twice");
    }
    parsed.expressions_.push_back({static_cast<NotionId>(parsed.notions_.size() - 1), std::move(words)});
  }
  return parsed;
}

std::vector<NotionId> FieldNotions::find_of_indicator(std::string_view indicator) const {
  std::vector<NotionId> found;
  for (NotionId id = 0; id < notions_.size(); ++id) {
    if (std::ranges::find(notions_[id].indicators, indicator) != notions_[id].indicators.end())
      found.push_back(id);
  }
  return found;
}

const FieldNotions& default_field_notions() {
  static const FieldNotions kDefault = [] {
    Result<FieldNotions> parsed =
        FieldNotions::parse(default_field_notions_tsv(), "nlp/lexicon/field_notions.tsv");
    assert(parsed.has_value());  // the test suite parses the same text
    return parsed.has_value() ? *std::move(parsed) : FieldNotions();
  }();
  return kDefault;
}

std::string_view default_field_notions_tsv() {
  return kFieldNotionsTsv;
}

std::string to_notion_term(const FieldNotion& notion) {
  std::string term = kNotionMark + notion.name;
  std::ranges::replace(term, ' ', '_');
  return term;
}

std::string to_notion_name(std::string_view term) {
  std::string name(is_notion_term(term) ? term.substr(1) : term);
  if (is_notion_term(term)) std::ranges::replace(name, '_', ' ');
  return name;
}

NotionFinder::NotionFinder(const FieldNotions& notions, const Stemmer& stemmer) : notions_(&notions) {
  std::unordered_map<std::string, std::string> stems;
  for (std::uint32_t id = 0; id < notions.expressions().size(); ++id) {
    const NotionExpression& expression = notions.expressions()[id];
    first_seen_.push_back(seen_.size());
    for (std::uint32_t word = 0; word < expression.words.size(); ++word) {
      const std::string& folded = expression.words[word];
      const auto [stem, is_new] = stems.try_emplace(folded);
      if (is_new) stem->second = stemmer.stem(folded);
      by_stem_[stem->second].push_back({id, word});
      seen_.emplace_back();
    }
  }
}

const NotionFinder::Triggers* NotionFinder::find_triggers(std::string_view stem) const {
  const auto found = by_stem_.find(stem);
  return found == by_stem_.end() ? nullptr : &found->second;
}

void NotionFinder::take(const Triggers& triggers, TextSpan span, Reach reach, std::vector<Found>& found) {
  for (const Trigger trigger : triggers) {
    const NotionExpression& expression = notions_->expressions()[trigger.expression];
    const std::size_t count = expression.words.size();
    LastSeen* const seen = &seen_[first_seen_[trigger.expression]];
    seen[trigger.word] = {position_, span};
    const std::uint64_t most = reach == Reach::kNear ? (count - 1) * (kMostBetween + 1) : kFarApart - 1;
    TextSpan whole = span;
    bool is_whole = true;
    for (std::size_t i = 0; i < count && is_whole; ++i) {
      is_whole = position_ - seen[i].position <= most && seen[i].position != 0;
      whole = {std::min(whole.begin, seen[i].span.begin), std::max(whole.end, seen[i].span.end)};
    }
    const auto is_same = [&](const Found& one) { return one.notion == expression.notion; };
    const auto known = std::ranges::find_if(found, is_same);
    if (!is_whole) continue;
    if (known == found.end()) {
      found.push_back({expression.notion, whole, static_cast<std::uint32_t>(count)});
    } else if (known->words < count) {
      *known = {expression.notion, whole, static_cast<std::uint32_t>(count)};
    }
  }
}

}  // namespace vp::nlp
