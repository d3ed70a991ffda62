# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# maquette_precompiled(target [FROM owner])
#   Compiles the target's sources with the precompiled header of another target: that of maquette_precompiled_core
#   (cmake/precompiled_core.h) where none is named. Lets ccache take part.

# Options that a precompiled header and those who use it must share, and what ccache asks for.
function(maquette_precompiled_options target)
  target_compile_options(${target} PRIVATE -fPIC) # programs would have -fPIE
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess) # or ccache steps aside
  endif()
  if(CMAKE_CXX_COMPILER_LAUNCHER STREQUAL MAQUETTE_CCACHE)
    set_target_properties(${target} PROPERTIES CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${MAQUETTE_CCACHE}")
  endif()
endfunction()

add_library(maquette_precompiled_core OBJECT ${PROJECT_SOURCE_DIR}/cmake/precompiled_core.cpp)
target_precompile_headers(maquette_precompiled_core PRIVATE
                          "$<$<COMPILE_LANGUAGE:CXX>:${PROJECT_SOURCE_DIR}/cmake/precompiled_core.h>")
target_compile_definitions(maquette_precompiled_core PRIVATE QT_NO_KEYWORDS)
target_link_libraries(maquette_precompiled_core PRIVATE Eigen3::Eigen opencv_core maquette_sanitize maquette_warnings)
maquette_precompiled_options(maquette_precompiled_core)

function(maquette_precompiled target)
  cmake_parse_arguments(ARG "" "FROM" "" ${ARGN})
  if(NOT ARG_FROM)
    set(ARG_FROM maquette_precompiled_core)
  endif()
  target_precompile_headers(${target} REUSE_FROM ${ARG_FROM})
  maquette_precompiled_options(${target})
endfunction()
