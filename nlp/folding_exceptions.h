// folding_exceptions.h - characters whose folding does not follow from Unicode's canonical decomposition.
// Source: own table; each row is a character that Dutch, or the names in Dutch files, are printed with.
// Kept sorted by character (checked at compile time).
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace vp::nlp {

struct FoldingException {
  char32_t character;
  std::string_view folded;
};

inline constexpr std::array kFoldingExceptions = std::to_array<FoldingException>({
    {U'\u00AA', "a"},   // feminine ordinal
    {U'\u00AB', "\""},  // guillemets
    {U'\u00B4', "'"},   // acute accent typed for an apostrophe
    {U'\u00BA', "o"},   // masculine ordinal
    {U'\u00BB', "\""},  //
    {U'\u00C6', "ae"}, {U'\u00D0', "d"},  {U'\u00D8', "o"},   {U'\u00DE', "th"},  {U'\u00DF', "ss"},
    {U'\u00E6', "ae"}, {U'\u00F0', "d"},  {U'\u00F8', "o"},   {U'\u00FE', "th"},  //
    {U'\u0110', "d"},  {U'\u0111', "d"},  {U'\u0126', "h"},   {U'\u0127', "h"},   {U'\u0131', "i"},
    {U'\u0132', "ij"}, {U'\u0133', "ij"},  // the Dutch digraph
    {U'\u0138', "q"},  {U'\u013F', "l"},  {U'\u0140', "l"},   {U'\u0141', "l"},   {U'\u0142', "l"},
    {U'\u0149', "n"},  {U'\u014A', "n"},  {U'\u014B', "n"},   {U'\u0152', "oe"},  {U'\u0153', "oe"},
    {U'\u0166', "t"},  {U'\u0167', "t"},  {U'\u017F', "s"},   {U'\u0180', "b"},   {U'\u0181', "b"},
    {U'\u0182', "b"},  {U'\u0183', "b"},  {U'\u0187', "c"},   {U'\u0188', "c"},   {U'\u0189', "d"},
    {U'\u018A', "d"},  {U'\u018B', "d"},  {U'\u018C', "d"},   {U'\u0191', "f"},   {U'\u0192', "f"},
    {U'\u0193', "g"},  {U'\u0197', "i"},  {U'\u0198', "k"},   {U'\u0199', "k"},   {U'\u019A', "l"},
    {U'\u019D', "n"},  {U'\u019E', "n"},  {U'\u01A4', "p"},   {U'\u01A5', "p"},   {U'\u01AB', "t"},
    {U'\u01AC', "t"},  {U'\u01AD', "t"},  {U'\u01AE', "t"},   {U'\u01B2', "v"},   {U'\u01B3', "y"},
    {U'\u01B4', "y"},  {U'\u01B5', "z"},  {U'\u01B6', "z"},   {U'\u01C4', "dz"},  {U'\u01C5', "dz"},
    {U'\u01C6', "dz"}, {U'\u01C7', "lj"}, {U'\u01C8', "lj"},  {U'\u01C9', "lj"},  {U'\u01CA', "nj"},
    {U'\u01CB', "nj"}, {U'\u01CC', "nj"}, {U'\u01E4', "g"},   {U'\u01E5', "g"},   {U'\u01F1', "dz"},
    {U'\u01F2', "dz"}, {U'\u01F3', "dz"}, {U'\u0220', "n"},   {U'\u0221', "d"},   {U'\u0224', "z"},
    {U'\u0225', "z"},  {U'\u0234', "l"},  {U'\u0235', "n"},   {U'\u0236', "t"},   {U'\u0237', "j"},
    {U'\u0238', "db"}, {U'\u0239', "qp"}, {U'\u023A', "a"},   {U'\u023B', "c"},   {U'\u023C', "c"},
    {U'\u023D', "l"},  {U'\u023E', "t"},  {U'\u023F', "s"},   {U'\u0240', "z"},   {U'\u0243', "b"},
    {U'\u0244', "u"},  {U'\u0246', "e"},  {U'\u0247', "e"},   {U'\u0248', "j"},   {U'\u0249', "j"},
    {U'\u024A', "q"},  {U'\u024B', "q"},  {U'\u024C', "r"},   {U'\u024D', "r"},   {U'\u024E', "y"},
    {U'\u024F', "y"},  //
    {U'\u02B9', "'"},  {U'\u02BB', "'"},  {U'\u02BC', "'"},   {U'\u02BD', "'"},   {U'\u02C8', "'"},
    {U'\u02D7', "-"},  //
    {U'\u1E9A', "a"},  {U'\u1E9C', "s"},  {U'\u1E9D', "s"},   {U'\u1E9E', "ss"},  {U'\u1EFA', "ll"},
    {U'\u1EFB', "ll"}, {U'\u1EFC', "v"},  {U'\u1EFD', "v"},   {U'\u1EFE', "y"},   {U'\u1EFF', "y"},
    {U'\u2018', "'"},  {U'\u2019', "'"},  {U'\u201A', "'"},   {U'\u201B', "'"},   //
    {U'\u201C', "\""}, {U'\u201D', "\""}, {U'\u201E', "\""},  {U'\u201F', "\""},  //
    {U'\u2024', "."},  {U'\u2025', ".."}, {U'\u2026', "..."},                     //
    {U'\u2032', "'"},  {U'\u2033', "\""}, {U'\u2035', "'"},   {U'\u2036', "\""},  //
    {U'\u2039', "'"},  {U'\u203A', "'"},                                          //
    {U'\u2043', "-"},  {U'\u2044', "/"},  {U'\u2212', "-"},   {U'\u2215', "/"},   //
    {U'\u301D', "\""}, {U'\u301E', "\""}, {U'\u301F', "\""},                      //
    {U'\uFB00', "ff"}, {U'\uFB01', "fi"}, {U'\uFB02', "fl"},  {U'\uFB03', "ffi"}, {U'\uFB04', "ffl"},
    {U'\uFB05', "st"}, {U'\uFB06', "st"},
});

static_assert(std::ranges::is_sorted(kFoldingExceptions, {}, &FoldingException::character));

}  // namespace vp::nlp
