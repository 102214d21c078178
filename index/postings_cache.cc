#include "index/postings_cache.h"

#include <bit>
#include <utility>

#include "index/varint.h"

namespace vp::index {

bool PostingsCache::can_keep(const nlp::ConceptWay& way) {
  return way.kind == nlp::WayKind::kPhrase || way.kind == nlp::WayKind::kNear;
}

std::string PostingsCache::key_of(const nlp::ConceptWay& way) {
  std::vector<std::uint8_t> key;
  append_varint(key, static_cast<std::uint64_t>(way.kind));
  append_varint(key, way.distance);
  append_varint(key, std::bit_cast<std::uint64_t>(way.weight));
  for (const nlp::TermPhrase& phrase : way.phrases) {
    append_varint(key, phrase.terms.size());
    append_varint(key, phrase.is_prefix ? 1 : 0);
    for (const std::string& term : phrase.terms) {
      append_varint(key, term.size());
      key.insert(key.end(), term.begin(), term.end());
    }
  }
  return {key.begin(), key.end()};
}

std::shared_ptr<const Postings> PostingsCache::find(const std::string& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->postings;
}

void PostingsCache::keep(const std::string& key, std::shared_ptr<const Postings> postings) {
  Kept kept{key, std::move(postings)};
  const std::size_t bytes = kept.bytes();
  if (bytes > most_bytes_ / 2 || by_key_.contains(key)) return;
  while (bytes_ + bytes > most_bytes_) {
    bytes_ -= kept_.back().bytes();
    by_key_.erase(kept_.back().key);
    kept_.pop_back();
  }
  kept_.push_front(std::move(kept));
  by_key_.emplace(key, kept_.begin());
  bytes_ += bytes;
}

void PostingsCache::clear() {
  by_key_.clear();
  kept_.clear();
  bytes_ = 0;
}

}  // namespace vp::index
