// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace maquette {

const char* errorCodeName(ErrorCode code) {
    switch (code) {
    case ErrorCode::Cancelled:
        return "Cancelled";
    case ErrorCode::InvalidArgument:
        return "InvalidArgument";
    case ErrorCode::FileNotFound:
        return "FileNotFound";
    case ErrorCode::FileUnreadable:
        return "FileUnreadable";
    case ErrorCode::FileUnwritable:
        return "FileUnwritable";
    case ErrorCode::UnsupportedFormat:
        return "UnsupportedFormat";
    case ErrorCode::CorruptData:
        return "CorruptData";
    case ErrorCode::TooLarge:
        return "TooLarge";
    case ErrorCode::MissingData:
        return "MissingData";
    case ErrorCode::NoPersonFound:
        return "NoPersonFound";
    case ErrorCode::NotConverged:
        return "NotConverged";
    case ErrorCode::OutOfMemory:
        return "OutOfMemory";
    case ErrorCode::Internal:
        return "Internal";
    }
    return "Internal";
}

std::string describe(const Error& error) {
    return error.advice.empty() ? error.message : error.message + " " + error.advice;
}

} // namespace maquette
