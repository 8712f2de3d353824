# The choices of a build, and the flags that every file of ours is compiled with.
option(BUILD_TESTING "Build the tests" ON)
option(LULL_WERROR "Make warnings errors" OFF)
option(LULL_FUZZ "Build the fuzzers of tests/fuzz (clang only)" OFF)
option(LULL_FIND_SOURCE_ASSETS "Let the program find its assets in this source tree" ON)
set(LULL_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them: address,undefined or thread")

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()
# Asserts stay in every build: what was tested is what is shipped.
foreach(build RELEASE RELWITHDEBINFO MINSIZEREL)
    string(REPLACE "-DNDEBUG" "" CMAKE_C_FLAGS_${build} "${CMAKE_C_FLAGS_${build}}")
endforeach()

add_library(lull_flags INTERFACE)
target_include_directories(lull_flags INTERFACE ${PROJECT_SOURCE_DIR}/src ${PROJECT_BINARY_DIR}/generated)
target_compile_definitions(lull_flags INTERFACE _POSIX_C_SOURCE=200809L)
# A fused multiply-add rounds once where two operations round twice: with it, samples and pixels
# would differ from one processor to the next.
# Nothing reads errno or the floating-point flags after arithmetic; without them loops with square
# roots and comparisons become vectors, and not one result changes.
target_compile_options(lull_flags INTERFACE -ffp-contract=off -fno-math-errno -fno-trapping-math
    -Wall -Wextra -Wshadow -Wundef -Wvla -Wstrict-prototypes -Wmissing-prototypes
    -Wwrite-strings -Wconversion $<$<C_COMPILER_ID:Clang>:-Wno-string-conversion>
    $<$<BOOL:${LULL_WERROR}>:-Werror>)

if(LULL_FUZZ)
    if(NOT CMAKE_C_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "The fuzzers need clang: cmake --preset fuzz chooses it.")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
    add_link_options(-fsanitize=fuzzer-no-link)
endif()
if(LULL_SANITIZE)
    add_compile_options(-fsanitize=${LULL_SANITIZE} -fno-sanitize-recover=all
        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${LULL_SANITIZE})
endif()

set(LULL_SOURCE_ASSETS_DIR "")
if(LULL_FIND_SOURCE_ASSETS)
    set(LULL_SOURCE_ASSETS_DIR ${PROJECT_SOURCE_DIR}/assets)
endif()
