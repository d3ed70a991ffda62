// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/window/theme.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kGoodNewsTime = 9000; // milliseconds
constexpr int kIconSide = 18;       // pixels

const char* severityName(Severity severity) {
    switch (severity) {
    case Severity::Info:
        return "info";
    case Severity::Success:
        return "success";
    case Severity::Warning:
        return "warning";
    case Severity::Error:
        return "error";
    }
    return "info";
}

QColor severityColor(Severity severity, const ThemeColors& colors) {
    switch (severity) {
    case Severity::Info:
        return colors.info;
    case Severity::Success:
        return colors.success;
    case Severity::Warning:
        return colors.warning;
    case Severity::Error:
        return colors.error;
    }
    return colors.info;
}

QString actionText(MessageAction action) {
    switch (action) {
    case MessageAction::RetryEngine:
        return MessageBar::tr("Try Again");
    case MessageAction::ShowFolder:
        return MessageBar::tr("Show Folder");
    case MessageAction::SaveAgain:
        return MessageBar::tr("Save Again");
    case MessageAction::None:
        break;
    }
    return {};
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_details(new QLabel(this)), m_action(new QPushButton(this)),
      m_more(new QPushButton(tr("Details"), this)), m_close(new QToolButton(this)) {
    setObjectName(QStringLiteral("messageBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->setObjectName(QStringLiteral("messageDetails"));
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setProperty("dim", true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_action->setAccessibleName(tr("What the message offers"));
    m_action->setToolTip(m_action->accessibleName());
    m_more->setObjectName(QStringLiteral("messageMore"));
    m_more->setCheckable(true);
    m_more->setToolTip(tr("Show what a report about this should contain"));
    m_more->setAccessibleName(tr("Details of the message"));
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close the message"));
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_timer.setSingleShot(true);
    createLayout();
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_more, &QPushButton::toggled, this, &MessageBar::setDetailsShown);
    connect(m_action, &QPushButton::clicked, this, [this] { Q_EMIT actionChosen(m_message); });
    hide();
}

void MessageBar::createLayout() {
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_text);
    texts->addWidget(m_details);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 7, 8, 7);
    layout->setSpacing(10);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(texts, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(m_more, 0, Qt::AlignTop);
    layout->addWidget(m_close, 0, Qt::AlignTop);
}

void MessageBar::show(const StudioMessage& message) {
    m_message = message;
    m_text->setText(message.advice.isEmpty() ? message.text
                                             : message.text + QLatin1Char(' ') + message.advice);
    m_text->setAccessibleName(m_text->text());
    m_details->setText(message.details);
    m_more->setChecked(false);
    setDetailsShown(false);
    m_more->setVisible(!message.details.isEmpty());
    const QString action = actionText(message.action);
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setToolTip(action);
    m_action->setVisible(!action.isEmpty());
    setProperty("severity", QString::fromLatin1(severityName(message.severity)));
    style()->unpolish(this);
    style()->polish(this);
    updateIcon();
    m_timer.stop();
    if (message.severity == Severity::Info || message.severity == Severity::Success) {
        m_timer.start(kGoodNewsTime);
    }
    QWidget::show();
}

void MessageBar::withdraw(const QString& topic) {
    if (m_message.topic == topic) {
        hide();
    }
}

void MessageBar::setTheme(ThemeKind theme) {
    m_theme = theme;
    m_close->setIcon(themeIcon(QStringLiteral("close"), theme));
    updateIcon();
}

void MessageBar::updateIcon() {
    const QColor color = severityColor(m_message.severity, themeColors(m_theme));
    m_icon->setPixmap(themePixmap(QLatin1String(severityName(m_message.severity)), color, kIconSide,
                                  devicePixelRatioF()));
}

void MessageBar::setDetailsShown(bool shown) {
    m_details->setVisible(shown);
}

} // namespace maquette
