// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/action_table.h"

#include "ui/window/theme.h"

#include <QActionGroup>
#include <QCoreApplication>

#include <array>

namespace maquette {

namespace {

constexpr Needs kNothing = 0;
constexpr auto kPhoto = static_cast<Needs>(Need::Photo);
constexpr auto kCharacter = static_cast<Needs>(Need::Character);
constexpr auto kWork = static_cast<Needs>(Need::Work);
constexpr auto kView = static_cast<Needs>(Need::View);
constexpr auto kSamplesView = static_cast<Needs>(Need::Samples);
constexpr Needs kChosen = Need::Samples | Need::SampleChosen;

// clang-format off
constexpr std::array kSpecs{
    ActionSpec{ActionId::OpenPhotos, "openPhotos", QT_TRANSLATE_NOOP("Actions", "&Open Photos…"),
        "photo-add", "Ctrl+O", QT_TRANSLATE_NOOP("Actions", "Add photos of a person to the list")},
    ActionSpec{ActionId::OpenFolder, "openFolder", QT_TRANSLATE_NOOP("Actions", "Open &Folder…"),
        "folder", "Ctrl+Shift+O", QT_TRANSLATE_NOOP("Actions", "Add all photos of a folder to the list")},
    ActionSpec{ActionId::RemovePhotos, "removePhotos", QT_TRANSLATE_NOOP("Actions", "&Remove from List"),
        "remove", "Del", QT_TRANSLATE_NOOP("Actions", "Take the selected photos off the list; the files stay"), kPhoto},
    ActionSpec{ActionId::ExportGltf, "exportGltf", QT_TRANSLATE_NOOP("Actions", "&glTF…"),
        "export", "Ctrl+E", QT_TRANSLATE_NOOP("Actions", "Export as binary glTF (GLB) with skeleton, texture and facial units"), kCharacter},
    ActionSpec{ActionId::ExportFbx, "exportFbx", QT_TRANSLATE_NOOP("Actions", "&FBX…"),
        "export", "Ctrl+Shift+E", QT_TRANSLATE_NOOP("Actions", "Export as binary FBX with quads, skeleton and texture"), kCharacter},
    ActionSpec{ActionId::ExportObj, "exportObj", QT_TRANSLATE_NOOP("Actions", "&OBJ…"),
        "export", "", QT_TRANSLATE_NOOP("Actions", "Export as OBJ with quads, materials and texture files"), kCharacter},
    ActionSpec{ActionId::Quit, "quit", QT_TRANSLATE_NOOP("Actions", "&Quit"),
        "", "Ctrl+Q", QT_TRANSLATE_NOOP("Actions", "Close the studio")},
    ActionSpec{ActionId::ReconstructAgain, "reconstructAgain", QT_TRANSLATE_NOOP("Actions", "&Reconstruct Again"),
        "redo", "Ctrl+R", QT_TRANSLATE_NOOP("Actions", "Make the character anew with the settings as they are now"), Need::Photo | Need::Engine},
    ActionSpec{ActionId::CancelWork, "cancelWork", QT_TRANSLATE_NOOP("Actions", "&Cancel"),
        "stop", "Esc", QT_TRANSLATE_NOOP("Actions", "Stop the photo being worked on and those waiting"), kWork},
    ActionSpec{ActionId::ShowTextured, "showTextured", QT_TRANSLATE_NOOP("Actions", "&Textured"),
        "textured", "T", QT_TRANSLATE_NOOP("Actions", "Show the character with its texture"), kView, true, ActionGroup::Surface},
    ActionSpec{ActionId::ShowShaded, "showShaded", QT_TRANSLATE_NOOP("Actions", "&Shaded"),
        "shaded", "S", QT_TRANSLATE_NOOP("Actions", "Show the form in clay, without texture"), kView, true, ActionGroup::Surface},
    ActionSpec{ActionId::ShowWireframe, "showWireframe", QT_TRANSLATE_NOOP("Actions", "&Wireframe"),
        "wireframe", "W", QT_TRANSLATE_NOOP("Actions", "Draw the quads of the mesh over the surface"), kView, true},
    ActionSpec{ActionId::ShowSkeleton, "showSkeleton", QT_TRANSLATE_NOOP("Actions", "S&keleton"),
        "skeleton", "K", QT_TRANSLATE_NOOP("Actions", "Draw bones and joints of the rig"), kView, true},
    ActionSpec{ActionId::ShowPhotoOverlay, "showPhotoOverlay", QT_TRANSLATE_NOOP("Actions", "&Photo Overlay"),
        "overlay", "O", QT_TRANSLATE_NOOP("Actions", "Look through the photo's camera, with the photo behind the character"),
        Need::Character | Need::PhotoCamera, true},
    ActionSpec{ActionId::PoseRest, "poseRest", QT_TRANSLATE_NOOP("Actions", "&Rest Pose"),
        "pose-rest", "1", QT_TRANSLATE_NOOP("Actions", "Show the character in the pose it is rigged in"), kView, true, ActionGroup::Pose},
    ActionSpec{ActionId::PosePhoto, "posePhoto", QT_TRANSLATE_NOOP("Actions", "P&hoto Pose"),
        "pose-photo", "2", QT_TRANSLATE_NOOP("Actions", "Show the character in the pose of the photo"), kView, true, ActionGroup::Pose},
    ActionSpec{ActionId::Turntable, "turntable", QT_TRANSLATE_NOOP("Actions", "T&urntable"),
        "turntable", "Shift+T", QT_TRANSLATE_NOOP("Actions", "Turn the character round slowly"), kView, true},
    ActionSpec{ActionId::ShowGround, "showGround", QT_TRANSLATE_NOOP("Actions", "&Ground"),
        "ground", "G", QT_TRANSLATE_NOOP("Actions", "Show the ground grid, a square every 25 cm"), kView, true},
    ActionSpec{ActionId::FrameView, "frameView", QT_TRANSLATE_NOOP("Actions", "&Frame Character"),
        "frame", "F", QT_TRANSLATE_NOOP("Actions", "Fit the character into the view (double-click)"), kCharacter},
    ActionSpec{ActionId::OpenDataset, "openDataset", QT_TRANSLATE_NOOP("Actions", "Open &Data Set…"),
        "folder", "Ctrl+D", QT_TRANSLATE_NOOP("Actions", "Look through a folder of samples for training")},
    ActionSpec{ActionId::NewDataset, "newDataset", QT_TRANSLATE_NOOP("Actions", "&New Data Set…"),
        "photo-add", "Ctrl+Shift+N", QT_TRANSLATE_NOOP("Actions", "Make pictures of made-up people to train on")},
    ActionSpec{ActionId::SampleGrid, "sampleGridView", QT_TRANSLATE_NOOP("Actions", "Samples as &Grid"),
        "grid", "Ctrl+G", QT_TRANSLATE_NOOP("Actions", "Show the samples as pictures"), kSamplesView, true, ActionGroup::Samples},
    ActionSpec{ActionId::SampleTable, "sampleTableView", QT_TRANSLATE_NOOP("Actions", "Samples as Ta&ble"),
        "table", "Ctrl+T", QT_TRANSLATE_NOOP("Actions", "Show the samples with their attributes, a line each"), kSamplesView, true, ActionGroup::Samples},
    ActionSpec{ActionId::GroupPeople, "groupPeople", QT_TRANSLATE_NOOP("Actions", "One Picture a &Person"),
        "people", "Ctrl+Shift+G", QT_TRANSLATE_NOOP("Actions", "Show every person once; Enter or a double click shows all their pictures"), kSamplesView, true},
    ActionSpec{ActionId::LeavePerson, "leavePerson", QT_TRANSLATE_NOOP("Actions", "&Back to All People"),
        "back", "Alt+Left", QT_TRANSLATE_NOOP("Actions", "Show the pictures of all people again"), static_cast<Needs>(Need::PersonOpen)},
    ActionSpec{ActionId::FindSamples, "findSamples", QT_TRANSLATE_NOOP("Actions", "Find &Words"),
        "search", "Ctrl+F", QT_TRANSLATE_NOOP("Actions", "Filter the samples by words"), kSamplesView},
    ActionSpec{ActionId::Undo, "undo", QT_TRANSLATE_NOOP("Actions", "&Undo"),
        "", "Ctrl+Z", QT_TRANSLATE_NOOP("Actions", "Take the last change back"), static_cast<Needs>(Need::Undo)},
    ActionSpec{ActionId::Redo, "redo", QT_TRANSLATE_NOOP("Actions", "&Redo"),
        "", "Ctrl+Shift+Z", QT_TRANSLATE_NOOP("Actions", "Make the change again that was taken back"), static_cast<Needs>(Need::Redo)},
    ActionSpec{ActionId::Rate0, "rate0", QT_TRANSLATE_NOOP("Actions", "&No Stars"),
        "", "0", QT_TRANSLATE_NOOP("Actions", "Take the rating off the selected samples"), kChosen},
    ActionSpec{ActionId::Rate1, "rate1", QT_TRANSLATE_NOOP("Actions", "&1 Star"),
        "", "1", QT_TRANSLATE_NOOP("Actions", "Rate the selected samples 1 of 5"), kChosen},
    ActionSpec{ActionId::Rate2, "rate2", QT_TRANSLATE_NOOP("Actions", "&2 Stars"),
        "", "2", QT_TRANSLATE_NOOP("Actions", "Rate the selected samples 2 of 5"), kChosen},
    ActionSpec{ActionId::Rate3, "rate3", QT_TRANSLATE_NOOP("Actions", "&3 Stars"),
        "", "3", QT_TRANSLATE_NOOP("Actions", "Rate the selected samples 3 of 5"), kChosen},
    ActionSpec{ActionId::Rate4, "rate4", QT_TRANSLATE_NOOP("Actions", "&4 Stars"),
        "", "4", QT_TRANSLATE_NOOP("Actions", "Rate the selected samples 4 of 5"), kChosen},
    ActionSpec{ActionId::Rate5, "rate5", QT_TRANSLATE_NOOP("Actions", "&5 Stars"),
        "", "5", QT_TRANSLATE_NOOP("Actions", "Rate the selected samples 5 of 5"), kChosen},
    ActionSpec{ActionId::SetAside, "setAside", QT_TRANSLATE_NOOP("Actions", "Set &Aside"),
        "", "X", QT_TRANSLATE_NOOP("Actions", "Leave the selected samples out of training, or take them back"), kChosen},
    ActionSpec{ActionId::TagSamples, "tagSamples", QT_TRANSLATE_NOOP("Actions", "&Tags…"),
        "", "T", QT_TRANSLATE_NOOP("Actions", "Give the selected samples tags, or take tags off"), kChosen},
    ActionSpec{ActionId::NewRun, "newRun", QT_TRANSLATE_NOOP("Actions", "&New Run…"),
        "add", "Ctrl+N", QT_TRANSLATE_NOOP("Actions", "Train a model of your own on a data set"), static_cast<Needs>(Need::Trainer)},
    ActionSpec{ActionId::OpenRuns, "openRuns", QT_TRANSLATE_NOOP("Actions", "Open Folder of R&uns…"),
        "folder", "Ctrl+Shift+D", QT_TRANSLATE_NOOP("Actions", "Choose the folder that training runs lie in")},
    ActionSpec{ActionId::GoOnRun, "goOnRun", QT_TRANSLATE_NOOP("Actions", "&Go On"),
        "play", "Ctrl+Return", QT_TRANSLATE_NOOP("Actions", "Begin the chosen run, or go on with it where it stopped"), Need::Trainer | Need::RunIdle},
    ActionSpec{ActionId::PauseRun, "pauseRun", QT_TRANSLATE_NOOP("Actions", "&Pause"),
        "pause", "Ctrl+P", QT_TRANSLATE_NOOP("Actions", "Let training rest; the model stays loaded"), static_cast<Needs>(Need::RunTraining)},
    ActionSpec{ActionId::StopRun, "stopRun", QT_TRANSLATE_NOOP("Actions", "&Stop"),
        "halt", "Ctrl+.", QT_TRANSLATE_NOOP("Actions", "Save the run and end training; it can go on later"), static_cast<Needs>(Need::RunWorking)},
    ActionSpec{ActionId::ExtendRun, "extendRun", QT_TRANSLATE_NOOP("Actions", "&Extend…"),
        "extend", "", QT_TRANSLATE_NOOP("Actions", "Let the chosen run do more steps than were planned"), Need::Trainer | Need::Run},
    ActionSpec{ActionId::DeleteRun, "deleteRun", QT_TRANSLATE_NOOP("Actions", "&Delete Run…"),
        "remove", "", QT_TRANSLATE_NOOP("Actions", "Delete the chosen run with its models"), Need::Run | Need::RunFree},
    ActionSpec{ActionId::UseRunModel, "useRunModel", QT_TRANSLATE_NOOP("Actions", "&Use in Characters"),
        "use-model", "", QT_TRANSLATE_NOOP("Actions", "Make characters with the best model of the chosen run from now on"), Need::Run | Need::RunModel},
    ActionSpec{ActionId::UseShippedModel, "useShippedModel", QT_TRANSLATE_NOOP("Actions", "Use the &Shipped Model"),
        "", "", QT_TRANSLATE_NOOP("Actions", "Make characters with the model that Maquette comes with")},
    ActionSpec{ActionId::ExportCurves, "exportCurves", QT_TRANSLATE_NOOP("Actions", "Export &Curves…"),
        "export", "", QT_TRANSLATE_NOOP("Actions", "Save the curves as numbers (CSV) or as a picture (PNG, SVG)"), static_cast<Needs>(Need::Curves)},
    ActionSpec{ActionId::ShowCharacters, "showCharacters", QT_TRANSLATE_NOOP("Actions", "&Characters"),
        "", "Ctrl+1", QT_TRANSLATE_NOOP("Actions", "Turn photos into characters"), kNothing, true, ActionGroup::Workspace},
    ActionSpec{ActionId::ShowData, "showData", QT_TRANSLATE_NOOP("Actions", "&Data"),
        "", "Ctrl+2", QT_TRANSLATE_NOOP("Actions", "Look through data sets"), kNothing, true, ActionGroup::Workspace},
    ActionSpec{ActionId::ShowTraining, "showTraining", QT_TRANSLATE_NOOP("Actions", "Trainin&g"),
        "", "Ctrl+3", QT_TRANSLATE_NOOP("Actions", "Train models, and watch them become better"), kNothing, true, ActionGroup::Workspace},
    ActionSpec{ActionId::ThemeSystem, "themeSystem", QT_TRANSLATE_NOOP("Actions", "As the &Desktop"),
        "", "", QT_TRANSLATE_NOOP("Actions", "Dark or light as the desktop is"), kNothing, true, ActionGroup::Theme},
    ActionSpec{ActionId::ThemeDark, "themeDark", QT_TRANSLATE_NOOP("Actions", "&Dark"),
        "", "", QT_TRANSLATE_NOOP("Actions", "Dark neutral grey"), kNothing, true, ActionGroup::Theme},
    ActionSpec{ActionId::ThemeLight, "themeLight", QT_TRANSLATE_NOOP("Actions", "&Light"),
        "", "", QT_TRANSLATE_NOOP("Actions", "Light neutral grey"), kNothing, true, ActionGroup::Theme},
    ActionSpec{ActionId::FindAction, "findAction", QT_TRANSLATE_NOOP("Actions", "&Find Action…"),
        "search", "Ctrl+K", QT_TRANSLATE_NOOP("Actions", "Search all commands by name")},
    ActionSpec{ActionId::About, "about", QT_TRANSLATE_NOOP("Actions", "&About Maquette"),
        "info", "F1", QT_TRANSLATE_NOOP("Actions", "Version, and licences of everything inside")},
};
// clang-format on

QString translated(const char* text) {
    return QCoreApplication::translate("Actions", text);
}

/// "Fit the character into the view (F)"
QString withShortcut(const QString& toolTip, const QKeySequence& shortcut) {
    return shortcut.isEmpty() ? toolTip
                              : QStringLiteral("%1  [%2]")
                                    .arg(toolTip, shortcut.toString(QKeySequence::NativeText));
}

} // namespace

std::span<const ActionSpec> actionSpecs() {
    return kSpecs;
}

ActionTable::ActionTable(QObject* parent) : QObject(parent) {
    std::map<ActionGroup, QActionGroup*> groups;
    for (const ActionSpec& spec : kSpecs) {
        QAction* action = make(spec);
        m_actions[spec.id] = action;
        if (spec.group != ActionGroup::None) {
            QActionGroup*& group = groups[spec.group];
            if (group == nullptr) {
                group = new QActionGroup(this);
            }
            group->addAction(action);
        }
    }
}

QAction* ActionTable::make(const ActionSpec& spec) {
    auto* action = new QAction(translated(spec.text), this);
    const QKeySequence shortcut(QString::fromLatin1(spec.shortcut));
    action->setObjectName(QLatin1String(spec.name));
    action->setShortcut(shortcut);
    action->setToolTip(withShortcut(translated(spec.toolTip), shortcut));
    action->setStatusTip(translated(spec.toolTip));
    action->setCheckable(spec.checkable);
    action->setIconVisibleInMenu(true);
    return action;
}

std::vector<QAction*> ActionTable::all() const {
    std::vector<QAction*> actions;
    for (const auto& [id, action] : m_actions) {
        actions.push_back(action);
    }
    return actions;
}

void ActionTable::setAvailable(Needs available) {
    for (const ActionSpec& spec : kSpecs) {
        m_actions.at(spec.id)->setEnabled((spec.needs & ~available) == 0);
    }
}

void ActionTable::setTheme(ThemeKind theme) {
    for (const ActionSpec& spec : kSpecs) {
        m_actions.at(spec.id)->setIcon(themeIcon(QLatin1String(spec.icon), theme));
    }
}

} // namespace maquette
