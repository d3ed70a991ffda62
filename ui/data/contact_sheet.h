// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures in a row, the newest at the left.

#include <QImage>
#include <QWidget>

namespace maquette {

/// As many as fit; no height without pictures.
class ContactSheet : public QWidget {
    Q_OBJECT
public:
    explicit ContactSheet(QWidget* parent = nullptr);

    /// @param pictures  oldest first.
    void setPictures(const QList<QImage>& pictures);
    [[nodiscard]] const QList<QImage>& pictures() const { return m_pictures; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<QImage> m_pictures;
};

} // namespace maquette
