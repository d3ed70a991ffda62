// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/new_dataset_dialog.h"

#include "ui/data/dataset_plan_file.h"
#include "ui/data/plain_amounts.h"
#include "ui/engine/paths.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QStorageInfo>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kDelay = 600; // milliseconds

/// The nearest folder above that exists.
QString existingPart(QString folder) {
    while (!folder.isEmpty() && !QFileInfo::exists(folder)) {
        const QString parent = QFileInfo(folder).path();
        if (parent == folder) {
            break;
        }
        folder = parent;
    }
    return folder;
}

} // namespace

NewDatasetDialog::NewDatasetDialog(DatasetEstimator& estimator, const QString& folder,
                                   QWidget* parent)
    : QDialog(parent), m_estimator(estimator), m_form(new QFormLayout) {
    setObjectName(QStringLiteral("newDatasetDialog"));
    setWindowTitle(tr("New Data Set"));
    auto* intro = new QLabel(tr("Makes pictures of made-up people with all that is true of them, "
                                "to train on. You can go on working meanwhile."),
                             this);
    intro->setWordWrap(true);
    m_estimateLabel = new QLabel(this);
    m_estimateLabel->setObjectName(QStringLiteral("datasetEstimate"));
    m_estimateLabel->setWordWrap(true);
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("datasetProblem"));
    m_problem->setWordWrap(true);
    createFields(folder);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addLayout(m_form);
    layout->addWidget(m_estimateLabel);
    layout->addWidget(m_problem);
    layout->addStretch(1);
    createButtons();
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &NewDatasetDialog::measure);
    connect(&m_estimator, &DatasetEstimator::measured, this, &NewDatasetDialog::refresh);
    resize(520, 360);
    measure();
}

NewDatasetDialog::~NewDatasetDialog() {
    m_estimator.cancel();
}

void NewDatasetDialog::createFields(const QString& folder) {
    m_folder = new QLineEdit(folder, this);
    m_folder->setObjectName(QStringLiteral("datasetFolder"));
    m_folder->setAccessibleName(tr("Folder"));
    m_folder->setToolTip(tr("An empty or new folder for the data set"));
    auto* browse = new QPushButton(tr("&Browse…"), this);
    browse->setObjectName(QStringLiteral("browseFolder"));
    browse->setAccessibleName(tr("Browse for a folder"));
    browse->setToolTip(tr("Choose the folder"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(browse);
    m_form->addRow(tr("&Folder"), row);
    static_cast<QLabel*>(m_form->labelForField(row))->setBuddy(m_folder);
    m_people =
        addNumber("datasetPeople", tr("&People"), tr("How many people to make"), 1, 1000000, 1000);
    m_views = addNumber("datasetViews", tr("Pictures of &each"),
                        tr("Each shows the person in another pose and from elsewhere"), 1, 64, 1);
    m_seed = addNumber("datasetSeed", tr("&Seed"),
                       tr("Other seeds give other people; the same one gives the same again"), 0,
                       999999999, 1);
    m_perceives = new QCheckBox(tr("&Let the perception networks look at them"), this);
    m_perceives->setObjectName(QStringLiteral("datasetPerceives"));
    m_perceives->setAccessibleName(tr("Let the perception networks look at them"));
    m_perceives->setToolTip(tr("Training needs it; it can be done later as well"));
    m_perceives->setChecked(true);
    m_form->addRow(QString(), m_perceives);
    connect(browse, &QPushButton::clicked, this, &NewDatasetDialog::chooseFolder);
    connect(m_folder, &QLineEdit::textChanged, this, &NewDatasetDialog::refresh);
    connect(m_people, &QSpinBox::valueChanged, this, &NewDatasetDialog::refresh);
    connect(m_views, &QSpinBox::valueChanged, this, [this] { m_delay.start(); });
    connect(m_perceives, &QCheckBox::toggled, this, [this] { m_delay.start(); });
}

QSpinBox* NewDatasetDialog::addNumber(const char* name, const QString& title,
                                      const QString& toolTip, int least, int most, int value) {
    auto* box = new QSpinBox(this);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(QString(title).remove(QLatin1Char('&')));
    box->setToolTip(toolTip);
    box->setRange(least, most);
    box->setGroupSeparatorShown(most > 1000);
    box->setValue(value);
    m_form->addRow(title, box);
    return box;
}

void NewDatasetDialog::createButtons() {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_make = buttons->button(QDialogButtonBox::Ok);
    m_make->setText(tr("&Make It"));
    m_make->setObjectName(QStringLiteral("makeDataset"));
    m_make->setToolTip(tr("Begin in the background"));
    layout()->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

DatasetPlan NewDatasetDialog::plan() const {
    DatasetPlan plan;
    plan.folder = toPath(QDir::cleanPath(m_folder->text().trimmed()));
    plan.people = m_people->value();
    plan.views = m_views->value();
    plan.seed = static_cast<std::uint64_t>(m_seed->value());
    plan.perceives = m_perceives->isChecked();
    return plan;
}

void NewDatasetDialog::chooseFolder() {
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder of the Data Set"), m_folder->text());
    if (!folder.isEmpty()) {
        m_folder->setText(folder);
    }
}

void NewDatasetDialog::measure() {
    m_estimator.measure(plan());
    refresh();
}

QString NewDatasetDialog::estimateText() const {
    const auto& estimate = m_estimator.result();
    if (!estimate) {
        return tr("Measuring on a few people how long it takes…");
    }
    if (!*estimate) {
        return QString::fromStdString(describe(estimate->error()));
    }
    return tr("It takes %1 and %2 on the disk.")
        .arg(durationText((*estimate)->seconds(plan())), sizeText((*estimate)->bytes(plan())));
}

/// Nothing when the data set can be made there.
QString NewDatasetDialog::folderProblem() const {
    const QString name = m_folder->text().trimmed();
    if (name.isEmpty() || QDir::isRelativePath(name)) {
        return tr("Name a folder with its whole path.");
    }
    const QFileInfo folder(name);
    if (folder.exists() && !folder.isDir()) {
        return tr("%1 is a file. Name a folder.").arg(folder.fileName());
    }
    if (folder.exists() && !QDir(name).isEmpty() && !loadPlan(toPath(name))) {
        return tr("The folder is not empty. Name a new one.");
    }
    const QStorageInfo disk(existingPart(name));
    const auto& estimate = m_estimator.result();
    if (estimate && *estimate && disk.isValid()) {
        const auto free = static_cast<double>(disk.bytesAvailable());
        if ((*estimate)->bytes(plan()) > free) {
            return tr("Only %1 are free there.").arg(sizeText(free));
        }
    }
    return {};
}

void NewDatasetDialog::refresh() {
    if (m_make == nullptr) {
        return;
    }
    const QString problem = folderProblem();
    m_estimateLabel->setText(estimateText());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const auto& estimate = m_estimator.result();
    m_make->setEnabled(problem.isEmpty() && (!estimate || *estimate));
}

} // namespace maquette
