// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_controller.h"

#include "ui/engine/paths.h"

#include <QFileInfo>

namespace maquette {

/// What is read when a data set is opened.
struct DataController::Opened {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const SamplePictures> pictures;
    DatasetInfo info;
    std::vector<AttributeColumn> attributes;
    std::vector<std::int64_t> samples;
};

DataController::DataController(StudioSettings& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_samples(m_thumbnails) {}

Result<DataController::Opened> DataController::load(const QString& folder) {
    const auto dataset = Dataset::open(toPath(folder));
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto attributes = (*dataset)->attributeColumns();
    const auto samples = (*dataset)->select({});
    if (!attributes || !samples) {
        return fail(attributes ? samples.error() : attributes.error());
    }
    return Opened{*dataset, std::make_shared<const SamplePictures>(*dataset), (*dataset)->info(),
                  *attributes, *samples};
}

void DataController::open(const QString& folder) {
    m_folder = folder;
    m_isOpening = true;
    m_error.reset();
    m_dataset.reset();
    m_pictures.reset();
    m_query = {};
    m_thumbnails.setSource({});
    m_samples.setDataset(nullptr, {});
    m_worker.post([this, folder, request = ++m_request] {
        const Result<Opened> opened = load(folder);
        QMetaObject::invokeMethod(
            this, [this, request, opened] { onOpened(request, opened); }, Qt::QueuedConnection);
    });
    Q_EMIT datasetChanged();
}

void DataController::openLast() {
    const QString last = m_settings.dataset();
    if (!last.isEmpty() && QFileInfo(last).isDir()) {
        open(last);
    }
}

void DataController::onOpened(std::int64_t request, const Result<Opened>& opened) {
    if (request != m_request) {
        return;
    }
    m_isOpening = false;
    if (opened) {
        m_dataset = opened->dataset;
        m_pictures = opened->pictures;
        m_info = opened->info;
        m_settings.setDataset(m_folder);
        m_thumbnails.setSource(
            [pictures = m_pictures](std::int64_t sample) { return pictures->picture(sample); });
        m_samples.setDataset(m_dataset, opened->attributes);
        m_samples.setSamples(opened->samples);
    } else {
        m_error = opened.error();
    }
    Q_EMIT datasetChanged();
    Q_EMIT samplesChanged();
}

void DataController::setQuery(const SampleQuery& query) {
    m_query = query;
    if (!m_dataset) {
        return;
    }
    m_worker.post([this, dataset = m_dataset, query, request = ++m_request] {
        const auto samples = dataset->select(query);
        QMetaObject::invokeMethod(
            this, [this, request, samples] { onSelected(request, samples); }, Qt::QueuedConnection);
    });
}

void DataController::onSelected(std::int64_t request,
                                const Result<std::vector<std::int64_t>>& samples) {
    if (request != m_request) {
        return;
    }
    if (samples) {
        m_error.reset();
        m_samples.setSamples(*samples);
    } else {
        m_error = samples.error();
    }
    Q_EMIT samplesChanged();
}

} // namespace maquette
