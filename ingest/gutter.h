// gutter.h - white space between columns: which stretches of the line are taken by text, and which are free.
// Units: u of reading space.
#pragma once

#include <vector>

namespace vp::ingest {

struct Stretch {
  float begin = 0, end = 0;
  [[nodiscard]] float length() const { return end - begin; }
};

/// Disjoint taken stretches, ascending.
class Occupancy {
 public:
  void add(Stretch taken);
  void add(const Occupancy& other);
  /// The free stretches of at least `min_length` between taken ones, ascending.
  [[nodiscard]] std::vector<Stretch> find_gutters(float min_length) const;
  [[nodiscard]] const std::vector<Stretch>& taken() const { return taken_; }

 private:
  std::vector<Stretch> taken_;
};

}  // namespace vp::ingest
