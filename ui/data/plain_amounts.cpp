// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/plain_amounts.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

struct Amounts {
    Q_DECLARE_TR_FUNCTIONS(maquette::Amounts)
};

} // namespace

QString durationText(double seconds) {
    constexpr double kMinute = 60.0;
    constexpr double kHour = 3600.0;
    if (seconds < 1.5 * kMinute) {
        return Amounts::tr("about %L1 seconds").arg(std::max(2L, std::lround(seconds)));
    }
    if (seconds < 1.5 * kHour) {
        return Amounts::tr("about %L1 minutes").arg(std::lround(seconds / kMinute));
    }
    return Amounts::tr("about %L1 hours")
        .arg(seconds / kHour, 0, 'f', seconds < 10 * kHour ? 1 : 0);
}

QString sizeText(double bytes) {
    constexpr double kMegabyte = 1e6;
    constexpr double kGigabyte = 1e9;
    return bytes < kGigabyte
               ? Amounts::tr("%L1 MB").arg(std::max(1L, std::lround(bytes / kMegabyte)))
               : Amounts::tr("%L1 GB").arg(bytes / kGigabyte, 0, 'f', 1);
}

} // namespace maquette
