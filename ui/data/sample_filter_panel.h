// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the samples shown must be like: words, split, marks, attributes.

#include "core/dataset/dataset.h"
#include "ui/data/attribute_filter_box.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace maquette {

class SampleFilterPanel : public QWidget {
    Q_OBJECT
public:
    explicit SampleFilterPanel(QWidget* parent = nullptr);

    /// @param columns  a filter for each.
    void setDataset(const DatasetInfo& info, const AttributeColumns& columns,
                    const std::vector<SampleRow>& rows);
    /// A filter by one more attribute, or that one anew.
    void setColumn(const AttributeColumn& column, const std::vector<SampleRow>& rows);
    /// Every tag in use and how many samples have it. The one chosen stays so.
    void setTags(const std::map<std::string, int>& counts);
    /// Of all filters.
    [[nodiscard]] SampleQuery query() const;
    void setTheme(ThemeKind theme);
    /// Puts the keyboard into the line for words.
    void focusText();

Q_SIGNALS:
    void queryChanged(); ///< a moment after the last change

private:
    void createText();
    void createMarks();
    void createLegend();
    void createClear();
    [[nodiscard]] QComboBox* addChoice(const char* name, const QString& title,
                                       const QString& toolTip, const QStringList& texts);
    void clear();
    void updateLegend();
    void scheduleChange() { m_delay.start(); }

    QVBoxLayout* m_column;
    QLineEdit* m_text = nullptr;
    QComboBox* m_split = nullptr;
    QComboBox* m_rating = nullptr;
    QComboBox* m_excluded = nullptr;
    QComboBox* m_tag = nullptr;
    QLabel* m_legend = nullptr; ///< what the lines in the histograms are
    QPushButton* m_clear = nullptr;
    std::vector<AttributeFilterBox*> m_boxes;
    ThemeKind m_theme = ThemeKind::Dark;
    QTimer m_delay; ///< while a range is dragged
};

} // namespace maquette
