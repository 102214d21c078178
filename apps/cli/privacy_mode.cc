#include "apps/cli/privacy_mode.h"

#include <map>
#include <ostream>

#include "apps/cli/report_scope.h"
#include "reports/privacy_review.h"

namespace vp::apps {

void add_privacy_option(CLI::App& command, PrivacyMode& mode) {
  const std::map<std::string, PrivacyMode> modes = {
      {"refuse", PrivacyMode::kRefuse}, {"omit", PrivacyMode::kOmit}, {"show", PrivacyMode::kShow}};
  command
      .add_option("--privacy", mode, "When words look personal and nobody decided: refuse (else), omit, show")
      ->transform(CLI::CheckedTransformer(modes).description(""))
      ->type_name("MODE");
}

bool report_open_hits(Context& context, const std::vector<reports::OpenHit>& open_hits, PrivacyMode mode) {
  const std::size_t blocking = reports::count_blocking(open_hits);
  const bool is_refused = mode == PrivacyMode::kRefuse && blocking > 0;
  const std::size_t hints = open_hits.size() - blocking;
  if (is_refused) {
    for (const reports::OpenHit& hit : open_hits) {
      if (!hit.is_hint) write_hit(context.err, hit);
    }
    context.err
        << "not written: " << blocking << (blocking == 1 ? " place looks" : " places look")
        << " personal; decide with 'vindplaats privacy omit' or 'privacy show', or give --privacy omit\n";
  }
  if (hints > 0) {
    context.err << "note: " << hints << (hints == 1 ? " place looks" : " places look")
                << " like a name; 'vindplaats privacy list' shows them\n";
  }
  return is_refused;
}

}  // namespace vp::apps
