// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_actions.h"

#include "ui/data/tag_dialog.h"

#include <algorithm>
#include <array>

namespace maquette {

namespace {

constexpr std::array kRatings = {ActionId::Rate0, ActionId::Rate1, ActionId::Rate2,
                                 ActionId::Rate3, ActionId::Rate4, ActionId::Rate5};

} // namespace

SampleActions::SampleActions(const ActionTable& actions, SampleEditor& editor,
                             const SampleModel& model, const QItemSelectionModel& selection,
                             QWidget& window)
    : QObject(&window), m_actions(actions), m_editor(editor), m_model(model),
      m_selection(selection), m_window(window) {
    for (std::size_t stars = 0; stars < kRatings.size(); ++stars) {
        connect(&actions[kRatings[stars]], &QAction::triggered, this,
                [this, stars] { m_editor.rate(selected(), static_cast<int>(stars)); });
    }
    connect(&actions[ActionId::SetAside], &QAction::triggered, this, &SampleActions::toggleAside);
    connect(&actions[ActionId::TagSamples], &QAction::triggered, this, &SampleActions::openTags);
    connect(&selection, &QItemSelectionModel::selectionChanged, this,
            &SampleActions::availableChanged);
    connect(&model, &QAbstractItemModel::modelReset, this, &SampleActions::availableChanged);
    connectUndo();
}

void SampleActions::connectUndo() {
    QUndoStack& stack = m_editor.undoStack();
    connect(&m_actions[ActionId::Undo], &QAction::triggered, &stack, &QUndoStack::undo);
    connect(&m_actions[ActionId::Redo], &QAction::triggered, &stack, &QUndoStack::redo);
    connect(&stack, &QUndoStack::indexChanged, this, &SampleActions::availableChanged);
    connect(&stack, &QUndoStack::undoTextChanged, this, [this](const QString& text) {
        m_actions[ActionId::Undo].setText(text.isEmpty() ? tr("&Undo") : tr("&Undo %1").arg(text));
    });
    connect(&stack, &QUndoStack::redoTextChanged, this, [this](const QString& text) {
        m_actions[ActionId::Redo].setText(text.isEmpty() ? tr("&Redo") : tr("&Redo %1").arg(text));
    });
}

Needs SampleActions::available() const {
    Needs needs = 0;
    needs |= m_selection.hasSelection() ? static_cast<Needs>(Need::SampleChosen) : 0;
    needs |= m_editor.undoStack().canUndo() ? static_cast<Needs>(Need::Undo) : 0;
    needs |= m_editor.undoStack().canRedo() ? static_cast<Needs>(Need::Redo) : 0;
    return needs;
}

SampleNumbers SampleActions::selected() const {
    SampleNumbers samples;
    for (const QItemSelectionRange& range : m_selection.selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            const auto meant = m_model.samplesAt(row);
            samples.insert(samples.end(), meant.begin(), meant.end());
        }
    }
    std::ranges::sort(samples);
    samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
    return samples;
}

void SampleActions::toggleAside() {
    const SampleNumbers samples = selected();
    const SampleRows& rows = *m_editor.rows();
    const bool isAside = std::ranges::all_of(samples, [&](std::int64_t sample) {
        return rows[static_cast<std::size_t>(sample)].excluded;
    });
    m_editor.setAside(samples, !isAside);
}

void SampleActions::openTags() {
    const SampleNumbers samples = selected();
    std::map<std::string, int> known = m_editor.tagCounts();
    for (auto& [tag, count] : known) {
        count = 0;
    }
    for (const std::int64_t sample : samples) {
        for (const std::string& tag : (*m_editor.rows())[static_cast<std::size_t>(sample)].tags) {
            ++known[tag];
        }
    }
    auto* dialog = new TagDialog(static_cast<int>(samples.size()), known, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, samples] {
        m_editor.changeTags(samples, dialog->added(), dialog->removed());
    });
    dialog->open();
}

void addSampleActions(QMenu& menu, const ActionTable& actions) {
    for (const ActionId id : kRatings) {
        menu.addAction(&actions[id]);
    }
    menu.addSeparator();
    menu.addAction(&actions[ActionId::SetAside]);
    menu.addAction(&actions[ActionId::TagSamples]);
}

} // namespace maquette
