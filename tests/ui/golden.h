// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures against those accepted before.

#include <opencv2/core.hpp>

#include <string>

namespace maquette::test {

/// Compares with tests/ui/golden/@p name.png. Software and hardware OpenGL round and place edges
/// differently: the mean difference may be 1.5 of 255, and 1 % of the pixels may differ by more
/// than 32. Whatever fails is written to golden-output/ of the working folder; a missing picture
/// fails too. Accept new ones with tests/ui/accept_golden.py after looking at them.
/// @return  empty when it matches, else what is wrong.
[[nodiscard]] std::string compareGolden(const std::string& name, const cv::Mat& image);

} // namespace maquette::test
