// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What can be wrong with a data set: leaks, splits out of balance, odd and double pictures.

#include "core/dataset/near_duplicates.h"
#include "core/dataset/nearest_neighbours.h"
#include "core/dataset/split_balance.h"
#include "ui/engine/worker_thread.h"

#include <QObject>

#include <memory>
#include <optional>

namespace maquette {

/// Checks the splits of every dataset by itself; looks at pictures when asked to, as that takes a
/// while, and takes what was seen before from a file beside the catalog.
/// @threading  Of the UI; works on two threads of its own.
class DatasetChecks : public QObject {
    Q_OBJECT
public:
    /// What the look at all pictures gave.
    struct Pictures {
        DuplicateList duplicates;
        std::shared_ptr<const FeatureTable> features;
        AttributeColumn warnings;
        std::optional<Error> saveError; ///< why the look is not kept
    };
    struct Splits {
        Status leak;
        SplitBalance balance;
    };

    explicit DatasetChecks(QObject* parent = nullptr);
    ~DatasetChecks() override;

    /// Null: none.
    void setDataset(const QString& folder, std::shared_ptr<const Dataset> dataset);

    /// Nothing while they are checked.
    [[nodiscard]] const std::optional<Splits>& splits() const { return m_splits; }
    /// Nothing until all pictures were looked at.
    [[nodiscard]] const Pictures* pictures() const { return m_pictures.get(); }
    [[nodiscard]] const std::optional<Error>& pictureError() const { return m_pictureError; }

    void lookAtPictures();
    /// What was seen so far is kept.
    void stop();
    [[nodiscard]] bool isLooking() const { return m_isLooking; }
    [[nodiscard]] double progress() const { return m_progress; } ///< 0 … 1

    /// Answered by neighboursFound() once the pictures were looked at; the last call counts.
    void findNeighbours(std::int64_t sample, int count);

Q_SIGNALS:
    void changed();         ///< splits, progress, or whether it looks
    void picturesChanged(); ///< pictures()
    void neighboursFound(std::int64_t sample, const std::vector<maquette::Neighbour>& neighbours);

private:
    using Looked = std::shared_ptr<const Pictures>;

    void checkSplits();
    void look(bool onlyKnown);
    void onLooked(std::int64_t generation, bool onlyKnown, const Result<Looked>& looked);
    [[nodiscard]] static Result<Looked> lookAt(const QString& folder, const Dataset& dataset,
                                               bool onlyKnown, const Context& ctx);

    QString m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    std::optional<Splits> m_splits;
    Looked m_pictures;
    std::optional<Error> m_pictureError;
    bool m_isLooking = false;
    double m_progress = 0.0;
    CancelToken m_token;
    std::int64_t m_generation = 0; ///< answers about other datasets are dropped
    std::int64_t m_wanted = -1;    ///< whose neighbours were asked for last
    WorkerThread m_quick;
    WorkerThread m_slow; ///< these two last: they end first
};

} // namespace maquette
