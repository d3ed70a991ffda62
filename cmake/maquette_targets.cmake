# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# maquette_library(NAME name SOURCES ... [LINK ...] [LINK_PRIVATE ...] [TORCH])
#   One static library maquette_<name> per folder; headers are found as "core/<folder>/<file>.h". TORCH: its sources
#   include core/nn/torch.h first.
# maquette_test(NAME tst_x SOURCES ... LINK ... [LABELS ...] [FIXTURES ...] [TORCH])
#   One GoogleTest binary; every case becomes a CTest test. FIXTURES are CTest's: tests that have to run before.
# maquette_qt_test(NAME tst_x SOURCES ... LINK ... [LABELS ...])
#   One Qt Test binary; one CTest test.

# Left out: what GCC 12 warns of within the standard library without reason.
add_library(maquette_warnings INTERFACE)
target_compile_options(maquette_warnings INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor
                       -Woverloaded-virtual -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
                       $<$<BOOL:${MAQUETTE_WERROR}>:-Werror>)

add_library(maquette_sanitize INTERFACE)
if(MAQUETTE_SANITIZER)
  target_compile_options(maquette_sanitize INTERFACE -fsanitize=${MAQUETTE_SANITIZER} -fno-omit-frame-pointer)
  target_link_options(maquette_sanitize INTERFACE -fsanitize=${MAQUETTE_SANITIZER})
  # Under the address sanitizer Eigen would align memory by hand, and free what the Eigen inside
  # Debian's static Ceres took from malloc; both sanitizers' malloc aligns to 16 bytes itself.
  target_compile_definitions(maquette_sanitize INTERFACE EIGEN_MALLOC_ALREADY_ALIGNED=1)
endif()

function(maquette_library)
  cmake_parse_arguments(ARG "TORCH" "NAME" "SOURCES;LINK;LINK_PRIVATE" ${ARGN})
  add_library(maquette_${ARG_NAME} STATIC ${ARG_SOURCES})
  add_library(maquette::${ARG_NAME} ALIAS maquette_${ARG_NAME})
  target_include_directories(maquette_${ARG_NAME} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_definitions(maquette_${ARG_NAME} PUBLIC QT_NO_KEYWORDS)
  target_link_libraries(maquette_${ARG_NAME} PUBLIC ${ARG_LINK} maquette_sanitize
                        PRIVATE ${ARG_LINK_PRIVATE} maquette_warnings)
  maquette_precompile(maquette_${ARG_NAME} ${ARG_TORCH})
endfunction()

function(maquette_precompile target is_torch)
  if(is_torch)
    maquette_torch_target(${target})
  else()
    maquette_precompiled(${target})
  endif()
endfunction()

function(maquette_test)
  cmake_parse_arguments(ARG "TORCH" "NAME" "SOURCES;LINK;LABELS;FIXTURES" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LINK} maquette_test_support GTest::gtest GTest::gtest_main
                                            maquette_warnings)
  maquette_precompile(${ARG_NAME} ${ARG_TORCH})
  gtest_discover_tests(${ARG_NAME} TEST_PREFIX ${ARG_NAME}. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 600)
  # gtest_discover_tests would take the second of several values for another property's name.
  set(labels_file ${CMAKE_CURRENT_BINARY_DIR}/${ARG_NAME}_labels.cmake)
  file(WRITE ${labels_file} "foreach(test IN LISTS ${ARG_NAME}_TESTS)
  set_tests_properties(\${test} PROPERTIES LABELS \"${ARG_LABELS}\"
                       FIXTURES_REQUIRED \"${ARG_FIXTURES}\")
endforeach()
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${labels_file})
endfunction()

function(maquette_qt_test)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  set_target_properties(${ARG_NAME} PROPERTIES AUTOMOC ON)
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LINK} maquette_test_support Qt6::Test maquette_warnings)
  add_test(NAME ${ARG_NAME} COMMAND ${ARG_NAME})
  set_tests_properties(${ARG_NAME} PROPERTIES TIMEOUT 600 LABELS "${ARG_LABELS}")
endfunction()
