#include "index/postings_cache.h"

#include <algorithm>
#include <bit>
#include <iterator>
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

PostingsCache::Found PostingsCache::find(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return {};
  kept_.splice(kept_.begin(), kept_, found->second);
  return {found->second->postings, found->second->slots};
}

void PostingsCache::forget(std::list<Kept>::iterator kept) {
  bytes_ -= kept->bytes();
  by_key_.erase(kept->key);
  kept_.erase(kept);
}

void PostingsCache::keep(const std::string& key, std::shared_ptr<const Postings> postings,
                         std::size_t slots) {
  Kept kept{key, std::move(postings), slots};
  const std::size_t bytes = kept.bytes();
  if (bytes > most_bytes_ / 2) return;
  const std::scoped_lock lock(mutex_);
  if (const auto known = by_key_.find(key); known != by_key_.end()) {
    if (known->second->slots > slots) return;
    forget(known->second);
  }
  while (bytes_ + bytes > most_bytes_)
    forget(std::prev(kept_.end()));
  kept_.push_front(std::move(kept));
  by_key_.emplace(key, kept_.begin());
  bytes_ += bytes;
}

void PostingsCache::take_over(const PostingsCache& earlier, std::size_t slots) {
  const std::scoped_lock lock(mutex_, earlier.mutex_);
  for (const Kept& kept : earlier.kept_) {
    kept_.push_back({kept.key, kept.postings, std::min(kept.slots, slots)});
    by_key_.emplace(kept.key, std::prev(kept_.end()));
  }
  bytes_ = earlier.bytes_;
}

std::size_t PostingsCache::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

}  // namespace vp::index
