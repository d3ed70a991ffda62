// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/window/studio_settings.h"

namespace maquette {

class TestStudioSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void remembersReconstructOptions() {
        test::Studio studio;
        ReconstructOptions options;
        options.quality = MaskQuality::Best;
        options.rig = "mixamo";
        options.textureSize = 4096;
        options.gender = 0.0;
        options.height = 1.83;
        studio.settings.setReconstructOptions(options);
        const ReconstructOptions read = StudioSettings(studio.store).reconstructOptions();
        QCOMPARE(read.quality, options.quality);
        QCOMPARE(read.rig, options.rig);
        QCOMPARE(read.textureSize, options.textureSize);
        QCOMPARE(read.gender, options.gender);
        QCOMPARE(read.height, options.height);
        studio.settings.setReconstructOptions({});
        QVERIFY(!studio.settings.reconstructOptions().height);
        QVERIFY(!studio.settings.reconstructOptions().gender);
    }

    void nonsenseReadsAsTheDefault() {
        test::Studio studio;
        studio.store.setValue(QStringLiteral("reconstruct/textureSize"), QStringLiteral("1e9"));
        studio.store.setValue(QStringLiteral("reconstruct/height"), QStringLiteral("tall"));
        studio.store.setValue(QStringLiteral("reconstruct/gender"), 7);
        studio.store.setValue(QStringLiteral("reconstruct/quality"), 3);
        studio.store.setValue(QStringLiteral("window/theme"), QStringLiteral("pink"));
        const ReconstructOptions read = studio.settings.reconstructOptions();
        QCOMPARE(read.textureSize, 2048);
        QVERIFY(!read.height && !read.gender);
        QCOMPARE(read.quality, MaskQuality::Fast);
        QCOMPARE(studio.settings.theme(), ThemeChoice::System);
    }

    void remembersTheRest() {
        test::Studio studio;
        studio.settings.setTheme(ThemeChoice::Light);
        studio.settings.setExportFolder(QStringLiteral("/out"));
        studio.settings.setWorkspace(QStringLiteral("data"));
        studio.settings.setWorkspaceState(QStringLiteral("data"), "panels");
        studio.settings.setPhotoFolder(QStringLiteral("/in"));
        studio.settings.setPhotos({QStringLiteral("/in/a.jpg")});
        ExportOptions options;
        options.pose = CharacterPose::Photo;
        options.layers = false;
        options.morphs = false;
        studio.settings.setExportOptions(options);
        QCOMPARE(studio.settings.theme(), ThemeChoice::Light);
        QCOMPARE(studio.settings.exportFolder(), QStringLiteral("/out"));
        QCOMPARE(studio.settings.workspace(), QStringLiteral("data"));
        QCOMPARE(studio.settings.workspaceState(QStringLiteral("data")), QByteArray("panels"));
        QVERIFY(studio.settings.workspaceState(QStringLiteral("characters")).isEmpty());
        QCOMPARE(studio.settings.photoFolder(), QStringLiteral("/in"));
        QCOMPARE(studio.settings.photos(), QStringList{QStringLiteral("/in/a.jpg")});
        QCOMPARE(studio.settings.exportOptions().pose, CharacterPose::Photo);
        QVERIFY(!studio.settings.exportOptions().layers);
        QVERIFY(!studio.settings.exportOptions().morphs);
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestStudioSettings)
#include "tst_studio_settings.moc"
