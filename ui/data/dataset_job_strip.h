// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The bar that tells how far the data set is that is being made, with its newest pictures.

#include "ui/data/contact_sheet.h"
#include "ui/data/dataset_job.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

class QBoxLayout;

namespace maquette {

/// Hidden while there is no job.
class DatasetJobStrip : public QWidget {
    Q_OBJECT
public:
    /// @param job  must outlive the strip.
    explicit DatasetJobStrip(DatasetJob& job, QWidget* parent = nullptr);

Q_SIGNALS:
    void openChosen(const QString& folder); ///< to look at what is there

private:
    void createBar(QBoxLayout& row);
    [[nodiscard]] QPushButton* addButton(QBoxLayout& row, const char* name, const QString& text,
                                         const QString& toolTip);
    void refresh();
    [[nodiscard]] QString stageText() const;
    [[nodiscard]] QString runningText() const;

    DatasetJob& m_job;
    ContactSheet* m_sheet;
    QLabel* m_title = nullptr;
    QLabel* m_stage = nullptr;
    QProgressBar* m_bar = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_goOn = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_dismiss = nullptr;
};

} // namespace maquette
