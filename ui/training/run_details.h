// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One training run in words: what it is, what is wrong with it, and notes.

#include "core/runs/run_catalog.h"
#include "ui/training/run_watcher.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTimer>
#include <QVBoxLayout>

namespace maquette {

class RunDetails : public QWidget {
    Q_OBJECT
public:
    explicit RunDetails(QWidget* parent = nullptr);
    ~RunDetails() override;

    /// @param run      null: none is chosen.
    /// @param watched  null: its records were not read yet.
    void show(const RunSummary* run, const WatchedRun* watched);

Q_SIGNALS:
    /// Somebody has changed title or notes, a moment ago.
    void described(const std::filesystem::path& run, const QString& title, const QString& notes);

private:
    void createNotes();
    void showFacts(const RunSummary& run, const WatchedRun* watched);
    void showAlarms(const RunSummary& run, const WatchedRun* watched);
    void addFact(const QString& name, const QString& value);
    void flush(); ///< what was typed is handed on

    std::filesystem::path m_folder;
    QStringList m_facts; ///< shown; the same are not laid out again
    QStringList m_sentences;
    QWidget* m_factBox = nullptr;
    QGridLayout* m_factGrid = nullptr;
    QVBoxLayout* m_alarms;
    QVBoxLayout* m_column;
    QWidget* m_noteBox;
    QLineEdit* m_title;
    QPlainTextEdit* m_notes;
    QTimer m_typing; ///< single shot
};

} // namespace maquette
