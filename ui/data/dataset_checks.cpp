// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_checks.h"

#include "core/dataset/sample_warnings.h"
#include "ui/engine/paths.h"

namespace maquette {

DatasetChecks::DatasetChecks(QObject* parent) : QObject(parent) {}

DatasetChecks::~DatasetChecks() {
    m_token.cancel();
}

void DatasetChecks::setDataset(const QString& folder, std::shared_ptr<const Dataset> dataset) {
    m_token.cancel();
    ++m_generation;
    m_folder = folder;
    m_dataset = std::move(dataset);
    m_splits.reset();
    m_pictures.reset();
    m_pictureError.reset();
    m_isLooking = false;
    m_wanted = -1;
    if (m_dataset) {
        checkSplits();
        look(true);
    }
    Q_EMIT changed();
    Q_EMIT picturesChanged();
}

void DatasetChecks::checkSplits() {
    m_quick.post([this, dataset = m_dataset, generation = m_generation] {
        const auto columns = dataset->attributeColumns();
        Splits splits;
        splits.leak = columns ? dataset->leakCheck() : Status(fail(columns.error()));
        if (columns) {
            splits.balance = splitBalance(dataset->samples(), **columns);
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, splits] {
                if (generation == m_generation) {
                    m_splits = splits;
                    Q_EMIT changed();
                }
            },
            Qt::QueuedConnection);
    });
}

void DatasetChecks::lookAtPictures() {
    if (m_dataset && !m_isLooking) {
        look(false);
    }
}

void DatasetChecks::stop() {
    m_token.cancel();
}

void DatasetChecks::look(bool onlyKnown) {
    m_token = CancelToken();
    m_isLooking = !onlyKnown;
    m_progress = 0.0;
    m_pictureError.reset();
    const auto report = [this, generation = m_generation](double fraction, const std::string&) {
        QMetaObject::invokeMethod(
            this,
            [this, generation, fraction] {
                if (generation == m_generation && m_isLooking) {
                    m_progress = fraction;
                    Q_EMIT changed();
                }
            },
            Qt::QueuedConnection);
    };
    const Context ctx = onlyKnown ? Context(m_token) : Context(m_token, report);
    m_slow.post(
        [this, folder = m_folder, dataset = m_dataset, onlyKnown, ctx, generation = m_generation] {
            const Result<Looked> looked = lookAt(folder, *dataset, onlyKnown, ctx);
            QMetaObject::invokeMethod(
                this,
                [this, generation, onlyKnown, looked] { onLooked(generation, onlyKnown, looked); },
                Qt::QueuedConnection);
        });
    Q_EMIT changed();
}

/// Null: not all pictures have been looked at yet.
Result<DatasetChecks::Looked> DatasetChecks::lookAt(const QString& folder, const Dataset& dataset,
                                                    bool onlyKnown, const Context& ctx) {
    auto known = loadTraits(toPath(folder), dataset);
    const std::size_t before = known.size();
    const std::size_t all = dataset.samples().size();
    if (onlyKnown && before < all) {
        return Looked();
    }
    constexpr double kLook = 0.95; // share of the work
    const auto traits = maquette::lookAtPictures(dataset, std::move(known), ctx.nested(0.0, kLook));
    if (!traits) {
        return fail(traits.error());
    }
    auto pictures = std::make_shared<Pictures>();
    if (traits->size() > before) {
        const Status saved = saveTraits(toPath(folder), dataset, *traits);
        pictures->saveError = saved ? std::nullopt : std::optional(saved.error());
    }
    if (traits->size() < all) {
        return fail(ctx.cancelled().value());
    }
    auto duplicates = findDuplicates(*traits, dataset.samples(), {}, ctx.nested(kLook, 1.0));
    if (!duplicates) {
        return fail(duplicates.error());
    }
    pictures->duplicates = std::move(*duplicates);
    pictures->features = std::make_shared<const FeatureTable>(likenessFeatures(*traits));
    pictures->warnings = warningColumn(dataset, *traits);
    return Looked(std::move(pictures));
}

void DatasetChecks::onLooked(std::int64_t generation, bool onlyKnown,
                             const Result<Looked>& looked) {
    if (generation != m_generation) {
        return;
    }
    m_isLooking = m_isLooking && onlyKnown; // one that was asked for comes after this one
    if (looked && *looked) {
        m_pictures = *looked;
        Q_EMIT picturesChanged();
    } else if (!looked && !onlyKnown && looked.error().code != ErrorCode::Cancelled) {
        m_pictureError = looked.error();
    }
    Q_EMIT changed();
}

void DatasetChecks::findNeighbours(std::int64_t sample, int count) {
    m_wanted = sample;
    if (!m_pictures) {
        return;
    }
    m_quick.post([this, features = m_pictures->features, sample, count, generation = m_generation] {
        const auto found = nearestNeighbours(*features, sample, count);
        QMetaObject::invokeMethod(
            this,
            [this, generation, sample, found] {
                if (generation == m_generation && sample == m_wanted) {
                    Q_EMIT neighboursFound(sample, found);
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace maquette
