# Every foreign library, found once. Debian package names: scripts/install_deps.sh.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_package(SQLite3 3.40 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(nettle REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(libdeflate REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler)
pkg_get_variable(poppler_includedir poppler includedir)

# Poppler's core headers are not installed where pkg-config points; its warnings are not ours.
add_library(vp_poppler INTERFACE)
target_include_directories(vp_poppler SYSTEM INTERFACE ${poppler_includedir}/poppler)
target_link_libraries(vp_poppler INTERFACE PkgConfig::poppler)
