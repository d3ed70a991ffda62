// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress_strip.h"

#include "ui/widgets/mnemonic.h"

#include <QHBoxLayout>

#include <cmath>

namespace maquette {

ProgressStrip::ProgressStrip(QAction& cancel, QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_stage(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_cancel(new QPushButton(withoutMnemonic(cancel.text()), this)) {
    setObjectName(QStringLiteral("progressStrip"));
    setAttribute(Qt::WA_StyledBackground);
    m_title->setObjectName(QStringLiteral("workTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_stage->setObjectName(QStringLiteral("workStage"));
    m_stage->setTextFormat(Qt::PlainText);
    m_stage->setProperty("dim", true);
    m_bar->setObjectName(QStringLiteral("workBar"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setToolTip(tr("How much of the work is done"));
    m_bar->setRange(0, 100);
    m_bar->setAlignment(Qt::AlignCenter);
    m_bar->setFixedWidth(240);
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_cancel->setAccessibleName(m_cancel->text());
    m_cancel->setToolTip(cancel.toolTip());
    connect(m_cancel, &QPushButton::clicked, &cancel, &QAction::trigger);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_stage, 1);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel);
    setFixedHeight(36);
    setWork({});
}

void ProgressStrip::setWork(const WorkProgress& work) {
    m_isActive = work.isActive;
    m_bar->setVisible(work.isActive);
    m_cancel->setVisible(work.isActive && work.canCancel);
    m_cancel->setEnabled(!work.isStopping);
    m_stage->setText(work.isStopping ? tr("Stopping…") : work.stage);
    m_title->setText(work.isActive ? work.title : m_idleText);
    m_title->setProperty("dim", !work.isActive);
    // setValue() repaints at once, which puts the whole window together an extra time.
    m_bar->setUpdatesEnabled(false);
    m_bar->setValue(static_cast<int>(std::lround(work.fraction * 100.0)));
    m_bar->setUpdatesEnabled(true);
}

void ProgressStrip::setIdleText(const QString& text) {
    m_idleText = text;
    if (!m_isActive) {
        m_title->setText(text);
    }
}

} // namespace maquette
