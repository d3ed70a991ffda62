// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The 3D view: a ViewportScene drawn into a Qt widget, moved with mouse and keys.

#include "core/viewport/viewport_scene.h"
#include "ui/viewport/frame_pacer.h"
#include "ui/window/studio_settings.h"

#include <QElapsedTimer>
#include <QOpenGLWidget>
#include <QSurfaceFormat>
#include <QTimer>

#include <vtkGenericOpenGLRenderWindow.h>

namespace maquette {

/// Left drag orbits, middle or Shift drag pans, right drag and wheel zoom, double click frames.
/// Arrow keys orbit, + and - zoom. In the photo overlay the photo moves instead.
///
/// Debian's VTK has widgets for Qt 5 only, hence this one: VTK draws into its own buffers in
/// this widget's context, which copies the picture over. Where software draws, a frame shows
/// coarsely what moves; at rest tiles follow until the picture is sharp and smooth, none of which
/// takes long.
class ViewportWidget : public QOpenGLWidget {
    Q_OBJECT
public:
    explicit ViewportWidget(QWidget* parent = nullptr);
    ~ViewportWidget() override;

    /// To be made the default before the application object.
    [[nodiscard]] static QSurfaceFormat surfaceFormat();

    /// @param keepView  stay where the camera is: the same photo, made again.
    void setCharacter(std::shared_ptr<const ViewportCharacter> character, bool keepView = false);
    void setDisplay(const ViewportDisplay& display);
    [[nodiscard]] const ViewportDisplay& display() const { return m_display; }
    void setTheme(ThemeKind theme);
    void setTurntable(bool on);
    void frameCharacter();

    /// Everything set is on screen at rest, as fine as it gets.
    [[nodiscard]] bool isSettled() const { return m_settled; }
    /// Null before the first show.
    [[nodiscard]] const ViewportScene* scene() const { return m_scene.get(); }

Q_SIGNALS:
    void drawn(); ///< a whole frame, coarse or not
    void settled();

protected:
    void initializeGL() override;
    void paintGL() override;
    void resizeGL(int width, int height) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Drag { None, Orbit, Pan, Zoom };

    void createTimers();
    void connectWindow();
    void releaseGl();
    void moved();   ///< the view changed: draw quickly now, sharply later
    void changed(); ///< what is shown changed
    [[nodiscard]] double nextScale() const;
    void scheduleRender(); ///< the only way to a frame; at most 60 a second
    void sizeWindow(double scale);
    /// Calls @p work with VTK's idea of the context's state put right.
    template <typename Work> void withVtkState(Work&& work);
    void uploadNext(); ///< outside of painting, which has enough to do
    void copyToWidget(const ViewportScene::Tile& to, int width, int height);
    void startRefining(double scale); ///< after a frame at rest
    void refineNext();
    bool uploadHidden(); ///< what may be switched on next; false when all is there
    void finishPass();
    void finishFrame(double scale, double milliseconds);
    void stepTurntable();
    void zoomAtCentre(double factor);
    [[nodiscard]] double pixelScale() const; ///< logical pixels to those drawn

    vtkSmartPointer<vtkGenericOpenGLRenderWindow> m_window;
    std::unique_ptr<ViewportScene> m_scene;
    std::shared_ptr<const ViewportCharacter> m_character;
    ViewportDisplay m_display;
    ThemeKind m_theme = ThemeKind::Dark;
    bool m_frameNext = false; ///< frame the character once the size is known
    bool m_settled = false;
    bool m_isSoftware = false;
    bool m_isChanged = true; ///< the next frame has uploads to make
    FramePacer m_pacer;
    double m_scale = 1.0;                    ///< of the last frame
    bool m_needsFrame = true;                ///< else the picture that is there stands
    std::deque<ViewportScene::Tile> m_tiles; ///< still to be drawn in this pass
    int m_samples = 1;                       ///< of this pass, per pixel on each side
    bool m_isMoving = false;
    Drag m_drag = Drag::None;
    QPointF m_lastPosition;
    QTimer m_renderTimer; ///< single shot: the next frame
    QTimer m_restTimer;   ///< single shot: things came to rest
    QTimer m_uploadTimer; ///< single shot: the next step of a new character
    QTimer m_refineTimer; ///< single shot: the next tile of a finer picture
    QTimer m_turntableTimer;
    QElapsedTimer m_sinceFrame;
    QElapsedTimer m_sinceShown;
    QElapsedTimer m_sinceTurn;
};

} // namespace maquette
