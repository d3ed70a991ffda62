// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The studio's main: reads the command line, puts engine, controller and window together.
#include "app/studio_data.h"
#include "app/studio_engine.h"
#include "app/studio_training.h"
#include "ui/characters/studio_controller.h"
#include "ui/engine/paths.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/window/main_window.h"
#include "ui/window/screenshot_run.h"
#include "ui/window/theme.h"

#include "core/base/file.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>

#include <algorithm>
#include <iostream>
#include <set>
#include <string_view>

namespace {

using namespace maquette;

struct Arguments {
    QStringList photos;
    QString screenshot; ///< empty: stay open
    ReconstructorPaths paths;
};

Arguments readArguments(const QCoreApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Turns photos of a person into a rigged, textured 3D character."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption screenshot(
        QStringLiteral("screenshot"),
        QStringLiteral("Save a picture of the window once the first character is there, and quit."),
        QStringLiteral("FILE"));
    const QCommandLineOption library(QStringLiteral("library"),
                                     QStringLiteral("Character library to use."),
                                     QStringLiteral("DIR"));
    parser.addOptions({screenshot, library});
    parser.addPositionalArgument(QStringLiteral("PHOTO..."),
                                 QStringLiteral("Photos, or folders with photos."),
                                 QStringLiteral("[PHOTO...]"));
    parser.process(application);
    Arguments arguments;
    arguments.photos = parser.positionalArguments();
    arguments.screenshot = parser.value(screenshot);
    arguments.paths.library = toPath(parser.value(library));
    return arguments;
}

/// Whether the command line asks for a text that needs no window.
bool asksForText(int argc, char** argv) {
    const std::set<std::string_view> texts = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc,
                       [&](const char* argument) { return texts.contains(argument); });
}

/// Qt would end the program with an abort.
bool hasDisplay() {
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

/// The photos asked for, else those of the last session, else the sample.
void openPhotos(StudioController& controller, const QStringList& photos) {
    const QString sample = fromPath(resourceFolder() / "samples" / "sample.jpg");
    if (!photos.isEmpty()) {
        controller.addFiles(photos);
    } else if (const QStringList last = controller.settings().photos(); !last.isEmpty()) {
        controller.restorePhotos(last);
    } else if (QFileInfo::exists(sample)) {
        controller.addFiles({sample});
    }
}

/// Nothing can be trained without networks.
TrainingServices training([[maybe_unused]] const ReconstructorPaths& paths) {
#ifdef MAQUETTE_WITH_NN
    return trainingServices(paths.library);
#else
    return {};
#endif
}

/// Settings that go away: pictures for tests and documents show the studio as it comes.
std::unique_ptr<QSettings> temporarySettings(const QTemporaryDir& folder) {
    return std::make_unique<QSettings>(folder.filePath(QStringLiteral("studio.ini")),
                                       QSettings::IniFormat);
}

std::unique_ptr<QSettings> userSettings() {
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                       QStringLiteral("maquette"), QStringLiteral("studio"));
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication::setApplicationName(QStringLiteral("maquette"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MAQUETTE_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("maquette"));
    if (asksForText(argc, argv)) {
        readArguments(QCoreApplication(argc, argv)); // prints it and ends the program
        return 0;
    }
    if (!hasDisplay()) {
        std::cerr << "maquette: There is no display to open a window on. Use maquette-cli, or "
                     "packaging/run --headless.\n";
        return 1;
    }
    QSurfaceFormat::setDefaultFormat(ViewportWidget::surfaceFormat());
    QApplication application(argc, argv);
    const Arguments arguments = readArguments(application);
    const bool isPicture = !arguments.screenshot.isEmpty();

    const QTemporaryDir temporary;
    const auto store = isPicture ? temporarySettings(temporary) : userSettings();
    StudioSettings settings(*store);
    StudioController controller(engineServices(), settings);
    MainWindow window(controller, dataServices(arguments.paths), training(arguments.paths));
    QApplication::setWindowIcon(
        QIcon(themePixmap(QStringLiteral("maquette"), Qt::white, 256, 1.0)));
    if (isPicture) {
        window.resize(1600, 1000);
    } else {
        window.restoreWindow();
    }
    ScreenshotRun screenshot(window, controller, arguments.screenshot);
    if (isPicture) {
        QObject::connect(&screenshot, &ScreenshotRun::finished, &application,
                         [](int code) { QCoreApplication::exit(code); });
        screenshot.start();
    }
    window.show();
    ReconstructorPaths paths = arguments.paths;
    paths.mapping = toPath(settings.mapping());
    controller.openEngine(paths);
    openPhotos(controller, arguments.photos);
    return QApplication::exec();
}
