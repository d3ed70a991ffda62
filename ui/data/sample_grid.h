// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Samples as a grid of pictures.

#include "ui/window/studio_settings.h"

#include <QListView>

namespace maquette {

class SampleDelegate;

class SampleGrid : public QListView {
    Q_OBJECT
public:
    static constexpr int kLeastCell = 64; ///< pixels
    static constexpr int kMostCell = 256;

    explicit SampleGrid(QWidget* parent = nullptr);

    /// @param side  of a cell, pixels.
    void setCellSide(int side);
    void setTheme(ThemeKind theme);

private:
    SampleDelegate* m_delegate;
};

} // namespace maquette
