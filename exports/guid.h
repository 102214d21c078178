// guid.h - names that are the same on every machine for the same thing. Source: RFC 9562, version 5 (SHA-1, by nettle).
#pragma once

#include <string>
#include <string_view>

namespace vp::exports {

/// "2ed6657d-e927-568b-95e1-2665a8aea6a2": of a name in our own name space.
std::string make_guid(std::string_view name);

}  // namespace vp::exports
