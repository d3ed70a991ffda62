// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the samples shown must be like: split, attributes, whether they are set aside.

#include "core/dataset/dataset.h"
#include "ui/data/attribute_filter_box.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace maquette {

class SampleFilterPanel : public QWidget {
    Q_OBJECT
public:
    explicit SampleFilterPanel(QWidget* parent = nullptr);

    /// @param columns  a filter for each; must live while this is called.
    void setDataset(const DatasetInfo& info, const std::vector<AttributeColumn>& columns);
    /// Of all filters.
    [[nodiscard]] SampleQuery query() const;
    void setTheme(ThemeKind theme);

Q_SIGNALS:
    void queryChanged(); ///< a moment after the last change

private:
    void clear();
    void scheduleChange() { m_delay.start(); }

    QComboBox* m_split;
    QCheckBox* m_excluded;
    QPushButton* m_clear;
    QVBoxLayout* m_column;
    std::vector<AttributeFilterBox*> m_boxes;
    ThemeKind m_theme = ThemeKind::Dark;
    QTimer m_delay; ///< while a range is dragged
};

} // namespace maquette
