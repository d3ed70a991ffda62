// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The list of photos, with what stands there while it is empty.

#include "ui/window/studio_settings.h"

#include <QListView>

namespace maquette {

class PhotoDelegate;
class PhotoListModel;

class PhotoListView : public QListView {
    Q_OBJECT
public:
    explicit PhotoListView(PhotoListModel& model, QWidget* parent = nullptr);

    void setTheme(ThemeKind theme);
    [[nodiscard]] std::vector<std::uint64_t> selectedPhotos() const; ///< PhotoId, in list order

Q_SIGNALS:
    void currentPhotoChanged(std::uint64_t photo); ///< 0 for none

protected:
    void paintEvent(QPaintEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    PhotoDelegate* m_delegate;
};

} // namespace maquette
