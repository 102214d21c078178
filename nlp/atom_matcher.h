// atom_matcher.h - finds all of many literal strings in a text in one pass (Aho-Corasick).
// Way: a complete automaton over classes of bytes, its states numbered breadth-first so that the ones a text
// mostly walks lie together; a long text is walked in several lanes at once, which hides the wait for each
// next state. Threads: immutable once built; share it. Units: byte offsets into the text.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vp::nlp {

class AtomMatcher {
 public:
  /// One place of one atom: it ends at `end`; where it begins, its size tells.
  struct Hit {
    std::uint32_t atom = 0;  ///< index into the atoms given
    std::uint32_t end = 0;
    auto operator<=>(const Hit&) const = default;
  };

  /// Room for the work of find(), to be kept from call to call; one for each thread.
  struct Scratch {
    std::array<std::vector<Hit>, 3> later_lanes;
  };

  /// Atoms may overlap, hold one another and repeat; empty ones are never found.
  explicit AtomMatcher(std::span<const std::string> atoms);

  /// Replaces `hits` by every occurrence of every atom, ascending by end, longest atom first where several
  /// end together.
  void find(std::string_view text, std::vector<Hit>& hits, Scratch& scratch) const;

  [[nodiscard]] std::uint32_t atom_size(std::uint32_t atom) const { return sizes_[atom]; }
  [[nodiscard]] std::size_t state_count() const { return next_.size() / stride_; }
  /// Memory of the automaton.
  [[nodiscard]] std::size_t size_bytes() const;

 private:
  // A state is the offset of its row in next_. Rows of states that end an atom come last.
  using State = std::uint32_t;

  struct Trie;
  struct Lane;

  void assign_classes(std::span<const std::string> atoms);
  void lay_out(const Trie& trie);
  template <std::size_t kLanes>
  void walk(std::string_view text, const std::array<Lane, kLanes>& lanes) const;
  void add_hits(State state, std::size_t end, std::vector<Hit>& hits) const;
  template <std::size_t kLanes>
  void find_in_lanes(std::string_view text, std::vector<Hit>& hits, Scratch& scratch) const;

  std::array<std::uint8_t, 256> class_of_{};  // bytes that stand in no atom are class 0
  std::uint32_t stride_ = 1;                  // classes
  std::vector<State> next_;                   // row after row
  State first_ending_ = 0;                    // states from here on end an atom
  std::vector<std::uint32_t> ending_begin_;   // for each ending state, where its atoms begin in ending_atoms_
  std::vector<std::uint32_t> ending_atoms_;
  std::vector<std::uint32_t> sizes_;  // of the atoms
  std::uint32_t longest_ = 0;
};

}  // namespace vp::nlp
