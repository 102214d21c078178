#include "index/phrase_reader.h"

#include <algorithm>
#include <limits>
#include <span>

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

/// Of `starts` those at which `other` stands `distance` words on.
PlaceList keep_followed(const PlaceList& starts, std::uint32_t start_offset, const PlaceList& other,
                        std::uint32_t other_offset) {
  PlaceList kept;
  std::vector<std::uint32_t> places;
  std::size_t at = 0;
  for (std::size_t i = 0; i < starts.rows.size(); ++i) {
    while (at < other.rows.size() && other.rows[at] < starts.rows[i])
      ++at;
    if (at == other.rows.size()) break;
    if (other.rows[at] != starts.rows[i]) continue;
    places.clear();
    const auto wanted = places_of(other, at);
    auto next = wanted.begin();
    for (const std::uint32_t place : places_of(starts, i)) {
      const std::uint64_t target = std::uint64_t{place} + other_offset;
      while (next != wanted.end() && std::uint64_t{*next} + start_offset < target)
        ++next;
      if (next != wanted.end() && std::uint64_t{*next} + start_offset == target) places.push_back(place);
    }
    add_row(kept, starts.rows[i], places);
  }
  return kept;
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

/// Places of the first phrase that are in a group.
std::vector<std::uint32_t> find_near(std::vector<PhraseCursor>& cursors, std::int64_t most) {
  std::vector<std::uint32_t> found;
  while (find_group(cursors, most)) {
    const auto place = static_cast<std::uint32_t>(cursors.front().place());
    if (found.empty() || found.back() != place) found.push_back(place);
    PhraseCursor& nearest = *std::ranges::min_element(cursors, {}, &PhraseCursor::next_place);
    if (!nearest.advance()) break;
  }
  return found;
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
  std::size_t at = 0;  // in within
  bool is_sound = true;
  VP_TRY(terms_->for_each_row(term, [&](std::int64_t row, Blob places) {
    if (within != nullptr) {
      while (at < within->size() && (*within)[at] < row)
        ++at;
      if (at == within->size() || (*within)[at] != row) return;
    }
    is_sound = append_places(list.places, places) && is_sound;
    list.rows.push_back(row);
    list.ends.push_back(static_cast<std::uint32_t>(list.places.size()));
  }));
  if (!is_sound) return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
  return list;
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
  if (!is_sound) return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
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

/// The rarest term says where to look, and each of the others leaves less.
Result<PlaceList> PhraseReader::load_phrase(const nlp::TermPhrase& phrase,
                                            const std::vector<std::int64_t>* within) {
  VP_ASSIGN(const std::vector<std::int64_t> sizes, estimate(phrase));
  const auto load_part = [&](std::uint32_t at, const std::vector<std::int64_t>* rows) {
    const bool is_cut = phrase.is_prefix && at + 1 == phrase.terms.size();
    return is_cut ? load_prefix(phrase.terms[at], rows) : load_term(phrase.terms[at], rows);
  };
  std::vector<std::uint32_t> order(sizes.size());
  for (std::uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return sizes[i]; });
  VP_ASSIGN(PlaceList found, load_part(order.front(), within));
  // A phrase cannot begin before the text does.
  const std::uint32_t offset = order.front();
  for (std::size_t i = 1; i < order.size() && !found.rows.empty(); ++i) {
    VP_ASSIGN(const PlaceList other, load_part(order[i], &found.rows));
    found = keep_followed(found, offset, other, order[i]);
  }
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
  for (const std::int64_t row : *within) {
    std::vector<PhraseCursor> cursors;
    for (std::size_t i = 0; i < lists.size(); ++i) {
      while (lists[i].rows[at[i]] < row)
        ++at[i];
      cursors.push_back(
          {places_of(lists[i], at[i]), static_cast<std::uint32_t>(way.phrases[i].terms.size())});
    }
    add_row(near, row, find_near(cursors, most));
  }
  return near;
}

}  // namespace vp::index
