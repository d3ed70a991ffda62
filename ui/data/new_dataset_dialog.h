// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Asks what data set of made-up people shall be made, and tells what it will take.

#include "ui/data/dataset_estimator.h"

#include <QCheckBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

namespace maquette {

class NewDatasetDialog : public QDialog {
    Q_OBJECT
public:
    /// @param estimator  must outlive the dialog.
    /// @param folder     proposed; need not exist.
    NewDatasetDialog(DatasetEstimator& estimator, const QString& folder, QWidget* parent = nullptr);
    ~NewDatasetDialog() override;

    [[nodiscard]] DatasetPlan plan() const;

private:
    void createFields(const QString& folder);
    void createButtons();
    [[nodiscard]] QSpinBox* addNumber(const char* name, const QString& title,
                                      const QString& toolTip, int least, int most, int value);
    void chooseFolder();
    void measure();
    void refresh();
    [[nodiscard]] QString folderProblem() const;
    [[nodiscard]] QString estimateText() const;

    DatasetEstimator& m_estimator;
    QFormLayout* m_form;
    QLineEdit* m_folder = nullptr;
    QSpinBox* m_people = nullptr;
    QSpinBox* m_views = nullptr;
    QSpinBox* m_seed = nullptr;
    QCheckBox* m_perceives = nullptr;
    QLabel* m_estimateLabel = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_make = nullptr;
    QTimer m_delay; ///< while numbers are typed
};

} // namespace maquette
