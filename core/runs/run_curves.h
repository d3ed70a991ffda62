// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The records of a run as curves.

#include "core/runs/curve.h"
#include "core/runs/run_record.h"

namespace maquette {

/// A curve for each metric of each kind of record.
class RunCurves {
public:
    void add(const RunRecord& record) {
        for (const auto& [name, value] : record.metrics) {
            m_curves[{record.kind, name}].append(static_cast<double>(record.step), value);
        }
        m_lastStep = std::max(m_lastStep, record.step);
    }

    /// Null where there is none. @param kind  kTrainRecord or kValidationRecord.
    [[nodiscard]] const Curve* find(const std::string& kind, const std::string& name) const {
        const auto found = m_curves.find({kind, name});
        return found == m_curves.end() ? nullptr : &found->second;
    }
    /// By kind and name.
    [[nodiscard]] const std::map<std::pair<std::string, std::string>, Curve>& all() const {
        return m_curves;
    }
    [[nodiscard]] std::int64_t lastStep() const { return m_lastStep; }

private:
    std::map<std::pair<std::string, std::string>, Curve> m_curves;
    std::int64_t m_lastStep = 0;
};

} // namespace maquette
