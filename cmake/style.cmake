# Targets that read or write the source and build nothing: format-code, format-check, tidy.
find_program(CLANG_FORMAT NAMES clang-format clang-format-18 clang-format-14)
find_program(RUN_CLANG_TIDY NAMES run-clang-tidy run-clang-tidy-18 run-clang-tidy-14)
set(style_files "find src tests -name '*.[ch]' -print0 | xargs -0 -r")

if(CLANG_FORMAT)
    add_custom_target(format-code COMMAND sh -c "${style_files} ${CLANG_FORMAT} -i"
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
    add_custom_target(format-check COMMAND sh -c "${style_files} ${CLANG_FORMAT} --dry-run --Werror"
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()
if(RUN_CLANG_TIDY)
    add_custom_target(tidy
        COMMAND ${RUN_CLANG_TIDY} -quiet -j 2 -p ${PROJECT_BINARY_DIR} "${PROJECT_SOURCE_DIR}/src/"
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
endif()
