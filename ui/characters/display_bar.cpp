// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/display_bar.h"

#include "ui/widgets/action_button.h"

#include "ui/window/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace maquette {

DisplayBar::DisplayBar(const ActionTable& actions, QWidget* parent)
    : QToolBar(tr("Display"), parent), m_actions(actions), m_veil(new QSlider(Qt::Horizontal)),
      m_layers(new QMenu(tr("&Layers"), this)), m_layersButton(new QToolButton(this)) {
    setObjectName(QStringLiteral("displayBar"));
    setIconSize({20, 20});
    setToolButtonStyle(Qt::ToolButtonIconOnly);
    createButtons();
    for (const ActionId id : {ActionId::ShowTextured, ActionId::ShowShaded, ActionId::ShowWireframe,
                              ActionId::ShowSkeleton, ActionId::ShowPhotoOverlay,
                              ActionId::PoseRest, ActionId::PosePhoto, ActionId::ShowGround}) {
        connect(&m_actions[id], &QAction::toggled, this, &DisplayBar::updateDisplay);
        connect(&m_actions[id], &QAction::enabledChanged, this, &DisplayBar::updateDisplay);
    }
    connect(m_veil, &QSlider::valueChanged, this, &DisplayBar::updateDisplay);
    setCharacter(nullptr);
    updateDisplay();
}

void DisplayBar::createButtons() {
    const auto add = [this](std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids) {
            addActionButton(*this, m_actions[id]);
        }
    };
    add({ActionId::ShowTextured, ActionId::ShowShaded});
    addSeparator();
    add({ActionId::ShowWireframe, ActionId::ShowSkeleton, ActionId::ShowGround});
    createLayers();
    addSeparator();
    add({ActionId::PoseRest, ActionId::PosePhoto});
    addSeparator();
    add({ActionId::ShowPhotoOverlay});
    createVeil();
    addSeparator();
    add({ActionId::Turntable, ActionId::FrameView});
}

void DisplayBar::createVeil() {
    auto* box = new QWidget(this);
    box->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(box);
    layout->setContentsMargins(4, 0, 8, 0);
    auto* label = new QLabel(tr("Photo"), box);
    label->setProperty("dim", true);
    m_veil->setParent(box);
    m_veil->setObjectName(QStringLiteral("photoVeil"));
    m_veil->setAccessibleName(tr("How much of the photo covers the character"));
    m_veil->setToolTip(tr("Fade between the character and the photo"));
    m_veil->setRange(0, 100);
    m_veil->setFixedWidth(110);
    layout->addWidget(label);
    layout->addWidget(m_veil);
    m_veilAction = addWidget(box);
}

void DisplayBar::createLayers() {
    m_layers->setObjectName(QStringLiteral("layersMenu"));
    m_layersButton->setObjectName(QStringLiteral("layersButton"));
    m_layersButton->setAccessibleName(tr("Layers"));
    m_layersButton->setToolTip(tr("Show or hide clothes and hair"));
    m_layersButton->setMenu(m_layers);
    m_layersButton->setPopupMode(QToolButton::InstantPopup);
    m_layersButton->setFocusPolicy(Qt::TabFocus);
    addWidget(m_layersButton);
}

void DisplayBar::setCharacter(const ViewportCharacter* character) {
    m_layers->clear();
    if (character != nullptr) {
        for (const ViewportMesh& mesh : character->meshes) {
            if (mesh.isLayer && mesh.visible) {
                addLayer(mesh.name);
            }
        }
    }
    const bool hasLayers = !m_layers->isEmpty();
    m_layersButton->setEnabled(hasLayers);
    m_layers->menuAction()->setEnabled(hasLayers);
    updateDisplay();
}

void DisplayBar::addLayer(const std::string& name) {
    QString title = QString::fromStdString(name);
    title = title.left(1).toUpper() + title.mid(1);
    QAction* action = m_layers->addAction(title);
    action->setObjectName(QStringLiteral("layer-") + QString::fromStdString(name));
    action->setToolTip(tr("Show or hide %1").arg(title));
    action->setCheckable(true);
    action->setChecked(!m_hidden.contains(name));
    connect(action, &QAction::toggled, this, [this, name](bool shown) {
        if (shown) {
            m_hidden.erase(name);
        } else {
            m_hidden.insert(name);
        }
        updateDisplay();
    });
}

void DisplayBar::setTheme(ThemeKind theme) {
    m_layersButton->setIcon(themeIcon(QStringLiteral("layers"), theme));
}

void DisplayBar::updateDisplay() {
    const auto isOn = [this](ActionId id) {
        return m_actions[id].isChecked() && m_actions[id].isEnabled();
    };
    ViewportDisplay display;
    display.style = isOn(ActionId::ShowShaded) ? SurfaceStyle::Shaded : SurfaceStyle::Textured;
    display.pose = isOn(ActionId::PosePhoto) ? CharacterPose::Photo : CharacterPose::Rest;
    display.wireframe = isOn(ActionId::ShowWireframe);
    display.skeleton = isOn(ActionId::ShowSkeleton);
    display.ground = isOn(ActionId::ShowGround);
    display.photoOverlay = isOn(ActionId::ShowPhotoOverlay);
    display.photoVeil = m_veil->value() / 100.0;
    display.hiddenMeshes = m_hidden;
    m_veilAction->setVisible(display.photoOverlay);
    if (display != m_display) {
        m_display = display;
        Q_EMIT displayChanged(m_display);
    }
}

} // namespace maquette
