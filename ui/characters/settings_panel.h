// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The settings that matter for a reconstruction.

#include "core/pipeline/reconstruct.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QWidget>

namespace maquette {

class SettingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPanel(QWidget* parent = nullptr);

    void setOptions(const ReconstructOptions& options);
    [[nodiscard]] ReconstructOptions options() const;
    /// The rigs of the library; the one chosen stays if it is among them.
    void setRigs(const QStringList& rigs);

Q_SIGNALS:
    void optionsChanged(const maquette::ReconstructOptions& options);

private:
    QComboBox* addChoice(QFormLayout& form, const char* name, const QString& label,
                         const QString& toolTip);
    void createHeight(QFormLayout& form);
    void announce();

    QComboBox* m_quality;
    QComboBox* m_rig;
    QComboBox* m_textureSize;
    QComboBox* m_gender;
    QDoubleSpinBox* m_height;
};

/// "game_engine" as people read it: "Game engine".
[[nodiscard]] QString rigTitle(const QString& rig);

} // namespace maquette
