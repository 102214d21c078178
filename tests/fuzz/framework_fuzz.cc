// framework_fuzz.cc - any bytes as a framework file: an error with its place, or a framework whose tagger
// keeps its promises on the framework's own examples.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "nlp/framework.h"
#include "nlp/tagger.h"

namespace {

void expect(bool condition) {
  if (!condition) std::abort();
}

void check_mentions(const vp::nlp::Tagger& tagger, const std::string& sentence) {
  const vp::TextSpan whole{0, static_cast<std::uint32_t>(sentence.size())};
  for (const vp::Mention& mention : tagger.find_mentions(sentence, {&whole, 1})) {
    expect(whole.contains(mention.span));
    expect(mention.sentence == whole);
    expect(mention.pattern.starts_with(mention.indicator + "/"));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Compiling patterns is slow by nature; a long list of them tries nothing new.
  constexpr std::size_t kMaxBytes = std::size_t{16} * 1024;
  if (size > kMaxBytes) return 0;
  const std::string_view toml(reinterpret_cast<const char*>(data), size);
  const auto framework = vp::nlp::parse_framework(toml, "fuzz.toml");
  if (!framework) {
    expect(framework.error().code == vp::ErrorCode::kMalformed);
    expect(framework.error().where.starts_with("fuzz.toml:"));
    expect(!framework.error().what.empty());
    return 0;
  }
  const auto tagger = vp::nlp::Tagger::create(*framework, {});
  expect(tagger.has_value());  // what the loader lets through compiles
  for (const vp::nlp::Indicator& indicator : framework->indicators) {
    expect(framework->find_theme(framework->theme_of(indicator.id)) != nullptr);
    for (const std::string& example : indicator.matching_examples)
      check_mentions(*tagger, example);
    for (const std::string& example : indicator.non_matching_examples)
      check_mentions(*tagger, example);
  }
  return 0;
}
