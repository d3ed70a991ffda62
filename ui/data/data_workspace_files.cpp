// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  The part of DataWorkspace that opens, makes and stores data sets.

#include "ui/characters/stage_panel.h"
#include "ui/data/data_workspace.h"
#include "ui/data/new_dataset_dialog.h"
#include "ui/widgets/message_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>

namespace maquette {

bool DataWorkspace::mayClose() {
    const SampleEditor& editor = m_controller.editor();
    if (!editor.isUnsaved() || !editor.error()) {
        return true; // what is being stored now still will be
    }
    QMessageBox question(QMessageBox::Warning, tr("Changes Not Stored"),
                         tr("Ratings, tags or samples set aside could not be stored: %1 Go on "
                            "without them?")
                             .arg(QString::fromStdString(editor.error()->message)),
                         QMessageBox::NoButton, this);
    question.setObjectName(QStringLiteral("unsavedQuestion"));
    QPushButton* without = question.addButton(tr("&Go On Without"), QMessageBox::DestructiveRole);
    question.setDefaultButton(question.addButton(tr("&Stay"), QMessageBox::RejectRole));
    question.exec();
    return question.clickedButton() == without;
}

void DataWorkspace::openDataset() {
    if (!mayClose()) {
        return;
    }
    auto* dialog = new QFileDialog(this, tr("Open Data Set"), m_settings.dataset());
    dialog->setObjectName(QStringLiteral("openDatasetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &DataController::open);
    dialog->open();
}

void DataWorkspace::openFolder(const QString& folder) {
    if (mayClose()) {
        m_controller.open(folder);
    }
}

void DataWorkspace::newDataset() {
    if (m_controller.job().isRunning()) {
        StudioMessage message;
        message.topic = QStringLiteral("job");
        message.text = tr("A data set is being made already.");
        message.advice = tr("Wait until it is done, or pause it.");
        m_messages->show(message);
        return;
    }
    const QString last = m_settings.dataset();
    const QString beside = last.isEmpty() ? QDir::homePath() : QFileInfo(last).path();
    auto* dialog =
        new NewDatasetDialog(m_controller.estimator(), QDir(beside).filePath(tr("people")), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { m_controller.job().start(dialog->plan()); });
    dialog->open();
}

void DataWorkspace::updateStage() {
    StageContent content;
    QAction& open = m_actions[ActionId::OpenDataset];
    content.icon = QStringLiteral("layers");
    if (m_controller.isOpening()) {
        content.title = tr("Opening %1").arg(QFileInfo(m_controller.folder()).fileName());
    } else if (m_controller.error()) {
        content.icon = QStringLiteral("error");
        content.title = tr("The data set cannot be shown");
        content.text = QString::fromStdString(describe(*m_controller.error()));
        content.action = &open;
        content.actionText = tr("Open another…");
    } else if (m_controller.dataset() && m_controller.dataset()->samples().empty()) {
        content.title = tr("The data set has no samples yet");
        content.text = tr("Open it again once some are made.");
    } else if (m_controller.dataset()) {
        content.icon = QStringLiteral("search");
        content.title = tr("No sample passes the filters");
        content.text = tr("Widen or clear them at the left.");
    } else {
        content.title = tr("Look through a data set");
        content.text = tr("Pictures of people with all that is true of them, to train on. Open a "
                          "folder of them, or make new ones with File, New Data Set.");
        content.action = &open;
        content.actionText = tr("Open Data Set…");
    }
    m_stage->show(content);
}

void DataWorkspace::showSaved() {
    const auto& error = m_controller.editor().error();
    if (!error) {
        m_messages->withdraw(QStringLiteral("marks"));
        return;
    }
    StudioMessage message = errorMessage(QStringLiteral("marks"), *error, m_controller.folder());
    message.text = tr("Your changes are not stored yet. %1").arg(message.text);
    message.action = MessageAction::SaveAgain;
    m_messages->show(message);
}

void DataWorkspace::runMessageAction(const StudioMessage& message) {
    if (message.action == MessageAction::SaveAgain) {
        m_controller.editor().save();
    }
}

} // namespace maquette
