// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/export_dialog.h"

#include "ui/characters/settings_panel.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace maquette {

QString exportEnding(ExportFormat format) {
    switch (format) {
    case ExportFormat::Glb:
        return QStringLiteral("glb");
    case ExportFormat::Fbx:
        return QStringLiteral("fbx");
    case ExportFormat::Obj:
        return QStringLiteral("obj");
    }
    return {};
}

QString exportTitle(ExportFormat format) {
    return format == ExportFormat::Glb ? QStringLiteral("glTF") : exportEnding(format).toUpper();
}

ExportDialog::ExportDialog(ExportFormat format, const JobResult& result, const QString& file,
                           const ExportOptions& options, QWidget* parent)
    : QDialog(parent), m_format(format), m_file(new QLineEdit(this)), m_pose(new QComboBox(this)),
      m_layers(new QCheckBox(tr("Clothes and hair &layers"), this)),
      m_morphs(new QCheckBox(tr("&Facial units as morph targets"), this)),
      m_note(new QLabel(this)) {
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export %1").arg(exportTitle(format)));
    setMinimumWidth(520);
    new QVBoxLayout(this);
    createFields(result, file, options);
    createButtons();
    updateNote();
    connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::updateNote);
}

void ExportDialog::createFields(const JobResult& result, const QString& file,
                                const ExportOptions& options) {
    const Character& character = *result.reconstruction.character;
    m_file->setObjectName(QStringLiteral("exportFile"));
    m_file->setAccessibleName(tr("File to write"));
    m_file->setToolTip(tr("File to write; its ending is added if missing"));
    m_file->setText(QDir::toNativeSeparators(file));
    auto* browseButton = new QPushButton(tr("&Browse…"), this);
    browseButton->setObjectName(QStringLiteral("exportBrowse"));
    browseButton->setToolTip(tr("Choose folder and name"));
    browseButton->setAccessibleName(tr("Choose folder and name"));
    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    m_pose->setObjectName(QStringLiteral("exportPose"));
    m_pose->setAccessibleName(tr("Pose"));
    m_pose->setToolTip(tr("Rest pose suits rigging and animation; photo pose suits a still"));
    m_pose->addItem(tr("Rest pose"), static_cast<int>(CharacterPose::Rest));
    m_pose->addItem(tr("Photo pose"), static_cast<int>(CharacterPose::Photo));
    m_pose->setCurrentIndex(m_pose->findData(static_cast<int>(options.pose)));
    m_layers->setObjectName(QStringLiteral("exportLayers"));
    m_layers->setToolTip(tr("Write clothes and hair as meshes of their own"));
    const bool hasLayers = std::any_of(character.meshes.begin(), character.meshes.end(),
                                       [](const CharacterMesh& mesh) { return mesh.isLayer; });
    m_layers->setEnabled(hasLayers);
    m_layers->setChecked(hasLayers && options.layers);
    m_morphs->setObjectName(QStringLiteral("exportMorphs"));
    m_morphs->setToolTip(
        tr("Write %1 facial units by their ARKit names").arg(character.morphs.size()));
    m_morphs->setVisible(m_format == ExportFormat::Glb);
    m_morphs->setEnabled(!character.morphs.empty());
    m_morphs->setChecked(!character.morphs.empty() && options.morphs);
    auto* rig = new QLabel(tr("%1, %2 bones")
                               .arg(rigTitle(QString::fromStdString(result.options.rig)))
                               .arg(character.skeleton.boneCount()),
                           this);
    rig->setToolTip(tr("To change it, choose another rig in the settings and reconstruct again"));
    m_note->setObjectName(QStringLiteral("exportNote"));
    m_note->setProperty("dim", true);
    m_note->setWordWrap(true);
    auto* fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(browseButton);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    auto* fileLabel = new QLabel(tr("F&ile"), this);
    fileLabel->setBuddy(m_file);
    form->addRow(fileLabel, fileRow);
    form->addRow(tr("&Pose"), m_pose);
    if (m_format != ExportFormat::Obj) {
        form->addRow(tr("Rig"), rig);
    } else {
        rig->hide();
    }
    form->addRow(QString(), m_layers);
    form->addRow(QString(), m_morphs);
    form->addRow(QString(), m_note);
    static_cast<QVBoxLayout*>(layout())->addLayout(form);
}

void ExportDialog::createButtons() {
    auto* buttons = new QDialogButtonBox(this);
    m_export = new QPushButton(tr("&Export"), buttons);
    m_export->setObjectName(QStringLiteral("exportButton"));
    m_export->setAccessibleName(tr("Export"));
    m_export->setToolTip(tr("Write the file; the window stays usable meanwhile"));
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), buttons);
    buttons->addButton(m_export, QDialogButtonBox::AcceptRole);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("exportCancel"));
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setToolTip(tr("Close without exporting"));
    static_cast<QVBoxLayout*>(layout())->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT exportChosen(file(), options());
        accept();
    });
}

QString ExportDialog::file() const {
    const QString text = QDir::fromNativeSeparators(m_file->text().trimmed());
    if (text.isEmpty()) {
        return {};
    }
    const QString ending = QLatin1Char('.') + exportEnding(m_format);
    const QString full = QFileInfo(text).absoluteFilePath();
    return full.endsWith(ending, Qt::CaseInsensitive) ? full : full + ending;
}

ExportOptions ExportDialog::options() const {
    ExportOptions options;
    options.pose = static_cast<CharacterPose>(m_pose->currentData().toInt());
    options.layers = m_layers->isChecked() || !m_layers->isEnabled();
    options.morphs = m_morphs->isChecked() || !m_morphs->isEnabled();
    return options;
}

void ExportDialog::browse() {
    auto* dialog =
        new QFileDialog(this, windowTitle(), QFileInfo(file()).absolutePath(),
                        tr("%1 files (*.%2)").arg(exportTitle(m_format), exportEnding(m_format)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(exportEnding(m_format));
    dialog->selectFile(QFileInfo(file()).fileName());
    // The note under the fields says that a file will be replaced.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& chosen) { m_file->setText(QDir::toNativeSeparators(chosen)); });
    dialog->open();
}

void ExportDialog::updateNote() {
    const QString path = file();
    const QFileInfo info(path);
    const bool folderExists = !path.isEmpty() && QFileInfo(info.absolutePath()).isDir();
    m_export->setEnabled(folderExists && !info.isDir());
    if (path.isEmpty()) {
        m_note->setText(tr("Give the file a name."));
    } else if (!folderExists) {
        m_note->setText(tr("The folder %1 does not exist.").arg(info.absolutePath()));
    } else if (info.exists()) {
        m_note->setText(tr("%1 exists and will be replaced.").arg(info.fileName()));
    } else if (m_format == ExportFormat::Obj) {
        m_note->setText(tr("Materials and textures are written beside the file."));
    } else {
        m_note->setText(tr("Textures are embedded in the file."));
    }
}

} // namespace maquette
