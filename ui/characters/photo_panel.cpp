// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/photo_panel.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace maquette {

PhotoPanel::PhotoPanel(QWidget* parent)
    : QWidget(parent), m_view(new ImageView(this)), m_showFit(new QCheckBox(tr("Show fit"), this)),
      m_person(new QComboBox(this)) {
    m_view->setObjectName(QStringLiteral("photoView"));
    m_view->setAccessibleName(tr("The selected photo"));
    m_view->setToolTip(tr("The photo that the character was made from"));
    m_view->setPlaceholder(tr("No photo selected"));
    m_showFit->setObjectName(QStringLiteral("showFit"));
    m_showFit->setAccessibleName(tr("Show the fitted character over the photo"));
    m_showFit->setToolTip(tr("Draw the fitted character over the photo"));
    m_person->setObjectName(QStringLiteral("personChoice"));
    m_person->setAccessibleName(tr("Person in the photo"));
    m_person->setToolTip(tr("Which person of the photo to reconstruct"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_showFit);
    row->addStretch();
    row->addWidget(m_person);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 10);
    layout->setSpacing(6);
    layout->addWidget(m_view);
    layout->addLayout(row);
    connect(m_showFit, &QCheckBox::toggled, this, &PhotoPanel::updateImage);
    connect(m_person, &QComboBox::activated, this, &PhotoPanel::personChosen);
    show(nullptr, {}, 0);
}

void PhotoPanel::show(const std::shared_ptr<const JobResult>& result, const QImage& thumbnail,
                      int person) {
    m_result = result;
    m_thumbnail = thumbnail;
    m_showFit->setEnabled(result && !result->fit.isNull());
    const auto others = result ? result->reconstruction.subject->others.size() : 0;
    fillPersons(static_cast<int>(others) + 1, person);
    updateImage();
}

void PhotoPanel::fillPersons(int count, int person) {
    const QSignalBlocker blocker(m_person);
    m_person->clear();
    for (int i = 0; i < count; ++i) {
        m_person->addItem(i == 0 ? tr("Person 1 (largest)") : tr("Person %1").arg(i + 1));
    }
    m_person->setCurrentIndex(std::min(person, count - 1));
    m_person->setVisible(count > 1);
}

void PhotoPanel::updateImage() {
    if (!m_result) {
        m_view->setImage(m_thumbnail);
    } else {
        m_view->setImage(m_showFit->isChecked() ? m_result->fit : m_result->photo);
    }
}

} // namespace maquette
