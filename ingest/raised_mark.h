// raised_mark.h - small raised digits and signs: the mark of a note clings to its word and is none of it, the power of a
// unit or the end of an ordinal is part of it.
// Units: reading space.
#pragma once

#include <cstdint>

#include "ingest/page_glyphs.h"
#include "ingest/word_builder.h"

namespace vp::ingest {

/// Beside its line, super- and subscripts are at most this large ...
inline constexpr float kScriptSize = 0.88F;
/// ... and numbers of notes, when they stand clearly above it.
inline constexpr float kNoteNumberSize = 0.97F;
inline constexpr float kNoteNumberRaise = 0.25F;

/// The largest text of a line, by which raised pieces show.
struct LineBody {
  float v = 0;  ///< baseline
  float size_pt = 0;
};

/// Is `piece` small, raised, and made of digits or note signs? Says nothing about the word before it.
bool is_raised_mark(const PageGlyphs& glyphs, const Piece& piece, const LineBody& body);

/// Is `piece` nothing but up to three digits?
bool is_short_number(const PageGlyphs& glyphs, const Piece& piece);

/// A raised mark right behind `before` belongs to it: "m2", "km3", "x2", "10" and a power, the cents of a price.
bool belongs_to_word(const PageGlyphs& glyphs, const Piece& before, const Piece& mark);

/// Only signs that close a word or sentence: what follows a mark and clings to the word before it ("zorg1.").
bool is_closing_punctuation(const PageGlyphs& glyphs, const Piece& piece);

/// How many glyphs at the end of `piece` are superscript characters (U+00B9, U+2074) that mark a note; 0 when they
/// belong to the word or are all of it.
std::uint32_t count_superscript_tail(const PageGlyphs& glyphs, const Piece& piece);

}  // namespace vp::ingest
