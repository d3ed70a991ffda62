// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/stage_panel.h"

#include "ui/window/theme.h"

#include <QVBoxLayout>

namespace maquette {

namespace {
constexpr int kIconSide = 64;      // pixels
constexpr int kStagePicture = 160; // pixels
constexpr int kTextWidth = 344;    // pixels

/// Paths may break after a slash: labels wrap at spaces only.
QString breakable(QString text) {
    return text.replace(QLatin1Char('/'), QStringLiteral("/\u200b"));
}

} // namespace

StagePanel::StagePanel(QWidget* parent)
    : QWidget(parent), m_picture(new QLabel(this)), m_title(new QLabel(this)),
      m_text(new QLabel(this)), m_button(new QPushButton(this)) {
    setObjectName(QStringLiteral("stagePanel"));
    setAttribute(Qt::WA_StyledBackground);
    m_picture->setAlignment(Qt::AlignCenter);
    m_title->setObjectName(QStringLiteral("stageTitle"));
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_text->setObjectName(QStringLiteral("stageText"));
    m_text->setProperty("dim", true);
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_title->setFixedWidth(kTextWidth); // else wrapped labels ask for too much height
    m_text->setFixedWidth(kTextWidth);
    m_button->setObjectName(QStringLiteral("stageButton"));
    m_button->setAccessibleName(tr("What the message offers"));
    m_button->setToolTip(m_button->accessibleName());
    m_button->setProperty("primary", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 24, 28, 24);
    layout->setSpacing(10);
    layout->addWidget(m_picture);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addWidget(m_button, 0, Qt::AlignCenter);
    setFixedWidth(400);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_content.action != nullptr) {
            m_content.action->trigger();
        }
    });
}

void StagePanel::show(const StageContent& content) {
    if (content == m_content && isVisibleTo(parentWidget())) {
        return;
    }
    m_content = content;
    m_title->setText(breakable(content.title));
    m_text->setText(breakable(content.text));
    m_text->setVisible(!content.text.isEmpty());
    m_button->setVisible(content.action != nullptr);
    m_button->setText(content.actionText);
    if (content.action != nullptr) {
        m_button->setAccessibleName(content.actionText);
        m_button->setToolTip(content.action->toolTip());
    }
    updatePicture();
    QWidget::show();
    adjustSize();
}

void StagePanel::setTheme(ThemeKind theme) {
    m_theme = theme;
    updatePicture();
}

void StagePanel::updatePicture() {
    if (!m_content.picture.isNull()) {
        QPixmap pixmap = QPixmap::fromImage(m_content.picture);
        if (std::max(pixmap.width(), pixmap.height()) > kStagePicture) {
            pixmap = pixmap.scaled(kStagePicture, kStagePicture, Qt::KeepAspectRatio,
                                   Qt::SmoothTransformation);
        }
        m_picture->setPixmap(pixmap);
    } else {
        m_picture->setPixmap(themePixmap(m_content.icon, themeColors(m_theme).dimText, kIconSide,
                                         devicePixelRatioF()));
    }
}

} // namespace maquette
