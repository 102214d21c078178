#include "ingest/gutter.h"

#include <algorithm>

namespace vp::ingest {

void Occupancy::add(Stretch taken) {
  const auto first = std::lower_bound(taken_.begin(), taken_.end(), taken.begin,
                                      [](const Stretch& s, float begin) { return s.end < begin; });
  auto last = first;
  for (; last != taken_.end() && last->begin <= taken.end; ++last) {
    taken.begin = std::min(taken.begin, last->begin);
    taken.end = std::max(taken.end, last->end);
  }
  if (first == last) {
    taken_.insert(first, taken);
  } else {
    *first = taken;
    taken_.erase(first + 1, last);
  }
}

void Occupancy::add(const Occupancy& other) {
  for (const Stretch& taken : other.taken_)
    add(taken);
}

std::vector<Stretch> Occupancy::find_gutters(float min_length) const {
  std::vector<Stretch> gutters;
  for (std::size_t i = 1; i < taken_.size(); ++i) {
    const Stretch gap{taken_[i - 1].end, taken_[i].begin};
    if (gap.length() >= min_length) gutters.push_back(gap);
  }
  return gutters;
}

}  // namespace vp::ingest
