// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the studio tells the artist: messages and the progress of work. Plain values.

#include "core/base/error.h"

#include <QFileInfo>
#include <QString>

namespace maquette {

enum class Severity { Info, Success, Warning, Error };

/// What the message's button does.
enum class MessageAction { None, RetryEngine, ShowFolder, SaveAgain };

struct StudioMessage {
    Severity severity = Severity::Info;
    QString topic;   ///< a newer message of a topic replaces the older one
    QString text;    ///< one sentence
    QString advice;  ///< what to do; may be empty
    QString details; ///< for a report, shown on demand; may be empty
    MessageAction action = MessageAction::None;
    QString folder; ///< for ShowFolder
};

/// The error's sentence, with the file's name in place of its whole path.
[[nodiscard]] inline QString sentenceOf(const Error& error, const QString& file) {
    QString sentence = QString::fromStdString(error.message);
    if (!file.isEmpty()) {
        sentence.replace(file, QFileInfo(file).fileName());
    }
    return sentence;
}

/// @param subject  what it is about, e.g. a file name; shown in the details.
[[nodiscard]] inline StudioMessage errorMessage(const QString& topic, const Error& error,
                                                const QString& subject) {
    StudioMessage message;
    message.severity = Severity::Error;
    message.topic = topic;
    message.text = QString::fromStdString(error.message);
    message.advice = QString::fromStdString(error.advice);
    message.details =
        QStringLiteral("%1: %2").arg(QString::fromLatin1(errorCodeName(error.code)), subject);
    return message;
}

/// The work under way, as the progress strip shows it.
struct WorkProgress {
    bool isActive = false;
    QString title;         ///< e.g. "anna.jpg (2 of 5)"
    QString stage;         ///< e.g. "Fitting the body"
    double fraction = 0.0; ///< 0 … 1
    bool canCancel = false;
    bool isStopping = false; ///< asked to stop, not yet stopped

    bool operator==(const WorkProgress&) const = default;
};

} // namespace maquette
