// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the studio remembers between starts.

#include "core/io/character_export.h"
#include "core/pipeline/reconstruct.h"

#include <QSettings>
#include <QStringList>

#include <array>

namespace maquette {

enum class ThemeKind { Dark, Light };

/// What the user asked for; System is as the desktop.
enum class ThemeChoice { System, Dark, Light };

/// Typed access to a QSettings that the caller owns and keeps alive. Values out of range or of
/// the wrong kind (edited by hand) read as the default.
class StudioSettings {
public:
    explicit StudioSettings(QSettings& store) : m_store(store) {}

    [[nodiscard]] ReconstructOptions reconstructOptions() const;
    void setReconstructOptions(const ReconstructOptions& options);

    [[nodiscard]] ExportOptions exportOptions() const;
    void setExportOptions(const ExportOptions& options);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    [[nodiscard]] QString photoFolder() const; ///< of the last File > Open Photos…
    void setPhotoFolder(const QString& folder);
    [[nodiscard]] QString exportFolder() const; ///< empty until something was exported
    void setExportFolder(const QString& folder);

    [[nodiscard]] QString dataset() const; ///< folder of the one last open; empty: none
    void setDataset(const QString& folder);

    [[nodiscard]] QString runFolder() const; ///< that training runs lie in; empty: the usual one
    void setRunFolder(const QString& folder);
    [[nodiscard]] QString mapping() const; ///< model that photos go through; empty: the shipped one
    void setMapping(const QString& file);

    [[nodiscard]] QStringList photos() const; ///< the list when the window was closed
    void setPhotos(const QStringList& files);

    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);
    [[nodiscard]] QString workspace() const; ///< the name of the one last in use; empty: none
    void setWorkspace(const QString& name);
    [[nodiscard]] QByteArray workspaceState(const QString& name) const; ///< places of its panels
    void setWorkspaceState(const QString& name, const QByteArray& state);

private:
    QSettings& m_store;
};

/// Sides offered for the body texture, pixels.
inline constexpr std::array kTextureSizes{512, 1024, 2048, 4096, 8192};
/// Heights that the settings take, metres.
inline constexpr double kMinimumHeight = 0.5;
inline constexpr double kMaximumHeight = 2.5;

} // namespace maquette
