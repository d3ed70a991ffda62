// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The samples most like the chosen one, as a row of pictures.

#include "ui/data/data_controller.h"
#include "ui/models/sample_list_model.h"

#include <QLabel>
#include <QListView>

namespace maquette {

class NeighbourStrip : public QWidget {
    Q_OBJECT
public:
    static constexpr int kShown = 9;

    /// @param controller  must outlive the strip.
    explicit NeighbourStrip(DataController& controller, QWidget* parent = nullptr);

    /// @param sample  -1: none.
    void setSample(std::int64_t sample);

Q_SIGNALS:
    void sampleChosen(std::int64_t sample);

private:
    void search();
    void onFound(std::int64_t sample, const std::vector<Neighbour>& neighbours);

    DataController& m_controller;
    SampleListModel m_model;
    QLabel* m_title;
    QListView* m_list;
    std::int64_t m_sample = -1;
};

} // namespace maquette
