# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# LibTorch as the target maquette::torch. Its own package files are not used: they need a CUDA toolkit where LibTorch
# can use one, and change the flags of everything.
#
# maquette_torch_target(target)
#   Compiles the target's sources with the precompiled header of maquette_nn.
set(MAQUETTE_TORCH_ROOT "" CACHE PATH "LibTorch outside the system's folders (has include/ and lib/)")
find_path(MAQUETTE_TORCH_INCLUDE torch/csrc/api/include/torch/nn.h HINTS ${MAQUETTE_TORCH_ROOT}/include)
find_library(MAQUETTE_TORCH_CPU torch_cpu HINTS ${MAQUETTE_TORCH_ROOT}/lib)
find_library(MAQUETTE_TORCH_C10 c10 HINTS ${MAQUETTE_TORCH_ROOT}/lib)
mark_as_advanced(MAQUETTE_TORCH_INCLUDE MAQUETTE_TORCH_CPU MAQUETTE_TORCH_C10)
if(NOT MAQUETTE_TORCH_INCLUDE OR NOT MAQUETTE_TORCH_CPU OR NOT MAQUETTE_TORCH_C10)
  message(FATAL_ERROR "LibTorch is missing, which the networks (core/nn) are built on. Install Debian's package "
                      "libtorch-dev (packaging/setup does), or name the folder of another LibTorch with "
                      "-DMAQUETTE_TORCH_ROOT=..., or leave the networks out with -DMAQUETTE_BUILD_NN=OFF.")
endif()

add_library(maquette_torch INTERFACE)
add_library(maquette::torch ALIAS maquette_torch)
target_include_directories(maquette_torch SYSTEM INTERFACE ${MAQUETTE_TORCH_INCLUDE}
                           ${MAQUETTE_TORCH_INCLUDE}/torch/csrc/api/include)
target_link_libraries(maquette_torch INTERFACE ${MAQUETTE_TORCH_CPU} ${MAQUETTE_TORCH_C10})

function(maquette_torch_target target)
  if(target STREQUAL maquette_nn)
    target_precompile_headers(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:${PROJECT_SOURCE_DIR}/core/nn/torch.h>")
    maquette_precompiled_options(${target})
  else()
    maquette_precompiled(${target} FROM maquette_nn)
  endif()
endfunction()
