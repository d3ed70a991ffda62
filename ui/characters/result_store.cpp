// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/result_store.h"

#include <algorithm>
#include <numeric>

namespace maquette {

std::size_t ResultStore::bytes() const {
    return std::accumulate(
        m_entries.begin(), m_entries.end(), std::size_t{0},
        [](std::size_t sum, const Entry& entry) { return sum + entry.result->bytes; });
}

std::vector<PhotoId> ResultStore::insert(PhotoId photo, std::shared_ptr<const JobResult> result,
                                         PhotoId shown) {
    remove(photo);
    m_entries.push_front({photo, std::move(result)});
    std::vector<PhotoId> dropped;
    for (auto entry = std::prev(m_entries.end());
         entry != m_entries.begin() && bytes() > m_budget;) {
        const auto oldest = entry--;
        if (oldest->photo != shown) {
            dropped.push_back(oldest->photo);
            m_entries.erase(oldest);
        }
    }
    return dropped;
}

std::shared_ptr<const JobResult> ResultStore::use(PhotoId photo) {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry& entry) { return entry.photo == photo; });
    if (found == m_entries.end()) {
        return nullptr;
    }
    m_entries.splice(m_entries.begin(), m_entries, found);
    return m_entries.front().result;
}

void ResultStore::remove(PhotoId photo) {
    m_entries.remove_if([&](const Entry& entry) { return entry.photo == photo; });
}

} // namespace maquette
