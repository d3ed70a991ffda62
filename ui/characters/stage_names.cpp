// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/stage_names.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace maquette {

namespace {

struct StageName {
    const char* stage; ///< as core/pipeline reports it
    const char* title;
    const char* word;
};

constexpr std::array kNames{
    StageName{"prepare", QT_TRANSLATE_NOOP("StageNames", "Finding the person"),
              QT_TRANSLATE_NOOP("StageNames", "Person")},
    StageName{"encode", QT_TRANSLATE_NOOP("StageNames", "Looking closely"),
              QT_TRANSLATE_NOOP("StageNames", "Look")},
    StageName{"generate", QT_TRANSLATE_NOOP("StageNames", "Imagining the body"),
              QT_TRANSLATE_NOOP("StageNames", "Mapping")},
    StageName{"constrain", QT_TRANSLATE_NOOP("StageNames", "Fitting the body"),
              QT_TRANSLATE_NOOP("StageNames", "Body")},
    StageName{"clothe", QT_TRANSLATE_NOOP("StageNames", "Shaping clothes and hair"),
              QT_TRANSLATE_NOOP("StageNames", "Clothes")},
    StageName{"texture", QT_TRANSLATE_NOOP("StageNames", "Painting the texture"),
              QT_TRANSLATE_NOOP("StageNames", "Texture")},
    StageName{"finish", QT_TRANSLATE_NOOP("StageNames", "Binding it to the rig"),
              QT_TRANSLATE_NOOP("StageNames", "Rig")},
    StageName{"library", QT_TRANSLATE_NOOP("StageNames", "Reading shapes and rigs"),
              QT_TRANSLATE_NOOP("StageNames", "Library")},
    StageName{"networks", QT_TRANSLATE_NOOP("StageNames", "Opening the networks"),
              QT_TRANSLATE_NOOP("StageNames", "Networks")},
    StageName{"fit model", QT_TRANSLATE_NOOP("StageNames", "Preparing the fit"),
              QT_TRANSLATE_NOOP("StageNames", "Fit")},
};

QString named(const QString& stage, const char* StageName::*which) {
    const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const StageName& name) {
        return stage == QLatin1String(name.stage);
    });
    return found == kNames.end() ? stage
                                 : QCoreApplication::translate("StageNames", (*found).*which);
}

} // namespace

QString stageTitle(const QString& stage) {
    return named(stage, &StageName::title);
}

QString stageWord(const QString& stage) {
    return named(stage, &StageName::word);
}

} // namespace maquette
