// pdf_decryption.h - an encrypted PDF without its encryption, by one of some passwords.
// Errors: kNotFound when nothing needs to be done (no encryption, or it opens without a password); kEncrypted when none of
// the passwords opens it; kDamaged. Threads: pure function; call it in a confined process, the bytes come from outside.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vp::exports {

/// `name` stands in errors. No password stands in any of them.
Result<std::string> decrypt_pdf(std::string_view bytes, std::span<const std::string> passwords,
                                const std::string& name);

}  // namespace vp::exports
