#include "index/phrase_reader.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <optional>
#include <span>
#include <utility>

#include "index/fts_segment.h"

namespace vp::index {
namespace {

/// Adds the places of one row, if there are any.
void add_row(PlaceList& list, std::int64_t row, const std::vector<std::uint32_t>& places) {
  if (places.empty()) return;
  list.rows.push_back(row);
  list.places.insert(list.places.end(), places.begin(), places.end());
  list.ends.push_back(static_cast<std::uint32_t>(list.places.size()));
}

std::span<const std::uint32_t> places_of(const PlaceList& list, std::size_t at) {
  return std::span(list.places).subspan(list.begin_of(at), list.ends[at] - list.begin_of(at));
}

Error damaged() {
  return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
}

/// Walks a list of rows beside another that ascends too.
class RowFinder {
 public:
  explicit RowFinder(const std::vector<std::int64_t>& rows) : rows_(&rows) {}
  /// True when the list has the row, which is then at().
  bool find(std::int64_t row) {
    while (at_ < rows_->size() && (*rows_)[at_] < row)
      ++at_;
    return at_ < rows_->size() && (*rows_)[at_] == row;
  }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  const std::vector<std::int64_t>* rows_;
  std::size_t at_ = 0;
};

/// Puts into `kept` those of `starts` at which one of `others` stands `distance` words on. All ascend.
void find_followed(std::span<const std::uint32_t> starts, std::span<const std::uint32_t> others,
                   std::int64_t distance, std::vector<std::uint32_t>& kept) {
  kept.clear();
  auto next = others.begin();
  for (const std::uint32_t start : starts) {
    const std::int64_t target = std::int64_t{start} + distance;
    while (next != others.end() && std::int64_t{*next} < target)
      ++next;
    if (next == others.end()) return;
    if (std::int64_t{*next} == target) kept.push_back(start);
  }
}

/// A bit for each place, counted round from 64 on; nothing where the bytes are no list of small steps, which most are.
/// A pass over two lists of bytes costs a fraction of comparing the places that they stand for.
std::optional<std::uint64_t> sketch_places(Blob packed) {
  std::uint64_t bits = 0;
  unsigned place = 0;
  unsigned joined = 0;
  for (const std::uint8_t byte : packed) {
    joined |= byte;
    place += byte - 2U;
    bits |= std::uint64_t{1} << (place % 64);
  }
  return joined < 0x80U ? std::optional(bits) : std::nullopt;
}

/// False only where no place of `there` can be `distance` words after one of `here`.
bool may_follow(Blob here, Blob there, std::int64_t distance) {
  const auto first = sketch_places(here);
  const auto second = sketch_places(there);
  return !first || !second || (std::rotl(*first, static_cast<int>(distance % 64)) & *second) != 0;
}

/// Rows of a term with their places as they are stored: unpacked only where they turn out to be needed.
struct PackedPlaces {
  std::vector<std::int64_t> rows;
  std::vector<std::size_t> ends;  // by row, in `bytes`
  std::vector<std::uint8_t> bytes;

  [[nodiscard]] Blob places_of(std::size_t at) const {
    const std::size_t begin = at == 0 ? 0 : ends[at - 1];
    return Blob(bytes).subspan(begin, ends[at] - begin);
  }
};

std::int64_t distance_between(std::uint32_t from, std::uint32_t to) {
  return std::int64_t{to} - std::int64_t{from};
}

/// The places of one phrase in one passage, read onwards.
struct PhraseCursor {
  std::span<const std::uint32_t> places;
  std::uint32_t length = 1;  // in words
  std::size_t at = 0;

