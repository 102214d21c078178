#include "tests/eval/search_gold.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/eval/search_evidence.h"

namespace vp::eval {
namespace {

namespace fs = std::filesystem;

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

bool holds(const std::string& list, const std::string& value) {
  std::istringstream stream(list);
  for (std::string item; std::getline(stream, item, ',');) {
    if (item == value) return true;
  }
  return false;
}

/// Reads the file line by line; `queries` grows at each "?".
class GoldReader {
 public:
  GoldReader(const fs::path& file, const SearchCollection& collection, const fs::path& shared)
      : file_(file), collection_(collection) {
    evidence_ = load_marked_evidence(collection, shared, gold_.warnings);
  }

  SearchGold read() {
    std::ifstream stream(file_);
    if (!stream) stop("cannot be opened");
    while (std::getline(stream, line_)) {
      ++line_number_;
      line_ = trimmed(line_);
      if (!line_.empty() && line_.front() != '#') read_line();
    }
    finish_query();
    if (gold_.queries.empty()) stop("holds no query");
    return std::move(gold_);
  }

 private:
  [[noreturn]] void stop(const std::string& what) const {
    std::fprintf(stderr, "%s:%zu: %s\n", file_.c_str(), line_number_, what.c_str());
    std::exit(2);
  }

  void warn(const std::string& what) {
    gold_.warnings.push_back(file_.filename().string() + ":" + std::to_string(line_number_) + ": " + what);
  }

  void read_line() {
    if (line_.front() == '[') {
      if (line_.back() != ']') stop("should end in ]");
      finish_query();
      kind_ = line_.substr(1, line_.size() - 2);
    } else if (line_.front() == '?') {
      finish_query();
      begin_query();
    } else if (!is_open_) {
      stop("stands before the first query");
    } else if (line_.starts_with("need ")) {
      query_.need = trimmed(line_.substr(5));
    } else if (line_.starts_with("options ")) {
      read_options();
    } else if (line_ == "only factsheets") {
      is_asked_ = collection_.has_factsheets();
    } else if (line_.front() >= '0' && line_.front() <= '3' && line_.size() > 2 && line_[1] == ' ') {
      read_grade(line_.front() - '0', trimmed(line_.substr(2)));
    } else {
      stop("is no line of this format: " + line_);
    }
  }

  void begin_query() {
    const std::string rest = trimmed(line_.substr(1));
    const std::size_t space = rest.find(' ');
    if (space == std::string::npos) stop("a query should have a half and words");
    const std::string half = rest.substr(0, space);
    if (half != "develop" && half != "test") stop("the half should be develop or test");
    query_ = {};
    query_.kind = kind_;
    query_.is_development = half == "develop";
    query_.query = trimmed(rest.substr(space));
    is_open_ = is_asked_ = true;
  }

  /// A passage has the grade of the best of its evidence, unless a line names the passage itself.
  void take_evidence_grades() {
    std::map<PassageIndex, int> best;
    for (const auto& [evidence, grade] : evidence_grades_) {
      for (const PassageIndex passage : evidence_[evidence].passages) {
        int& known = best.try_emplace(passage, 0).first->second;
        known = std::max(known, grade);
      }
    }
    query_.grades.insert(best.begin(), best.end());
    evidence_grades_.clear();
  }

  void finish_query() {
    if (is_open_ && is_asked_) {
      take_evidence_grades();
      std::erase_if(query_.grades, [](const auto& grade) { return grade.second == 0; });
      if (query_.grades.empty()) warn("nothing answers " + query_.query);
      gold_.queries.push_back(std::move(query_));
    }
    is_open_ = false;
  }

  void read_options() {
    std::istringstream stream(line_.substr(8));
    for (std::string argument; stream >> argument;) {
      std::replace(argument.begin(), argument.end(), '_', ' ');
      query_.options.push_back(argument);
    }
  }

  void read_grade(int grade, const std::string& selector) {
    if (!is_asked_) return;
    if (selector.front() == '@') {
      grade_anchor(grade, selector);
    } else if (selector.front() == '#') {
      grade_hash(grade, selector);
    } else {
      grade_evidence(grade, selector);
    }
  }

