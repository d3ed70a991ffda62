// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What came out, in numbers and sentences.

#include "ui/models/photo_list_model.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace maquette {

class ResultPanel : public QWidget {
    Q_OBJECT
public:
    explicit ResultPanel(QWidget* parent = nullptr);

    /// @param photo   the selected one, null for none.
    /// @param result  null while there is none.
    void show(const PhotoEntry* photo, const std::shared_ptr<const JobResult>& result);

private:
    void addNumber(const char* name, const QString& label, const QString& toolTip);
    void setNumber(const char* name, const QString& value);
    void showNumbers(const JobResult& result);
    void showTimes(const JobResult& result);
    void showSentences(const std::vector<std::string>& sentences);
    void clearSentences();

    QLabel* m_summary; ///< shown instead of the numbers while there is no result
    QWidget* m_numbers;
    QGridLayout* m_grid;
    QVBoxLayout* m_sentences;
    QLabel* m_times;
};

} // namespace maquette
