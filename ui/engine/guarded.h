// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The boundary where exceptions of third parties become errors.

#include "core/base/result.h"

#include <opencv2/core.hpp>

#include <exception>
#include <new>

namespace maquette {

/// The error for the exception being handled. Call it in a catch block only.
[[nodiscard]] inline Error errorFromException() {
    const Error noMemory{ErrorCode::OutOfMemory, "There is not enough memory for this.",
                         "Choose a smaller texture, or close other programs, and try again."};
    const std::string advice = "Try again; if it happens again, please report it with the photo.";
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return noMemory;
    } catch (const cv::Exception& exception) {
        return exception.code == cv::Error::StsNoMem
                   ? noMemory
                   : Error{ErrorCode::Internal, "Image processing failed: " + exception.err + ".",
                           advice};
    } catch (const std::exception& exception) { // c10::Error is one
        return {ErrorCode::Internal, std::string("Something failed inside: ") + exception.what(),
                advice};
    } catch (...) {
        return {ErrorCode::Internal, "Something failed inside.", advice};
    }
}

/// Calls @p function, which returns a Result; whatever it throws comes back as an error.
template <typename Function>
[[nodiscard]] auto guarded(Function&& function) -> decltype(function()) {
    try {
        return function();
    } catch (...) {
        return fail(errorFromException());
    }
}

} // namespace maquette
