// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/about_dialog.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <array>

namespace maquette {

namespace {

struct Licence {
    const char* what;
    const char* licence;
    const char* use;
};

constexpr std::array kSoftware{
    Licence{"Qt 6", "LGPL-3.0", "windows"},
    Licence{"VTK 9", "BSD-3-Clause", "3D view"},
    Licence{"OpenCV 4", "Apache-2.0", "images and networks"},
    Licence{"Ceres Solver", "BSD-3-Clause", "fitting"},
    Licence{"Eigen 3", "MPL-2.0", "linear algebra"},
    Licence{"Open Asset Import Library", "BSD-3-Clause", "export"},
    Licence{"oneTBB", "Apache-2.0", "threads"},
    Licence{"libheif", "LGPL-3.0", "HEIC and AVIF"},
    Licence{"Exiv2", "GPL-2.0-or-later", "orientation and focal length"},
    Licence{"Little CMS 2", "MIT", "colour profiles"},
    Licence{"spdlog", "MIT", "log"},
    Licence{"JSON for Modern C++", "MIT", "reports"},
    Licence{"CLI11", "BSD-3-Clause", "command line"},
    Licence{"tl::expected", "CC0-1.0", "results"},
    Licence{"zlib", "Zlib", "compression"},
};

constexpr std::array kData{
    Licence{"MakeHuman base mesh, targets and rigs", "CC0-1.0", "character library"},
    Licence{"Face units by Mika Suominen", "CC0-1.0", "facial units"},
    Licence{"MediaPipe models", "Apache-2.0", "person, body, face and hands"},
    Licence{"U²-Net", "Apache-2.0", "cut-out"},
};

template <typename Rows> QString tableOf(const QString& title, const Rows& rows) {
    QString html = QStringLiteral("<h4>%1</h4><table cellspacing='0' cellpadding='3'>").arg(title);
    for (const Licence& row : rows) {
        html += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td>%2&nbsp;&nbsp;</td><td>%3</td></tr>")
                    .arg(QString::fromUtf8(row.what), QString::fromUtf8(row.licence),
                         QString::fromUtf8(row.use));
    }
    return html + QStringLiteral("</table>");
}

QString aboutText() {
    return AboutDialog::tr(
               "<p>Photos of a person become a rigged, textured character with clean topology. "
               "Everything happens on this computer; nothing is sent anywhere.</p>"
               "<p>Maquette is free software under the GNU General Public License, version 3 or "
               "later. The characters you make are yours.</p>") +
           tableOf(AboutDialog::tr("Made with"), kSoftware) +
           tableOf(AboutDialog::tr("Data and models"), kData);
}

} // namespace

AboutDialog::AboutDialog(QWidget* parent) : QDialog(parent) {
    setObjectName(QStringLiteral("aboutDialog"));
    setWindowTitle(tr("About Maquette"));
    resize(560, 560);
    auto* title = new QLabel(tr("Maquette %1").arg(QCoreApplication::applicationVersion()), this);
    title->setObjectName(QStringLiteral("aboutTitle"));
    title->setProperty("heading", true);
    auto* text = new QTextBrowser(this);
    text->setObjectName(QStringLiteral("aboutText"));
    text->setAccessibleName(tr("Licences"));
    text->setToolTip(tr("Licences of everything inside"));
    text->setHtml(aboutText());
    auto* buttons = new QDialogButtonBox(this);
    auto* close = new QPushButton(tr("Close"), buttons);
    buttons->addButton(close, QDialogButtonBox::RejectRole);
    close->setObjectName(QStringLiteral("aboutClose"));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close this window"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addWidget(buttons);
}

} // namespace maquette
