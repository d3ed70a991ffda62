// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The photos of the window as a list model. No widgets.

#include "ui/engine/reconstruction_job.h"

#include <QAbstractListModel>
#include <QStringList>

#include <optional>
#include <vector>

namespace maquette {

enum class PhotoState {
    Idle,    ///< not worked on; starts when selected
    Waiting, ///< in the queue
    Working,
    Done,
    Cancelled,
    Failed,
};

struct PhotoEntry {
    PhotoId id = 0;
    QString file; ///< absolute
    PhotoState state = PhotoState::Idle;
    QString stage;       ///< while Working
    double fraction = 0; ///< while Working, 0 … 1
    Error error;         ///< when Failed
    QImage thumbnail;    ///< null until made, or when it cannot be read
    int warnings = 0;    ///< when Done
    int person = 0;      ///< which of several people, 0 = the largest
};

class PhotoListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< PhotoId
        FileRole,                  ///< QString
        StateRole,                 ///< int of PhotoState
        FractionRole,              ///< double
        StatusTextRole,            ///< QString, e.g. "Working · 42 %"
        WarningCountRole,          ///< int
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool removeRows(int row, int count, const QModelIndex& parent = {}) override;

    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row,
                                       int column, const QModelIndex& parent) const override;
    /// Emits filesDropped; the photos come back through add() once folders are looked into.
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

    /// Appends files that are not in the list yet. @return their ids, in order.
    std::vector<PhotoId> add(const QStringList& files);
    /// The row of a file of the list; -1 when absent.
    [[nodiscard]] int rowOfFile(const QString& file) const;
    [[nodiscard]] int rowOf(PhotoId id) const;              ///< -1 when absent
    [[nodiscard]] const PhotoEntry* find(PhotoId id) const; ///< null when absent
    [[nodiscard]] const PhotoEntry& at(int row) const {
        return m_photos[static_cast<std::size_t>(row)];
    }
    [[nodiscard]] QStringList files() const;

    void setState(PhotoId id, PhotoState state);
    void setProgress(PhotoId id, double fraction, const QString& stage);
    void setFailed(PhotoId id, const Error& error);
    void setDone(PhotoId id, int warnings);
    void setThumbnail(PhotoId id, const QImage& thumbnail);
    void setPerson(PhotoId id, int person);

Q_SIGNALS:
    void filesDropped(const QStringList& filesAndFolders);

private:
    /// Changes the entry and tells the views; nothing when the id is unknown.
    template <typename Change> void change(PhotoId id, const QList<int>& roles, Change&& apply);

    std::vector<PhotoEntry> m_photos;
    PhotoId m_lastId = 0;
};

/// The local files and folders that a drag or the clipboard carries.
[[nodiscard]] QStringList localFiles(const QMimeData& data);

} // namespace maquette
