// content_operators.h - the list of operators that ContentMachine carries out.
#pragma once

#include <cstdint>
#include <string_view>

#include "ingest/content_machine.h"

namespace vp::ingest {

struct ContentOperator {
  std::string_view name;
  /// A letter an operand: n number, i integer, N name, s string, a array, p name or dictionary; "*" stands
  /// for any number of numbers and names.
  std::string_view signature;
  ContentMachine::Handler handler = nullptr;
};

/// nullptr for an operator that is not in the list. `code` as of operator_code().
const ContentOperator* find_content_operator(std::uint32_t code);

}  // namespace vp::ingest
