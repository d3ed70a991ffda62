// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Finished characters in memory, the least used dropped first.

#include "ui/engine/reconstruction_job.h"

#include <list>

namespace maquette {

/// Holds results up to a budget. The newest and the one on show always stay, however large.
class ResultStore {
public:
    static constexpr std::size_t kBudget = std::size_t{768} << 20; ///< bytes

    explicit ResultStore(std::size_t budget = kBudget) : m_budget(budget) {}

    /// @param shown  the photo on show, 0 for none.
    /// @return  the photos whose results were dropped to make room.
    std::vector<PhotoId> insert(PhotoId photo, std::shared_ptr<const JobResult> result,
                                PhotoId shown);
    /// Null when there is none. Counts as a use.
    [[nodiscard]] std::shared_ptr<const JobResult> use(PhotoId photo);
    void remove(PhotoId photo);

private:
    struct Entry {
        PhotoId photo;
        std::shared_ptr<const JobResult> result;
    };
    [[nodiscard]] std::size_t bytes() const;

    std::size_t m_budget;
    std::list<Entry> m_entries; ///< last used first
};

} // namespace maquette
