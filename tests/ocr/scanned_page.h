// scanned_page.h - pages as a scanner leaves them, for tests and evaluations: turned, with grain, as pictures and as PDFs
// that hold nothing but pictures. The same input gives the same bytes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ingest/page_picture.h"

namespace vp::ocr_test {

/// How a page lay on the glass.
struct ScanManner {
  double degrees = 0;          ///< clockwise
  int grain = 20;              ///< each pixel is off by at most so much
  unsigned quarter_turns = 0;  ///< clockwise, after the rest
};

/// A gray picture as a scanner would have it.
ingest::PagePicture scan(const ingest::PagePicture& drawn, const ScanManner& manner);

/// Where a point of a page of these measures lies on a scan without quarter turns.
std::pair<double, double> find_on_scan(const ScanManner& manner, double width, double height, double x,
                                       double y);

/// A PDF with a picture a page and no text.
std::string make_scan_pdf(const std::vector<ingest::PagePicture>& pages);

}  // namespace vp::ocr_test
