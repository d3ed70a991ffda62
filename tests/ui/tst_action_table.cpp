// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/window/action_table.h"
#include "ui/window/theme.h"

#include <QSet>

namespace maquette {

class TestActionTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyActionIsDescribedAndUnique() {
        const ActionTable actions;
        QSet<QString> names;
        QSet<std::pair<QString, Needs>> shortcuts;
        for (const ActionSpec& spec : actionSpecs()) {
            const QAction& action = actions[spec.id];
            QVERIFY2(!action.text().isEmpty() && !action.toolTip().isEmpty(), spec.name);
            QVERIFY2(!names.contains(action.objectName()), spec.name);
            names.insert(action.objectName());
            if (!action.shortcut().isEmpty()) {
                for (const Need place : {Need::View, Need::Samples}) {
                    // What needs the other place is never enabled together with it.
                    const Needs other = (Need::View | Need::Samples) & ~static_cast<Needs>(place);
                    if ((spec.needs & other) == 0) {
                        const std::pair key(action.shortcut().toString(),
                                            static_cast<Needs>(place));
                        QVERIFY2(!shortcuts.contains(key), spec.name);
                        shortcuts.insert(key);
                    }
                }
                QVERIFY2(action.toolTip().contains(action.shortcut().toString()), spec.name);
            }
        }
        QCOMPARE(actions.all().size(), actionSpecs().size());
    }

    void everyIconExistsInBothThemes() {
        ActionTable actions;
        for (const ThemeKind theme : {ThemeKind::Dark, ThemeKind::Light}) {
            actions.setTheme(theme);
            for (const ActionSpec& spec : actionSpecs()) {
                QCOMPARE(actions[spec.id].icon().isNull(), std::string(spec.icon).empty());
            }
        }
    }

    void iconsTakeTheThemesColour() {
        const QImage dark =
            themeIcon(QStringLiteral("layers"), ThemeKind::Dark).pixmap(24).toImage();
        int brightest = 0;
        for (int y = 0; y < dark.height(); ++y) {
            for (int x = 0; x < dark.width(); ++x) {
                brightest = std::max(brightest, qGray(dark.pixel(x, y)));
            }
        }
        QVERIFY(brightest > 150);
        QVERIFY(themeIcon(QStringLiteral("no such icon"), ThemeKind::Dark).isNull());
    }

    void anActionIsEnabledWhileAllItNeedsIsThere() {
        ActionTable actions;
        actions.setAvailable(0);
        QVERIFY(actions[ActionId::OpenPhotos].isEnabled());
        QVERIFY(!actions[ActionId::ReconstructAgain].isEnabled());
        actions.setAvailable(static_cast<Needs>(Need::Photo));
        QVERIFY(!actions[ActionId::ReconstructAgain].isEnabled());
        QVERIFY(actions[ActionId::RemovePhotos].isEnabled());
        actions.setAvailable(Need::Photo | Need::Engine);
        QVERIFY(actions[ActionId::ReconstructAgain].isEnabled());
        QVERIFY(!actions[ActionId::ExportGltf].isEnabled());
    }

    void actionsOfAGroupExcludeEachOther() {
        ActionTable actions;
        actions[ActionId::ShowTextured].setChecked(true);
        actions[ActionId::PosePhoto].setChecked(true);
        actions[ActionId::ShowShaded].setChecked(true);
        QVERIFY(!actions[ActionId::ShowTextured].isChecked());
        QVERIFY(actions[ActionId::PosePhoto].isChecked());
    }

    void greysOfBothThemesAreNeutral() {
        for (const ThemeKind theme : {ThemeKind::Dark, ThemeKind::Light}) {
            const ThemeColors& colors = themeColors(theme);
            for (const QColor& grey :
                 {colors.window, colors.panel, colors.raised, colors.field, colors.text}) {
                QCOMPARE(grey.red(), grey.green());
                QCOMPARE(grey.green(), grey.blue());
            }
            for (const Rgb& grey : {viewportTheme(theme).top, viewportTheme(theme).bottom,
                                    viewportTheme(theme).photoSurround}) {
                QCOMPARE(grey[0], grey[1]);
                QCOMPARE(grey[1], grey[2]);
            }
        }
    }

    /// Contrast ratio of WCAG 2: text at least 4.5, dim text at least 4.5 on panels too.
    void textIsReadable() {
        const auto luminance = [](const QColor& color) {
            const auto linear = [](double c) {
                return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
                   0.0722 * linear(color.blueF());
        };
        const auto contrast = [&](const QColor& a, const QColor& b) {
            const double la = luminance(a);
            const double lb = luminance(b);
            return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
        };
        for (const ThemeKind theme : {ThemeKind::Dark, ThemeKind::Light}) {
            const ThemeColors& colors = themeColors(theme);
            for (const QColor& text : {colors.text, colors.dimText, colors.warning, colors.error}) {
                QVERIFY2(contrast(text, colors.panel) >= 4.5, qPrintable(text.name()));
            }
            QVERIFY(contrast(colors.text, colors.selection) >= 4.5);
            QVERIFY(contrast(colors.accentText, colors.accent) >= 4.0); // bold labels
        }
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestActionTable)
#include "tst_action_table.moc"
