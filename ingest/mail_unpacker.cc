// unpack_mail: a message's text and attachments, or the messages of a mailbox file.
#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "ingest/html_blocks.h"
#include "ingest/mail_message.h"
#include "ingest/member_budget.h"
#include "ingest/text_encoding.h"
#include "ingest/unpacking.h"

namespace vp::ingest {
namespace {

std::span<const std::uint8_t> to_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::size_t count_letters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; }));
}

std::string ending_of(std::string_view type) {
  if (type == "message/rfc822") return ".eml";
  if (type == "text/html") return ".html";
  if (type == "text/calendar") return ".ics";
  if (type == "application/pdf") return ".pdf";
  if (type.starts_with("text/")) return ".txt";
  if (type == "image/jpeg") return ".jpg";
  if (type.starts_with("image/")) return "." + std::string(type.substr(6));
  return ".bin";
}

/// Text that the reader of a message sees, and the parts that hang on it.
struct Reading {
  std::string plain, html;  ///< UTF-8; of all parts of the running message, in their order
  std::vector<const MailPart*> attachments;
};

void read_part(const MailPart& part, Reading& reading);

/// Of the forms in which a text is given, the plain one, unless it says clearly less than the other ("your program
/// cannot show this message").
void read_alternative(const MailPart& part, Reading& reading) {
  Reading forms;
  for (const MailPart& form : part.parts)
    read_part(form, forms);
  const std::size_t in_plain = count_letters(forms.plain);
  const std::size_t in_html = forms.html.empty() ? 0 : count_letters(to_text(parse_html(forms.html)));
  if (2 * in_plain >= in_html) {
    reading.plain += forms.plain;
  } else {
    reading.html += forms.html;
  }
  reading.attachments.insert(reading.attachments.end(), forms.attachments.begin(), forms.attachments.end());
}

void read_part(const MailPart& part, Reading& reading) {
  if (part.type == "multipart/alternative") return read_alternative(part, reading);
  if (!part.parts.empty()) {
    for (const MailPart& inner : part.parts)
      read_part(inner, reading);
    return;
  }
  if (part.type.starts_with("multipart/") && part.body.empty()) return;
  const bool is_text = !part.is_attachment && (part.type == "text/plain" || part.type == "text/html");
  if (!is_text) {
    reading.attachments.push_back(&part);
    return;
  }
  std::string text = decode_text(decode_body(part), part.charset).text;
  if (part.type == "text/html") {
    reading.html += text + "\n";
  } else {
    reading.plain += text + "\n";
  }
}

std::string subject_of(const std::string& message) {
  std::string subject = find_field(parse_mail(message), "Subject");
  std::replace(subject.begin(), subject.end(), '/', '-');  // one name, no folders
  std::replace(subject.begin(), subject.end(), '\\', '-');
  return subject.substr(0, 200);
}

std::string to_html_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '&') {
      result += "&amp;";
    } else if (c == '<') {
      result += "&lt;";
    } else {
      result += c;
    }
  }
  return result;
}

class MailUnpacker {
 public:
  MailUnpacker(const UnpackInput& input, MemberSink& sink) : budget_(input.limits, sink) {}

  Result<void> take_message(std::string_view bytes) {
    const MailPart message = parse_mail(bytes);
    Reading reading;
    read_part(message, reading);
    VP_TRY(give_text(message, reading));
    for (std::size_t i = 0; i < reading.attachments.size() && budget_.has_room(); ++i)
      VP_TRY(give_attachment(*reading.attachments[i], i + 1));
    if (message.is_cut) {
      VP_TRY(budget_.refuse("overige delen", DocumentState::kTooBig,
                            "at most " + std::to_string(kMaxMailParts) + " parts of a message are taken in"));
    }
    return budget_.finish(reading.attachments.size() + 1);
  }

  /// A mailbox: messages with a line "From ..." before each.
  Result<void> take_mailbox(std::string_view bytes) {
    constexpr std::string_view kMark = "\nFrom ";
    std::uint64_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); ++count) {
      const std::size_t end = std::min(bytes.find(kMark, at), bytes.size() - 1) + 1;
      const std::string_view message = bytes.substr(at, end - at);
      const std::size_t head_end = std::min(message.find('\n'), message.size() - 1) + 1;
      if (budget_.has_room()) {
        VP_TRY(give_member(budget_, "bericht " + std::to_string(count + 1) + ".eml",
                           to_bytes(message.substr(head_end))));
      }
      at = end;
    }
    return budget_.finish(count);
  }

 private:
  /// What a reader sees above the text and the text itself, as a file of its own.
  Result<void> give_text(const MailPart& message, const Reading& reading) {
    std::string head;
    for (const char* const name : {"From", "To", "Cc", "Date", "Subject"}) {
      const std::string value = find_field(message, name);
      if (!value.empty()) head += std::string(name) + ": " + value + "\n";
    }
    if (reading.html.empty())
      return give_member(budget_, "bericht.txt", to_bytes("\xEF\xBB\xBF" + head + "\n" + reading.plain));
    std::string page = "\xEF\xBB\xBF<!DOCTYPE html>\n<pre>" + to_html_text(head) + "</pre>\n";
    if (!reading.plain.empty()) page += "<pre>" + to_html_text(reading.plain) + "</pre>\n";
    return give_member(budget_, "bericht.html", to_bytes(page + reading.html));
  }

  Result<void> give_attachment(const MailPart& part, std::size_t number) {
    std::string name = part.name;
    if (name.empty() && part.type == "message/rfc822") name = subject_of(decode_body(part)) + ".eml";
    if (name.empty() || name == ".eml") name = "deel " + std::to_string(number) + ending_of(part.type);
    const std::string bytes = decode_body(part);
    return give_member(budget_, name, to_bytes(bytes));
  }

  MemberBudget budget_;
};

}  // namespace

Result<void> unpack_mail(const UnpackInput& input, MemberSink& sink) {
  VP_TRY(sink.on_kind(FileKind::kMail));
  const std::string_view bytes(reinterpret_cast<const char*>(input.bytes.data()), input.bytes.size());
  MailUnpacker unpacker(input, sink);
  return bytes.starts_with("From ") ? unpacker.take_mailbox(bytes) : unpacker.take_message(bytes);
}

}  // namespace vp::ingest
