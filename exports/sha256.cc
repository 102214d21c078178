#include "exports/sha256.h"

#include <nettle/sha2.h>

namespace vp::exports {

struct Sha256::State {
  sha256_ctx context{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  nettle_sha256_init(&state_->context);
}

Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  // nettle counts bytes as unsigned.
  nettle_sha256_update(&state_->context, bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()));
}

DocumentId Sha256::finish() {
  DocumentId id;
  nettle_sha256_digest(&state_->context, id.bytes.size(), id.bytes.data());
  return id;
}

DocumentId to_sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.finish();
}

}  // namespace vp::exports
