// mail_message.h - an e-mail message taken apart into its fields and parts: RFC 5322 (fields), 2045-2047 (MIME, encoded
// words), 2231 (long and foreign parameters), 2183 (file names), as far as messages in the wild follow them.
// Errors: none. What is broken is taken as the text that it is; whatever the bytes, every one of them that is no
// field or boundary belongs to a part. Limits: kMaxMailDepth, kMaxMailParts.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vp::ingest {

inline constexpr int kMaxMailDepth = 20;
inline constexpr std::size_t kMaxMailParts = 10'000;

struct MailField {
  std::string name;   ///< as written: "Subject"
  std::string value;  ///< unfolded; encoded words not decoded yet
};

struct MailPart {
  std::vector<MailField> fields;
  std::string type = "text/plain";  ///< lower case
  std::string charset;              ///< lower case; empty: not said
  std::string name;                 ///< UTF-8, of the file that the part is; empty: not said
  bool is_attachment = false;       ///< says so, or has a name
  std::string_view body;            ///< as it stands, still encoded; empty for a multipart
  std::vector<MailPart> parts;      ///< of a multipart
  bool is_cut = false;              ///< some of its parts are beyond the limits and left out
};

/// Views lead into `bytes`.
MailPart parse_mail(std::string_view bytes);

/// Value of the first field of this name (any case), encoded words decoded to UTF-8; empty when there is none.
std::string find_field(const MailPart& part, std::string_view name);

/// The body's bytes: base64 and quoted-printable undone.
std::string decode_body(const MailPart& part);

/// RFC 2047: "=?utf-8?q?caf=C3=A9?=" -> "café". Other text stays; bytes beyond ASCII are taken as find_text_encoding says.
std::string decode_words(std::string_view text);

}  // namespace vp::ingest
