// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/models/action_list_model.h"
#include "ui/window/action_table.h"

#include <QAbstractItemModelTester>

namespace maquette {

class TestActionListModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsByNameFirst() {
        m_actions.setAvailable(Need::View | Need::Character);
        ActionListModel model(m_actions.all());
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setPattern(QStringLiteral("ske"));
        QCOMPARE(first(model), &m_actions[ActionId::ShowSkeleton]);
        model.setPattern(QStringLiteral("photos"));
        QCOMPARE(first(model), &m_actions[ActionId::OpenPhotos]);
        model.setPattern(QStringLiteral("  binary  GLB "));
        QCOMPARE(first(model), &m_actions[ActionId::ExportGltf]);
        QCOMPARE(model.rowCount(), 1);
        model.setPattern(QStringLiteral("no such thing"));
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.action(model.index(0)), nullptr);
    }

    void offersOnlyWhatCanBeDone() {
        m_actions.setAvailable(0);
        ActionListModel model(m_actions.all());
        const int few = model.rowCount();
        model.setPattern(QStringLiteral("skeleton"));
        QVERIFY(first(model) != &m_actions[ActionId::ShowSkeleton]);
        m_actions.setAvailable(~Needs{0});
        model.setPattern({});
        QCOMPARE(model.rowCount(), static_cast<int>(m_actions.all().size()));
        QVERIFY(few < model.rowCount());
        QCOMPARE(model.index(0).data(ActionListModel::ShortcutRole).toString(),
                 first(model)->shortcut().toString());
    }

private:
    [[nodiscard]] static QAction* first(const ActionListModel& model) {
        return model.action(model.index(0));
    }

    ActionTable m_actions;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestActionListModel)
#include "tst_action_list_model.moc"
