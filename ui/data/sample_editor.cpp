// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_editor.h"

#include "ui/engine/paths.h"

#include <algorithm>
#include <mutex>

namespace maquette {

namespace {

constexpr int kMostSteps = 100; ///< that can be undone

} // namespace

/// What waits to be written, by folder. Shared with the worker.
struct SampleEditor::Writes {
    void add(const QString& folder, const SampleEdits& edits) {
        const std::lock_guard lock(mutex);
        for (const auto& [sample, marks] : edits) {
            waiting[folder].insert_or_assign(sample, marks);
        }
    }
    std::optional<std::pair<QString, SampleEdits>> take() {
        const std::lock_guard lock(mutex);
        if (waiting.empty()) {
            return std::nullopt;
        }
        auto node = waiting.extract(waiting.begin());
        return std::pair(node.key(), std::move(node.mapped()));
    }

    std::mutex mutex; ///< guards the rest
    std::map<QString, SampleEdits> waiting;
};

class SampleEditor::Command : public QUndoCommand {
public:
    Command(SampleEditor& editor, const QString& text, SampleEdits before, SampleEdits after)
        : QUndoCommand(text), m_editor(editor), m_before(std::move(before)),
          m_after(std::move(after)) {}
    void undo() override { m_editor.apply(m_before); }
    void redo() override { m_editor.apply(m_after); }

private:
    SampleEditor& m_editor;
    SampleEdits m_before;
    SampleEdits m_after;
};

SampleEditor::SampleEditor(QObject* parent)
    : QObject(parent), m_rows(std::make_shared<const SampleRows>()),
      m_writes(std::make_shared<Writes>()), m_worker(std::make_unique<WorkerThread>()) {
    m_undo.setUndoLimit(kMostSteps);
}

SampleEditor::~SampleEditor() {
    m_worker.reset(); // ends the write under way, drops the others
    while (const auto write = m_writes->take()) {
        if (const Status status = writeSampleEdits(toPath(write->first), write->second); !status) {
            qWarning("%s", describe(status.error()).c_str());
        }
    }
}

void SampleEditor::setDataset(const QString& folder, std::shared_ptr<const SampleRows> rows) {
    m_undo.clear();
    m_unsaved.clear();
    m_error.reset();
    m_folder = folder;
    m_rows = rows ? std::move(rows) : std::make_shared<const SampleRows>();
}

std::map<std::string, int> SampleEditor::tagCounts() const {
    std::map<std::string, int> counts;
    for (const SampleRow& row : *m_rows) {
        for (const std::string& tag : row.tags) {
            ++counts[tag];
        }
    }
    return counts;
}

void SampleEditor::rate(const SampleNumbers& samples, int rating) {
    push(samples, tr("Rating"), [rating](SampleMarks& marks) { marks.rating = rating; });
}

void SampleEditor::setAside(const SampleNumbers& samples, bool aside) {
    push(samples, aside ? tr("Setting Aside") : tr("Taking Back"),
         [aside](SampleMarks& marks) { marks.excluded = aside; });
}

void SampleEditor::changeTags(const SampleNumbers& samples, const std::vector<std::string>& added,
                              const std::vector<std::string>& removed) {
    push(samples, tr("Tags"), [&](SampleMarks& marks) {
        std::erase_if(marks.tags, [&](const std::string& tag) {
            return std::ranges::find(removed, tag) != removed.end();
        });
        marks.tags.insert(marks.tags.end(), added.begin(), added.end());
        std::ranges::sort(marks.tags);
        marks.tags.erase(std::unique(marks.tags.begin(), marks.tags.end()), marks.tags.end());
    });
}

void SampleEditor::push(const SampleNumbers& samples, const QString& text,
                        const std::function<void(SampleMarks&)>& change) {
    SampleEdits before;
    SampleEdits after;
    for (const std::int64_t sample : samples) {
        if (sample < 0 || sample >= std::ssize(*m_rows)) {
            continue;
        }
        const SampleMarks& was = (*m_rows)[static_cast<std::size_t>(sample)];
        SampleMarks is = was;
        change(is);
        if (is != was) {
            before.emplace(sample, was);
            after.emplace(sample, std::move(is));
        }
    }
    if (!after.empty()) {
        m_undo.push(new Command(*this, text, std::move(before), std::move(after)));
    }
}

void SampleEditor::apply(const SampleEdits& edits) {
    auto rows = std::make_shared<SampleRows>(*m_rows);
    QList<qint64> samples;
    for (const auto& [sample, marks] : edits) {
        static_cast<SampleMarks&>((*rows)[static_cast<std::size_t>(sample)]) = marks;
        m_unsaved.insert_or_assign(sample, marks);
        samples.push_back(sample);
    }
    m_rows = std::move(rows);
    Q_EMIT changed(samples);
    save();
}

void SampleEditor::save() {
    m_writes->add(m_folder, m_unsaved);
    m_worker->post([this, writes = m_writes] {
        const auto write = writes->take();
        if (!write) {
            return; // an earlier task took it along
        }
        const auto& [folder, edits] = *write;
        const Status status = writeSampleEdits(toPath(folder), edits);
        QMetaObject::invokeMethod(
            this, [this, write, status] { onWritten(write->first, write->second, status); },
            Qt::QueuedConnection);
    });
}

void SampleEditor::onWritten(const QString& folder, const SampleEdits& edits,
                             const Status& status) {
    if (folder != m_folder) {
        if (!status) {
            Q_EMIT lost(status.error());
        }
        return;
    }
    if (status) {
        m_error.reset();
        // What was changed again meanwhile waits for its own write.
        std::erase_if(m_unsaved, [&](const auto& edit) {
            const auto written = edits.find(edit.first);
            return written != edits.end() && written->second == edit.second;
        });
    } else {
        m_error = status.error();
    }
    Q_EMIT saveEnded();
}

} // namespace maquette
