// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/new_run_dialog.h"

#include "ui/engine/paths.h"
#include "ui/training/plot_scale.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QRegularExpression>
#include <QScrollArea>

namespace maquette {

namespace {

constexpr int kDelay = 400; // milliseconds after the last change
constexpr int kOptionsHeight = 240;

QString durationText(double seconds) {
    const auto minutes = static_cast<qlonglong>(seconds / 60.0 + 0.5);
    return minutes < 1    ? QObject::tr("less than a minute")
           : minutes < 2  ? QObject::tr("about a minute")
           : minutes < 90 ? QObject::tr("about %1 minutes").arg(minutes)
                          : QObject::tr("about %1 hours").arg(seconds / 3600.0, 0, 'f', 1);
}

} // namespace

NewRunDialog::NewRunDialog(const TrainingServices& services, const QString& dataset,
                           QWidget* parent)
    : QDialog(parent), m_services(services), m_name(new QLineEdit(this)),
      m_dataset(new QLineEdit(dataset, this)), m_browse(new QPushButton(tr("&Browse…"), this)),
      m_kind(new QComboBox(this)), m_preset(new QComboBox(this)), m_presetText(new QLabel(this)),
      m_options(new OptionForm(this)), m_estimate(new QLabel(this)), m_problems(new QLabel(this)) {
    setObjectName(QStringLiteral("newRunDialog"));
    setWindowTitle(tr("New Run"));
    createForm();
    createButtons();
    for (const RunKind& kind : m_services.kinds) {
        m_kind->addItem(QString::fromStdString(kind.name));
    }
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connectFields();
    chooseKind();
}

NewRunDialog::~NewRunDialog() {
    m_token.cancel();
}

void NewRunDialog::createForm() {
    const auto describe = [](QWidget* widget, const char* name, const QString& called,
                             const QString& toolTip) {
        widget->setObjectName(QLatin1String(name));
        widget->setAccessibleName(called);
        widget->setToolTip(toolTip);
    };
    describe(m_name, "runName", tr("Name"), tr("Of the run and of its folder"));
    describe(m_dataset, "runDataset", tr("Data set"),
             tr("Folder that maquette-cli dataset make and dataset perceive have filled"));
    describe(m_browse, "browseDataset", tr("Browse"), tr("Choose the folder of the data set"));
    describe(m_kind, "runKind", tr("Kind"), tr("What is trained"));
    describe(m_preset, "runPreset", tr("Aim"), tr("How long it may take, and how good it becomes"));
    m_name->setText(tr("My model"));
    m_presetText->setProperty("dim", true);
    m_estimate->setObjectName(QStringLiteral("runEstimate"));
    m_problems->setObjectName(QStringLiteral("runProblems"));
    m_problems->setProperty("sentence", QStringLiteral("warning"));
    for (QLabel* label : {m_presetText, m_estimate, m_problems}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    auto* where = new QHBoxLayout;
    where->addWidget(m_dataset, 1);
    where->addWidget(m_browse);
    auto* form = new QFormLayout;
    form->addRow(tr("&Name"), m_name);
    auto* label = new QLabel(tr("&Data set"), this);
    label->setBuddy(m_dataset);
    form->addRow(label, where);
    form->addRow(tr("&Kind"), m_kind);
    form->addRow(tr("&Aim"), m_preset);
    form->addRow(QString(), m_presetText);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("optionScroll"));
    scroll->setWidget(m_options);
    scroll->setWidgetResizable(true);
    scroll->setMinimumHeight(kOptionsHeight);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_estimate);
    layout->addWidget(m_problems);
    resize(560, 640);
}

void NewRunDialog::createButtons() {
    auto* buttons = new QDialogButtonBox(this);
    m_train = new QPushButton(tr("&Train"), this);
    m_train->setObjectName(QStringLiteral("startTraining"));
    m_train->setAccessibleName(tr("Train"));
    m_train->setToolTip(tr("Make the run and begin"));
    m_train->setProperty("primary", true);
    m_train->setDefault(true);
    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancelNewRun"));
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setToolTip(tr("Make no run"));
    buttons->addButton(m_train, QDialogButtonBox::AcceptRole);
    buttons->addButton(cancel, QDialogButtonBox::RejectRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewRunDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &NewRunDialog::reject);
    layout()->addWidget(buttons);
}

