// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/photo_list_view.h"

#include "ui/characters/photo_delegate.h"
#include "ui/models/photo_list_model.h"

#include <QPainter>

#include <algorithm>

namespace maquette {

PhotoListView::PhotoListView(PhotoListModel& model, QWidget* parent)
    : QListView(parent), m_delegate(new PhotoDelegate(this)) {
    setObjectName(QStringLiteral("photoList"));
    setAccessibleName(tr("Photos"));
    setToolTip(tr("Photos to reconstruct; drop files or folders here"));
    setModel(&model);
    setItemDelegate(m_delegate);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setUniformItemSizes(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAcceptDrops(true);
    setDragDropMode(QAbstractItemView::DropOnly);
    setDropIndicatorShown(false);
    setFrameShape(QFrame::NoFrame);
}

void PhotoListView::setTheme(ThemeKind theme) {
    m_delegate->setTheme(theme);
    viewport()->update();
}

std::vector<std::uint64_t> PhotoListView::selectedPhotos() const {
    QModelIndexList rows = selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    std::vector<std::uint64_t> photos;
    for (const QModelIndex& row : rows) {
        photos.push_back(row.data(PhotoListModel::IdRole).value<PhotoId>());
    }
    return photos;
}

void PhotoListView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QListView::currentChanged(current, previous);
    const QVariant id = current.data(PhotoListModel::IdRole);
    Q_EMIT currentPhotoChanged(id.isValid() ? id.value<PhotoId>() : 0);
}

void PhotoListView::paintEvent(QPaintEvent* event) {
    QListView::paintEvent(event);
    if (model()->rowCount() == 0) {
        QPainter painter(viewport());
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                         Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                         tr("Photos appear here."));
    }
}

} // namespace maquette
