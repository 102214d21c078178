// personal_data_scanners.h - one function a kind: how many bytes of it begin exactly at `begin`; 0 when none does.
// See personal_data.h.
#pragma once

#include <cstddef>
#include <string_view>

namespace vp::reports {

std::size_t measure_email(std::string_view text, std::size_t begin);
std::size_t measure_bank_account(std::string_view text, std::size_t begin);
std::size_t measure_birth_date(std::string_view text, std::size_t begin);
std::size_t measure_address(std::string_view text, std::size_t begin);
std::size_t measure_phone_number(std::string_view text, std::size_t begin);
std::size_t measure_citizen_service_number(std::string_view text, std::size_t begin);
std::size_t measure_name(std::string_view text, std::size_t begin);

/// Bytes of a date (3-5-1999, 03/05/99, 1999-05-03, 3 mei 1999) at `begin`.
std::size_t measure_date(std::string_view text, std::size_t begin);

}  // namespace vp::reports
