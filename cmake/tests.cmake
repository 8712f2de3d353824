# The tests, found by their places (tests/README.md says which fault belongs where):
#   tests/unit/ROOM/NAME_test.c    a cmocka executable ROOM-NAME, linked to its room
#   tests/FOLDER/test-NAME         an executable file, run with LULL, LULL_SOURCE_DIR, LULL_BINARY_DIR
#   tests/bench/bench_NAME.c       an executable that measures; built, and run by hand
#   tests/bench/soak_NAME.c        one that goes on for long; run by scripts/soak
#   tests/fuzz/NAME_fuzz.c         a libFuzzer executable fuzz-NAME, built by the preset fuzz
# tests/support/*.c is a library that every unit test and fuzzer may use.
set(tests_dir ${PROJECT_SOURCE_DIR}/tests)
set(test_environment
    LULL=$<IF:$<TARGET_EXISTS:lull>,${PROJECT_BINARY_DIR}/lull,>
    LULL_SOURCE_DIR=${PROJECT_SOURCE_DIR}
    LULL_BINARY_DIR=${PROJECT_BINARY_DIR}
    LULL_ASSETS=${PROJECT_SOURCE_DIR}/assets
    LSAN_OPTIONS=suppressions=${tests_dir}/support/leaks.supp:print_suppressions=0
    TSAN_OPTIONS=suppressions=${tests_dir}/support/races.supp)

get_property(rooms GLOBAL PROPERTY lull_rooms)
set(headless_rooms ${rooms})
list(REMOVE_ITEM headless_rooms platform player shell cli stage)

# scripts/test gets these where they are missing.
pkg_check_modules(CMOCKA REQUIRED IMPORTED_TARGET cmocka)
pkg_check_modules(EBUR128 REQUIRED IMPORTED_TARGET libebur128)

file(GLOB support_sources CONFIGURE_DEPENDS ${tests_dir}/support/*.c)
add_library(test_support STATIC ${support_sources})
target_link_libraries(test_support PUBLIC ${headless_rooms} PRIVATE lull_flags PkgConfig::EBUR128)
target_include_directories(test_support PUBLIC ${tests_dir})

function(lull_test name timeout_s)
    set_tests_properties(${name} PROPERTIES TIMEOUT ${timeout_s}
        ENVIRONMENT "${test_environment}" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()

file(GLOB unit_sources CONFIGURE_DEPENDS RELATIVE ${tests_dir}/unit ${tests_dir}/unit/*/*_test.c)
foreach(source IN LISTS unit_sources)
    get_filename_component(room ${source} DIRECTORY)
    get_filename_component(stem ${source} NAME_WE)
    string(REGEX REPLACE "_test$" "" stem ${stem})
    set(name ${room}-${stem})
    add_executable(${name} ${tests_dir}/unit/${source})
    # Some of platform/ plug devices in that SDL makes up; some of store/ damage a diary.
    target_link_libraries(${name} PRIVATE test_support ${room} lull_flags PkgConfig::CMOCKA m
        $<$<STREQUAL:${room},platform>:PkgConfig::SDL> $<$<STREQUAL:${room},store>:PkgConfig::SQLITE>)
    add_test(NAME ${name} COMMAND ${name})
    lull_test(${name} 300)
endforeach()

target_link_options(player-callback PRIVATE -Wl,@${tests_dir}/unit/player/callback_test.watched)

file(GLOB bench_sources CONFIGURE_DEPENDS ${tests_dir}/bench/*.c)
foreach(source IN LISTS bench_sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE test_support shell ${headless_rooms} lull_flags m)
endforeach()
# A game controller and wrong clocks that are loaded into the program, for those who play with them.
add_library(loaded MODULE ${tests_dir}/live/lib/controller.c ${tests_dir}/live/lib/clocks.c)
target_link_libraries(loaded PRIVATE lull_flags PkgConfig::SDL Threads::Threads)
file(GLOB scripts CONFIGURE_DEPENDS RELATIVE ${tests_dir} ${tests_dir}/*/test-*)
foreach(script IN LISTS scripts)
    get_filename_component(folder ${script} DIRECTORY)
    string(REPLACE "/test-" "-" name ${script})
    add_test(NAME ${name} COMMAND ${tests_dir}/${script})
    lull_test(${name} 300)
    set_tests_properties(${name} PROPERTIES LABELS ${folder})
    # Those that measure milliseconds.
    if(name MATCHES "^live-(keys|record|session)$")
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
endforeach()

if(LULL_FUZZ)
    file(GLOB fuzz_sources CONFIGURE_DEPENDS ${tests_dir}/fuzz/*_fuzz.c)
    foreach(source IN LISTS fuzz_sources)
        get_filename_component(stem ${source} NAME_WE)
        string(REGEX REPLACE "_fuzz$" "" stem ${stem})
        add_executable(fuzz-${stem} ${source})
        target_link_libraries(fuzz-${stem} PRIVATE test_support ${headless_rooms} lull_flags)
        target_link_options(fuzz-${stem} PRIVATE -fsanitize=fuzzer)
    endforeach()
endif()