  [[nodiscard]] std::int64_t place() const { return places[at]; }
  [[nodiscard]] std::int64_t next_place() const {
    return at + 1 < places.size() ? std::int64_t{places[at + 1]} : std::numeric_limits<std::int64_t>::max();
  }
  bool advance() { return ++at < places.size(); }
};

/// Moves the cursors to the next group in which each phrase begins at most `most` words, and its own, before the last
/// one that begins. False when there is none.
bool find_group(std::vector<PhraseCursor>& cursors, std::int64_t most) {
  std::int64_t last = cursors.front().place();
  for (bool is_group = false; !is_group;) {
    is_group = true;
    for (PhraseCursor& cursor : cursors) {
      const std::int64_t first = last - cursor.length - most;
      if (cursor.place() >= first && cursor.place() <= last) continue;
      is_group = false;
      while (cursor.place() < first) {
        if (!cursor.advance()) return false;
      }
      last = std::max(last, cursor.place());
    }
  }
  return true;
}

/// Puts the places of the first phrase that are in a group into `found`.
void find_near(std::vector<PhraseCursor>& cursors, std::int64_t most, std::vector<std::uint32_t>& found) {
  found.clear();
  while (find_group(cursors, most)) {
    const auto place = static_cast<std::uint32_t>(cursors.front().place());
    if (found.empty() || found.back() != place) found.push_back(place);
    PhraseCursor& nearest = *std::ranges::min_element(cursors, {}, &PhraseCursor::next_place);
    if (!nearest.advance()) break;
  }
}

}  // namespace

bool PhraseReader::is_of_whole_words(const nlp::ConceptWay& way) {
  return std::ranges::none_of(way.phrases, &nlp::TermPhrase::is_prefix);
}

Result<std::vector<std::int64_t>> PhraseReader::estimate(const nlp::TermPhrase& phrase) {
  std::vector<std::int64_t> sizes;
  for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
    if (phrase.is_prefix && i + 1 == phrase.terms.size()) {
      sizes.push_back(
          std::numeric_limits<std::int64_t>::max());  // last, when the others have left little to look at
      continue;
    }
    VP_ASSIGN(const std::int64_t size, terms_->estimate(phrase.terms[i]));
    sizes.push_back(size);
  }
  return sizes;
}

Result<PlaceList> PhraseReader::load_term(const std::string& term, const std::vector<std::int64_t>* within) {
  PlaceList list;
  bool is_sound = true;
  const auto add = [&](std::int64_t row, Blob places) {
    is_sound = append_places(list.places, places) && is_sound;
    list.rows.push_back(row);
    list.ends.push_back(static_cast<std::uint32_t>(list.places.size()));
  };
  if (within == nullptr) {
    VP_TRY(terms_->for_each_row(term, add));
  } else {
    RowFinder wanted(*within);
    VP_TRY(terms_->for_each_row(term, [&](std::int64_t row, Blob places) {
      if (wanted.find(row)) add(row, places);
    }));
  }
  if (!is_sound) return damaged();
  return list;
}

Result<PlaceList> PhraseReader::load_pair(const PhraseWord& first, const PhraseWord& other,
                                          const std::vector<std::int64_t>* within) {
  PackedPlaces starts;
  const auto add = [&starts](std::int64_t row, Blob places) {
    starts.rows.push_back(row);
    starts.bytes.insert(starts.bytes.end(), places.begin(), places.end());
    starts.ends.push_back(starts.bytes.size());
  };
  if (within == nullptr) {
    VP_TRY(terms_->for_each_row(first.term, add));
  } else {
    RowFinder wanted(*within);
    VP_TRY(terms_->for_each_row(first.term, [&](std::int64_t row, Blob places) {
      if (wanted.find(row)) add(row, places);
    }));
  }
  const std::int64_t distance = distance_between(first.offset, other.offset);
  PlaceList kept;
  std::vector<std::uint32_t> here;
  std::vector<std::uint32_t> there;
  std::vector<std::uint32_t> places;
  bool is_sound = true;
  RowFinder shared(starts.rows);
  VP_TRY(terms_->for_each_row(other.term, [&](std::int64_t row, Blob packed) {
    if (!shared.find(row)) return;
    const Blob packed_starts = starts.places_of(shared.at());
    if (!may_follow(packed_starts, packed, distance)) return;
    here.clear();
    there.clear();
    is_sound = append_places(here, packed_starts) && append_places(there, packed) && is_sound;
    find_followed(here, there, distance, places);
    add_row(kept, row, places);
  }));
  if (!is_sound) return damaged();
  return kept;
}

Result<PlaceList> PhraseReader::keep_followed(const PlaceList& starts, std::uint32_t offset,
                                              const PhraseWord& other) {
  PlaceList kept;
  std::vector<std::uint32_t> there;
  std::vector<std::uint32_t> places;
  bool is_sound = true;
  RowFinder shared(starts.rows);
  VP_TRY(terms_->for_each_row(other.term, [&](std::int64_t row, Blob packed) {
    if (!shared.find(row)) return;
    there.clear();
    is_sound = append_places(there, packed) && is_sound;
    find_followed(places_of(starts, shared.at()), there, distance_between(offset, other.offset), places);
    add_row(kept, row, places);
  }));
  if (!is_sound) return damaged();
  return kept;
}

