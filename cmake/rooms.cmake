# room(NAME BELOW... EXTERNAL LIBRARIES...): the static library of src/NAME. Its external libraries
# are private: their headers can be included nowhere else. A room without a .c file is its headers.
set_property(GLOBAL PROPERTY lull_rooms "")

function(room name)
    cmake_parse_arguments(arg "" "" "EXTERNAL" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.c)
    list(FILTER sources EXCLUDE REGEX "/main\\.c$")
    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC ${arg_UNPARSED_ARGUMENTS} PRIVATE lull_flags
            ${arg_EXTERNAL})
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${arg_UNPARSED_ARGUMENTS})
    endif()
    set_property(GLOBAL APPEND PROPERTY lull_rooms ${name})
endfunction()
