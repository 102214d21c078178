#include "ingest/worker_sink.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <unistd.h>

#include "ingest/frame_checks.h"
#include "ingest/frame_codec.h"
#include "ingest/worker_process.h"

namespace vp::ingest {
namespace {

void mend(std::string& text, std::size_t max_bytes = kMaxFieldBytes) {
  if (text.size() > max_bytes || !is_valid_utf8(text)) text = to_valid_utf8(text, max_bytes);
}

/// What is left of a page that cannot be passed on.
Page make_unread_page(const Page& page, std::string reason) {
  Page unread;
  unread.index = page.index;
  const bool has_size = page.width_pt >= 0 && page.width_pt <= kMaxCoordinatePt && page.height_pt >= 0 &&
                        page.height_pt <= kMaxCoordinatePt;
  if (has_size) {
    unread.width_pt = page.width_pt;
    unread.height_pt = page.height_pt;
  }
  unread.verdict = PageVerdict::kUnread;
  unread.reason = std::move(reason);
  return unread;
}

std::string to_mib(std::uint64_t bytes) {
  return std::to_string(bytes >> 20U) + " MiB";
}

}  // namespace

std::string describe_progress(std::size_t pages_read, std::uint32_t page_count) {
  return std::to_string(pages_read) + " of " + std::to_string(page_count) + " pages read";
}

WorkerSink::WorkerSink(int descriptor, const WorkerLimits& limits)
    : descriptor_(descriptor), frame_limit_bytes_(limits.frame_bytes) {}

void WorkerSink::on_head(DocumentHead head) {
  DocumentMetadata& data = head.metadata;
  for (std::string* text : {&data.title, &data.author, &data.subject, &data.keywords, &data.creator,
                            &data.producer, &data.created, &data.modified, &data.format_version}) {
    mend(*text);
  }
  page_count_ = head.page_count;
  write_bytes(encode_frame(head));
}

void WorkerSink::on_page(Page page) {
  mend(page.label);
  mend(page.reason);
  write_bytes(make_page_frame(page));
  ++pages_sent_;
  for (const Word& word : page.words)
    fonts_used_ = std::max<std::size_t>(fonts_used_, word.font + 1U);
}

std::vector<std::uint8_t> WorkerSink::make_page_frame(Page& page) {
  const auto note_cut = [&] {
    if (pages_cut_++ == 0) first_cut_ = "page " + std::to_string(page.index.number()) + ": " + page.reason;
  };
  if (const auto checked = check_page(page); !checked) {
    page = make_unread_page(page, "the reader gave a faulty page (" + checked.error().what + ")");
    note_cut();
    return encode_frame(page);
  }
  const auto fits = [&](const std::vector<std::uint8_t>& frame) {
    return frame.size() - kFrameHeaderBytes <= frame_limit_bytes_;
  };
  auto frame = encode_frame(page);
  if (fits(frame)) return frame;
  page.reason = std::to_string(page.rulings.size()) + " lines and " + std::to_string(page.fills.size()) +
                " filled areas left out, more than " + to_mib(frame_limit_bytes_) + " for one page";
  page.rulings.clear();
  page.fills.clear();
  page.verdict = std::max(page.verdict, PageVerdict::kPoor);
  frame = encode_frame(page);
  if (!fits(frame)) {
    page = make_unread_page(page, std::to_string(page.words.size()) + " words, more than " +
                                      to_mib(frame_limit_bytes_) + " for one page");
    frame = encode_frame(page);
  }
  note_cut();
  return frame;
}

void WorkerSink::on_outline(Outline outline) {
  if (outline.empty()) return;
  mend(outline.reason);
  auto frame = encode_frame(outline);
  const Result<void> checked = check_outline(outline, page_count_);
  if (!checked || frame.size() - kFrameHeaderBytes > frame_limit_bytes_) {
    const std::string why = checked ? "more than " + to_mib(frame_limit_bytes_) : checked.error().what;
    frame = encode_frame(Outline{{}, "the bookmarks are left out (" + why + ")"});
  }
  write_bytes(frame);
}

void WorkerSink::on_tail(DocumentTail tail) {
  if (pages_cut_ > 0 && (tail.state == DocumentState::kOk || tail.state == DocumentState::kRepaired)) {
    tail.state = DocumentState::kPartlyRead;
    tail.reason = first_cut_;
    if (pages_cut_ > 1) tail.reason += "; and " + std::to_string(pages_cut_ - 1) + " more such pages";
  }
  mend(tail.reason);
  if (tail.fonts.size() > kMaxFonts) tail.fonts.resize(kMaxFonts);
  if (tail.fonts.size() < fonts_used_) tail.fonts.resize(fonts_used_);
  if (tail.messages.size() > kMaxMessages) tail.messages.resize(kMaxMessages);
  tail.message_count = std::max<std::uint64_t>(tail.message_count, tail.messages.size());
  for (std::string& font : tail.fonts)
    mend(font);
  for (std::string& message : tail.messages)
    mend(message, kMaxMessageBytes);
  auto frame = encode_frame(tail);
  if (frame.size() - kFrameHeaderBytes > frame_limit_bytes_) {  // only the names of fonts can be that long
    for (std::string& font : tail.fonts)
      font.clear();
    frame = encode_frame(tail);
  }
  write_bytes(frame);
  has_tail_ = true;
}

void WorkerSink::stop(DocumentState state, const std::string& reason) {
  if (has_tail_) return;
  DocumentTail tail;
  tail.state = state;
  tail.reason = page_count_ == 0 ? reason : reason + "; " + describe_progress(pages_sent_, page_count_);
  on_tail(std::move(tail));
}

void WorkerSink::write_bytes(std::span<const std::uint8_t> bytes) const {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) ::_exit(kExitNoReader);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

}  // namespace vp::ingest
