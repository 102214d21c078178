# Compiler flags live on this one target; every library of the project links it.
add_library(vp_options INTERFACE)
target_include_directories(vp_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(vp_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast -Wcast-align -Wunused
  $<$<BOOL:${VP_WARNINGS_AS_ERRORS}>:-Werror>
  $<$<NOT:$<CONFIG:Release>>:-fno-omit-frame-pointer>)
# Bounds of standard containers are checked in every build but release.
target_compile_definitions(vp_options INTERFACE $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)
if(VP_SANITIZE)
  target_compile_options(vp_options INTERFACE -fsanitize=${VP_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(vp_options INTERFACE -fsanitize=${VP_SANITIZE})
endif()
if(VP_FUZZ)
  target_compile_options(vp_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(VP_CCACHE ccache)
if(VP_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${VP_CCACHE})
endif()
