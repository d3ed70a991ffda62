// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The Data workspace without its widgets: the open data set and the samples chosen of it.

#include "ui/data/dataset_checks.h"
#include "ui/data/dataset_estimator.h"
#include "ui/data/dataset_job.h"
#include "ui/data/sample_editor.h"
#include "ui/data/sample_pictures.h"
#include "ui/models/sample_model.h"
#include "ui/window/studio_settings.h"

namespace maquette {

/// Opens and searches on a thread of its own; one thread otherwise.
class DataController : public QObject {
    Q_OBJECT
public:
    /// @param settings  must outlive the controller.
    explicit DataController(StudioSettings& settings, DataServices services = {},
                            QObject* parent = nullptr);

    /// Closes what is open.
    void open(const QString& folder);
    /// That of the last session, when there was one and it is still there.
    void openLast();

    [[nodiscard]] bool isOpening() const { return m_isOpening; }
    [[nodiscard]] QString folder() const { return m_folder; }
    /// Null while none is open.
    [[nodiscard]] const std::shared_ptr<const Dataset>& dataset() const { return m_dataset; }
    [[nodiscard]] const DatasetInfo& info() const { return m_info; }
    /// Why the last one could not be opened.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] SampleModel& samples() { return m_samples; }
    [[nodiscard]] SampleEditor& editor() { return m_editor; }
    [[nodiscard]] DatasetChecks& checks() { return m_checks; }
    [[nodiscard]] DatasetJob& job() { return m_job; }
    [[nodiscard]] DatasetEstimator& estimator() { return m_estimator; }
    [[nodiscard]] const DataServices& services() const { return m_services; }
    [[nodiscard]] ThumbnailLoader& thumbnails() { return m_thumbnails; }
    /// Null while none is open.
    [[nodiscard]] const SamplePictures* pictures() const { return m_pictures.get(); }

    /// What samples() shows; the last call counts.
    void setQuery(const SampleQuery& query);
    [[nodiscard]] const SampleQuery& query() const { return m_query; }
    /// A row a person instead of a row a sample.
    void setGrouped(bool grouped);
    [[nodiscard]] bool isGrouped() const { return m_isGrouped; }
    /// All samples of one person that pass the query, ungrouped; nothing: of all people again.
    void openPerson(std::optional<std::int64_t> identity);
    [[nodiscard]] const std::optional<std::int64_t>& person() const { return m_person; }

Q_SIGNALS:
    void datasetChanged();  ///< begun to open, open, or failed
    void samplesChanged();  ///< samples() are those of query()
    void warningsChanged(); ///< samples() have a column of warnings, or a new one

private:
    struct Found;
    struct Opened;

    void onOpened(std::int64_t request, const Result<Opened>& opened);
    void search();
    void onFound(std::int64_t request, const Found& found);
    void show(const Found& found);
    void addWarnings();
    void onMade();
    [[nodiscard]] static Result<Opened> load(const QString& folder, bool groups);
    [[nodiscard]] static Found find(const SampleRows& rows, const AttributeColumns& columns,
                                    const SampleQuery& query, bool groups);

    StudioSettings& m_settings;
    DataServices m_services;
    QString m_folder;
    bool m_isOpening = false;
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const SamplePictures> m_pictures;
    /// The catalog's and that of warnings; null while none is open.
    std::shared_ptr<const AttributeColumns> m_attributes;
    DatasetInfo m_info;
    std::optional<Error> m_error;
    SampleQuery m_query;
    bool m_isGrouped = false;
    std::optional<std::int64_t> m_person;
    std::int64_t m_request = 0; ///< answers to older ones are dropped
    ThumbnailLoader m_thumbnails;
    SampleModel m_samples;
    SampleEditor m_editor;
    DatasetChecks m_checks;
    DatasetEstimator m_estimator;
    DatasetJob m_job;
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
