// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/command_palette.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kWidth = 560; ///< these all in pixels
constexpr int kHeight = 340;
constexpr int kRow = 28;
constexpr int kIcon = 20;
constexpr int kMargin = 8;
constexpr int kTop = 72; ///< below the window's top

/// Icon, name, what it does and, at the right, the shortcut.
class ActionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString name = row.text;
        const QIcon icon = row.icon;
        row.text.clear();
        row.icon = {};
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, option.widget);
        QRect box = option.rect.adjusted(kMargin, 0, -kMargin, 0);
        icon.paint(painter, QRect(box.left(), box.top(), kIcon, box.height()));
        box.setLeft(box.left() + kIcon + kMargin);
        painter->save();
        painter->setPen(option.palette.color(QPalette::Text));
        QRect used;
        painter->drawText(box, Qt::AlignVCenter, name, &used);
        painter->setPen(option.palette.color(QPalette::PlaceholderText));
        const QString shortcut = index.data(ActionListModel::ShortcutRole).toString();
        painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, shortcut);
        box.setLeft(used.right() + 2 * kMargin);
        box.setRight(box.right() - option.fontMetrics.horizontalAdvance(shortcut) - kMargin);
        painter->drawText(
            box, Qt::AlignVCenter,
            option.fontMetrics.elidedText(index.data(ActionListModel::DescriptionRole).toString(),
                                          Qt::ElideRight, box.width()));
        painter->restore();
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& /*index*/) const override {
        return {kWidth / 2, kRow};
    }
};

} // namespace

CommandPalette::CommandPalette(const ActionTable& actions, QWidget* parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint), m_model(actions.all()),
      m_search(new QLineEdit(this)), m_list(new QListView(this)) {
    setObjectName(QStringLiteral("commandPalette"));
    setWindowTitle(tr("Find Action"));
    m_search->setObjectName(QStringLiteral("paletteSearch"));
    m_search->setAccessibleName(tr("Search commands"));
    m_search->setPlaceholderText(tr("Search commands"));
    m_search->setToolTip(tr("Words of a command's name or description"));
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setToolTip(tr("Enter or a click runs the command"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ActionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    resize(kWidth, kHeight);
    if (parent != nullptr) {
        move(parent->mapToGlobal(QPoint((parent->width() - kWidth) / 2, kTop)));
    }
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model.setPattern(text);
        selectFirst();
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { choose(m_list->currentIndex()); });
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_list, &QListView::activated, this, &CommandPalette::choose);
    selectFirst();
}

void CommandPalette::selectFirst() {
    m_list->setCurrentIndex(m_model.index(0));
}

void CommandPalette::choose(const QModelIndex& index) {
    QAction* action = m_model.action(index);
    if (action == nullptr || !isVisible()) {
        return;
    }
    close();
    QTimer::singleShot(0, action, &QAction::trigger); // when the palette is gone
}

// Up and down move in the list while one types.
bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool moves = key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
                           key == Qt::Key_PageDown;
        if (moves) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace maquette
