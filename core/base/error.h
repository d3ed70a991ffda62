// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What can go wrong, as data: a code to test for and a sentence for the user.

#include <string>

namespace maquette {

enum class ErrorCode {
    Cancelled,       ///< the user asked to stop; not a failure
    InvalidArgument, ///< a setting or parameter is out of its documented range
    FileNotFound,
    FileUnreadable,    ///< exists but cannot be opened or is cut short
    FileUnwritable,    ///< read-only folder, full disk, no permission
    UnsupportedFormat, ///< not a kind of file we read or write
    CorruptData,       ///< recognised but damaged
    TooLarge,          ///< beyond the documented limits
    MissingData,       ///< library, model or resource that set-up should have fetched
    NoPersonFound,
    NotConverged, ///< a numerical method found no usable answer
    OutOfMemory,
    Internal, ///< a bug or an unexpected failure of a third-party library
};

/// The code's stable name, e.g. "NoPersonFound" (used in JSON reports).
[[nodiscard]] const char* errorCodeName(ErrorCode code);

struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message; ///< what is wrong, one sentence; names the file where there is one
    std::string advice;  ///< what the user can do about it; may be empty
};

/// "message advice", for logs, the command line and dialogs.
[[nodiscard]] std::string describe(const Error& error);

} // namespace maquette
