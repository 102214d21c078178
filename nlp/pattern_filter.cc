#include "nlp/pattern_filter.h"

#include <utility>

#include "nlp/pattern_syntax.h"

namespace vp::nlp {
namespace {

// Shorter atoms stand in nearly every sentence and filter nothing.
constexpr int kMinAtomBytes = 3;

}  // namespace

PatternFilter::PatternFilter(std::unique_ptr<re2::FilteredRE2> filtered,
                             const std::vector<std::string>& atoms)
    : filtered_(std::move(filtered)), matcher_(atoms), atom_count_(atoms.size()) {
  filtered_->AllPotentials({}, &always_);
}

Result<PatternFilter> PatternFilter::create(const std::vector<std::string>& regexes) {
  auto filtered = std::make_unique<re2::FilteredRE2>(kMinAtomBytes);
  for (std::size_t number = 0; number < regexes.size(); ++number) {
    int id = 0;
    const RE2::ErrorCode code = filtered->Add(regexes[number], pattern_options(), &id);
    if (code != RE2::NoError) {
      return Error{ErrorCode::kMalformed, "pattern '" + regexes[number] + "' does not compile",
                   std::to_string(number)};
    }
  }
  std::vector<std::string> atoms;
  if (!regexes.empty()) filtered->Compile(&atoms);
  return PatternFilter(std::move(filtered), atoms);
}

PatternCandidates::PatternCandidates(const PatternFilter& filter, std::string_view passage)
    : filter_(filter), seen_in_(filter.atom_count()) {
  AtomMatcher::Scratch scratch;
  filter.matcher_.find(passage, hits_, scratch);
}

const std::vector<int>& PatternCandidates::find(TextSpan sentence) {
  ++sentence_number_;
  atoms_.clear();
  for (; next_hit_ < hits_.size() && hits_[next_hit_].end <= sentence.end; ++next_hit_) {
    const AtomMatcher::Hit hit = hits_[next_hit_];
    if (hit.end - filter_.matcher_.atom_size(hit.atom) < sentence.begin) continue;
    if (std::exchange(seen_in_[hit.atom], sentence_number_) == sentence_number_) continue;
    atoms_.push_back(static_cast<int>(hit.atom));
  }
  if (atoms_.empty()) return filter_.always_;
  filter_.filtered_->AllPotentials(atoms_, &candidates_);
  return candidates_;
}

}  // namespace vp::nlp
