# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the table of correspondences; needs the renderer, which the fit itself does not.
maquette_library(NAME calibration
  SOURCES ${CMAKE_CURRENT_LIST_DIR}/calibration.cpp ${CMAKE_CURRENT_LIST_DIR}/calibration_figure.cpp
          ${CMAKE_CURRENT_LIST_DIR}/calibration_face.cpp ${CMAKE_CURRENT_LIST_DIR}/calibration_body.cpp
          ${CMAKE_CURRENT_LIST_DIR}/calibration_surface.cpp
  LINK maquette::fit maquette::data maquette::image
  LINK_PRIVATE maquette::render maquette::synthesis opencv_core)
