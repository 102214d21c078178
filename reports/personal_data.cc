#include "reports/personal_data.h"

#include <algorithm>

#include "reports/personal_data_scanners.h"

namespace vp::reports {

std::string_view to_string(PersonalDataKind kind) {
  switch (kind) {
    case PersonalDataKind::kCitizenServiceNumber:
      return "citizen service number";
    case PersonalDataKind::kBankAccount:
      return "bank account";
    case PersonalDataKind::kEmailAddress:
      return "e-mail address";
    case PersonalDataKind::kPhoneNumber:
      return "telephone number";
    case PersonalDataKind::kAddress:
      return "postcode with house number";
    case PersonalDataKind::kBirthDate:
      return "date of birth";
    case PersonalDataKind::kName:
      break;
  }
  return "name";
}

std::vector<PersonalData> find_personal_data(std::string_view text) {
  // In this order: what is found first keeps its words.
  using Scanner = std::size_t (*)(std::string_view, std::size_t);
  struct Step {
    PersonalDataKind kind;
    Scanner measure;
  };
  constexpr Step kSteps[] = {{PersonalDataKind::kEmailAddress, measure_email},
                             {PersonalDataKind::kBankAccount, measure_bank_account},
                             {PersonalDataKind::kBirthDate, measure_birth_date},
                             {PersonalDataKind::kAddress, measure_address},
                             {PersonalDataKind::kPhoneNumber, measure_phone_number},
                             {PersonalDataKind::kCitizenServiceNumber, measure_citizen_service_number},
                             {PersonalDataKind::kName, measure_name}};
  std::vector<PersonalData> found;
  for (const Step& step : kSteps) {
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
      const std::size_t length = step.measure(text, begin);
      if (length == 0) continue;
      const TextSpan span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + length)};
      const bool is_taken = std::any_of(found.begin(), found.end(),
                                        [&](const PersonalData& other) { return other.span.overlaps(span); });
      if (!is_taken) found.push_back({span, step.kind});
      begin += length - 1;
    }
  }
  std::sort(found.begin(), found.end(),
            [](const PersonalData& a, const PersonalData& b) { return a.span < b.span; });
  return found;
}

}  // namespace vp::reports
