// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The selected photo in the side panel, with the fitted character drawn over it on demand.

#include "ui/engine/reconstruction_job.h"
#include "ui/widgets/image_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>

namespace maquette {

class PhotoPanel : public QWidget {
    Q_OBJECT
public:
    explicit PhotoPanel(QWidget* parent = nullptr);

    /// @param result     null while there is none; then the thumbnail is shown.
    /// @param person     the one chosen, 0 = the largest.
    void show(const std::shared_ptr<const JobResult>& result, const QImage& thumbnail, int person);

Q_SIGNALS:
    void personChosen(int person);

private:
    void updateImage();
    void fillPersons(int count, int person);

    std::shared_ptr<const JobResult> m_result;
    QImage m_thumbnail;
    ImageView* m_view;
    QCheckBox* m_showFit;
    QComboBox* m_person;
};

} // namespace maquette
