// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section.h"

#include <QVBoxLayout>

namespace maquette {

Section::Section(const QString& name, const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), m_header(new QToolButton(this)), m_content(content) {
    setObjectName(name);
    m_header->setObjectName(name + QStringLiteral("Header"));
    m_header->setProperty("sectionHeader", true);
    m_header->setText(title);
    m_header->setToolTip(tr("Show or hide this part"));
    m_header->setAccessibleName(tr("%1, show or hide").arg(title));
    m_header->setCheckable(true);
    m_header->setChecked(true);
    m_header->setArrowType(Qt::DownArrow);
    m_header->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_header->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_header->setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_content);
    connect(m_header, &QToolButton::toggled, this, [this](bool open) { setFolded(!open); });
}

void Section::setFolded(bool folded) {
    m_header->setChecked(!folded);
    m_header->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
    m_content->setVisible(!folded);
}

} // namespace maquette
