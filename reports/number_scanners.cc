// The kinds that prove themselves by a sum, and telephone numbers.
#include <algorithm>
#include <array>
#include <string>

#include "reports/ascii_text.h"
#include "reports/personal_data.h"
#include "reports/personal_data_scanners.h"

namespace vp::reports {
namespace {

/// Length of an IBAN by country.
struct IbanLength {
  std::string_view country;
  std::size_t length;
};
constexpr IbanLength kIbanLengths[] = {{"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24},
                                       {"DE", 22}, {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FR", 27},
                                       {"GB", 22}, {"GR", 27}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IS", 26},
                                       {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MA", 28},
                                       {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24},
                                       {"SE", 24}, {"SI", 19}, {"SK", 24}, {"TR", 26}};

std::size_t iban_length(std::string_view country) {
  const auto* const found = std::find_if(std::begin(kIbanLengths), std::end(kIbanLengths),
                                         [&](const IbanLength& one) { return one.country == country; });
  return found == std::end(kIbanLengths) ? 0 : found->length;
}

/// The number stands behind a currency or counts something: "€ 123.456.782", "123.456.782,50".
bool is_amount(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t place = begin;
  while (place > 0 && text[place - 1] == ' ')
    --place;
  const std::string_view ahead = text.substr(0, place);
  const bool has_currency =
      ahead.ends_with("€") || ahead.ends_with("EUR") || ahead.ends_with("euro") || ahead.ends_with("$");
  const bool has_decimals = at(text, end) == ',' && is_digit(at(text, end + 1));
  return has_currency || has_decimals || at(text, end) == '%';
}

/// "06", "+31 6", "0031 6", "+31 (0)6": the place behind the prefix, before the nine digits; npos when there is none.
std::size_t skip_phone_prefix(std::string_view text, std::size_t begin) {
  std::size_t place = begin;
  if (at(text, place) == '(') ++place;
  for (const std::string_view international : {"+31", "0031"}) {
    if (text.substr(place, international.size()) != international) continue;
    place += international.size();
    while (at(text, place) == ' ' || at(text, place) == ')' || at(text, place) == '-')
      ++place;
    if (text.substr(place, 3) == "(0)") place += 3;
    while (at(text, place) == ' ' || at(text, place) == '-')
      ++place;
    return place;
  }
  return at(text, place) == '0' ? place + 1 : std::string_view::npos;
}

}  // namespace

bool passes_eleven_test(std::string_view digits) {
  if (digits.size() != 9 || !std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i)
    sum += (9 - static_cast<int>(i)) * (digits[i] - '0');
  sum -= digits[8] - '0';
  return sum % 11 == 0 && digits.find_first_not_of('0') != std::string_view::npos;
}

bool passes_mod_97(std::string_view iban) {
  if (iban.size() < 4 || iban.size() != iban_length(iban.substr(0, 2))) return false;
  unsigned rest = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char character = iban[(i + 4) % iban.size()];  // the first four go to the end
    if (is_digit(character)) {
      rest = (rest * 10 + static_cast<unsigned>(character - '0')) % 97;
    } else if (is_upper(character)) {
      rest = (rest * 100 + static_cast<unsigned>(character - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return rest == 1;
}

std::size_t measure_bank_account(std::string_view text, std::size_t begin) {
  if (!starts_word(text, begin) || !is_letter(at(text, begin)) || !is_letter(at(text, begin + 1))) return 0;
  const std::array<char, 2> country = {to_upper(text[begin]), to_upper(text[begin + 1])};
  const std::size_t length = iban_length(std::string_view(country.data(), country.size()));
  if (length == 0) return 0;
  std::string iban;
  std::size_t place = begin;
  while (iban.size() < length && place < text.size()) {
    const char character = text[place];
    const bool is_gap =
        (character == ' ' || character == '.') && is_alphanumeric(at(text, place + 1)) && !iban.empty();
    if (!is_gap && !is_alphanumeric(character)) return 0;
    if (!is_gap) iban += to_upper(character);
    // Two figures stand behind the country, whatever the rest is: "De zelfde bevoegdheden" begins like a German one.
    if (!is_gap && (iban.size() == 3 || iban.size() == 4) && !is_digit(character)) return 0;
    ++place;
  }
  return iban.size() == length && ends_word(text, place) && passes_mod_97(iban) ? place - begin : 0;
}

std::size_t measure_citizen_service_number(std::string_view text, std::size_t begin) {
  const char ahead = before(text, begin);
  if (!is_digit(at(text, begin)) || is_alphanumeric(ahead)) return 0;
  if ((ahead == '.' || ahead == ',' || ahead == '-' || ahead == '/') && begin > 1 &&
      is_digit(text[begin - 2]))
    return 0;
  if (measure_date(text, begin) > 0) return 0;
  std::string digits;
  std::size_t place = begin;
  std::size_t groups = 1;
  while (digits.size() < 9 && place < text.size()) {
    if (is_digit(text[place])) {
      digits += text[place];
    } else if ((text[place] == '.' || text[place] == ' ' || text[place] == '-') &&
               is_digit(at(text, place + 1)) && count_digits(text, place + 1) >= 2 && ++groups <= 4) {
      // a gap between groups: 1234.56.782
    } else {
      return 0;
    }
    ++place;
  }
  const bool goes_on = is_alphanumeric(at(text, place)) ||
                       ((at(text, place) == '.' || at(text, place) == '-') && is_digit(at(text, place + 1)));
  if (digits.size() != 9 || goes_on || is_amount(text, begin, place)) return 0;
  return passes_eleven_test(digits) ? place - begin : 0;
}

std::size_t measure_phone_number(std::string_view text, std::size_t begin) {
  const char first = at(text, begin);
  if ((first != '0' && first != '+' && first != '(') || !starts_word(text, begin)) return 0;
  if (measure_date(text, begin) > 0) return 0;
  std::size_t place = skip_phone_prefix(text, begin);
  if (place == std::string_view::npos || !is_digit(at(text, place)) || text[place] == '0') return 0;
  // 0800 and 0900 reach an organisation, not a person.
  if (text.substr(place, 3) == "800" || text.substr(place, 3) == "900") return 0;
  std::size_t digits = 0;
  std::size_t dashes = 0;
  std::size_t gap = 0;
  for (; digits < 9 && place < text.size(); ++place) {
    const char character = text[place];
    if (is_digit(character)) {
      ++digits;
      gap = 0;
    } else if (character == ' ' || character == '-' || character == ')' || character == '.' ||
               character == '/') {
      dashes += character == '-' || character == '/' ? 1 : 0;
      if (++gap > 3 || dashes > 1) return 0;
    } else {
      return 0;
    }
  }
  return digits == 9 && ends_word(text, place) ? place - begin : 0;
}

}  // namespace vp::reports
