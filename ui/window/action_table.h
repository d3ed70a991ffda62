// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Every command of the window, declared once.

#include "ui/window/studio_settings.h"

#include <QAction>
#include <QObject>

#include <map>
#include <span>

namespace maquette {

enum class ActionId {
    OpenPhotos,
    OpenFolder,
    RemovePhotos,
    ExportGltf,
    ExportFbx,
    ExportObj,
    Quit,
    ReconstructAgain,
    CancelWork,
    ShowTextured,
    ShowShaded,
    ShowWireframe,
    ShowSkeleton,
    ShowPhotoOverlay,
    PoseRest,
    PosePhoto,
    Turntable,
    ShowGround,
    FrameView,
    OpenDataset,
    NewDataset,
    SampleGrid,
    SampleTable,
    GroupPeople,
    LeavePerson,
    FindSamples,
    Undo,
    Redo,
    Rate0,
    Rate1,
    Rate2,
    Rate3,
    Rate4,
    Rate5,
    SetAside,
    TagSamples,
    NewRun,
    OpenRuns,
    GoOnRun,
    PauseRun,
    StopRun,
    ExtendRun,
    DeleteRun,
    UseRunModel,
    UseShippedModel,
    ExportCurves,
    ShowCharacters,
    ShowData,
    ShowTraining,
    ThemeSystem,
    ThemeDark,
    ThemeLight,
    FindAction,
    About,
};

/// What the window can do now; an action is enabled while all it needs is there.
enum class Need : unsigned {
    Nothing = 0,
    Photo = 1,        ///< a photo is selected
    Character = 2,    ///< it has a character
    Engine = 4,       ///< the engine is loaded
    Work = 8,         ///< something runs that can be cancelled
    PhotoCamera = 16, ///< the character has a photo to lie over
    View = 32,        ///< the view of characters is in sight
    Samples = 64,     ///< the samples of a data set are in sight
    SampleChosen = 128,
    Undo = 256, ///< there is something to undo
    Redo = 512,
    PersonOpen = 1024,      ///< the samples of one person alone are in sight
    Trainer = 1U << 16,     ///< training is in sight, and this studio can train
    Run = 1U << 17,         ///< a training run is chosen
    RunIdle = 1U << 18,     ///< nobody trains it, or it is paused
    RunTraining = 1U << 19, ///< this studio trains a run
    RunWorking = 1U << 20,  ///< it is opened or trained, or paused
    RunModel = 1U << 21,    ///< the chosen run has a model to use
    RunFree = 1U << 22,     ///< nobody trains the chosen run
    Curves = 1U << 23,      ///< curves are in sight
};
using Needs = unsigned;

[[nodiscard]] constexpr Needs operator|(Need a, Need b) {
    return static_cast<Needs>(a) | static_cast<Needs>(b);
}

/// Actions of one group exclude each other.
enum class ActionGroup { None, Surface, Pose, Samples, Workspace, Theme };

struct ActionSpec {
    ActionId id;
    const char* name; ///< objectName
    const char* text;
    const char* icon; ///< of resources/icons; empty: none
    const char* shortcut;
    const char* toolTip;
    Needs needs = 0;
    bool checkable = false;
    ActionGroup group = ActionGroup::None;
};

[[nodiscard]] std::span<const ActionSpec> actionSpecs();

/// The QActions made from the table.
class ActionTable : public QObject {
    Q_OBJECT
public:
    explicit ActionTable(QObject* parent = nullptr);

    [[nodiscard]] QAction& operator[](ActionId id) const { return *m_actions.at(id); }
    [[nodiscard]] std::vector<QAction*> all() const;

    /// Enables what needs no more than @p available.
    void setAvailable(Needs available);
    void setTheme(ThemeKind theme);

private:
    QAction* make(const ActionSpec& spec);

    std::map<ActionId, QAction*> m_actions;
};

} // namespace maquette
