// search_collection.h - the documents that the evaluation of search asks questions about, taken in as an
// inspector would: a dossier made by the command line, and the passages that stand in it.
// Errors: a document or a dossier that cannot be made ends the run with a message.
// Lifetime: the dossier's folder goes with the object.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/passage.h"

namespace vp::eval {

/// Which documents beside corpus/.
enum class SearchScope {
  kBase,  ///< corpus/ alone: what every clone has
  kFull,  ///< and the published factsheets and government prose of the extra material, where it is at hand
};

/// A passage of the running text; headers, footers and page numbers are left out, as search leaves them out.
struct CollectedPassage {
  std::string document;  ///< hash
  std::uint32_t ordinal = 0;
  std::uint32_t page = 0;          ///< on which it begins, from 1
  std::vector<std::string> paths;  ///< under which its document was handed in
  std::string municipality, approach, role;
  BlockKind kind = BlockKind::kParagraph;
  bool boilerplate = false;
  std::string text;
  std::string folded;  ///< fold_for_anchor(text)
};

/// A factsheet of corpus/layouts that is in the collection: its name without folder and extension.
struct ComposedFactsheet {
  const char* name;
  const char* municipality;
  const char* approach;
};
/// Only a few, all of the half for development: each of the others has the same opening sentences again, and a
/// dossier in which every finding stands seven times is none that is ever made.
inline constexpr ComposedFactsheet kComposedFactsheets[] = {
    {"a_published_form", "Zandermeer", "Anker-aanpak"},
    {"i_check_marks", "Eschterveld", "Vangnet Eschterveld"},
    {"n_stream_by_column", "Terwolde-Haven", "Wolder Wegwijzer"},
};

/// Where a passage stands in SearchCollection::passages().
using PassageIndex = std::size_t;

class SearchCollection {
 public:
  /// Takes in the documents of the scope; `shared` is the folder of the extra material.
  SearchCollection(SearchScope scope, const std::filesystem::path& shared);
  SearchCollection(const SearchCollection&) = delete;
  SearchCollection& operator=(const SearchCollection&) = delete;
  ~SearchCollection();

  [[nodiscard]] const std::filesystem::path& dossier() const { return dossier_; }
  [[nodiscard]] const std::vector<CollectedPassage>& passages() const { return passages_; }
  [[nodiscard]] std::size_t document_count() const { return document_count_; }
  /// True when the extra material was at hand and asked for.
  [[nodiscard]] bool has_factsheets() const { return has_factsheets_; }
  [[nodiscard]] bool has_government_prose() const { return has_government_prose_; }

  /// -1 when the dossier has no such passage in its running text.
  [[nodiscard]] std::ptrdiff_t find(const std::string& document, std::uint32_t ordinal) const;

  /// Passages whose text holds `anchor` (folded alike) in documents with `document` in one of their paths; an
  /// empty `document` means all.
  [[nodiscard]] std::vector<PassageIndex> find_anchor(std::string_view document,
                                                      std::string_view anchor) const;

 private:
  void run(const std::vector<std::string>& arguments) const;
  void load_passages();

  std::filesystem::path dossier_;
  std::vector<CollectedPassage> passages_;
  std::map<std::pair<std::string, std::uint32_t>, PassageIndex> places_;
  std::size_t document_count_ = 0;
  bool has_factsheets_ = false, has_government_prose_ = false;
};

/// Without white space and hyphens, lower case, ligatures spelled out: alike however lines were broken.
std::string fold_for_anchor(std::string_view text);

}  // namespace vp::eval
