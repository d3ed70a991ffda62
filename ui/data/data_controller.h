// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The Data workspace without its widgets: the open data set and the samples chosen of it.

#include "ui/data/sample_pictures.h"
#include "ui/models/sample_model.h"
#include "ui/window/studio_settings.h"

namespace maquette {

/// Opens and searches on a thread of its own; one thread otherwise.
class DataController : public QObject {
    Q_OBJECT
public:
    /// @param settings  must outlive the controller.
    explicit DataController(StudioSettings& settings, QObject* parent = nullptr);

    /// Closes what is open.
    void open(const QString& folder);
    /// That of the last session, when there was one and it is still there.
    void openLast();

    [[nodiscard]] bool isOpening() const { return m_isOpening; }
    [[nodiscard]] QString folder() const { return m_folder; }
    /// Null while none is open.
    [[nodiscard]] const std::shared_ptr<const Dataset>& dataset() const { return m_dataset; }
    [[nodiscard]] const DatasetInfo& info() const { return m_info; }
    /// Why the last one could not be opened or searched.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] SampleModel& samples() { return m_samples; }
    /// Null while none is open.
    [[nodiscard]] const SamplePictures* pictures() const { return m_pictures.get(); }

    /// What samples() shows; the last call counts.
    void setQuery(const SampleQuery& query);
    [[nodiscard]] const SampleQuery& query() const { return m_query; }

Q_SIGNALS:
    void datasetChanged(); ///< begun to open, open, or failed
    void samplesChanged(); ///< samples() are those of query()

private:
    struct Opened;

    void onOpened(std::int64_t request, const Result<Opened>& opened);
    void onSelected(std::int64_t request, const Result<std::vector<std::int64_t>>& samples);
    [[nodiscard]] static Result<Opened> load(const QString& folder);

    StudioSettings& m_settings;
    QString m_folder;
    bool m_isOpening = false;
    std::shared_ptr<const Dataset> m_dataset;
    std::shared_ptr<const SamplePictures> m_pictures;
    DatasetInfo m_info;
    std::optional<Error> m_error;
    SampleQuery m_query;
    std::int64_t m_request = 0; ///< answers to older ones are dropped
    ThumbnailLoader m_thumbnails;
    SampleModel m_samples;
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
