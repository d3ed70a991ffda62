// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_button.h"

#include "ui/widgets/mnemonic.h"

namespace maquette {

void addActionButton(QToolBar& bar, QAction& action) {
    bar.addAction(&action);
    QWidget* button = bar.widgetForAction(&action);
    button->setObjectName(action.objectName() + QStringLiteral("Button"));
    button->setAccessibleName(withoutMnemonic(action.text()));
    button->setFocusPolicy(Qt::TabFocus);
}

} // namespace maquette
