// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/studio_settings.h"

#include <algorithm>

namespace maquette {

namespace {

constexpr auto kQuality = "reconstruct/quality";
constexpr auto kRig = "reconstruct/rig";
constexpr auto kTextureSize = "reconstruct/textureSize";
constexpr auto kGender = "reconstruct/gender";
constexpr auto kHeight = "reconstruct/height";
constexpr auto kPose = "export/pose";
constexpr auto kLayers = "export/layers";
constexpr auto kMorphs = "export/morphs";
constexpr auto kTheme = "window/theme";
constexpr auto kGeometry = "window/geometry";
constexpr auto kWorkspace = "window/workspace";
constexpr auto kWorkspaceState = "workspaces/%1";
constexpr auto kPhotoFolder = "folders/photos";
constexpr auto kExportFolder = "folders/export";
constexpr auto kDataset = "folders/dataset";
constexpr auto kRunFolder = "folders/runs";
constexpr auto kMapping = "reconstruct/mapping";
constexpr auto kPhotos = "photos";

void setOptional(QSettings& store, const char* key, const std::optional<double>& value) {
    if (value) {
        store.setValue(key, *value);
    } else {
        store.remove(key);
    }
}

std::optional<double> optionalIn(const QSettings& store, const char* key, double low, double high) {
    bool isNumber = false;
    const double value = store.value(key).toDouble(&isNumber);
    return isNumber && value >= low && value <= high ? std::optional(value) : std::nullopt;
}

} // namespace

ReconstructOptions StudioSettings::reconstructOptions() const {
    ReconstructOptions options;
    options.quality =
        m_store.value(kQuality).toString() == "best" ? MaskQuality::Best : MaskQuality::Fast;
    const QString rig = m_store.value(kRig).toString();
    if (!rig.isEmpty()) {
        options.rig = rig.toStdString();
    }
    const int size = m_store.value(kTextureSize).toInt();
    if (std::find(kTextureSizes.begin(), kTextureSizes.end(), size) != kTextureSizes.end()) {
        options.textureSize = size;
    }
    options.gender = optionalIn(m_store, kGender, 0.0, 1.0);
    options.height = optionalIn(m_store, kHeight, kMinimumHeight, kMaximumHeight);
    return options;
}

void StudioSettings::setReconstructOptions(const ReconstructOptions& options) {
    m_store.setValue(kQuality, options.quality == MaskQuality::Best ? "best" : "fast");
    m_store.setValue(kRig, QString::fromStdString(options.rig));
    m_store.setValue(kTextureSize, options.textureSize);
    setOptional(m_store, kGender, options.gender);
    setOptional(m_store, kHeight, options.height);
}

ExportOptions StudioSettings::exportOptions() const {
    ExportOptions options;
    options.pose =
        m_store.value(kPose).toString() == "photo" ? CharacterPose::Photo : CharacterPose::Rest;
    options.layers = m_store.value(kLayers, true).toBool();
    options.morphs = m_store.value(kMorphs, true).toBool();
    return options;
}

void StudioSettings::setExportOptions(const ExportOptions& options) {
    m_store.setValue(kPose, options.pose == CharacterPose::Photo ? "photo" : "rest");
    m_store.setValue(kLayers, options.layers);
    m_store.setValue(kMorphs, options.morphs);
}

ThemeChoice StudioSettings::theme() const {
    const QString theme = m_store.value(kTheme).toString();
    return theme == "light"  ? ThemeChoice::Light
           : theme == "dark" ? ThemeChoice::Dark
                             : ThemeChoice::System;
}

void StudioSettings::setTheme(ThemeChoice theme) {
    m_store.setValue(kTheme, theme == ThemeChoice::Light  ? "light"
                             : theme == ThemeChoice::Dark ? "dark"
                                                          : "system");
}

QString StudioSettings::photoFolder() const {
    return m_store.value(kPhotoFolder).toString();
}

void StudioSettings::setPhotoFolder(const QString& folder) {
    m_store.setValue(kPhotoFolder, folder);
}

QString StudioSettings::exportFolder() const {
    return m_store.value(kExportFolder).toString();
}

void StudioSettings::setExportFolder(const QString& folder) {
    m_store.setValue(kExportFolder, folder);
}

QString StudioSettings::dataset() const {
    return m_store.value(kDataset).toString();
}

void StudioSettings::setDataset(const QString& folder) {
    m_store.setValue(kDataset, folder);
}

QString StudioSettings::runFolder() const {
    return m_store.value(kRunFolder).toString();
}

void StudioSettings::setRunFolder(const QString& folder) {
    m_store.setValue(kRunFolder, folder);
}

QString StudioSettings::mapping() const {
    return m_store.value(kMapping).toString();
}

void StudioSettings::setMapping(const QString& file) {
    m_store.setValue(kMapping, file);
}

QStringList StudioSettings::photos() const {
    return m_store.value(kPhotos).toStringList();
}

void StudioSettings::setPhotos(const QStringList& files) {
    m_store.setValue(kPhotos, files);
}

QByteArray StudioSettings::windowGeometry() const {
    return m_store.value(kGeometry).toByteArray();
}

void StudioSettings::setWindowGeometry(const QByteArray& geometry) {
    m_store.setValue(kGeometry, geometry);
}

QString StudioSettings::workspace() const {
    return m_store.value(kWorkspace).toString();
}

void StudioSettings::setWorkspace(const QString& name) {
    m_store.setValue(kWorkspace, name);
}

QByteArray StudioSettings::workspaceState(const QString& name) const {
    return m_store.value(QLatin1String(kWorkspaceState).arg(name)).toByteArray();
}

void StudioSettings::setWorkspaceState(const QString& name, const QByteArray& state) {
    m_store.setValue(QLatin1String(kWorkspaceState).arg(name), state);
}

} // namespace maquette
