// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/option_form.h"

#include "ui/widgets/section.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>
#include <map>

namespace maquette {

namespace {

/// Whole numbers, or numbers of any size with as many digits as they need.
class NumberBox : public QDoubleSpinBox {
public:
    NumberBox(const OptionField& field, QWidget* parent) : QDoubleSpinBox(parent) {
        setDecimals(field.type == OptionField::Type::Integer ? 0 : kDecimals);
        setRange(field.least, field.largest);
        setKeyboardTracking(false);
        setGroupSeparatorShown(true);
        if (field.type == OptionField::Type::Number) {
            setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        }
    }
    [[nodiscard]] QString textFromValue(double value) const override {
        QString text = QDoubleSpinBox::textFromValue(value);
        if (decimals() > 0 && text.contains(locale().decimalPoint())) {
            while (text.endsWith(locale().zeroDigit())) {
                text.chop(1);
            }
            if (text.endsWith(locale().decimalPoint())) {
                text.chop(1);
            }
        }
        return text;
    }
    // Forms are scrolled over their fields.
    void wheelEvent(QWheelEvent* event) override { event->ignore(); }

private:
    static constexpr int kDecimals = 7;
};

} // namespace

OptionForm::OptionForm(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("optionForm"));
    m_column->setContentsMargins(0, 0, 0, 0);
}

void OptionForm::setFields(const std::vector<OptionField>& fields, const std::string& options) {
    m_fields = fields;
    m_options = options;
    m_readers.clear();
    delete m_content;
    m_content = new QWidget(this);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    std::map<std::string, QFormLayout*> groups;
    for (const OptionField& field : m_fields) {
        QFormLayout*& form = groups[field.group];
        if (form == nullptr) {
            auto* box = new QWidget;
            form = new QFormLayout(box);
            form->setContentsMargins(12, 6, 12, 10);
            const QString title = QString::fromStdString(field.group);
            auto* section = new Section(QStringLiteral("options-") + title, title, box, m_content);
            section->setFolded(groups.size() > 1);
            column->addWidget(section);
        }
        QWidget* editor = makeEditor(field);
        auto* label = new QLabel(QString::fromStdString(field.label));
        label->setToolTip(editor->toolTip());
        label->setBuddy(editor);
        form->addRow(label, editor);
    }
    m_column->addWidget(m_content);
    setOptions(options);
}

void OptionForm::setOptions(const std::string& options) {
    m_options = options;
    for (const auto& read : m_readers) {
        read();
    }
}

void OptionForm::set(const OptionField& field, double value) {
    if (optionValue(m_options, field) != value) {
        m_options = withOption(m_options, field, value);
        Q_EMIT edited();
    }
}

QWidget* OptionForm::makeEditor(const OptionField& field) {
    QWidget* editor =
        field.type == OptionField::Type::Switch ? makeSwitch(field) : makeNumber(field);
    editor->setObjectName(QStringLiteral("option-") + QString::fromStdString(field.path));
    editor->setAccessibleName(QString::fromStdString(field.label));
    editor->setToolTip(
        QStringLiteral("<p>%1</p>").arg(QString::fromStdString(field.help).toHtmlEscaped()));
    return editor;
}

QWidget* OptionForm::makeSwitch(const OptionField& field) {
    auto* box = new QCheckBox;
    m_readers.emplace_back([this, box, field] {
        const QSignalBlocker blocked(box);
        box->setChecked(optionValue(m_options, field).value_or(0.0) != 0.0);
    });
    connect(box, &QCheckBox::toggled, this,
            [this, field](bool isOn) { set(field, isOn ? 1.0 : 0.0); });
    return box;
}

QWidget* OptionForm::makeNumber(const OptionField& field) {
    auto* box = new NumberBox(field, nullptr);
    m_readers.emplace_back([this, box, field] {
        const QSignalBlocker blocked(box);
        box->setValue(optionValue(m_options, field).value_or(field.least));
    });
    connect(box, &QDoubleSpinBox::valueChanged, this,
            [this, field](double value) { set(field, value); });
    return box;
}

} // namespace maquette
