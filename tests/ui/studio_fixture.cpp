// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"

#include "ui/viewport/viewport_widget.h"

#include <QImage>
#include <QSignalSpy>
#include <QStandardPaths>

#include <unistd.h>

namespace maquette::test {

Studio::Studio(const FigureOptions& figure)
    : store(m_folder.filePath(QStringLiteral("studio.ini")), QSettings::IniFormat), settings(store),
      controller(FakeEngine::services(engine), settings) {
    engine->figure = figure;
}

QString Studio::photo(const QString& name) {
    QImage image(60, 80, QImage::Format_RGB32);
    image.fill(QColor(120, 140, 160));
    const QString file = m_folder.filePath(name);
    image.save(file);
    return file;
}

bool Studio::open() {
    controller.openEngine({});
    return QTest::qWaitFor([this] { return controller.isEngineReady(); });
}

void prepareStudioTest() {
    // Qt warns where the variable is missing, as in containers; warnings fail the tests.
    static const QTemporaryDir runtime;
    if (!qEnvironmentVariableIsSet("XDG_RUNTIME_DIR")) {
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(runtime.path()));
    }
    QStandardPaths::setTestModeEnabled(true);
    QSurfaceFormat::setDefaultFormat(ViewportWidget::surfaceFormat());
}

} // namespace maquette::test
