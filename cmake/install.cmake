# Where things go: the program, its assets, what a desktop shows of it, and what one can read.
install(DIRECTORY assets/ DESTINATION ${CMAKE_INSTALL_DATADIR}/lull)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
# Both folders are laid out as they are installed.
install(DIRECTORY packaging/desktop/ packaging/completions/ DESTINATION ${CMAKE_INSTALL_DATADIR})
# Where editors look by themselves; VS Code looks nowhere (packaging/editors/README.md).
set(editors ${PROJECT_SOURCE_DIR}/packaging/editors)
install(DIRECTORY ${editors}/vim/ DESTINATION ${CMAKE_INSTALL_DATADIR}/vim/vimfiles)
install(FILES ${editors}/kate/lull.xml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/org.kde.syntax-highlighting/syntax)
foreach(version 4 5)
    install(FILES ${editors}/gtksourceview/lull.lang
        DESTINATION ${CMAKE_INSTALL_DATADIR}/gtksourceview-${version}/language-specs)
endforeach()

file(GLOB manuals CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/packaging/man/*.scd)
find_program(SCDOC scdoc)
if(manuals AND SCDOC)
    foreach(manual IN LISTS manuals)
        get_filename_component(page ${manual} NAME_WLE)
        string(REGEX REPLACE "^.*\\." "" section ${page})
        set(output ${PROJECT_BINARY_DIR}/man/${page})
        add_custom_command(OUTPUT ${output} DEPENDS ${manual} VERBATIM
            COMMAND sh -c "mkdir -p man && '${SCDOC}' < '${manual}' > '${output}'")
        list(APPEND pages ${output})
        install(FILES ${output} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
    endforeach()
    add_custom_target(manual ALL DEPENDS ${pages})
else()
    message(WARNING "There is no scdoc, so the manual's pages are not made.")
endif()
