// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Asks which tags some samples shall have.

#include <QDialog>
#include <QLineEdit>
#include <QListWidget>

#include <map>
#include <string>
#include <vector>

namespace maquette {

/// A line for a new tag, and all tags there are with a check: half where some of the samples have
/// it. Accepting it tells what is to be added and removed.
class TagDialog : public QDialog {
    Q_OBJECT
public:
    /// @param samples  how many are tagged.
    /// @param known    all tags of the dataset, and how many of these samples have each.
    TagDialog(int samples, const std::map<std::string, int>& known, QWidget* parent = nullptr);

    [[nodiscard]] std::vector<std::string> added() const;
    [[nodiscard]] std::vector<std::string> removed() const;

private:
    void createList(int samples, const std::map<std::string, int>& known);
    void updateState();
    [[nodiscard]] std::string newTag() const;
    [[nodiscard]] std::vector<std::string> changedTo(Qt::CheckState state) const;

    QLineEdit* m_new;
    QListWidget* m_list;
    QWidget* m_accept = nullptr;
};

} // namespace maquette
