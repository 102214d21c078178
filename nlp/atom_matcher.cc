#include "nlp/atom_matcher.h"

#include <algorithm>
#include <numeric>

namespace vp::nlp {
namespace {

// Below this, the lanes' common start costs more than walking together saves.
constexpr std::size_t kMinLaneBytes = 96;

}  // namespace

// The trie of the atoms with its failure links, before it is laid out as one table.
struct AtomMatcher::Trie {
  struct Node {
    std::vector<std::uint32_t> next;  // by class; 0: none, then the failure link's
    std::vector<std::uint32_t> atoms;
    std::uint32_t failure = 0;
  };
  std::vector<Node> nodes;
  std::vector<std::uint32_t> breadth_first;

  Trie(std::span<const std::string> atoms, const std::array<std::uint8_t, 256>& class_of,
       std::uint32_t classes) {
    nodes.push_back({std::vector<std::uint32_t>(classes), {}, 0});
    for (std::uint32_t atom = 0; atom < atoms.size(); ++atom) {
      std::uint32_t at = 0;
      for (const char c : atoms[atom]) {
        const std::uint8_t byte_class = class_of[static_cast<unsigned char>(c)];
        std::uint32_t next = nodes[at].next[byte_class];
        if (next == 0) {
          next = static_cast<std::uint32_t>(nodes.size());
          nodes[at].next[byte_class] = next;
          nodes.push_back({std::vector<std::uint32_t>(classes), {}, 0});
        }
        at = next;
      }
      if (at != 0) nodes[at].atoms.push_back(atom);
    }
    complete();
  }

