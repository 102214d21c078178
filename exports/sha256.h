// sha256.h - SHA-256 of bytes as they come. Source: FIPS 180-4, by nettle.
#pragma once

#include <memory>
#include <string_view>

#include "core/document_id.h"

namespace vp::exports {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  void add(std::string_view bytes);
  /// Of all bytes so far; begins anew.
  DocumentId finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

DocumentId to_sha256(std::string_view bytes);

}  // namespace vp::exports
