// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_export.h"

#include "core/base/file.h"
#include "ui/engine/paths.h"
#include "ui/training/curve_panel.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>
#include <QSvgGenerator>

#include <array>

namespace maquette {

namespace {

constexpr int kWidth = 1100;  // logical pixels of a picture
constexpr double kFine = 2.0; // of a PNG

struct NamedCurve {
    std::string run;
    std::string kind;
    std::string metric;
    Curve curve;
};

/// "a ""b""" where a text needs it.
std::string csvText(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

std::string csvOf(const std::vector<NamedCurve>& curves) {
    std::string csv = "run,kind,metric,step,value\n";
    for (const NamedCurve& named : curves) {
        const std::string head =
            csvText(named.run) + ',' + named.kind + ',' + csvText(named.metric) + ',';
        for (std::size_t i = 0; i < named.curve.size(); ++i) {
            std::array<char, 80> numbers{};
            std::snprintf(numbers.data(), numbers.size(), "%.0f,%.9g\n", named.curve.at(i).x,
                          named.curve.at(i).y);
            csv += head + numbers.data();
        }
    }
    return csv;
}

std::function<Status()> csvExport(const CurvePanel& panel, const std::filesystem::path& path) {
    auto curves = std::make_shared<std::vector<NamedCurve>>();
    for (const ShownRun& shown : panel.runs()) {
        for (const auto& [key, curve] : shown.run->curves.all()) {
            curves->push_back({shown.name.toStdString(), key.first, key.second, curve});
        }
    }
    return [curves, path] { return writeFile(path, csvOf(*curves)); };
}

QByteArray svgOf(const CurvePanel& panel) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const QSize size = panel.drawnSize(kWidth);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(QCoreApplication::translate("CurveExport", "Training curves"));
    QPainter painter(&generator);
    panel.drawAll(painter, kWidth);
    painter.end();
    return buffer.data();
}

std::function<Status()> pngExport(const CurvePanel& panel, const std::filesystem::path& path) {
    QImage image(panel.drawnSize(kWidth) * kFine, QImage::Format_RGB32);
    image.setDevicePixelRatio(kFine);
    QPainter painter(&image);
    panel.drawAll(painter, kWidth);
    painter.end();
    return [image, path] {
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "PNG");
        return writeFile(path, buffer.data().toStdString());
    };
}

} // namespace

QStringList curveFileFilters() {
    return {QCoreApplication::translate("CurveExport", "Numbers (*.csv)"),
            QCoreApplication::translate("CurveExport", "Picture (*.png)"),
            QCoreApplication::translate("CurveExport", "Drawing (*.svg)")};
}

QString curveFileSuffix(const QString& filter) {
    return filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0);
}

std::function<Status()> curveExport(const CurvePanel& panel, const QString& file) {
    const std::filesystem::path path = toPath(file);
    const QString suffix = QFileInfo(file).suffix().toLower();
    if (suffix == QLatin1String("csv")) {
        return csvExport(panel, path);
    }
    if (suffix == QLatin1String("png")) {
        return pngExport(panel, path);
    }
    if (suffix == QLatin1String("svg")) {
        return [svg = svgOf(panel).toStdString(), path] { return writeFile(path, svg); };
    }
    return [path]() -> Status {
        return fail(ErrorCode::UnsupportedFormat,
                    "Curves cannot be saved as " + path.filename().string() + ".",
                    "Choose a name that ends in .csv, .png or .svg.");
    };
}

} // namespace maquette
