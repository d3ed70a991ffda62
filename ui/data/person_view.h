// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The person of a sample: body in rest pose, to be turned, and parameters.

#include "ui/data/data_services.h"
#include "ui/engine/worker_thread.h"
#include "ui/widgets/image_view.h"

#include <QGridLayout>
#include <QLabel>

#include <optional>

namespace maquette {

/// Renders on a thread of its own, and only while it is in sight. Drag, or use the arrow keys, to
/// turn the body.
class PersonView : public QWidget {
    Q_OBJECT
public:
    explicit PersonView(DataServices services, QWidget* parent = nullptr);

    /// @param dataset  null: nobody.
    void setPerson(std::shared_ptr<const Dataset> dataset, std::int64_t identity);
    [[nodiscard]] float yaw() const { return m_yaw; } ///< degrees, of the camera round the body
    [[nodiscard]] const QImage& picture() const { return m_view->image(); }

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Answer;

    void turn(float degrees);
    void request();
    void onAnswer(std::int64_t request, const Answer& answer);
    void showParameters(const std::vector<PersonParameter>& parameters);

    DataServices m_services;
    std::shared_ptr<const Dataset> m_dataset;
    std::int64_t m_identity = -1;
    std::int64_t m_shownIdentity = -1; ///< whose parameters are shown
    float m_yaw = 30.0F;
    int m_pressed = 0; ///< x of the mouse when it was last looked at
    bool m_isWorking = false;
    bool m_isStale = true;      ///< what is shown is not what is wanted
    std::int64_t m_request = 0; ///< of another person: the answer is dropped
    ImageView* m_view;
    QLabel* m_message;
    QWidget* m_facts;
    QGridLayout* m_grid;
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
