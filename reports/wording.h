// wording.h - the words of the reports, in Dutch: templates/texts.tsv, compiled in.
// Threads: immutable after its first use.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/finding.h"
#include "core/result.h"
#include "core/verdict.h"

namespace vp::reports {

class Wording {
 public:
  /// The table of texts of this program.
  static const Wording& dutch();
  /// Rows "key TAB text TAB where it stands"; '#' begins a remark. kMalformed names the row: a key that stands twice,
  /// a row that has not three fields.
  static Result<Wording> parse(std::string_view table);

  /// The text of a key. Throws std::out_of_range for a key that the table does not have: that is a bug.
  [[nodiscard]] std::string text(std::string_view key) const;
  /// None for a key that the table does not have.
  [[nodiscard]] std::optional<std::string> find(std::string_view key) const;
  /// The same as text with {1}, {2}, ... replaced by the values.
  [[nodiscard]] std::string fill(std::string_view key, std::initializer_list<std::string_view> values) const;
  /// "1 aanpak", "3 aanpakken": key.one for 1, key.many for all else.
  [[nodiscard]] std::string count(std::size_t number, std::string_view key) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
};

/// The key of the stance's name.
std::string_view key_of(EvidenceStance stance);

/// "√", "X", "?".
std::string_view mark_of(Verdict verdict);

/// Wording::dutch(), by the name that composers and writers use on every line.
inline const Wording& words() {
  return Wording::dutch();
}

}  // namespace vp::reports
