// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/result_panel.h"

#include "ui/characters/settings_panel.h"
#include "ui/characters/stage_names.h"

#include <QFileInfo>
#include <QLocale>

#include <numeric>

namespace maquette {

namespace {

QString percent(double fraction, int digits) {
    return QLocale().toString(fraction * 100.0, 'f', digits) + QStringLiteral(" %");
}

QLabel* makeSentence(const QString& text, const char* kind, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setProperty("sentence", QString::fromLatin1(kind));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QString mappingText(const Reconstruction& made) {
    const QString name = QFileInfo(QString::fromStdString(made.mapping)).completeBaseName();
    if (name.isEmpty()) {
        return ResultPanel::tr("none");
    }
    return made.mappingErrorMm > 0.0
               ? ResultPanel::tr("%1, ± %2 mm")
                     .arg(name, QLocale().toString(made.mappingErrorMm, 'f', 1))
               : name;
}

QString summaryOf(const PhotoEntry* photo) {
    if (photo == nullptr) {
        return ResultPanel::tr("Nothing reconstructed yet.");
    }
    switch (photo->state) {
    case PhotoState::Failed:
        return QString::fromStdString(describe(photo->error));
    case PhotoState::Cancelled:
        return ResultPanel::tr("Cancelled. Reconstruct again to start over.");
    case PhotoState::Waiting:
        return ResultPanel::tr("Waiting for its turn.");
    case PhotoState::Working:
        return ResultPanel::tr("Being worked on.");
    default:
        return ResultPanel::tr("Nothing reconstructed yet.");
    }
}

} // namespace

ResultPanel::ResultPanel(QWidget* parent)
    : QWidget(parent), m_summary(new QLabel(this)), m_numbers(new QWidget(this)),
      m_grid(new QGridLayout(m_numbers)), m_sentences(new QVBoxLayout), m_times(new QLabel(this)) {
    m_summary->setObjectName(QStringLiteral("resultSummary"));
    m_summary->setWordWrap(true);
    m_summary->setProperty("dim", true);
    m_times->setObjectName(QStringLiteral("stageTimes"));
    m_times->setProperty("dim", true);
    m_times->setWordWrap(true);
    m_times->setToolTip(tr("How long each stage took"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(0, 1);
    addNumber("jointError", tr("Joint error"),
              tr("Mean distance of 12 joints from where they are seen, of the person's height"));
    addNumber("faceError", tr("Face error"),
              tr("Mean distance of 468 face points from where they are seen, of the face's width"));
    addNumber("silhouette", tr("Silhouette match"),
              tr("Overlap of the dressed character's outline with the person's (intersection over "
                 "union); in brackets the body alone"));
    addNumber("height", tr("Height"), tr("Height of the character in rest pose"));
    addNumber("gender", tr("Body type"), tr("Where the body lies between female and male"));
    addNumber("polygons", tr("Polygons"), tr("Of all meshes; nearly all are quads"));
    addNumber("rigBones", tr("Rig"), tr("The skeleton that the character is bound to"));
    addNumber("mapping", tr("Learned mapping"),
              tr("The model that the shape begins with, and its mean error on people that it never "
                 "saw"));
    addNumber("time", tr("Time"), tr("From photo to character"));
    m_sentences->setSpacing(4);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 10);
    layout->setSpacing(6);
    layout->addWidget(m_summary);
    layout->addLayout(m_sentences);
    layout->addWidget(m_numbers);
    layout->addWidget(m_times);
    show(nullptr, nullptr);
}

void ResultPanel::addNumber(const char* name, const QString& label, const QString& toolTip) {
    const int row = m_grid->rowCount();
    auto* title = new QLabel(label, m_numbers);
    auto* value = new QLabel(m_numbers);
    title->setProperty("dim", true);
    title->setToolTip(toolTip);
    value->setToolTip(toolTip);
    value->setObjectName(QLatin1String(name));
    value->setAccessibleName(label);
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_grid->addWidget(title, row, 0);
    m_grid->addWidget(value, row, 1);
}

void ResultPanel::setNumber(const char* name, const QString& value) {
    m_numbers->findChild<QLabel*>(QLatin1String(name))->setText(value);
}

void ResultPanel::show(const PhotoEntry* photo, const std::shared_ptr<const JobResult>& result) {
    m_summary->setVisible(!result);
    m_summary->setText(summaryOf(photo));
    m_numbers->setVisible(result != nullptr);
    m_times->setVisible(result != nullptr);
    clearSentences();
    if (result) {
        showNumbers(*result);
        showTimes(*result);
        showSentences(result->reconstruction.warnings);
    }
}

void ResultPanel::showNumbers(const JobResult& result) {
    const Reconstruction& made = result.reconstruction;
    const FitMetrics& metrics = made.metrics;
    setNumber("jointError", percent(metrics.jointError, 2));
    const bool hasFace = made.subject->person && !made.subject->person->face.empty();
    setNumber("faceError", hasFace ? percent(metrics.faceError, 2) : tr("no face seen"));
    setNumber("silhouette",
              tr("%1 (%2)").arg(percent(made.clothedIou, 1), percent(metrics.iou, 1)));
    setNumber("height", QLocale().toString(made.character->height, 'f', 2) + tr(" m"));
    setNumber("gender", metrics.gender < 0.35   ? tr("female")
                        : metrics.gender > 0.65 ? tr("male")
                                                : tr("in between"));
    setNumber("mapping", mappingText(made));
    setNumber("polygons", QLocale().toString(result.view->faceCount));
    setNumber("rigBones", tr("%1, %2 bones")
                              .arg(rigTitle(QString::fromStdString(result.options.rig)))
                              .arg(made.character->skeleton.boneCount()));
}

void ResultPanel::showTimes(const JobResult& result) {
    const auto& times = result.reconstruction.times;
    const double total =
        std::accumulate(times.begin(), times.end(), 0.0,
                        [](double sum, const StageTime& time) { return sum + time.seconds; });
    setNumber("time", QLocale().toString(total, 'f', 2) + tr(" s"));
    QStringList stages;
    for (const StageTime& time : times) {
        stages.append(QStringLiteral("%1 %2").arg(stageWord(QString::fromStdString(time.stage)),
                                                  QLocale().toString(time.seconds, 'f', 2)));
    }
    m_times->setText(stages.join(QStringLiteral("  ·  ")));
}

void ResultPanel::showSentences(const std::vector<std::string>& sentences) {
    for (const std::string& sentence : sentences) {
        m_sentences->addWidget(makeSentence(QString::fromStdString(sentence), "warning", this));
    }
}

void ResultPanel::clearSentences() {
    while (QLayoutItem* item = m_sentences->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace maquette
