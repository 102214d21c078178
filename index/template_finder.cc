#include "index/template_finder.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

// Documents of one family share so much of what the smaller of them says.
constexpr double kFamilyShare = 0.6;
// Of a run in more documents than these only neighbours in the list are compared: copies stand beside each other in
// every list, so they are found all the same.
constexpr std::size_t kMostCompared = 16;

std::uint64_t mix(std::uint64_t hash) {
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;  // splitmix64
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

bool add_hash(void* context, std::string_view token, TextSpan /*span*/) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : token)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  static_cast<std::vector<std::uint64_t>*>(context)->push_back(hash);
  return true;
}

std::uint32_t find_root(std::vector<std::uint32_t>& parents, std::uint32_t at) {
  while (parents[at] != at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

}  // namespace

std::size_t TemplateFinder::add_document(std::vector<std::string> municipalities) {
  std::vector<std::uint32_t>& numbers = municipalities_.emplace_back();
  for (std::string& name : municipalities)
    numbers.push_back(
        names_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size())).first->second);
  std::sort(numbers.begin(), numbers.end());
  return municipalities_.size() - 1;
}

void TemplateFinder::add_passage(std::string_view text) {
  words_.clear();
  nlp::for_each_token(text, add_hash, &words_);
  const auto passage = static_cast<std::uint32_t>(documents_.size());
  std::uint32_t count = 0;
  if (words_.size() >= kFewestWords) {
    for (std::size_t at = 0; at + kRun <= words_.size(); ++at) {
      std::uint64_t run = 0;
      for (std::size_t i = 0; i < kRun; ++i)
        run = mix(run * 0x9E3779B97F4A7C15U + words_[at + i]);
      runs_.add({static_cast<std::uint32_t>(run), passage});
      ++count;
    }
  }
  documents_.push_back(static_cast<std::uint32_t>(municipalities_.size() - 1));
  run_counts_.push_back(count);
}

template <class Visit>
Result<void> TemplateFinder::for_each_run(Visit visit) {
  for (std::size_t shelf = 0; shelf < RunShelf::kShelves; ++shelf) {
    VP_ASSIGN(const std::vector<PlacedRun> runs, runs_.take(shelf));
    for (std::size_t begin = 0; begin < runs.size();) {
      std::size_t end = begin + 1;
      while (end < runs.size() && runs[end].run == runs[begin].run)
        ++end;
      visit(Group(runs).subspan(begin, end - begin));
      begin = end;
    }
  }
  return {};
}

void TemplateFinder::list_documents(Group group, std::vector<std::uint32_t>& documents) const {
  documents.clear();
  for (const PlacedRun& placed : group) {
    const std::uint32_t document = documents_[placed.passage];
    if (documents.empty() || documents.back() != document) documents.push_back(document);
  }
}

bool TemplateFinder::may_be_versions(std::size_t a, std::size_t b) const {
  const std::vector<std::uint32_t>& left = municipalities_[a];
  const std::vector<std::uint32_t>& right = municipalities_[b];
  if (left.empty() || right.empty()) return true;
  return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
}

Result<std::vector<std::uint32_t>> TemplateFinder::find_families() {
  std::vector<std::size_t> sizes(municipalities_.size(), 0);
  std::unordered_map<std::uint64_t, std::size_t> shared;  // two documents -> runs that both have
  const auto note = [&](std::uint32_t a, std::uint32_t b) {
    if (may_be_versions(a, b)) ++shared[std::uint64_t{a} << 32U | b];
  };
  std::vector<std::uint32_t> having;
  VP_TRY(for_each_run([&](Group group) {
    list_documents(group, having);
    for (const std::uint32_t document : having)
      ++sizes[document];
    const bool compares_all = having.size() <= kMostCompared;
    for (std::size_t i = 0; i < having.size(); ++i) {
      const std::size_t last = compares_all ? having.size() : std::min(having.size(), i + 2);
      for (std::size_t j = i + 1; j < last; ++j)
        note(having[i], having[j]);
    }
  }));
  std::vector<std::uint32_t> parents(municipalities_.size());
  std::iota(parents.begin(), parents.end(), 0U);
  for (const auto& [pair, count] : shared) {
    const auto a = static_cast<std::uint32_t>(pair >> 32U);
    const auto b = static_cast<std::uint32_t>(pair);
    if (static_cast<double>(count) < kFamilyShare * static_cast<double>(std::min(sizes[a], sizes[b])))
      continue;
    const std::uint32_t root_a = find_root(parents, a);
    const std::uint32_t root_b = find_root(parents, b);
    parents[std::max(root_a, root_b)] = std::min(root_a, root_b);
  }
  for (std::uint32_t document = 0; document < parents.size(); ++document)
    parents[document] = find_root(parents, document);
  return parents;
}

Result<std::vector<char>> TemplateFinder::find() {
  VP_ASSIGN(const std::vector<std::uint32_t> families, find_families());
  std::vector<std::uint32_t> common(documents_.size(),
                                    0);  // by passage: its runs that stand in many families
  std::vector<std::uint32_t> having;
  VP_TRY(for_each_run([&](Group group) {
    if (group.size() < kFewestFamilies) return;
    list_documents(group, having);
    for (std::uint32_t& document : having)
      document = families[document];
    std::sort(having.begin(), having.end());
    const auto last = std::unique(having.begin(), having.end());
    if (last - having.begin() < static_cast<std::ptrdiff_t>(kFewestFamilies)) return;
    for (const PlacedRun& placed : group)
      ++common[placed.passage];
  }));
  std::vector<char> is_template(documents_.size(), 0);
  for (std::size_t i = 0; i < documents_.size(); ++i) {
    const bool is_shared = run_counts_[i] > 0 && static_cast<double>(common[i]) >=
                                                     kLeastShare * static_cast<double>(run_counts_[i]);
    is_template[i] = is_shared ? 1 : 0;
  }
  return is_template;
}

}  // namespace vp::index
