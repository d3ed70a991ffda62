// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The panel that tells what is wrong with a data set, with the pairs of like pictures.

#include "ui/data/data_controller.h"
#include "ui/models/duplicate_model.h"

#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace maquette {

class ChecksPanel : public QWidget {
    Q_OBJECT
public:
    /// @param controller  must outlive the panel.
    explicit ChecksPanel(DataController& controller, QWidget* parent = nullptr);

Q_SIGNALS:
    void sampleChosen(std::int64_t sample); ///< the second of a pair

private:
    void createSplits();
    void createPictures();
    void createPairs();
    void addHeading(const QString& text);
    [[nodiscard]] QLabel* addText(const char* name);
    [[nodiscard]] QPushButton* addButton(const char* name, const QString& text,
                                         const QString& toolTip);
    void refresh();
    void updatePairs();
    void setSecondsAside();
    [[nodiscard]] QString pictureText() const;

    DataController& m_controller;
    DatasetChecks& m_checks;
    DuplicateModel m_pairs;
    QVBoxLayout* m_column;
    QLabel* m_splits = nullptr;
    QLabel* m_pictures = nullptr;
    QPushButton* m_look = nullptr;
    QPushButton* m_stop = nullptr;
    QProgressBar* m_progress = nullptr;
    QListView* m_list = nullptr;
    QPushButton* m_aside = nullptr;
};

} // namespace maquette
