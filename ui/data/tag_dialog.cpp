// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/tag_dialog.h"

#include "core/dataset/sample_edits.h"

#include <QCompleter>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kBefore = Qt::UserRole; ///< of an item: its first check state

} // namespace

TagDialog::TagDialog(int samples, const std::map<std::string, int>& known, QWidget* parent)
    : QDialog(parent), m_new(new QLineEdit(this)), m_list(new QListWidget(this)) {
    setObjectName(QStringLiteral("tagDialog"));
    setWindowTitle(samples == 1 ? tr("Tags of One Sample")
                                : tr("Tags of %L1 Samples").arg(samples));
    m_new->setObjectName(QStringLiteral("newTag"));
    m_new->setAccessibleName(tr("New tag"));
    m_new->setToolTip(tr("A word or two; Enter adds it to the samples"));
    m_new->setPlaceholderText(tr("New tag"));
    createList(samples, known);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Set &Tags"));
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setObjectName(QStringLiteral("setTags"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_new);
    layout->addWidget(m_list, 1);
    layout->addStretch(0);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_new, &QLineEdit::textChanged, this, &TagDialog::updateState);
    m_new->setFocus();
    resize(320, known.empty() ? 0 : 300);
}

void TagDialog::createList(int samples, const std::map<std::string, int>& known) {
    m_list->setObjectName(QStringLiteral("knownTags"));
    m_list->setAccessibleName(tr("Tags of the data set"));
    m_list->setToolTip(tr("Checked: all of the samples have the tag"));
    QStringList names;
    for (const auto& [tag, count] : known) {
        auto* item = new QListWidgetItem(QString::fromStdString(tag), m_list);
        const Qt::CheckState state = count == 0         ? Qt::Unchecked
                                     : count == samples ? Qt::Checked
                                                        : Qt::PartiallyChecked;
        item->setCheckState(state);
        item->setData(kBefore, state);
        names.push_back(item->text());
    }
    m_list->setVisible(!names.isEmpty());
    m_new->setCompleter(new QCompleter(names, m_new));
}

std::string TagDialog::newTag() const {
    return m_new->text().trimmed().toStdString();
}

void TagDialog::updateState() {
    const std::string tag = newTag();
    const Status status = tag.empty() ? Status() : checkTag(tag);
    m_accept->setEnabled(status.has_value());
    m_accept->setToolTip(status ? QString() : QString::fromStdString(status.error().advice));
}

std::vector<std::string> TagDialog::changedTo(Qt::CheckState state) const {
    std::vector<std::string> tags;
    for (int i = 0; i < m_list->count(); ++i) {
        const QListWidgetItem& item = *m_list->item(i);
        if (item.checkState() == state && item.data(kBefore).toInt() != state) {
            tags.push_back(item.text().toStdString());
        }
    }
    return tags;
}

std::vector<std::string> TagDialog::added() const {
    std::vector<std::string> tags = changedTo(Qt::Checked);
    if (const std::string tag = newTag(); !tag.empty()) {
        tags.push_back(tag);
    }
    return tags;
}

std::vector<std::string> TagDialog::removed() const {
    return changedTo(Qt::Unchecked);
}

} // namespace maquette
