// E-mail addresses, postcodes with house numbers, dates of birth, names.
#include <algorithm>
#include <string>

#include "reports/ascii_text.h"
#include "reports/personal_data_scanners.h"

namespace vp::reports {
namespace {

constexpr std::string_view kMonths[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
                                        "juli",    "augustus", "september", "oktober", "november", "december",
                                        "jan",     "feb",      "mrt",       "apr",     "jun",      "jul",
                                        "aug",     "sept",     "sep",       "okt",     "nov",      "dec"};
constexpr std::string_view kBirthCues[] = {"geboren", "geb.", "geb ", "geboortedatum", "geboortedag", "g.d."};
constexpr std::string_view kParticles[] = {"van", "de", "der", "den", "het", "ten",
                                           "ter", "te", "von", "el",  "'t",  "in"};
constexpr std::string_view kTitles[] = {"mevrouw ", "mevr. ", "mw. ", "dhr. ", "de heer ", "meneer "};

bool is_email_character(char c) {
  return (is_alphanumeric(c) && static_cast<unsigned char>(c) < 0x80) || c == '.' || c == '_' || c == '%' ||
         c == '+' || c == '-';
}

unsigned to_number(std::string_view digits) {
  unsigned number = 0;
  for (const char digit : digits)
    number = number * 10 + static_cast<unsigned>(digit - '0');
  return number;
}

std::string to_lower_text(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
  return lower;
}

bool is_day_and_month(unsigned day, unsigned month) {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

/// "1999-05-03".
std::size_t measure_iso_date(std::string_view text, std::size_t begin) {
  if (count_digits(text, begin) != 4 || at(text, begin + 4) != '-' || count_digits(text, begin + 5) != 2 ||
      at(text, begin + 7) != '-' || count_digits(text, begin + 8) != 2) {
    return 0;
  }
  return is_day_and_month(to_number(text.substr(begin + 8, 2)), to_number(text.substr(begin + 5, 2))) ? 10
                                                                                                      : 0;
}

/// "3 mei 1999".
std::size_t measure_written_date(std::string_view text, std::size_t begin, std::size_t day_digits) {
  std::size_t place = begin + day_digits;
  if (at(text, place) != ' ') return 0;
  const std::string rest = to_lower_text(text.substr(place + 1, 10));
  for (const std::string_view month : kMonths) {
    if (!rest.starts_with(month)) continue;
    std::size_t end = place + 1 + month.size();
    if (at(text, end) == '.') ++end;
    if (at(text, end) != ' ') continue;
    return count_digits(text, end + 1) == 4 ? end + 5 - begin : 0;
  }
  return 0;
}

/// House number with its addition: "12", "12a", "12-14", "12 bis".
std::size_t measure_house_number(std::string_view text, std::size_t begin) {
  const std::size_t digits = count_digits(text, begin);
  if (digits == 0 || digits > 5 || at(text, begin) == '0') return 0;
  std::size_t end = begin + digits;
  if (at(text, end) == '-' && is_alphanumeric(at(text, end + 1))) ++end;
  while (is_alphanumeric(at(text, end)) && end < begin + digits + 5)
    ++end;
  return ends_word(text, end) ? end - begin : 0;
}

/// "1234 AB": capitals, not SA, SD or SS.
std::size_t measure_postcode(std::string_view text, std::size_t begin) {
  if (!starts_word(text, begin) || count_digits(text, begin) != 4 || at(text, begin) == '0') return 0;
  std::size_t place = begin + 4;
  if (text.substr(place, 2) == "\u00A0") place += 2;
  if (at(text, place) == ' ') ++place;
  const char first = at(text, place);
  const char second = at(text, place + 1);
  const bool is_never_given = first == 'S' && (second == 'A' || second == 'D' || second == 'S');
  if (!is_upper(first) || !is_upper(second) || is_never_given || !ends_word(text, place + 2)) return 0;
  return place + 2 - begin;
}

/// A capital and at least one more letter.
std::size_t measure_capitalised(std::string_view text, std::size_t begin) {
  const bool is_beyond_ascii = static_cast<unsigned char>(at(text, begin)) >= 0x80;
  if (!is_upper(at(text, begin)) && !is_beyond_ascii) return 0;
  std::size_t end = begin;
  while (is_letter(at(text, end)) || (at(text, end) == '-' && is_letter(at(text, end + 1))))
    ++end;
  return end - begin >= 2 ? end - begin : 0;
}

std::size_t measure_particles(std::string_view text, std::size_t begin) {
  std::size_t place = begin;
  for (bool is_found = true; is_found;) {
    is_found = false;
    for (const std::string_view particle : kParticles) {
      if (text.substr(place, particle.size()) != particle || at(text, place + particle.size()) != ' ')
        continue;
      place += particle.size() + 1;
      is_found = true;
      break;
    }
  }
  return place - begin;
}

/// "de Vries" behind initials or a title.
std::size_t measure_surname(std::string_view text, std::size_t begin) {
  const std::size_t particles = measure_particles(text, begin);
  const std::size_t name = measure_capitalised(text, begin + particles);
  return name == 0 ? 0 : particles + name;
}

}  // namespace

std::size_t measure_date(std::string_view text, std::size_t begin) {
  if (!starts_word(text, begin)) return 0;
  if (const std::size_t iso = measure_iso_date(text, begin); iso > 0) return iso;
  const std::size_t day = count_digits(text, begin);
  if (day == 0 || day > 2) return 0;
  if (const std::size_t written = measure_written_date(text, begin, day); written > 0) return written;
  const char between = at(text, begin + day);
  if (between != '-' && between != '/' && between != '.') return 0;
  const std::size_t month = count_digits(text, begin + day + 1);
  if (month == 0 || month > 2 || at(text, begin + day + 1 + month) != between) return 0;
  const std::size_t year = count_digits(text, begin + day + month + 2);
  if (year != 2 && year != 4) return 0;
  if (!is_day_and_month(to_number(text.substr(begin, day)), to_number(text.substr(begin + day + 1, month))))
    return 0;
  return day + month + year + 2;
}

std::size_t measure_birth_date(std::string_view text, std::size_t begin) {
  if (!is_digit(at(text, begin))) return 0;
  const std::size_t length = measure_date(text, begin);
  if (length == 0) return 0;
  constexpr std::size_t kReach = 60;  // "geboren te Alverstede op 3 mei 1999"
  const std::size_t from = begin > kReach ? begin - kReach : 0;
  const std::string ahead = to_lower_text(text.substr(from, begin - from));
  const bool has_cue = std::any_of(std::begin(kBirthCues), std::end(kBirthCues), [&](std::string_view cue) {
    return ahead.find(cue) != std::string::npos;
  });
  return has_cue ? length : 0;
}

std::size_t measure_email(std::string_view text, std::size_t begin) {
  if (!is_email_character(at(text, begin)) || text[begin] == '.' ||
      (begin > 0 && is_email_character(text[begin - 1])))
    return 0;
  std::size_t place = begin;
  while (is_email_character(at(text, place)))
    ++place;
  if (at(text, place) != '@' || !is_alphanumeric(at(text, place + 1))) return 0;
  const std::size_t domain = place + 1;
  place = domain;
  while (is_email_character(at(text, place)))
    ++place;
  while (place > domain && !is_alphanumeric(text[place - 1]))
    --place;  // the stop that ends the sentence
  const std::size_t dot = text.substr(0, place).rfind('.');
  const bool has_end =
      dot != std::string_view::npos && dot > domain && place - dot >= 3 && is_letter(text[dot + 1]);
  return has_end ? place - begin : 0;
}

std::size_t measure_address(std::string_view text, std::size_t begin) {
  // The house number behind the postcode, or the street's number before it: "Kade 12, 1234 AB".
  if (const std::size_t postcode = measure_postcode(text, begin); postcode > 0) {
    std::size_t place = begin + postcode;
    while (at(text, place) == ' ' || at(text, place) == ',')
      ++place;
    const std::size_t house = measure_house_number(text, place);
    return house > 0 && place > begin + postcode ? place + house - begin : 0;
  }
  if (!starts_word(text, begin) || before(text, begin) != ' ' || begin < 2 || !is_letter(text[begin - 2]))
    return 0;
  const std::size_t house = measure_house_number(text, begin);
  if (house == 0) return 0;
  std::size_t place = begin + house;
  while (at(text, place) == ' ' || at(text, place) == ',' || at(text, place) == '\n')
    ++place;
  const std::size_t postcode = place == begin + house ? 0 : measure_postcode(text, place);
  return postcode > 0 ? place + postcode - begin : 0;
}

std::size_t measure_name(std::string_view text, std::size_t begin) {
  if (!starts_word(text, begin)) return 0;
  for (const std::string_view title : kTitles) {
    if (to_lower_text(text.substr(begin, title.size())) != title) continue;
    std::size_t place = begin + title.size();
    while (is_upper(at(text, place)) && at(text, place + 1) == '.')
      place += at(text, place + 2) == ' ' ? 3 : 2;
    const std::size_t name = measure_surname(text, place);
    if (name > 0) return place + name - begin;
  }
  std::size_t place = begin;
  while (is_upper(at(text, place)) && at(text, place + 1) == '.')
    place += 2;
  if (place == begin) return 0;
  if (at(text, place) == ' ') ++place;
  const std::size_t name = measure_surname(text, place);
  return name == 0 ? 0 : place + name - begin;
}

}  // namespace vp::reports
