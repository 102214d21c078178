#include "tests/eval/search_systems.h"

#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <sstream>

#include "apps/cli/command_line.h"
#include "apps/cli/json_lines.h"
#include "tests/bench/measuring.h"

namespace vp::eval {
namespace {

using bench::cpu_ms;
using bench::must;

bool is_operator(const std::string& word) {
  constexpr std::array kOperators = {"AND", "OR", "NOT", "EN", "OF", "NIET", "NEAR", "AAN"};
  return std::find(kOperators.begin(), kOperators.end(), word) != kOperators.end();
}

/// True when the passage's document has what the options ask for.
bool passes(const CollectedPassage& passage, const std::vector<std::string>& options) {
  for (std::size_t i = 0; i + 1 < options.size(); i += 2) {
    if (options[i] == "--municipality" && passage.municipality != options[i + 1]) return false;
    if (options[i] == "--approach" && passage.approach != options[i + 1]) return false;
    if (options[i] == "--role" && passage.role != options[i + 1]) return false;
  }
  return true;
}

}  // namespace

SearchAnswer ask_program(const SearchCollection& collection, const GoldQuery& query) {
  std::vector<std::string> arguments = {"-C",      collection.dossier().string(), "search", "--json",
                                        "--limit", std::to_string(kSearchDepth)};
  arguments.insert(arguments.end(), query.options.begin(), query.options.end());
  arguments.emplace_back("--");
  arguments.push_back(query.query);
  std::ostringstream out;
  std::ostringstream err;
  apps::Context context{out, err, "", false, false, apps::ExitStatus::kDone};
  SearchAnswer answer;
  const double begin = cpu_ms();
  const apps::ExitStatus status = apps::run_command_line(arguments, context);
  answer.cpu_ms = cpu_ms() - begin;
  if (status != apps::ExitStatus::kDone && status != apps::ExitStatus::kNothingFound)
    answer.failure = err.str();
  std::istringstream lines(out.str());
  for (std::string line; std::getline(lines, line);) {
    const apps::Json hit = apps::Json::parse(line);
    if (!hit.contains("passage")) continue;
    const std::ptrdiff_t passage =
        collection.find(hit.at("document").get<std::string>(), hit.at("passage").get<std::uint32_t>());
    if (passage >= 0) answer.ranking.push_back(static_cast<PassageIndex>(passage));
  }
  return answer;
}

PlainSearch::PlainSearch(const SearchCollection& collection)
    : collection_(collection), database_(must(index::Database::open_in_memory())) {
  must(database_.execute("CREATE VIRTUAL TABLE plain USING fts5 (text, tokenize = 'unicode61')"));
  auto insert = must(database_.prepare("INSERT INTO plain (rowid, text) VALUES (?1, ?2)"));
  for (PassageIndex i = 0; i < collection.passages().size(); ++i) {
    insert.bind(1, static_cast<std::int64_t>(i)).bind(2, std::string_view(collection.passages()[i].text));
    must(insert.run());
  }
}

SearchAnswer PlainSearch::ask(const GoldQuery& query) {
  const std::string words = to_plain_query(query.query);
  SearchAnswer answer;
  const double begin = cpu_ms();
  auto rows =
      must(database_.prepare("SELECT rowid FROM plain WHERE plain MATCH ?1 ORDER BY bm25(plain), rowid"));
  rows.bind(1, std::string_view(words));
  while (answer.ranking.size() < kSearchDepth && must(rows.step())) {
    const auto passage = static_cast<PassageIndex>(rows.column_integer(0));
    if (passes(collection_.passages()[passage], query.options)) answer.ranking.push_back(passage);
  }
  answer.cpu_ms = cpu_ms() - begin;
  return answer;
}

std::string to_plain_query(const std::string& query) {
  std::string joined;
  std::string word;
  const auto take = [&] {
    if (!word.empty() && !is_operator(word)) joined += (joined.empty() ? "\"" : " OR \"") + word + '"';
    word.clear();
  };
  for (const char c : query + ' ') {
    const bool is_letter = static_cast<unsigned char>(c) >= 0x80 || std::isalnum(c) != 0;
    if (is_letter) {
      word += c;
    } else if (c == ':') {
      word.clear();  // the name of a field
    } else {
      take();
    }
  }
  return joined;
}

}  // namespace vp::eval
