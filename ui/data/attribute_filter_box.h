// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The filter by one attribute: a range of numbers, or one of some texts.

#include "core/dataset/dataset_types.h"
#include "ui/widgets/histogram_view.h"

#include <QComboBox>
#include <QDoubleSpinBox>

namespace maquette {

class AttributeFilterBox : public QWidget {
    Q_OBJECT
public:
    /// @param rows  of the samples that have the attribute; must live while this is called.
    AttributeFilterBox(const AttributeColumn& column, const std::vector<SampleRow>& rows,
                       QWidget* parent = nullptr);

    /// Nothing while every sample passes.
    [[nodiscard]] std::optional<AttributeFilter> filter() const;
    void clear();
    void setTheme(ThemeKind theme);

Q_SIGNALS:
    void changed();

private:
    void createTexts(const AttributeColumn& column);
    void createRange(const AttributeColumn& column);
    void addSplits(const AttributeColumn& column, const std::vector<SampleRow>& rows);
    [[nodiscard]] QDoubleSpinBox* addBound(const QString& name, const QString& toolTip);
    void setRange(double low, double high);

    std::string m_key;
    QString m_name;
    QComboBox* m_texts = nullptr;         ///< of texts only
    HistogramView* m_histogram = nullptr; ///< these three of numbers only
    QDoubleSpinBox* m_low = nullptr;
    QDoubleSpinBox* m_high = nullptr;
};

} // namespace maquette
