// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Ratings, tags and what is set aside: changed at once, stored in the background, undone.

#include "core/dataset/sample_edits.h"
#include "ui/engine/worker_thread.h"

#include <QObject>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>

namespace maquette {

using SampleRows = std::vector<SampleRow>;
using SampleNumbers = std::vector<std::int64_t>;

/// Holds the rows of the open dataset with the marks as they are now. Each change is written by
/// itself; changes that could not be written stay in sight and are tried again with the next one
/// or by save(). What still waits when the editor ends is written before it is gone.
/// @threading  Of the UI; writes on a thread of its own.
class SampleEditor : public QObject {
    Q_OBJECT
public:
    explicit SampleEditor(QObject* parent = nullptr);
    ~SampleEditor() override;

    /// Another dataset: nothing can be undone any more. Null: none.
    void setDataset(const QString& folder, std::shared_ptr<const SampleRows> rows);
    /// Never null. What was handed out does not change.
    [[nodiscard]] const std::shared_ptr<const SampleRows>& rows() const { return m_rows; }
    /// Every tag in use and how many samples have it.
    [[nodiscard]] std::map<std::string, int> tagCounts() const;
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    void rate(const SampleNumbers& samples, int rating);
    void setAside(const SampleNumbers& samples, bool aside);
    void changeTags(const SampleNumbers& samples, const std::vector<std::string>& added,
                    const std::vector<std::string>& removed);

    /// Whether something is not stored yet.
    [[nodiscard]] bool isUnsaved() const { return !m_unsaved.empty(); }
    /// Why the last try to store failed; nothing after one that did not.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    void save();

Q_SIGNALS:
    void changed(const QList<qint64>& samples);
    void saveEnded(); ///< see isUnsaved() and error()
    /// Changes of a dataset that is not open any more could not be stored.
    void lost(const maquette::Error& error);

private:
    class Command;
    struct Writes;

    void push(const SampleNumbers& samples, const QString& text,
              const std::function<void(SampleMarks&)>& change);
    void apply(const SampleEdits& edits);
    void onWritten(const QString& folder, const SampleEdits& edits, const Status& status);

    QString m_folder;
    std::shared_ptr<const SampleRows> m_rows;
    SampleEdits m_unsaved;
    std::optional<Error> m_error;
    QUndoStack m_undo;
    std::shared_ptr<Writes> m_writes;
    std::unique_ptr<WorkerThread> m_worker;
};

} // namespace maquette
