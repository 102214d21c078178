# What an installed vindplaats needs beside the program: its data, its manual page and completions.
install(FILES corpus/framework/toetsingskader.toml corpus/framework/polariteit.toml DESTINATION ${CMAKE_INSTALL_DATADIR}/vindplaats/framework)
install(FILES docs/vindplaats.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES README.md LICENSE NOTICE.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

# The program prints its own completions, so that they cannot fall behind its options.
install(CODE [[
  foreach(shell_file bash:share/bash-completion/completions/vindplaats zsh:share/zsh/site-functions/_vindplaats
                     fish:share/fish/vendor_completions.d/vindplaats.fish)
    string(REPLACE ":" ";" parts ${shell_file})
    list(GET parts 0 shell)
    list(GET parts 1 file)
    set(target $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/${file})
    get_filename_component(folder ${target} DIRECTORY)
    file(MAKE_DIRECTORY ${folder})
    execute_process(COMMAND $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/bin/vindplaats completion ${shell}
                    OUTPUT_FILE ${target} COMMAND_ERROR_IS_FATAL ANY)
    message(STATUS "Installing: ${target}")
  endforeach()
]])
