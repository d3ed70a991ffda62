// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_panel.h"

#include <QHBoxLayout>
#include <QPainter>

namespace maquette {

namespace {

constexpr int kPictureHeight = 264; // pixels
constexpr double kOutside = 0.25;   // brightness left outside the mask
constexpr double kDot = 1.6;        // radius of a joint, pixels of the picture
constexpr int kZoom = 2;            // dots are drawn on a picture so much larger

} // namespace

QImage withOverlays(const QImage& picture, const QImage& mask, const std::vector<QPointF>& joints) {
    QImage shown = picture;
    if (mask.size() == picture.size()) {
        for (int y = 0; y < shown.height(); ++y) {
            auto* pixels = reinterpret_cast<QRgb*>(shown.scanLine(y));
            const uchar* inside = mask.constScanLine(y);
            for (int x = 0; x < shown.width(); ++x) {
                const double factor = kOutside + (1.0 - kOutside) * inside[x] / 255.0;
                const auto dim = [factor](int channel) {
                    return static_cast<int>(factor * channel);
                };
                pixels[x] =
                    qRgb(dim(qRed(pixels[x])), dim(qGreen(pixels[x])), dim(qBlue(pixels[x])));
            }
        }
    }
    if (joints.empty() || shown.isNull()) {
        return shown;
    }
    shown = shown.scaled(kZoom * shown.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QPainter painter(&shown);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(kZoom, kZoom);
    painter.setPen(QPen(Qt::black, 0.5));
    painter.setBrush(QColor(0xff, 0xc8, 0x32));
    for (const QPointF& joint : joints) {
        painter.drawEllipse(joint + QPointF(0.5, 0.5), kDot, kDot);
    }
    return shown;
}

SamplePanel::SamplePanel(QWidget* parent)
    : QWidget(parent), m_view(new ImageView(this)), m_mask(new QCheckBox(tr("&Mask"), this)),
      m_joints(new QCheckBox(tr("&Joints"), this)), m_provenance(new QLabel(this)),
      m_facts(new QVBoxLayout) {
    setObjectName(QStringLiteral("samplePanel"));
    m_view->setObjectName(QStringLiteral("samplePicture"));
    m_view->setPlaceholder(tr("Choose a sample to see it whole."));
    m_view->setFixedHeight(kPictureHeight);
    m_mask->setObjectName(QStringLiteral("showMask"));
    m_mask->setAccessibleName(tr("Mask"));
    m_mask->setToolTip(tr("Darken what does not belong to the person"));
    m_joints->setObjectName(QStringLiteral("showJoints"));
    m_joints->setAccessibleName(tr("Joints"));
    m_joints->setToolTip(tr("Draw the true places of the joints"));
    auto* switches = new QHBoxLayout;
    switches->addWidget(m_mask);
    switches->addWidget(m_joints);
    switches->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(m_view);
    layout->addLayout(switches);
    layout->addLayout(m_facts);
    layout->addWidget(m_provenance);
    layout->addStretch(1);
    m_provenance->setObjectName(QStringLiteral("provenance"));
    m_provenance->setToolTip(tr("Where the sample comes from"));
    m_provenance->setProperty("dim", true);
    m_provenance->setWordWrap(true);
    m_provenance->setTextFormat(Qt::PlainText);
    m_provenance->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_provenance->hide();
    connect(m_mask, &QCheckBox::toggled, this, &SamplePanel::updatePicture);
    connect(m_joints, &QCheckBox::toggled, this, &SamplePanel::updatePicture);
}

void SamplePanel::show(const SampleModel& model, const SamplePictures* pictures,
                       std::int64_t sample) {
    m_pictures = pictures;
    m_sample = pictures == nullptr ? -1 : sample;
    updatePicture();
    showFacts(model);
}

void SamplePanel::setProvenance(const QString& text) {
    m_provenance->setText(text);
    m_provenance->setVisible(!text.isEmpty());
}

void SamplePanel::updatePicture() {
    const bool isChosen = m_sample >= 0;
    m_mask->setEnabled(isChosen);
    m_joints->setEnabled(isChosen);
    if (!isChosen) {
        m_view->setImage({});
        return;
    }
    m_view->setImage(withOverlays(
        m_pictures->picture(m_sample), m_mask->isChecked() ? m_pictures->mask(m_sample) : QImage(),
        m_joints->isChecked() ? m_pictures->joints(m_sample) : std::vector<QPointF>()));
}

void SamplePanel::showFacts(const SampleModel& model) {
    if (QLayoutItem* old = m_facts->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    for (int column = 0; m_sample >= 0 && column < model.columnCount(); ++column) {
        const QString value = model.textOf(m_sample, column);
        if (!value.isEmpty()) {
            addFact(*grid, model.headerData(column, Qt::Horizontal).toString(), value);
        }
    }
    m_facts->addWidget(box);
}

void SamplePanel::addFact(QGridLayout& grid, const QString& name, const QString& value) {
    const int row = grid.rowCount();
    auto* label = new QLabel(name, grid.parentWidget());
    label->setProperty("dim", true);
    auto* text = new QLabel(value, grid.parentWidget());
    text->setWordWrap(true);
    text->setTextFormat(Qt::PlainText);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid.addWidget(label, row, 0, Qt::AlignTop);
    grid.addWidget(text, row, 1);
}

} // namespace maquette
