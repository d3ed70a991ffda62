// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_job_strip.h"

#include "ui/data/plain_amounts.h"
#include "ui/engine/paths.h"

#include <QVBoxLayout>

#include <cmath>

namespace maquette {

using State = DatasetJob::State;

DatasetJobStrip::DatasetJobStrip(DatasetJob& job, QWidget* parent)
    : QWidget(parent), m_job(job), m_sheet(new ContactSheet(this)) {
    setObjectName(QStringLiteral("datasetJobStrip"));
    setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(10);
    createBar(*row);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sheet);
    layout->addLayout(row);
    connect(&job, &DatasetJob::changed, this, &DatasetJobStrip::refresh);
    refresh();
}

void DatasetJobStrip::createBar(QBoxLayout& row) {
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("jobTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_stage = new QLabel(this);
    m_stage->setObjectName(QStringLiteral("jobStage"));
    m_stage->setTextFormat(Qt::PlainText);
    m_stage->setProperty("dim", true);
    m_stage->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_bar = new QProgressBar(this);
    m_bar->setObjectName(QStringLiteral("jobBar"));
    m_bar->setAccessibleName(tr("Progress of the data set"));
    m_bar->setToolTip(m_bar->accessibleName());
    m_bar->setRange(0, 100);
    m_bar->setAlignment(Qt::AlignCenter);
    m_bar->setFixedWidth(200);
    row.addWidget(m_title);
    row.addWidget(m_stage, 1);
    row.addWidget(m_bar);
    m_pause = addButton(row, "jobPause", tr("&Pause"), tr("Stop for now; what is made stays"));
    m_goOn = addButton(row, "jobGoOn", tr("&Go On"), tr("Make what is missing"));
    m_open = addButton(row, "jobOpen", tr("&Open"), tr("Look through what is made"));
    m_dismiss = addButton(row, "jobDismiss", tr("&Close"), tr("Hide this bar"));
    connect(m_pause, &QPushButton::clicked, &m_job, &DatasetJob::pause);
    connect(m_goOn, &QPushButton::clicked, &m_job, &DatasetJob::goOn);
    connect(m_dismiss, &QPushButton::clicked, &m_job, &DatasetJob::dismiss);
    connect(m_open, &QPushButton::clicked, this,
            [this] { Q_EMIT openChosen(fromPath(m_job.plan().folder)); });
}

QPushButton* DatasetJobStrip::addButton(QBoxLayout& row, const char* name, const QString& text,
                                        const QString& toolTip) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setToolTip(toolTip);
    row.addWidget(button);
    return button;
}

QString DatasetJobStrip::runningText() const {
    const DatasetPlan& plan = m_job.plan();
    const bool isMaking = m_job.state() == State::Making;
    const auto all = isMaking ? plan.people : plan.people * plan.views;
    const auto done = std::llround(m_job.progress() * static_cast<double>(all));
    const QString text = isMaking ? tr("%L1 of %L2 people").arg(done).arg(all)
                                  : tr("%L1 of %L2 pictures looked at").arg(done).arg(all);
    const auto left = m_job.secondsLeft();
    return left ? tr("%1, %2 left").arg(text, durationText(*left)) : text;
}

QString DatasetJobStrip::stageText() const {
    switch (m_job.state()) {
    case State::Making:
    case State::Perceiving:
        return runningText();
    case State::Pausing:
        return tr("Pausing…");
    case State::Paused:
        return tr("Not whole yet");
    case State::Failed:
        return QString::fromStdString(describe(*m_job.error()));
    case State::Done:
        return tr("Done");
    case State::Idle:
        break;
    }
    return {};
}

void DatasetJobStrip::refresh() {
    const State state = m_job.state();
    const bool canGoOn = state == State::Paused || state == State::Failed;
    setVisible(state != State::Idle);
    m_title->setText(fromPath(m_job.plan().folder.filename()));
    m_stage->setText(stageText());
    m_stage->setToolTip(m_stage->text());
    m_bar->setVisible(m_job.isRunning());
    m_bar->setValue(static_cast<int>(std::lround(100.0 * m_job.progress())));
    m_pause->setVisible(m_job.isRunning());
    m_pause->setEnabled(state != State::Pausing);
    m_goOn->setVisible(canGoOn);
    m_open->setVisible(state == State::Done || state == State::Paused);
    m_dismiss->setVisible(!m_job.isRunning());
    m_sheet->setPictures(state == State::Making ? m_job.pictures() : QList<QImage>());
}

} // namespace maquette