  void grade_anchor(int grade, const std::string& selector) {
    const bool may_be_many = selector.starts_with("@@");
    const std::size_t colon = selector.find(':');
    if (colon == std::string::npos) stop("an anchor stands behind a colon");
    const std::size_t begin = may_be_many ? 2 : 1;
    const auto found =
        collection_.find_anchor(selector.substr(begin, colon - begin), trimmed(selector.substr(colon + 1)));
    if (found.empty()) warn("in no passage: " + selector);
    if (found.size() > 1 && !may_be_many)
      warn("in " + std::to_string(found.size()) + " passages: " + selector);
    for (const PassageIndex passage : found)
      query_.grades[passage] = grade;
  }

  void grade_hash(int grade, const std::string& selector) {
    if (!collection_.has_government_prose()) return;
    std::istringstream stream(selector.substr(1));
    std::string path, page, hash;
    if (!(stream >> path >> page >> hash)) stop("should be #PATH PAGE HASH");
    std::size_t found = 0;
    for (PassageIndex i = 0; i < collection_.passages().size(); ++i) {
      const CollectedPassage& passage = collection_.passages()[i];
      if (std::to_string(passage.page) != page || text_hash(passage) != hash) continue;
      if (passage.paths.front().find(path) == std::string::npos) continue;
      query_.grades[i] = grade;
      ++found;
    }
    if (found == 0) warn("in no passage: " + selector);
  }

  void grade_evidence(int grade, const std::string& selector) {
    std::istringstream stream(selector);
    std::string indicators, polarity, speaker, in, leave_out;
    stream >> indicators;
    for (std::string pair; stream >> pair;) {
      const std::size_t sign = pair.find('=');
      const std::string key = pair.substr(0, sign);
      const std::string value = sign == std::string::npos ? "" : pair.substr(sign + 1);
      const std::array<std::pair<const char*, std::string*>, 4> keys = {
          {{"polarity", &polarity}, {"speaker", &speaker}, {"in", &in}, {"not", &leave_out}}};
      const auto known =
          std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.first == key; });
      if (known == keys.end() || value.empty()) stop("is no key of evidence: " + pair);
      *known->second = value;
    }
    std::size_t found = 0;
    for (std::size_t i = 0; i < evidence_.size(); ++i) {
      const MarkedEvidence& evidence = evidence_[i];
      if (!holds(indicators, evidence.indicator)) continue;
      ++found;
      if (!polarity.empty() && !holds(polarity, evidence.polarity)) continue;
      if (!speaker.empty() && !holds(speaker, evidence.speaker)) continue;
      if (evidence.path.find(in) == std::string::npos) continue;
      if (!leave_out.empty() && evidence.path.find(leave_out) != std::string::npos) continue;
      evidence_grades_[i] = grade;
    }
    if (found == 0) stop("no evidence is marked for " + indicators);
  }

  fs::path file_;
  const SearchCollection& collection_;
  std::vector<MarkedEvidence> evidence_;
  std::map<std::size_t, int> evidence_grades_;  ///< of the open query, by place in evidence_
  SearchGold gold_;
  GoldQuery query_;
  std::string kind_, line_;
  std::size_t line_number_ = 0;
  bool is_open_ = false, is_asked_ = false;
};

}  // namespace

std::string GoldQuery::name() const {
  std::string name = query;
  for (const std::string& option : options)
    name += ' ' + option;
  return name;
}

fs::path search_query_file() {
  return fs::path(VP_TEST_SOURCE_DIR) / "tests/eval/search_queries.txt";
}

SearchGold load_search_gold(const fs::path& file, const SearchCollection& collection,
                            const fs::path& shared) {
  return GoldReader(file, collection, shared).read();
}

std::string text_hash(const CollectedPassage& passage) {
  std::uint32_t hash = 2166136261U;  // FNV-1a
  for (const char c : passage.folded)
    hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  std::array<char, 9> text{};
  std::snprintf(text.data(), text.size(), "%08x", hash);
  return text.data();
}

}  // namespace vp::eval
