// pages_fixture.h - the application over a dossier of its own, asked for pages as the server asks it; each page is looked
// at for markup that came from elsewhere.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/pipeline/analysis_tools.h"
#include "apps/web/url_text.h"
#include "apps/web/web_app.h"
#include "ingest/worker_pool.h"
#include "tests/apps/sample_dossier.h"

namespace vp::web {

inline constexpr char kEvil[] = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";

class PagesFixture : public testing::Test {
 protected:
  /// Over what `sample_` holds.
  static void start_app() {
    auto readers = ingest::WorkerPool::start({});  // forked while there is one thread
    ASSERT_TRUE(readers) << to_string(readers.error());
    readers_ = std::move(*readers);
    auto dossier = index::Dossier::open(sample_->folder(), index::OpenMode::kRead);
    ASSERT_TRUE(dossier) << to_string(dossier.error());
    dossier_.emplace(std::move(*dossier));
    auto tools = apps::AnalysisTools::load(*dossier_);
    ASSERT_TRUE(tools) << to_string(tools.error());
    tools_ = std::move(*tools);
    WebAppOptions options{sample_->folder(), "visser", "0.0"};
    options.readers = readers_.get();
    options.tools = tools_;
    app_ = std::make_unique<WebApp>(options);
  }
  static void TearDownTestSuite() {
    app_.reset();
    tools_.reset();
    dossier_.reset();
    readers_.reset();
    sample_.reset();
  }

  static HttpResponse ask(const std::string& method, const std::string& target,
                          const std::string& body = "") {
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.headers = {{"content-type", "application/x-www-form-urlencoded"}, {"accept-encoding", "gzip"}};
    request.body = body;
    HttpResponse response = app_->answer(request);
    using testing::HasSubstr;
    using testing::Not;
    EXPECT_THAT(response.body, Not(HasSubstr("<script>alert"))) << target;
    EXPECT_THAT(response.body, Not(HasSubstr("<img src=x"))) << target;
    EXPECT_THAT(response.body, Not(HasSubstr("<b>Kwaad"))) << target;
    EXPECT_THAT(response.body, Not(HasSubstr(" style=\""))) << target;
    EXPECT_THAT(response.body, Not(testing::ContainsRegex(" on[a-z]+=\""))) << target;
    return response;
  }
  static std::string get(const std::string& target, std::uint16_t status = 200) {
    const HttpResponse response = ask("GET", target);
    EXPECT_EQ(response.status, status) << target << "\n" << response.body.substr(0, 2000);
    return response.body;
  }
  static std::string location(const HttpResponse& response) {
    EXPECT_EQ(response.status, 303) << response.body.substr(0, 3000);
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return "";
  }
  /// What stands between the first `before` and the next `after`.
  static std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const std::size_t begin = text.find(before);
    EXPECT_NE(begin, std::string::npos) << before;
    if (begin == std::string::npos) return "";
    const std::size_t end = text.find(after, begin + before.size());
    return text.substr(begin + before.size(), end - begin - before.size());
  }
  static std::string unescape(std::string text) {
    for (std::size_t at = text.find("&amp;"); at != std::string::npos; at = text.find("&amp;", at + 1))
      text.replace(at, 5, "&");
    return text;
  }
  static std::string hidden(const std::string& page, const std::string& name) {
    return between(page, "name=\"" + name + "\" value=\"", "\"");
  }

  inline static std::unique_ptr<apps::SampleDossier> sample_;
  inline static std::unique_ptr<ingest::WorkerPool> readers_;
  inline static std::optional<index::Dossier> dossier_;
  inline static std::shared_ptr<const apps::AnalysisTools> tools_;
  inline static std::unique_ptr<WebApp> app_;
};

}  // namespace vp::web
