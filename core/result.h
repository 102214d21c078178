// result.h - a value or the Error that stood in its way.
// Source: tl::expected (Debian libexpected-dev), so that std::expected can take over with C++23.
#pragma once

#include <utility>

#include <tl/expected.hpp>

#include "core/error.h"

namespace vp {

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
  /// An Error converts to a failed Result, so `return Error{...};` works.
  Result(Error error) : tl::expected<T, Error>(tl::unexpected<Error>(std::move(error))) {}
};

}  // namespace vp

#define VP_CONCAT_INNER(a, b) a##b
#define VP_CONCAT(a, b) VP_CONCAT_INNER(a, b)

/// Passes the Error of a Result<void> (or an unwanted value) up to the caller.
#define VP_TRY(expr)                                                              \
  do {                                                                            \
    if (auto vp_result = (expr); !vp_result) return std::move(vp_result).error(); \
  } while (false)

/// VP_ASSIGN(auto x, load_x()): declares x from the value or passes the Error up.
#define VP_ASSIGN(declaration, expr) VP_ASSIGN_INNER(VP_CONCAT(vp_result_, __LINE__), declaration, expr)
#define VP_ASSIGN_INNER(name, declaration, expr) \
  auto name = (expr);                            \
  if (!name) return std::move(name).error();     \
  declaration = std::move(*name)
