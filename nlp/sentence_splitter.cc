#include "nlp/sentence_splitter.h"

#include <algorithm>
#include <stdexcept>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "nlp/sentence_rules.h"

namespace vp::nlp {
namespace {

struct CloseUText {
  void operator()(UText* text) const noexcept { utext_close(text); }
};

/// Only these can end a sentence before the text does; other scripts' terminals are left to ICU.
bool has_sentence_end_sign(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return c == '.' || c == '?' || c == '!' || static_cast<unsigned char>(c) >= 0xE1;
  });
}

void append_trimmed(std::string_view text, std::size_t begin, std::size_t end, std::vector<TextSpan>& spans) {
  constexpr std::string_view kSpace = " \t\n\r";
  while (begin < end && kSpace.find(text[begin]) != std::string_view::npos)
    ++begin;
  while (end > begin && kSpace.find(text[end - 1]) != std::string_view::npos)
    --end;
  if (begin < end) spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

}  // namespace

struct SentenceSplitter::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;
  std::unique_ptr<UText, CloseUText> view;

  /// Starts of sentences after the first, as ICU sees them; ascending.
  std::vector<std::size_t> find_starts(std::string_view text);
};

std::vector<std::size_t> SentenceSplitter::Impl::find_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  UErrorCode status = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(view.get(), text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (U_FAILURE(status)) return starts;
  if (view == nullptr) view.reset(opened);
  iterator->setText(view.get(), status);
  if (U_FAILURE(status)) return starts;
  iterator->first();
  for (std::int32_t place = iterator->next(); place != icu::BreakIterator::DONE; place = iterator->next()) {
    if (static_cast<std::size_t>(place) < text.size()) starts.push_back(static_cast<std::size_t>(place));
  }
  return starts;
}

SentenceSplitter::SentenceSplitter() : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->iterator.reset(icu::BreakIterator::createSentenceInstance(icu::Locale("nl"), status));
  if (U_FAILURE(status) || impl_->iterator == nullptr) {
    throw std::runtime_error("ICU has no sentence rules; its data is not installed");
  }
}

SentenceSplitter::SentenceSplitter(SentenceSplitter&&) noexcept = default;
SentenceSplitter& SentenceSplitter::operator=(SentenceSplitter&&) noexcept = default;
SentenceSplitter::~SentenceSplitter() = default;

std::vector<TextSpan> SentenceSplitter::split(std::string_view reading_text) {
  std::vector<TextSpan> sentences;
  std::vector<std::size_t> starts;
  if (has_sentence_end_sign(reading_text)) {
    starts = impl_->find_starts(reading_text);
    const std::vector<std::size_t> more = find_more_starts(reading_text);
    const auto middle = static_cast<std::ptrdiff_t>(starts.size());
    starts.insert(starts.end(), more.begin(), more.end());
    std::inplace_merge(starts.begin(), starts.begin() + middle, starts.end());
  }
  std::size_t begin = 0;
  for (const std::size_t start : starts) {
    if (start <= begin) continue;
    const std::size_t place = skip_closers(reading_text, start);
    if (place >= reading_text.size()) break;
    if (!is_sentence_end(reading_text, begin, place)) continue;
    append_trimmed(reading_text, begin, place, sentences);
    begin = place;
  }
  append_trimmed(reading_text, begin, reading_text.size(), sentences);
  return sentences;
}

}  // namespace vp::nlp
