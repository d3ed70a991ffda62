// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/person_view.h"

#include "ui/engine/guarded.h"
#include "ui/models/sample_model.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <cmath>

namespace maquette {

namespace {

constexpr int kHeight = 300;           // pixels
constexpr std::size_t kSliders = 8;    // shown
constexpr float kDegreesAPixel = 0.8F; // of dragging
constexpr float kDegreesAKey = 15.0F;

/// "nose/nose-width1-decr-incr" -> "Nose width1".
QString parameterTitle(const PersonParameter& parameter) {
    QString name = QString::fromStdString(parameter.name).section(QLatin1Char('/'), -1);
    name.remove(QStringLiteral("-decr-incr"));
    name.replace(QLatin1Char('-'), QLatin1Char('_'));
    return attributeTitle(name.toStdString());
}

} // namespace

struct PersonView::Answer {
    Result<QImage> picture;
    Result<std::vector<PersonParameter>> parameters;
};

PersonView::PersonView(DataServices services, QWidget* parent)
    : QWidget(parent), m_services(std::move(services)), m_view(new ImageView(this)),
      m_message(new QLabel(this)), m_facts(new QWidget(this)), m_grid(new QGridLayout(m_facts)) {
    setObjectName(QStringLiteral("personView"));
    m_view->setObjectName(QStringLiteral("personPicture"));
    m_view->setAccessibleName(tr("The person's body"));
    m_view->setToolTip(tr("The body in rest pose; drag or use the arrow keys to turn it"));
    m_view->setFixedHeight(kHeight);
    m_view->setFocusPolicy(Qt::StrongFocus);
    m_view->setCursor(Qt::OpenHandCursor);
    m_view->installEventFilter(this);
    m_message->setObjectName(QStringLiteral("personMessage"));
    m_message->setWordWrap(true);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(3);
    m_grid->setColumnStretch(1, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 12);
    layout->addWidget(m_view);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    m_message->hide();
}

void PersonView::setPerson(std::shared_ptr<const Dataset> dataset, std::int64_t identity) {
    if (dataset == m_dataset && identity == m_identity) {
        return;
    }
    m_dataset = std::move(dataset);
    m_identity = m_dataset ? identity : -1;
    ++m_request;
    m_isStale = true;
    if (m_identity < 0) {
        m_view->setImage({});
        showParameters({});
    }
    request();
}

void PersonView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    request();
}

bool PersonView::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_pressed = static_cast<QMouseEvent*>(event)->pos().x();
        return true;
    case QEvent::MouseMove: {
        const int x = static_cast<QMouseEvent*>(event)->pos().x();
        turn(kDegreesAPixel * static_cast<float>(m_pressed - x));
        m_pressed = x;
        return true;
    }
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            turn(key == Qt::Key_Left ? kDegreesAKey : -kDegreesAKey);
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void PersonView::turn(float degrees) {
    m_yaw = std::remainder(m_yaw + degrees, 360.0F);
    m_isStale = true;
    request();
}

/// One at a time: while the body is dragged, only the last angle is of interest.
void PersonView::request() {
    if (m_identity < 0 || !m_isStale || m_isWorking || !isVisible() || !m_services.renderPerson) {
        return;
    }
    m_isWorking = true;
    m_isStale = false;
    const QSize size = m_view->size() * devicePixelRatio();
    m_worker.post([this, services = m_services, dataset = m_dataset, identity = m_identity,
                   yaw = m_yaw, size, request = m_request] {
        const Answer answer{
            guarded([&] { return services.renderPerson(*dataset, identity, yaw, size); }),
            guarded([&] { return services.parameters(*dataset, identity); })};
        QMetaObject::invokeMethod(
            this, [this, request, answer] { onAnswer(request, answer); }, Qt::QueuedConnection);
    });
}

void PersonView::onAnswer(std::int64_t request, const Answer& answer) {
    m_isWorking = false;
    if (request == m_request) {
        m_view->setImage(answer.picture ? *answer.picture : QImage());
        m_view->setVisible(answer.picture.has_value());
        m_message->setVisible(!answer.picture);
        m_message->setText(
            answer.picture ? QString() : QString::fromStdString(describe(answer.picture.error())));
        if (m_shownIdentity != m_identity) {
            m_shownIdentity = m_identity;
            showParameters(answer.parameters.value_or(std::vector<PersonParameter>()));
        }
    }
    this->request();
}

void PersonView::showParameters(const std::vector<PersonParameter>& parameters) {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_shownIdentity = parameters.empty() ? -1 : m_shownIdentity;
    std::size_t sliders = 0;
    for (int row = 0; const PersonParameter& parameter : parameters) {
        sliders += parameter.isSlider ? 1 : 0;
        if (sliders > kSliders) {
            return;
        }
        auto* name = new QLabel(parameterTitle(parameter), m_facts);
        name->setProperty("dim", true);
        m_grid->addWidget(name, row, 0);
        m_grid->addWidget(new QLabel(attributeText(parameter.value), m_facts), row++, 1);
    }
}

} // namespace maquette
