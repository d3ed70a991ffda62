// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/dataset_sheet.h"

#include "core/synthesis/person_dataset.h"
#include "core/synthesis/record_image.h"

namespace maquette {

Result<cv::Mat> datasetSheet(const Dataset& dataset, const SheetOptions& options) {
    const DatasetTable* table = dataset.table(kSamples);
    if (table == nullptr || table->recordCount() == 0) {
        return fail(ErrorCode::InvalidArgument, "The dataset has no samples yet.",
                    "Make some with maquette-cli dataset make.");
    }
    const auto fields = SampleFields::of(table->schema());
    if (!fields) {
        return fail(fields.error());
    }
    const FieldRef<std::uint8_t>& field = options.faces ? fields->face : fields->image;
    const int side = recordImage(table->record(0), field).cols;
    cv::Mat sheet(options.rows * side, options.columns * side, CV_8UC3, cv::Scalar::all(32));
    const std::int64_t cells = std::int64_t{options.rows} * options.columns;
    const std::int64_t shown = std::min(cells, table->recordCount());
    for (std::int64_t i = 0; i < shown; ++i) {
        const cv::Mat image = recordImage(table->record(i * table->recordCount() / shown), field);
        const cv::Point corner(static_cast<int>(i % options.columns) * side,
                               static_cast<int>(i / options.columns) * side);
        image.copyTo(sheet(cv::Rect(corner, image.size())));
    }
    return sheet;
}

} // namespace maquette
