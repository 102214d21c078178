#include "index/template_finder.h"

#include <algorithm>
#include <array>
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
constexpr std::size_t kRunsAtOnce = std::size_t{1} << 22U;  // sorted together: twice 32 MB

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

/// Ascending with the hash, so that the shares one after another are in order.
std::size_t find_share(std::uint32_t run, std::size_t shares) {
  return static_cast<std::size_t>(std::uint64_t{run} * shares >> 32U);
}

std::uint32_t find_root(std::vector<std::uint32_t>& parents, std::uint32_t at) {
  while (parents[at] != at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

}  // namespace

/// By run; equal ones stay in their order. A radix sort: the hashes are spread evenly.
void TemplateFinder::sort_by_run(std::vector<RunInDocument>& runs) {
  constexpr unsigned kDigitBits = 11;
  constexpr unsigned kRunBits = 32;
  constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;
  std::vector<RunInDocument> sorted(runs.size());
  for (unsigned shift = 0; shift < kRunBits; shift += kDigitBits) {
    std::array<std::size_t, kDigits> places{};
    const auto digit_of = [shift](const RunInDocument& run) { return run.run >> shift & (kDigits - 1); };
    for (const RunInDocument& run : runs)
      ++places[digit_of(run)];
    std::exclusive_scan(places.begin(), places.end(), places.begin(), std::size_t{0});
    for (const RunInDocument& run : runs)
      sorted[places[digit_of(run)]++] = run;
    runs.swap(sorted);
  }
}

std::size_t TemplateFinder::add_document(std::vector<std::string> municipalities) {
  std::sort(municipalities.begin(), municipalities.end());
  municipalities_.push_back(std::move(municipalities));
  return municipalities_.size() - 1;
}

void TemplateFinder::add_passage(std::string_view text) {
  std::vector<std::uint64_t> words;
  nlp::for_each_token(text, add_hash, &words);
  Passage passage{static_cast<std::uint32_t>(municipalities_.size() - 1), runs_.size(), 0};
  if (words.size() >= kFewestWords) {
    for (std::size_t at = 0; at + kRun <= words.size(); ++at) {
      std::uint64_t run = 0;
      for (std::size_t i = 0; i < kRun; ++i)
        run = mix(run * 0x9E3779B97F4A7C15U + words[at + i]);
      runs_.push_back(static_cast<std::uint32_t>(run));
    }
  }
  passage.run_count = runs_.size() - passage.first_run;
  passages_.push_back(passage);
}

std::vector<TemplateFinder::RunInDocument> TemplateFinder::list_runs(std::size_t share,
                                                                     std::size_t shares) const {
  std::vector<RunInDocument> runs;
  runs.reserve(runs_.size() / shares + runs_.size() / shares / 8);
  for (const Passage& passage : passages_) {
    for (std::size_t i = 0; i < passage.run_count; ++i) {
      const std::uint32_t run = runs_[passage.first_run + i];
      if (find_share(run, shares) == share) runs.push_back({run, passage.document});
    }
  }
  sort_by_run(runs);  // of one run the documents ascend already
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

bool TemplateFinder::may_be_versions(std::size_t a, std::size_t b) const {
  const std::vector<std::string>& left = municipalities_[a];
  const std::vector<std::string>& right = municipalities_[b];
  if (left.empty() || right.empty()) return true;
  return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) != left.end();
}

/// By document: the number of its family.
std::vector<std::uint32_t> TemplateFinder::find_families(std::size_t shares) const {
  std::vector<std::size_t> sizes(municipalities_.size(), 0);
  std::unordered_map<std::uint64_t, std::size_t> shared;  // two documents -> runs that both have
  const auto note = [&](std::uint32_t a, std::uint32_t b) {
    if (may_be_versions(a, b)) ++shared[std::uint64_t{a} << 32U | b];
  };
  for (std::size_t share = 0; share < shares; ++share) {
    const std::vector<RunInDocument> runs = list_runs(share, shares);
    for (std::size_t begin = 0; begin < runs.size();) {
      std::size_t end = begin;
      while (end < runs.size() && runs[end].run == runs[begin].run)
        ++sizes[runs[end++].document];
      const bool compares_all = end - begin <= kMostCompared;
      for (std::size_t i = begin; i < end; ++i) {
        const std::size_t last = compares_all ? end : std::min(end, i + 2);
        for (std::size_t j = i + 1; j < last; ++j)
          note(runs[i].document, runs[j].document);
      }
      begin = end;
    }
  }
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

/// Runs that stand in many families, ascending.
std::vector<std::uint32_t> TemplateFinder::find_common_runs(std::size_t shares) const {
  const std::vector<std::uint32_t> families = find_families(shares);
  std::vector<std::uint32_t> common;
  std::vector<std::uint32_t> found;  // families of one run
  for (std::size_t share = 0; share < shares; ++share) {
    const std::vector<RunInDocument> runs = list_runs(share, shares);
    for (std::size_t begin = 0; begin < runs.size();) {
      std::size_t end = begin;
      for (found.clear(); end < runs.size() && runs[end].run == runs[begin].run; ++end)
        found.push_back(families[runs[end].document]);
      if (found.size() >= kFewestFamilies) {
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        if (found.size() >= kFewestFamilies) common.push_back(runs[begin].run);
      }
      begin = end;
    }
  }
  return common;
}

std::vector<char> TemplateFinder::find() const {
  const std::vector<std::uint32_t> common = find_common_runs(runs_.size() / kRunsAtOnce + 1);
  std::vector<char> is_template(passages_.size(), 0);
  for (std::size_t i = 0; i < passages_.size() && !common.empty(); ++i) {
    const Passage& passage = passages_[i];
    std::size_t found = 0;
    for (std::size_t at = 0; at < passage.run_count; ++at) {
      found += std::binary_search(common.begin(), common.end(), runs_[passage.first_run + at]) ? 1 : 0;
    }
    is_template[i] = passage.run_count > 0 && static_cast<double>(found) >=
                                                  kLeastShare * static_cast<double>(passage.run_count)
                         ? 1
                         : 0;
  }
  return is_template;
}

}  // namespace vp::index
