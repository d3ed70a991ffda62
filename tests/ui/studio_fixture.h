// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the studio's tests start from: a clean place, photos, a fake engine.

#include "tests/ui/fake_engine.h"
#include "ui/characters/studio_controller.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace maquette::test {

/// Photos and settings in a folder that goes away, and a controller on a FakeEngine.
class Studio {
public:
    explicit Studio(const FigureOptions& figure = {10, 128});

    /// Writes a small picture. @return its absolute path.
    QString photo(const QString& name);
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// The PhotoId of a row of the list.
    [[nodiscard]] PhotoId id(int row) { return controller.photos().at(row).id; }
    [[nodiscard]] PhotoState state(int row) { return controller.photos().at(row).state; }
    /// Waits for the engine; @return false after 5 s.
    [[nodiscard]] bool open();

private:
    QTemporaryDir m_folder;

public:
    std::shared_ptr<FakeEngine> engine = std::make_shared<FakeEngine>();
    QSettings store;
    StudioSettings settings;
    StudioController controller;
};

/// Prepares the process: default surface format, no files of the user's touched.
void prepareStudioTest();

} // namespace maquette::test

/// QTEST_MAIN for tests of the studio.
#define STUDIO_TEST_MAIN(TestClass)                                                                \
    int main(int argc, char** argv) {                                                              \
        maquette::test::prepareStudioTest();                                                       \
        QApplication application(argc, argv);                                                      \
        TestClass test;                                                                            \
        return QTest::qExec(&test, argc, argv);                                                    \
    }
