// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_details.h"

#include "ui/engine/paths.h"
#include "ui/training/plot_choice.h"

#include <QFormLayout>

namespace maquette {

namespace {

constexpr int kTyping = 800; // milliseconds after the last key
constexpr int kNotesHeight = 96;

QString hours(double seconds) {
    const auto minutes = static_cast<qlonglong>(seconds / 60.0);
    return minutes < 60 ? QObject::tr("%1 min").arg(minutes)
                        : QObject::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString kindText(const std::string& kind) {
    if (kind == kMappingRun) {
        return QObject::tr("Mapping from photos to people");
    }
    return kind == kGeneratorRun ? QObject::tr("Generator of people")
                                 : QString::fromStdString(kind);
}

/// The last value of a metric; nothing where there is none.
std::optional<double> lastOf(const WatchedRun& run, const char* kind, const std::string& name) {
    const Curve* curve = run.curves.find(kind, name);
    return curve == nullptr || curve->isEmpty() ? std::nullopt
                                                : std::optional(curve->at(curve->size() - 1).y);
}

} // namespace

RunDetails::RunDetails(QWidget* parent)
    : QWidget(parent), m_alarms(new QVBoxLayout), m_column(new QVBoxLayout(this)),
      m_noteBox(new QWidget(this)), m_title(new QLineEdit(m_noteBox)),
      m_notes(new QPlainTextEdit(m_noteBox)) {
    setObjectName(QStringLiteral("runDetails"));
    m_column->setContentsMargins(12, 10, 12, 12);
    m_column->setSpacing(10);
    m_column->addLayout(m_alarms);
    createNotes();
    m_column->addWidget(m_noteBox);
    m_column->addStretch(1);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTyping);
    connect(&m_typing, &QTimer::timeout, this, &RunDetails::flush);
    show(nullptr, nullptr);
}

RunDetails::~RunDetails() = default;

void RunDetails::createNotes() {
    m_title->setObjectName(QStringLiteral("runTitle"));
    m_title->setAccessibleName(tr("Title of the run"));
    m_title->setToolTip(tr("What the list calls the run"));
    m_notes->setObjectName(QStringLiteral("runNotes"));
    m_notes->setAccessibleName(tr("Notes"));
    m_notes->setToolTip(tr("What you want to remember of this run; kept in its folder"));
    m_notes->setPlaceholderText(tr("What is tried here, and what came of it."));
    m_notes->setFixedHeight(kNotesHeight);
    m_notes->setTabChangesFocus(true);
    auto* form = new QVBoxLayout(m_noteBox);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(4);
    const auto add = [&](const QString& text, QWidget* widget) {
        auto* label = new QLabel(text, m_noteBox);
        label->setProperty("dim", true);
        label->setBuddy(widget);
        form->addWidget(label);
        form->addWidget(widget);
    };
    add(tr("&Title"), m_title);
    add(tr("&Notes"), m_notes);
    connect(m_title, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_notes, &QPlainTextEdit::textChanged, this, [this] {
        if (m_notes->hasFocus()) {
            m_typing.start();
        }
    });
}

void RunDetails::flush() {
    if (!m_folder.empty()) {
        Q_EMIT described(m_folder, m_title->text(), m_notes->toPlainText());
    }
}

void RunDetails::show(const RunSummary* run, const WatchedRun* watched) {
    const std::filesystem::path folder = run == nullptr ? std::filesystem::path() : run->folder;
    if (folder != m_folder) {
        if (m_typing.isActive()) {
            m_typing.stop();
            flush();
        }
        m_folder = folder;
        const RunConfig config = run == nullptr ? RunConfig() : run->config.value_or(RunConfig());
        m_title->setText(QString::fromStdString(config.title));
        m_title->setPlaceholderText(fromPath(folder.filename()));
        m_notes->setPlainText(QString::fromStdString(config.notes));
    }
    m_noteBox->setVisible(run != nullptr && run->config.has_value());
    const RunSummary nothing;
    showFacts(run == nullptr ? nothing : *run, watched);
    showAlarms(run == nullptr ? nothing : *run, watched);
}

void RunDetails::addFact(const QString& name, const QString& value) {
    if (value.isEmpty()) {
        return;
    }
    const int row = m_factGrid->rowCount();
    auto* label = new QLabel(name, m_factBox);
    label->setProperty("dim", true);
    auto* text = new QLabel(value, m_factBox);
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_factGrid->addWidget(label, row, 0, Qt::AlignTop);
    m_factGrid->addWidget(text, row, 1);
}

void RunDetails::showFacts(const RunSummary& run, const WatchedRun* watched) {
    const RunState& state = run.state;
    QStringList facts;
    if (run.config) {
        facts << tr("Learns") << kindText(run.config->kind) << tr("Data set")
              << fromPath(run.config->dataset.filename());
    }
    if (state.best) {
        facts << tr("Best")
              << tr("%1 at step %L2")
                     .arg(plotNumber(*state.best))
                     .arg(static_cast<qlonglong>(state.bestStep));
    }
    if (watched != nullptr) {
        for (const Baseline& baseline : watched->baselines) {
            if (baseline.metric == watched->heldOut) {
                facts << QString::fromStdString(baseline.name) << plotNumber(baseline.value);
            }
        }
        if (const auto seconds = lastOf(*watched, kTrainRecord, "seconds")) {
            facts << tr("Trained") << hours(*seconds);
        }
    }
    if (run.folder.empty()) {
        facts << tr("Run") << tr("None is chosen.");
    }
    if (facts == m_facts && m_factBox != nullptr) {
        return;
    }
    m_facts = facts;
    delete m_factBox;
    m_factBox = new QWidget(this);
    m_factGrid = new QGridLayout(m_factBox);
    m_factGrid->setContentsMargins(0, 0, 0, 0);
    m_factGrid->setHorizontalSpacing(8);
    m_factGrid->setVerticalSpacing(3);
    m_factGrid->setColumnStretch(1, 1);
    for (int i = 0; i + 1 < facts.size(); i += 2) {
        addFact(facts[i], facts[i + 1]);
    }
    m_column->insertWidget(0, m_factBox);
}

void RunDetails::showAlarms(const RunSummary& run, const WatchedRun* watched) {
    QStringList sentences;
    if (!run.state.error.empty() && run.state.phase == RunPhase::Failed) {
        sentences << QString::fromStdString(run.state.error) << QString();
    }
    for (const std::string& problem : run.problems) {
        sentences << QString::fromStdString(problem) << QString();
    }
    if (watched != nullptr) {
        for (const Alarm& alarm : watched->alarms) {
            sentences << QString::fromStdString(alarm.text) << QString::fromStdString(alarm.advice);
        }
    }
    if (sentences == m_sentences) {
        return;
    }
    m_sentences = sentences;
    while (QLayoutItem* item = m_alarms->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i + 1 < sentences.size(); i += 2) {
        auto* text = new QLabel(sentences[i], this);
        text->setObjectName(QStringLiteral("alarm"));
        text->setProperty("sentence", QStringLiteral("warning"));
        auto* advice = new QLabel(sentences[i + 1], this);
        advice->setProperty("dim", true);
        for (QLabel* label : {text, advice}) {
            label->setWordWrap(true);
            label->setTextFormat(Qt::PlainText);
            label->setVisible(!label->text().isEmpty());
            m_alarms->addWidget(label);
        }
    }
}

} // namespace maquette
