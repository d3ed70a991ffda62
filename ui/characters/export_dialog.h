// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Asks where to export to and what. Window-modal, never blocks the event loop.

#include "core/io/character_export.h"
#include "ui/engine/reconstruction_job.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace maquette {

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// @param result  what is exported; tells what the choices mean.
    /// @param file    suggested, with the format's ending.
    ExportDialog(ExportFormat format, const JobResult& result, const QString& file,
                 const ExportOptions& options, QWidget* parent = nullptr);

    [[nodiscard]] QString file() const; ///< absolute, with the format's ending
    [[nodiscard]] ExportOptions options() const;

Q_SIGNALS:
    void exportChosen(const QString& file, const maquette::ExportOptions& options);

private:
    void createFields(const JobResult& result, const QString& file, const ExportOptions& options);
    void createButtons();
    void browse();
    void updateNote();

    ExportFormat m_format;
    QLineEdit* m_file;
    QComboBox* m_pose;
    QCheckBox* m_layers;
    QCheckBox* m_morphs;
    QLabel* m_note;
    QPushButton* m_export = nullptr;
};

/// "glb", "fbx" or "obj".
[[nodiscard]] QString exportEnding(ExportFormat format);
/// "glTF", "FBX" or "OBJ".
[[nodiscard]] QString exportTitle(ExportFormat format);

} // namespace maquette