void NewRunDialog::connectFields() {
    connect(&m_delay, &QTimer::timeout, this, &NewRunDialog::estimate);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &NewRunDialog::chooseKind);
    connect(m_preset, &QComboBox::currentIndexChanged, this, &NewRunDialog::choosePreset);
    connect(m_options, &OptionForm::edited, this, &NewRunDialog::check);
    connect(m_name, &QLineEdit::textChanged, this, &NewRunDialog::check);
    connect(m_dataset, &QLineEdit::textChanged, this, &NewRunDialog::check);
    connect(m_browse, &QPushButton::clicked, this, &NewRunDialog::browse);
}

const RunKind& NewRunDialog::kind() const {
    return m_services.kinds[static_cast<std::size_t>(std::max(0, m_kind->currentIndex()))];
}

void NewRunDialog::chooseKind() {
    {
        const QSignalBlocker blocked(m_preset);
        m_preset->clear();
        for (const RunPreset& preset : kind().presets) {
            m_preset->addItem(QString::fromStdString(preset.name));
        }
    }
    m_kind->setToolTip(QString::fromStdString(kind().text));
    m_options->setFields(kind().fields, kind().presets.front().options);
    choosePreset();
}

void NewRunDialog::choosePreset() {
    const RunPreset& preset =
        kind().presets[static_cast<std::size_t>(std::max(0, m_preset->currentIndex()))];
    m_presetText->setText(QString::fromStdString(preset.text));
    m_options->setOptions(preset.options);
    check();
}

void NewRunDialog::browse() {
    auto* dialog = new QFileDialog(this, tr("Data Set to Learn From"), m_dataset->text());
    dialog->setObjectName(QStringLiteral("chooseDatasetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, m_dataset, &QLineEdit::setText);
    dialog->open();
}

RunConfig NewRunDialog::config() const {
    return {.kind = kind().kind,
            .dataset = toPath(m_dataset->text().trimmed()),
            .options = m_options->options()};
}

QStringList NewRunDialog::problems() const {
    QStringList problems;
    static const QRegularExpression kForbidden(QStringLiteral("[/\\\\\\x00-\\x1f]"));
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || name.startsWith(QLatin1Char('.')) || name.contains(kForbidden)) {
        problems.push_back(tr("Give the run a name without slashes that begins with no dot."));
    }
    if (m_dataset->text().trimmed().isEmpty()) {
        problems.push_back(tr("Choose a data set."));
    } else if (!QFileInfo::exists(m_dataset->text().trimmed() +
                                  QStringLiteral("/catalog.sqlite"))) {
        problems.push_back(
            tr("There is no data set in this folder: its catalog.sqlite is missing."));
    }
    for (const std::string& problem : checkOptions(m_options->options(), m_options->fields())) {
        problems.push_back(QString::fromStdString(problem));
    }
    return problems;
}

void NewRunDialog::check() {
    const QStringList found = problems();
    m_problems->setText(found.join(QLatin1Char('\n')));
    m_problems->setVisible(!found.isEmpty());
    m_train->setEnabled(found.isEmpty());
    m_estimate->setText(m_services.estimate ? tr("Estimating how long it takes…") : QString());
    m_delay.start();
}

void NewRunDialog::estimate() {
    if (!m_services.estimate) {
        return;
    }
    m_token.cancel();
    m_token = CancelToken();
    m_worker.post([this, run = config(), ask = m_services.estimate, token = m_token,
                   request = ++m_request] {
        const auto answer = ask(run, Context(token));
        QMetaObject::invokeMethod(
            this, [this, request, answer] { onEstimated(request, answer); }, Qt::QueuedConnection);
    });
}

void NewRunDialog::onEstimated(std::int64_t request, const Result<RunEstimate>& estimate) {
    if (request != m_request) {
        return;
    }
    m_estimate->setText(estimate ? tr("On this machine it takes %1 and %2 MB of disk.")
                                       .arg(durationText(estimate->seconds),
                                            plotNumber(static_cast<double>(estimate->bytes) / 1e6))
                                 : tr("How long it takes is not known: %1")
                                       .arg(QString::fromStdString(estimate.error().message)));
}

void NewRunDialog::accept() {
    if (!problems().isEmpty()) {
        check();
        return;
    }
    Q_EMIT wanted(m_name->text().trimmed(), config());
    QDialog::accept();
}

} // namespace maquette