 private:
  // Breadth first: the failure link of a node lies nearer to the root and is complete already.
  void complete() {
    breadth_first.push_back(0);
    for (std::size_t i = 0; i < breadth_first.size(); ++i) {
      const std::uint32_t at = breadth_first[i];
      const std::uint32_t failure = nodes[at].failure;
      for (std::size_t c = 0; c < nodes[at].next.size(); ++c) {
        const std::uint32_t child = nodes[at].next[c];
        const std::uint32_t fallback = at == 0 ? 0 : nodes[failure].next[c];
        if (child == 0) {
          nodes[at].next[c] = fallback;
          continue;
        }
        nodes[child].failure = fallback;
        const std::vector<std::uint32_t>& shorter = nodes[fallback].atoms;
        nodes[child].atoms.insert(nodes[child].atoms.end(), shorter.begin(), shorter.end());
        breadth_first.push_back(child);
      }
    }
  }
};

struct AtomMatcher::Lane {
  std::size_t begin = 0;      // first byte it reads
  std::size_t own_begin = 0;  // hits that end before or here are the lane's before
  std::size_t end = 0;
  std::vector<Hit>* hits = nullptr;
};

AtomMatcher::AtomMatcher(std::span<const std::string> atoms) {
  for (const std::string& atom : atoms) {
    sizes_.push_back(static_cast<std::uint32_t>(atom.size()));
    longest_ = std::max(longest_, sizes_.back());
  }
  assign_classes(atoms);
  lay_out(Trie(atoms, class_of_, stride_));
}

void AtomMatcher::assign_classes(std::span<const std::string> atoms) {
  std::array<bool, 256> used{};
  for (const std::string& atom : atoms) {
    for (const char c : atom)
      used[static_cast<unsigned char>(c)] = true;
  }
  const auto count = static_cast<std::uint32_t>(std::count(used.begin(), used.end(), true));
  const bool has_unused = count < used.size();
  std::uint32_t next_class = has_unused ? 1 : 0;
  for (std::size_t byte = 0; byte < used.size(); ++byte) {
    if (used[byte]) class_of_[byte] = static_cast<std::uint8_t>(next_class++);
  }
  stride_ = next_class;
}

void AtomMatcher::lay_out(const Trie& trie) {
  std::vector<std::uint32_t> order = trie.breadth_first;
  const auto ending = std::stable_partition(
      order.begin(), order.end(), [&](std::uint32_t node) { return trie.nodes[node].atoms.empty(); });
  std::vector<State> state_of(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    state_of[order[i]] = static_cast<State>(i * stride_);

  next_.reserve(order.size() * stride_);
  for (const std::uint32_t node : order) {
    for (const std::uint32_t next : trie.nodes[node].next)
      next_.push_back(state_of[next]);
  }
  first_ending_ = static_cast<State>((ending - order.begin()) * stride_);
  for (auto node = ending; node != order.end(); ++node) {
    const std::vector<std::uint32_t>& atoms = trie.nodes[*node].atoms;
    ending_begin_.push_back(static_cast<std::uint32_t>(ending_atoms_.size()));
    ending_atoms_.insert(ending_atoms_.end(), atoms.begin(), atoms.end());
  }
  ending_begin_.push_back(static_cast<std::uint32_t>(ending_atoms_.size()));
}

std::size_t AtomMatcher::size_bytes() const {
  return next_.size() * sizeof(State) +
         (ending_begin_.size() + ending_atoms_.size() + sizes_.size()) * sizeof(std::uint32_t);
}

void AtomMatcher::add_hits(State state, std::size_t end, std::vector<Hit>& hits) const {
  const std::size_t ending = (state - first_ending_) / stride_;
  for (std::uint32_t i = ending_begin_[ending]; i < ending_begin_[ending + 1]; ++i) {
    hits.push_back({ending_atoms_[i], static_cast<std::uint32_t>(end)});
  }
}

template <std::size_t kLanes>
void AtomMatcher::walk(std::string_view text, const std::array<Lane, kLanes>& lanes) const {
  // Unchecked access: classes are below the stride, and every entry of the table is the begin of a row. What
  // the loop changes is kept in locals, so that it stays in registers.
  const State* table = next_.data();
  const std::uint8_t* class_of = class_of_.data();
  const State first_ending = first_ending_;
  std::array<const char*, kLanes> at{};
  std::array<State, kLanes> state{};
  std::size_t together = text.size();
  for (std::size_t i = 0; i < kLanes; ++i) {
    at[i] = text.data() + lanes[i].begin;
    together = std::min(together, lanes[i].end - lanes[i].begin);
  }
  const auto step = [&](std::size_t i) {
    state[i] = table[state[i] + class_of[static_cast<unsigned char>(*at[i]++)]];
    if (state[i] >= first_ending) [[unlikely]] {
      const auto end = static_cast<std::size_t>(at[i] - text.data());
      if (end > lanes[i].own_begin) add_hits(state[i], end, *lanes[i].hits);
    }
  };
  for (std::size_t count = 0; count < together; ++count) {
    for (std::size_t i = 0; i < kLanes; ++i)
      step(i);
  }
  for (std::size_t i = 0; i < kLanes; ++i) {
    for (std::size_t count = lanes[i].begin + together; count < lanes[i].end; ++count)
      step(i);
  }
}

template <std::size_t kLanes>
void AtomMatcher::find_in_lanes(std::string_view text, std::vector<Hit>& hits, Scratch& scratch) const {
  const std::size_t lane_bytes = text.size() / kLanes;
  std::array<Lane, kLanes> lanes;
  for (std::size_t i = 0; i < kLanes; ++i) {
    // A lane starts so much earlier that the longest atom which ends in it is seen whole.
    lanes[i].own_begin = i * lane_bytes;
    lanes[i].begin = lanes[i].own_begin - std::min<std::size_t>(lanes[i].own_begin, longest_);
    lanes[i].end = i + 1 == kLanes ? text.size() : (i + 1) * lane_bytes;
    lanes[i].hits = i == 0 ? &hits : &scratch.later_lanes[i - 1];
    lanes[i].hits->clear();
  }
  walk(text, lanes);
  for (std::size_t i = 1; i < kLanes; ++i)
    hits.insert(hits.end(), lanes[i].hits->begin(), lanes[i].hits->end());
}

void AtomMatcher::find(std::string_view text, std::vector<Hit>& hits, Scratch& scratch) const {
  if (text.size() >= 4 * (kMinLaneBytes + longest_)) {
    find_in_lanes<4>(text, hits, scratch);
  } else if (text.size() >= 2 * (kMinLaneBytes + longest_)) {
    find_in_lanes<2>(text, hits, scratch);
  } else {
    find_in_lanes<1>(text, hits, scratch);
  }
}

}  // namespace vp::nlp
