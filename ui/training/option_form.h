// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A form for the options of a kind of run, made from their descriptions.

#include "core/runs/option_fields.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace maquette {

/// A folded section for each group; fields keep out numbers that are out of their range.
class OptionForm : public QWidget {
    Q_OBJECT
public:
    explicit OptionForm(QWidget* parent = nullptr);

    /// Makes the form anew.
    void setFields(const std::vector<OptionField>& fields, const std::string& options);
    void setOptions(const std::string& options);
    [[nodiscard]] const std::string& options() const { return m_options; }
    [[nodiscard]] const std::vector<OptionField>& fields() const { return m_fields; }

Q_SIGNALS:
    void edited(); ///< by the user

private:
    [[nodiscard]] QWidget* makeEditor(const OptionField& field);
    [[nodiscard]] QWidget* makeSwitch(const OptionField& field);
    [[nodiscard]] QWidget* makeNumber(const OptionField& field);
    void set(const OptionField& field, double value);

    std::vector<OptionField> m_fields;
    std::string m_options;
    std::vector<std::function<void()>> m_readers; ///< show what m_options says
    QWidget* m_content = nullptr;
    QVBoxLayout* m_column;
};

} // namespace maquette