Result<PlaceList> PhraseReader::load_prefix(const std::string& prefix,
                                            const std::vector<std::int64_t>* within) {
  std::vector<std::pair<std::int64_t, std::uint32_t>> found;  // row, place
  std::vector<std::uint32_t> read;
  bool is_sound = true;
  VP_TRY(terms_->for_each_row_of_prefix(prefix, [&](std::int64_t row, Blob places) {
    if (within != nullptr && !std::binary_search(within->begin(), within->end(), row)) return;
    read.clear();
    is_sound = append_places(read, places) && is_sound;
    for (const std::uint32_t place : read)
      found.emplace_back(row, place);
  }));
  if (!is_sound) return damaged();
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  PlaceList list;
  for (std::size_t i = 0; i < found.size(); ++i) {
    list.places.push_back(found[i].second);
    if (i + 1 < found.size() && found[i + 1].first == found[i].first) continue;
    list.rows.push_back(found[i].first);
    list.ends.push_back(static_cast<std::uint32_t>(list.places.size()));
  }
  return list;
}

Result<PlaceList> PhraseReader::load_cut_phrase(const nlp::TermPhrase& phrase,
                                                const std::vector<std::int64_t>* within) {
  if (phrase.terms.size() == 1) return load_prefix(phrase.terms.front(), within);
  nlp::TermPhrase whole_words = phrase;
  whole_words.terms.pop_back();
  whole_words.is_prefix = false;
  VP_ASSIGN(const PlaceList starts, load_phrase(whole_words, within));
  VP_ASSIGN(const PlaceList others, load_prefix(phrase.terms.back(), &starts.rows));
  const auto distance = static_cast<std::int64_t>(whole_words.terms.size());
  PlaceList kept;
  std::vector<std::uint32_t> places;
  RowFinder shared(starts.rows);
  for (std::size_t i = 0; i < others.rows.size(); ++i) {
    if (!shared.find(others.rows[i])) continue;
    find_followed(places_of(starts, shared.at()), places_of(others, i), distance, places);
    add_row(kept, others.rows[i], places);
  }
  return kept;
}

/// The rarest term says where to look, and each of the others leaves less.
Result<PlaceList> PhraseReader::load_phrase(const nlp::TermPhrase& phrase,
                                            const std::vector<std::int64_t>* within) {
  if (phrase.is_prefix) return load_cut_phrase(phrase, within);
  if (phrase.terms.size() == 1) return load_term(phrase.terms.front(), within);
  VP_ASSIGN(const std::vector<std::int64_t> sizes, estimate(phrase));
  std::vector<PhraseWord> words;
  for (std::uint32_t i = 0; i < phrase.terms.size(); ++i)
    words.push_back({phrase.terms[i], i});
  std::ranges::stable_sort(words, {}, [&](const PhraseWord& word) { return sizes[word.offset]; });
  const std::uint32_t offset = words.front().offset;
  VP_ASSIGN(PlaceList found, load_pair(words[0], words[1], within));
  for (std::size_t i = 2; i < words.size() && !found.rows.empty(); ++i) {
    VP_ASSIGN(found, keep_followed(found, offset, words[i]));
  }
  // A phrase cannot begin before the text does.
  for (std::uint32_t& place : found.places)
    place -= std::min(place, offset);
  return found;
}

Result<PlaceList> PhraseReader::load(const nlp::ConceptWay& way) {
  if (way.phrases.size() == 1) return load_phrase(way.phrases.front(), nullptr);
  std::vector<PlaceList> lists(way.phrases.size());
  std::vector<std::size_t> order(way.phrases.size());
  std::vector<std::int64_t> rarity(way.phrases.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
    VP_ASSIGN(const std::vector<std::int64_t> sizes, estimate(way.phrases[i]));
    rarity[i] = std::ranges::min(sizes);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return rarity[i]; });
  const std::vector<std::int64_t>* within = nullptr;
  for (const std::size_t i : order) {
    VP_ASSIGN(lists[i], load_phrase(way.phrases[i], within));
    within = &lists[i].rows;
  }
  const std::int64_t most = std::int64_t{way.distance} * static_cast<std::int64_t>(way.phrases.size() - 1);
  PlaceList near;
  std::vector<std::size_t> at(lists.size(), 0);
  std::vector<PhraseCursor> cursors;
  std::vector<std::uint32_t> places;
  for (const std::int64_t row : *within) {
    cursors.clear();
    for (std::size_t i = 0; i < lists.size(); ++i) {
      while (lists[i].rows[at[i]] < row)
        ++at[i];
      cursors.push_back(
          {places_of(lists[i], at[i]), static_cast<std::uint32_t>(way.phrases[i].terms.size())});
    }
    find_near(cursors, most, places);
    add_row(near, row, places);
  }
  return near;
}

}  // namespace vp::index
