#include "exports/pdf_decryption.h"

#include <exception>
#include <new>

#include "exports/pdf_file.h"

namespace vp::exports {
namespace {

enum class Opening { kPlain, kNeedsPassword, kBroken };

Opening open_without_password(std::string_view bytes, const std::string& name) {
  try {
    const PdfFile file(bytes, name);
    return Opening::kPlain;
  } catch (const PdfEncrypted&) {
    return Opening::kNeedsPassword;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return Opening::kBroken;
  }
}

}  // namespace

Result<std::string> decrypt_pdf(std::string_view bytes, std::span<const std::string> passwords,
                                const std::string& name) {
  const Opening opening = open_without_password(bytes, name);
  if (opening == Opening::kPlain) return Error{ErrorCode::kNotFound, "it needs no password", name};
  if (opening == Opening::kBroken) return Error{ErrorCode::kDamaged, "it is damaged", name};
  for (const std::string& password : passwords) {
    try {
      return PdfFile(bytes, name, password).to_plain_bytes();
    } catch (const PdfEncrypted&) {
      continue;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (const std::exception&) {
      return Error{ErrorCode::kDamaged, "it is damaged", name};
    }
  }
  return Error{ErrorCode::kEncrypted, "none of the passwords opens it", name};
}

}  // namespace vp::exports
