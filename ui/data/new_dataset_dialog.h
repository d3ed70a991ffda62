// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Asks what data set of made-up people shall be made, and tells what it will take.

#include "ui/data/dataset_estimate.h"
#include "ui/engine/worker_thread.h"

#include <QCheckBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimer>

#include <optional>

namespace maquette {

class NewDatasetDialog : public QDialog {
    Q_OBJECT
public:
    /// @param folder  proposed; need not exist.
    NewDatasetDialog(DataServices services, const QString& folder, QWidget* parent = nullptr);
    ~NewDatasetDialog() override;

    [[nodiscard]] DatasetPlan plan() const;

private:
    void createFields(const QString& folder);
    void createButtons();
    [[nodiscard]] QSpinBox* addNumber(const char* name, const QString& title,
                                      const QString& toolTip, int least, int most, int value);
    void chooseFolder();
    void measure();
    void onMeasured(std::int64_t request, const Result<DatasetEstimate>& estimate);
    void refresh();
    [[nodiscard]] QString folderProblem() const;
    [[nodiscard]] QString estimateText() const;

    DataServices m_services;
    QFormLayout* m_form;
    QLineEdit* m_folder = nullptr;
    QSpinBox* m_people = nullptr;
    QSpinBox* m_views = nullptr;
    QSpinBox* m_seed = nullptr;
    QCheckBox* m_perceives = nullptr;
    QLabel* m_estimateLabel = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_make = nullptr;
    std::optional<DatasetEstimate> m_estimate;
    std::optional<Error> m_error;
    std::int64_t m_request = 0;
    CancelToken m_token;
    QTimer m_delay;        ///< while numbers are typed
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
