// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_controller.h"

#include "core/dataset/sample_warnings.h"
#include "ui/data/dataset_plan_file.h"
#include "ui/engine/paths.h"

#include <QFileInfo>

namespace maquette {

/// What a search gives: samples, or groups of them.
struct DataController::Found {
    SampleNumbers samples;
    SampleGroups groups;
};

/// What is read when a data set is opened.
struct DataController::Opened {
    std::shared_ptr<const Dataset> dataset;
    std::shared_ptr<const SamplePictures> pictures;
    DatasetInfo info;
    std::shared_ptr<const AttributeColumns> attributes;
    Found found;
    std::optional<DatasetPlan> plan; ///< of one that is not whole
};

DataController::DataController(StudioSettings& settings, DataServices services, QObject* parent)
    : QObject(parent), m_settings(settings), m_services(std::move(services)),
      m_samples(m_thumbnails), m_estimator(m_services), m_job(m_services) {
    connect(&m_editor, &SampleEditor::changed, this,
            [this](const QList<qint64>& changed) { m_samples.setMarks(m_editor.rows(), changed); });
    connect(&m_job, &DatasetJob::done, this, &DataController::onMade);
    connect(&m_checks, &DatasetChecks::picturesChanged, this, &DataController::addWarnings);
}

DataController::Found DataController::find(const SampleRows& rows, const AttributeColumns& columns,
                                           const SampleQuery& query, bool groups) {
    SampleNumbers samples = selectSamples(rows, columns, query);
    return groups ? Found{{}, groupByIdentity(rows, samples)} : Found{std::move(samples), {}};
}

Result<DataController::Opened> DataController::load(const QString& folder, bool groups) {
    const auto dataset = Dataset::open(toPath(folder));
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto attributes = (*dataset)->attributeColumns();
    if (!attributes) {
        return fail(attributes.error());
    }
    return Opened{*dataset,
                  std::make_shared<const SamplePictures>(*dataset),
                  (*dataset)->info(),
                  *attributes,
                  find((*dataset)->samples(), **attributes, {}, groups),
                  loadPlan(toPath(folder))};
}

void DataController::open(const QString& folder) {
    m_folder = folder;
    m_isOpening = true;
    m_error.reset();
    m_dataset.reset();
    m_pictures.reset();
    m_attributes.reset();
    m_query = {};
    m_person.reset();
    m_thumbnails.setSource({});
    m_editor.setDataset({}, nullptr);
    m_checks.setDataset({}, nullptr);
    m_samples.setDataset(nullptr, nullptr);
    m_worker.post([this, folder, groups = m_isGrouped, request = ++m_request] {
        const Result<Opened> opened = load(folder, groups);
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
        m_attributes = opened->attributes;
        m_settings.setDataset(m_folder);
        m_thumbnails.setSource(
            [pictures = m_pictures](std::int64_t sample) { return pictures->picture(sample); });
        // Shares the dataset's own rows until the first change.
        m_editor.setDataset(m_folder, {m_dataset, &m_dataset->samples()});
        m_samples.setDataset(m_editor.rows(), m_attributes);
        show(opened->found);
        m_checks.setDataset(m_folder, m_dataset);
        if (opened->plan && m_services.makePeople) {
            m_job.offer(*opened->plan);
        }
    } else {
        m_error = opened.error();
    }
    Q_EMIT datasetChanged();
    Q_EMIT samplesChanged();
}

void DataController::setQuery(const SampleQuery& query) {
    m_query = query;
    search();
}

void DataController::setGrouped(bool grouped) {
    m_isGrouped = grouped;
    m_person.reset();
    search();
}

void DataController::openPerson(std::optional<std::int64_t> identity) {
    m_person = identity;
    search();
}

void DataController::search() {
    if (!m_dataset) {
        return;
    }
    SampleQuery query = m_query;
    query.identity = m_person;
    m_worker.post([this, rows = m_editor.rows(), columns = m_attributes, query,
                   groups = m_isGrouped && !m_person, request = ++m_request] {
        const Found found = find(*rows, *columns, query, groups);
        QMetaObject::invokeMethod(
            this, [this, request, found] { onFound(request, found); }, Qt::QueuedConnection);
    });
}

void DataController::onFound(std::int64_t request, const Found& found) {
    if (request == m_request) {
        show(found);
        Q_EMIT samplesChanged();
    }
}

void DataController::onMade() {
    const QString made = fromPath(m_job.plan().folder);
    if (!m_dataset || m_folder == made) {
        open(made);
    }
}

void DataController::addWarnings() {
    const auto* pictures = m_checks.pictures();
    if (pictures == nullptr || pictures->warnings.words.empty() || !m_attributes) {
        return;
    }
    auto columns = std::make_shared<AttributeColumns>(*m_attributes);
    std::erase_if(*columns, [](const AttributeColumn& column) { return column.key == kWarnings; });
    columns->push_back(pictures->warnings);
    m_attributes = std::move(columns);
    m_samples.setAttributes(m_attributes);
    Q_EMIT warningsChanged();
}

void DataController::show(const Found& found) {
    if (found.groups.begins.empty()) {
        m_samples.setSamples(found.samples);
    } else {
        m_samples.setGroups(found.groups);
    }
}

} // namespace maquette
