// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/studio_data.h"

#include "core/data/library.h"
#include "core/synthesis/identity_view.h"
#include "core/synthesis/perception_pass.h"
#include "core/synthesis/watched_dataset.h"

#include <algorithm>
#include <mutex>
#include <thread>

namespace maquette {

namespace {

/// A library, opened once; tried again after a failure.
class SharedLibrary {
public:
    explicit SharedLibrary(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] Result<std::shared_ptr<const Library>> get() {
        const std::lock_guard lock(m_mutex);
        if (!m_library) {
            const auto library = Library::open(Library::locate(m_folder));
            if (!library) {
                return fail(library.error());
            }
            m_library = *library;
        }
        return m_library;
    }

private:
    std::filesystem::path m_folder;
    std::mutex m_mutex; ///< guards m_library
    std::shared_ptr<const Library> m_library;
};

int threadCount() {
    return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

QImage imageOf(const cv::Mat& picture) {
    return QImage(picture.data, picture.cols, picture.rows, static_cast<qsizetype>(picture.step),
                  QImage::Format_BGR888)
        .convertToFormat(QImage::Format_RGB32);
}

Status makePeople(SharedLibrary& shared, const DatasetPlan& plan,
                  const std::function<void(const QImage&)>& watch, const Context& ctx) {
    const auto library = shared.get();
    if (!library) {
        return fail(library.error());
    }
    PersonDatasetOptions options;
    options.identities = plan.people;
    options.viewsPerIdentity = plan.views;
    options.seed = plan.seed;
    options.threads = threadCount();
    return makeWatchedDataset(
        *library, plan.folder, options,
        [&watch](const cv::Mat& picture) { watch(imageOf(picture)); }, ctx);
}

Result<QImage> renderPerson(SharedLibrary& shared, const Dataset& dataset, std::int64_t identity,
                            float yaw, QSize size) {
    const auto library = shared.get();
    if (!library) {
        return fail(library.error());
    }
    const auto picture = renderIdentity(**library, dataset, identity,
                                        {yaw, size.width(), size.height(), threadCount()});
    return picture.map(imageOf);
}

Result<std::vector<PersonParameter>> parametersOf(SharedLibrary& shared, const Dataset& dataset,
                                                  std::int64_t identity) {
    const auto library = shared.get();
    if (!library) {
        return fail(library.error());
    }
    const auto parameters = identityParameters(**library, dataset, identity);
    if (!parameters) {
        return fail(parameters.error());
    }
    std::vector<PersonParameter> result;
    for (const IdentityParameter& parameter : *parameters) {
        result.push_back({parameter.name, parameter.value, parameter.isSlider});
    }
    return result;
}

} // namespace

DataServices dataServices(const ReconstructorPaths& paths) {
    const auto library = std::make_shared<SharedLibrary>(paths.library);
    DataServices services;
    services.makePeople =
        [library](const DatasetPlan& plan, const std::function<void(const QImage&)>& watch,
                  const Context& ctx) { return makePeople(*library, plan, watch, ctx); };
    services.perceive = [models = paths.models](const DatasetPlan& plan, const Context& ctx) {
        return runPerceptionPass(plan.folder, models, threadCount(), ctx);
    };
    services.renderPerson = [library](const Dataset& dataset, std::int64_t identity, float yaw,
                                      QSize size) {
        return renderPerson(*library, dataset, identity, yaw, size);
    };
    services.parameters = [library](const Dataset& dataset, std::int64_t identity) {
        return parametersOf(*library, dataset, identity);
    };
    return services;
}

} // namespace maquette
