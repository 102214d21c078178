// pdf_date.h - dates as PDF files write them.
// Source: ISO 32000-1, 7.9.4.
#pragma once

#include <string>
#include <string_view>

namespace vp::ingest {

/// "D:20140408130500+02'00'" to "2014-04-08T13:05:00+02:00"; what is missing at the end stays out
/// ("D:2014" to "2014"). A text that is no such date comes back as it is.
std::string to_iso_date(std::string_view pdf_date);

}  // namespace vp::ingest
