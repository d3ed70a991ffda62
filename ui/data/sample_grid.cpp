// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_grid.h"

#include "ui/data/sample_delegate.h"

namespace maquette {

SampleGrid::SampleGrid(QWidget* parent) : QListView(parent), m_delegate(new SampleDelegate(this)) {
    setObjectName(QStringLiteral("sampleGrid"));
    setAccessibleName(tr("Samples as pictures"));
    setToolTip(tr("Samples of the data set; choose one to see it whole"));
    setItemDelegate(m_delegate);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
}

void SampleGrid::setCellSide(int side) {
    m_delegate->setCellSide(side);
    scheduleDelayedItemsLayout();
}

void SampleGrid::setTheme(ThemeKind theme) {
    m_delegate->setTheme(theme);
    viewport()->update();
}

} // namespace maquette
