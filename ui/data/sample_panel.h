// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One sample whole: picture, mask, joints and all that is known of it.

#include "ui/data/sample_pictures.h"
#include "ui/models/sample_model.h"
#include "ui/widgets/image_view.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace maquette {

class SamplePanel : public QWidget {
    Q_OBJECT
public:
    explicit SamplePanel(QWidget* parent = nullptr);

    /// @param pictures  null, or @p sample -1: nothing is chosen. Must outlive what is shown.
    void show(const SampleModel& model, const SamplePictures* pictures, std::int64_t sample);
    /// What made the sample; empty: nothing is known.
    void setProvenance(const QString& text);

private:
    void updatePicture();
    void showFacts(const SampleModel& model);
    static void addFact(QGridLayout& grid, const QString& name, const QString& value);

    const SamplePictures* m_pictures = nullptr;
    std::int64_t m_sample = -1;
    ImageView* m_view;
    QCheckBox* m_mask;
    QCheckBox* m_joints;
    QLabel* m_provenance;
    QVBoxLayout* m_facts; ///< one widget, made anew for every sample
};

/// The picture with what is outside the mask darkened, and joints as dots; @p mask null and
/// @p joints empty leave it as it is.
[[nodiscard]] QImage withOverlays(const QImage& picture, const QImage& mask,
                                  const std::vector<QPointF>& joints);

} // namespace maquette
