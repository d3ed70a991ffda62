// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A titled part of a side panel that can be folded away.

#include <QToolButton>
#include <QWidget>

namespace maquette {

/// Owns its header; the content is a child given once. Fold with mouse, Space or Enter.
class Section : public QWidget {
    Q_OBJECT
public:
    /// @param content  becomes a child.
    Section(const QString& name, const QString& title, QWidget* content, QWidget* parent = nullptr);

    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return !m_header->isChecked(); }

private:
    QToolButton* m_header;
    QWidget* m_content;
};

} // namespace maquette
