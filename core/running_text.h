// running_text.h - a document's reading text as one string, and the way from places in it to its passages.
// Page headers, footers and page numbers are left out. Lifetime: the passages must outlive it.
// Units: byte offsets into text().
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/anchor.h"
#include "core/passage.h"

namespace vp {

class RunningText {
 public:
  /// `passages` are all of the document, in order; `page`: only those that touch it.
  explicit RunningText(std::span<const Passage> passages);
  RunningText(std::span<const Passage> passages, PageIndex page);

  /// The passages' texts, joined by line ends.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The stretch of passages that `span` covers; line ends between passages belong to the one before. `span` is
  /// not empty.
  [[nodiscard]] PassageRange to_range(TextSpan span) const;
  /// Where the range stands; none when it begins or ends in a passage that is left out, or beyond its text.
  [[nodiscard]] std::optional<TextSpan> find_span(const PassageRange& range) const;

 private:
  struct Piece {
    std::uint32_t passage = 0;
    std::uint32_t begin = 0;
  };
  void append(std::span<const Passage> passages, std::optional<PageIndex> page);
  [[nodiscard]] const Piece& piece_at(std::uint32_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;         // ascending
  std::vector<std::uint32_t> sizes_;  // of the pieces' texts
};

/// The stretch of passages that an anchor's position names; meaningful only in the reading that it was made from.
PassageRange to_range(const AnchorPosition& position, std::span<const Passage> passages);

}  // namespace vp
