// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Looks up all fields of a kind of record at once.

#include "core/dataset/schema.h"

#include <optional>

namespace maquette {

/// Keeps the first error, so that callers check once.
class FieldFinder {
public:
    explicit FieldFinder(const Schema& schema) : m_schema(schema) {}

    template <typename T> [[nodiscard]] FieldRef<T> get(const char* name) {
        const auto found = m_schema.field<T>(name);
        if (!found && !m_error) {
            m_error = found.error();
        }
        return found ? *found : FieldRef<T>{};
    }
    /// @p fields, or the first error that get() met.
    template <typename Fields> [[nodiscard]] Result<Fields> check(const Fields& fields) const {
        return m_error ? Result<Fields>(fail(*m_error)) : Result<Fields>(fields);
    }

private:
    const Schema& m_schema;
    std::optional<Error> m_error;
};

} // namespace maquette
