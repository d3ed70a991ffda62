// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/settings_panel.h"

#include "ui/widgets/mnemonic.h"
#include "ui/window/studio_settings.h"

#include <QLabel>
#include <QSignalBlocker>

namespace maquette {

QString rigTitle(const QString& rig) {
    if (rig == QLatin1String("cmu_mb")) {
        return QStringLiteral("CMU motion capture");
    }
    QString title = rig;
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    return title.left(1).toUpper() + title.mid(1);
}

namespace {

/// Steps from "none given" to a usual height instead of crawling up from the least.
class HeightBox : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;

    void stepBy(int steps) override {
        constexpr double kUsual = 1.70; // metres
        if (value() <= minimum() && steps > 0) {
            setValue(kUsual);
        } else {
            QDoubleSpinBox::stepBy(steps);
        }
    }
};

} // namespace

SettingsPanel::SettingsPanel(QWidget* parent) : QWidget(parent), m_height(new HeightBox(this)) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(12, 4, 12, 10);
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_quality = addChoice(*form, "quality", tr("&Quality"),
                          tr("Best cuts the person out more finely and takes longer"));
    m_quality->addItem(tr("Fast"), static_cast<int>(MaskQuality::Fast));
    m_quality->addItem(tr("Best"), static_cast<int>(MaskQuality::Best));
    m_rig = addChoice(*form, "rig", tr("R&ig"), tr("Skeleton that the character is bound to"));
    m_textureSize =
        addChoice(*form, "textureSize", tr("Te&xture"), tr("Side of the body's texture in pixels"));
    for (const int size : kTextureSizes) {
        m_textureSize->addItem(tr("%1 × %1").arg(size), size);
    }
    m_gender = addChoice(*form, "genderChoice", tr("&Body type"),
                         tr("Automatic estimates it from the photo; choose when it is wrong"));
    m_gender->addItem(tr("Automatic"));
    m_gender->addItem(tr("Female"), 0.0);
    m_gender->addItem(tr("Male"), 1.0);
    createHeight(*form);
    setOptions({});
}

QComboBox* SettingsPanel::addChoice(QFormLayout& form, const char* name, const QString& label,
                                    const QString& toolTip) {
    auto* choice = new QComboBox(this);
    choice->setObjectName(QLatin1String(name));
    choice->setToolTip(toolTip);
    choice->setAccessibleName(withoutMnemonic(label));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(8);
    form.addRow(label, choice);
    connect(choice, &QComboBox::activated, this, &SettingsPanel::announce);
    return choice;
}

void SettingsPanel::createHeight(QFormLayout& form) {
    constexpr double kStep = 0.01;
    m_height->setObjectName(QStringLiteral("heightValue"));
    m_height->setAccessibleName(tr("Height in metres"));
    m_height->setToolTip(tr("Height of the person; the lowest value leaves it to the photo"));
    m_height->setDecimals(2);
    m_height->setSingleStep(kStep);
    m_height->setSuffix(tr(" m"));
    // One step below the least height stands for "none given".
    m_height->setRange(kMinimumHeight - kStep, kMaximumHeight);
    m_height->setSpecialValueText(tr("As in the photo"));
    form.addRow(tr("&Height"), m_height);
    connect(m_height, &QDoubleSpinBox::valueChanged, this, &SettingsPanel::announce);
}

void SettingsPanel::setOptions(const ReconstructOptions& options) {
    const QSignalBlocker blocker(m_height);
    m_quality->setCurrentIndex(m_quality->findData(static_cast<int>(options.quality)));
    const QString rig = QString::fromStdString(options.rig);
    if (m_rig->findData(rig) < 0) {
        m_rig->addItem(rigTitle(rig), rig);
    }
    m_rig->setCurrentIndex(m_rig->findData(rig));
    m_textureSize->setCurrentIndex(m_textureSize->findData(options.textureSize));
    m_gender->setCurrentIndex(!options.gender ? 0 : *options.gender < 0.5 ? 1 : 2);
    m_height->setValue(options.height.value_or(m_height->minimum()));
}

ReconstructOptions SettingsPanel::options() const {
    ReconstructOptions options;
    options.quality = static_cast<MaskQuality>(m_quality->currentData().toInt());
    options.rig = m_rig->currentData().toString().toStdString();
    options.textureSize = m_textureSize->currentData().toInt();
    if (m_gender->currentIndex() > 0) {
        options.gender = m_gender->currentData().toDouble();
    }
    if (m_height->value() >= kMinimumHeight) {
        options.height = m_height->value();
    }
    return options;
}

void SettingsPanel::setRigs(const QStringList& rigs) {
    if (rigs.isEmpty()) {
        return;
    }
    const QString chosen = m_rig->currentData().toString();
    m_rig->clear();
    for (const QString& rig : rigs) {
        m_rig->addItem(rigTitle(rig), rig);
    }
    const int row = m_rig->findData(chosen);
    m_rig->setCurrentIndex(std::max(0, row));
    if (row < 0) {
        announce();
    }
}

void SettingsPanel::announce() {
    Q_EMIT optionsChanged(options());
}

} // namespace maquette
