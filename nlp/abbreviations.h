// abbreviations.h - abbreviations whose full stop need not end a sentence.
// Source: lexicon/abbreviations.tsv (format note at its top), built into the program.
// Errors: parse_abbreviations is strict; kMalformed names the file and the line. Threads: immutable.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/result.h"

namespace vp::nlp {

enum class AbbreviationClass : std::uint8_t {
  kNone,        ///< not an abbreviation
  kNeverFinal,  ///< a sentence goes on after it: "i.v.m.", "dhr."
  kMaybeFinal,  ///< a sentence may end with it: "enz.", "etc."
};

class Abbreviations {
 public:
  static Result<Abbreviations> parse(std::string_view tsv, std::string_view name_for_errors);
  /// `token` with its full stop, any case.
  [[nodiscard]] AbbreviationClass find_class(std::string_view token) const;
  [[nodiscard]] std::size_t size() const { return classes_.size(); }

 private:
  std::unordered_map<std::string, AbbreviationClass> classes_;
};

/// The list that is built in.
const Abbreviations& default_abbreviations();
/// Its text, for tests.
std::string_view default_abbreviations_tsv();

}  // namespace vp::nlp
