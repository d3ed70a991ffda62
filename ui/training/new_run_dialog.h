// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Asks what to train: from which data, how long, with which options.

#include "ui/engine/training_services.h"
#include "ui/engine/worker_thread.h"
#include "ui/training/option_form.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>

namespace maquette {

/// Tells all that is wrong at once, and how long the run takes as soon as that is known.
class NewRunDialog : public QDialog {
    Q_OBJECT
public:
    /// @param services  must outlive the dialog; can train at least one kind.
    NewRunDialog(const TrainingServices& services, const QString& dataset,
                 QWidget* parent = nullptr);
    ~NewRunDialog() override;

Q_SIGNALS:
    void wanted(const QString& name, const maquette::RunConfig& config);

private:
    void createForm();
    void createButtons();
    void connectFields();
    void chooseKind();
    void choosePreset();
    void browse();
    void check(); ///< now: what is wrong; soon: how long it takes
    void estimate();
    void onEstimated(std::int64_t request, const Result<RunEstimate>& estimate);
    void accept() override;
    [[nodiscard]] const RunKind& kind() const;
    [[nodiscard]] RunConfig config() const;
    [[nodiscard]] QStringList problems() const;

    const TrainingServices& m_services;
    QLineEdit* m_name;
    QLineEdit* m_dataset;
    QPushButton* m_browse;
    QComboBox* m_kind;
    QComboBox* m_preset;
    QLabel* m_presetText;
    OptionForm* m_options;
    QLabel* m_estimate;
    QLabel* m_problems;
    QPushButton* m_train = nullptr;
    QTimer m_delay; ///< single shot
    std::int64_t m_request = 0;
    CancelToken m_token;   ///< of the last estimate
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
