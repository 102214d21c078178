// personal_data.h - finds words that may tell of a person: numbers that prove themselves by a sum, telephone numbers,
// addresses, dates of birth; initials with a name as a hint only.
// Promise: spans ascend and do not overlap; nothing is changed. What it does not find may still be personal.
// Units: bytes of UTF-8. Source: eleven-test of the citizen service number, ISO 13616 (IBAN, mod 97), Dutch numbering plan.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/text_span.h"

namespace vp::reports {

enum class PersonalDataKind : std::uint8_t {
  kCitizenServiceNumber,
  kBankAccount,
  kEmailAddress,
  kPhoneNumber,
  kAddress,    ///< postcode with a house number
  kBirthDate,  ///< a date behind "geboren" and the like
  kName,       ///< initials and a name: a hint
};
/// "citizen service number", "bank account", ...
std::string_view to_string(PersonalDataKind kind);

/// True for what is only a hint: it is shown, and keeps nothing from being published.
constexpr bool is_hint(PersonalDataKind kind) {
  return kind == PersonalDataKind::kName;
}

struct PersonalData {
  TextSpan span;
  PersonalDataKind kind = PersonalDataKind::kName;
  bool operator==(const PersonalData&) const = default;
};

std::vector<PersonalData> find_personal_data(std::string_view text);

/// Nine digits of which 9a + 8b + ... + 2h - i is a multiple of 11, not all zero.
bool passes_eleven_test(std::string_view digits);

/// Country, two check digits and the rest, without spaces, of the country's length; 1 modulo 97.
bool passes_mod_97(std::string_view iban);

}  // namespace vp::reports
