#include "nlp/run_map.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace vp::nlp {
namespace {

/// Maps `span` through runs that are seen as leading from one text (`Here`) to another (`There`).
template <TextSpan MapRun::*Here, TextSpan MapRun::*There>
TextSpan map_span(const std::vector<MapRun>& runs, TextSpan span) {
  // Runs ascend and are disjoint in both texts, so their ends ascend too.
  const auto first =
      std::upper_bound(runs.begin(), runs.end(), span.begin,
                       [](std::uint32_t place, const MapRun& run) { return place < (run.*Here).end; });
  const std::uint32_t here_end = std::max(span.begin, span.end);
  if (first == runs.end() || ((*first).*Here).begin >= std::max(here_end, span.begin + 1)) {
    // Nothing of the span came from the other text: it belongs right after what precedes it.
    const std::uint32_t place = first == runs.begin() ? 0 : ((*std::prev(first)).*There).end;
    return {place, place};
  }
  const TextSpan first_here = (*first).*Here;
  std::uint32_t begin = ((*first).*There).begin;
  if (first->verbatim && span.begin > first_here.begin) begin += span.begin - first_here.begin;
  if (here_end == span.begin) return {begin, begin};
  const auto last =
      std::prev(std::lower_bound(first, runs.end(), here_end, [](const MapRun& run, std::uint32_t place) {
        return (run.*Here).begin < place;
      }));
  const TextSpan last_here = (*last).*Here;
  std::uint32_t end = ((*last).*There).end;
  if (last->verbatim && here_end < last_here.end) end -= last_here.end - here_end;
  return {begin, end};
}

/// The part of `run` (a piece of the later map) that lies on `earlier`; both ends inside `earlier.to`.
MapRun compose_piece(const MapRun& run, const MapRun& earlier) {
  MapRun piece;
  const std::uint32_t begin = std::max(run.from.begin, earlier.to.begin);
  const std::uint32_t end = std::min(run.from.end, earlier.to.end);
  piece.to = {run.to.begin + (begin - run.from.begin), run.to.begin + (end - run.from.begin)};
  piece.verbatim = earlier.verbatim;
  piece.from = earlier.verbatim ? TextSpan{earlier.from.begin + (begin - earlier.to.begin),
                                           earlier.from.begin + (end - earlier.to.begin)}
                                : earlier.from;
  return piece;
}

}  // namespace

void RunMap::append(MapRun run) {
  if (run.to.empty() || run.from.empty()) return;
  assert(!run.verbatim || run.to.size() == run.from.size());
  if (!runs_.empty()) {
    MapRun& last = runs_.back();
    assert(run.to.begin >= last.to.end);
    if (run.from.begin < last.from.end) {
      // Two derived pieces of one indivisible source piece: together they are one run.
      last.to.end = run.to.end;
      last.from.end = std::max(last.from.end, run.from.end);
      last.verbatim = false;
      return;
    }
    if (last.verbatim && run.verbatim && run.to.begin == last.to.end && run.from.begin == last.from.end) {
      last.to.end = run.to.end;
      last.from.end = run.from.end;
      return;
    }
  }
  runs_.push_back(run);
}

TextSpan RunMap::to_source(TextSpan to) const {
  return map_span<&MapRun::to, &MapRun::from>(runs_, to);
}

TextSpan RunMap::from_source(TextSpan from) const {
  return map_span<&MapRun::from, &MapRun::to>(runs_, from);
}

RunMap RunMap::after(const RunMap& earlier) const {
  RunMap composed;
  for (const MapRun& run : runs_) {
    if (!run.verbatim) {
      composed.append({run.to, earlier.to_source(run.from), false});
      continue;
    }
    auto piece =
        std::upper_bound(earlier.runs_.begin(), earlier.runs_.end(), run.from.begin,
                         [](std::uint32_t place, const MapRun& other) { return place < other.to.end; });
    for (; piece != earlier.runs_.end() && piece->to.begin < run.from.end; ++piece) {
      composed.append(compose_piece(run, *piece));
    }
  }
  return composed;
}

}  // namespace vp::nlp
