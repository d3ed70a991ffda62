// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/photo_list_model.h"

#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

const QList<int> kStatusRoles{PhotoListModel::StateRole,
                              PhotoListModel::FractionRole,
                              PhotoListModel::StatusTextRole,
                              PhotoListModel::WarningCountRole,
                              Qt::ToolTipRole,
                              Qt::AccessibleTextRole};

QString statusText(const PhotoEntry& photo) {
    switch (photo.state) {
    case PhotoState::Idle:
        return PhotoListModel::tr("Select to reconstruct");
    case PhotoState::Waiting:
        return PhotoListModel::tr("Waiting");
    case PhotoState::Working:
        return PhotoListModel::tr("Working · %1 %").arg(std::lround(photo.fraction * 100));
    case PhotoState::Done:
        return photo.warnings == 0   ? PhotoListModel::tr("Done")
               : photo.warnings == 1 ? PhotoListModel::tr("Done · 1 hint")
                                     : PhotoListModel::tr("Done · %1 hints").arg(photo.warnings);
    case PhotoState::Cancelled:
        return PhotoListModel::tr("Cancelled");
    case PhotoState::Failed:
        return PhotoListModel::tr("Failed");
    }
    return {};
}

QString toolTip(const PhotoEntry& photo) {
    const QString status = photo.state == PhotoState::Failed
                               ? QString::fromStdString(describe(photo.error))
                               : statusText(photo);
    return photo.file + QLatin1Char('\n') + status;
}

} // namespace

int PhotoListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_photos.size());
}

QVariant PhotoListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PhotoEntry& photo = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return QFileInfo(photo.file).fileName();
    case Qt::DecorationRole:
        return photo.thumbnail.isNull() ? QVariant() : QVariant(photo.thumbnail);
    case Qt::ToolTipRole:
        return toolTip(photo);
    case Qt::AccessibleTextRole:
        return QFileInfo(photo.file).fileName() + QStringLiteral(", ") + statusText(photo);
    case IdRole:
        return QVariant::fromValue(photo.id);
    case FileRole:
        return photo.file;
    case StateRole:
        return static_cast<int>(photo.state);
    case FractionRole:
        return photo.fraction;
    case StatusTextRole:
        return statusText(photo);
    case WarningCountRole:
        return photo.warnings;
    default:
        return {};
    }
}

Qt::ItemFlags PhotoListModel::flags(const QModelIndex& index) const {
    // Drops go between items or on the empty list, never onto a photo.
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                           : Qt::ItemIsDropEnabled;
}

bool PhotoListModel::removeRows(int row, int count, const QModelIndex& parent) {
    if (parent.isValid() || row < 0 || count < 1 || row + count > rowCount()) {
        return false;
    }
    beginRemoveRows({}, row, row + count - 1);
    m_photos.erase(m_photos.begin() + row, m_photos.begin() + row + count);
    endRemoveRows();
    return true;
}

QStringList PhotoListModel::mimeTypes() const {
    return {QStringLiteral("text/uri-list")};
}

Qt::DropActions PhotoListModel::supportedDropActions() const {
    return Qt::CopyAction;
}

bool PhotoListModel::canDropMimeData(const QMimeData* data, Qt::DropAction action, int /*row*/,
                                     int /*column*/, const QModelIndex& /*parent*/) const {
    return action == Qt::CopyAction && data != nullptr && !localFiles(*data).isEmpty();
}

bool PhotoListModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                  const QModelIndex& parent) {
    if (!canDropMimeData(data, action, row, column, parent)) {
        return false;
    }
    Q_EMIT filesDropped(localFiles(*data));
    return true;
}

std::vector<PhotoId> PhotoListModel::add(const QStringList& files) {
    QStringList fresh;
    for (const QString& file : files) {
        if (rowOfFile(file) < 0 && !fresh.contains(file)) {
            fresh.append(file);
        }
    }
    std::vector<PhotoId> ids;
    if (fresh.isEmpty()) {
        return ids;
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(fresh.size()) - 1);
    for (const QString& file : fresh) {
        PhotoEntry photo;
        photo.id = ++m_lastId;
        photo.file = file;
        ids.push_back(photo.id);
        m_photos.push_back(std::move(photo));
    }
    endInsertRows();
    return ids;
}

int PhotoListModel::rowOfFile(const QString& file) const {
    const auto found = std::find_if(m_photos.begin(), m_photos.end(),
                                    [&](const PhotoEntry& photo) { return photo.file == file; });
    return found == m_photos.end() ? -1 : static_cast<int>(found - m_photos.begin());
}

int PhotoListModel::rowOf(PhotoId id) const {
    const auto found = std::find_if(m_photos.begin(), m_photos.end(),
                                    [&](const PhotoEntry& photo) { return photo.id == id; });
    return found == m_photos.end() ? -1 : static_cast<int>(found - m_photos.begin());
}

const PhotoEntry* PhotoListModel::find(PhotoId id) const {
    const int row = rowOf(id);
    return row < 0 ? nullptr : &at(row);
}

QStringList PhotoListModel::files() const {
    QStringList all;
    for (const PhotoEntry& photo : m_photos) {
        all.append(photo.file);
    }
    return all;
}

template <typename Change>
void PhotoListModel::change(PhotoId id, const QList<int>& roles, Change&& apply) {
    const int row = rowOf(id);
    if (row >= 0) {
        apply(m_photos[static_cast<std::size_t>(row)]);
        Q_EMIT dataChanged(index(row), index(row), roles);
    }
}

void PhotoListModel::setState(PhotoId id, PhotoState state) {
    change(id, kStatusRoles, [&](PhotoEntry& photo) {
        photo.state = state;
        photo.fraction = 0.0;
        photo.stage.clear();
    });
}

void PhotoListModel::setProgress(PhotoId id, double fraction, const QString& stage) {
    change(id, kStatusRoles, [&](PhotoEntry& photo) {
        photo.state = PhotoState::Working;
        photo.fraction = fraction;
        photo.stage = stage;
    });
}

void PhotoListModel::setFailed(PhotoId id, const Error& error) {
    change(id, kStatusRoles, [&](PhotoEntry& photo) {
        photo.state = PhotoState::Failed;
        photo.error = error;
    });
}

void PhotoListModel::setDone(PhotoId id, int warnings) {
    change(id, kStatusRoles, [&](PhotoEntry& photo) {
        photo.state = PhotoState::Done;
        photo.warnings = warnings;
    });
}

void PhotoListModel::setThumbnail(PhotoId id, const QImage& thumbnail) {
    change(id, {Qt::DecorationRole}, [&](PhotoEntry& photo) { photo.thumbnail = thumbnail; });
}

void PhotoListModel::setPerson(PhotoId id, int person) {
    change(id, {}, [&](PhotoEntry& photo) { photo.person = person; });
}

QStringList localFiles(const QMimeData& data) {
    QStringList files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            files.append(url.toLocalFile());
        }
    }
    return files;
}

} // namespace maquette
