// privacy_review.h - goes over every text that a report would publish: words that were decided to be left out become
// [weggelaten], words that look personal and that nobody decided on are listed, with their place.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text_span.h"
#include "index/privacy_store.h"
#include "reports/report_model.h"

namespace vp::reports {

/// What becomes of words that look personal and that nobody decided on. Hints are listed and stay.
enum class OpenHits : std::uint8_t {
  kList,  ///< they stay, and are listed
  kOmit,  ///< they are left out of this report
};

/// Goes over texts one after the other; keeps what is open and counts what was left out.
class PrivacyReview {
 public:
  PrivacyReview(const std::vector<index::DecidedWords>& decisions, OpenHits open);

  /// Changes the text. `place` is for people.
  void go_over(std::string& text, const std::string& scope, const std::string& place);
  /// The same for texts that stand right behind one another in their document: words that go over the border between
  /// two are found too. True when something was left out.
  bool go_over(std::span<std::string* const> parts, const std::string& scope, const std::string& place);

  [[nodiscard]] const std::vector<OpenHit>& open_hits() const { return open_hits_; }
  [[nodiscard]] std::size_t redacted() const { return redacted_; }

 private:
  /// What is known of the words of one scope.
  struct ScopeDecisions {
    std::vector<std::string> omitted;  ///< longest first: what holds another goes before it
    std::set<std::string, std::less<>> shown;
  };
  std::vector<TextSpan> find_omissions(std::string_view text, const std::string& scope,
                                       const std::string& place);
  /// The same words in the same scope are one hit, wherever they stand.
  bool is_first(const std::string& scope, const std::string& words) {
    return seen_.emplace(scope, words).second;
  }

  OpenHits open_;
  std::string redaction_;
  std::map<std::string, ScopeDecisions> scopes_;
  std::set<std::pair<std::string, std::string>> seen_;
  std::vector<OpenHit> open_hits_;
  std::size_t redacted_ = 0;
};

/// Changes the texts of the model and fills open_hits and redacted.
void review_privacy(ReportModel& model, const std::vector<index::DecidedWords>& decisions, OpenHits open);

/// The scopes in which `words` stand in something that would be published; each once, ascending.
std::vector<std::string> find_scopes(const ReportModel& model, const std::string& words);

/// How many open hits keep the report from being published: all but the hints.
std::size_t count_blocking(const std::vector<OpenHit>& hits);

}  // namespace vp::reports
