// templates.h - the files of reports/templates/, as compiled in.
#pragma once

#include <string_view>

namespace vp::reports::templates {

extern const std::string_view kTexts;      ///< texts.tsv
extern const std::string_view kReportCss;  ///< report.css
extern const std::string_view kOdtStyles;  ///< odt_styles.xml

}  // namespace vp::reports::templates
