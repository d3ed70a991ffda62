// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/check_sentences.h"

#include "ui/models/sample_model.h"

#include <QCoreApplication>

#include <algorithm>

namespace maquette {

namespace {

class Sentences {
    Q_DECLARE_TR_FUNCTIONS(maquette::Sentences)
public:
    static QString emptySplit(Split split) {
        switch (split) {
        case Split::Train:
            return tr("There is nothing to train on.");
        case Split::Validation:
            return tr("There are no validation samples, so nothing tells when to stop training.");
        case Split::Test:
            return tr("There are no test samples, so the error cannot be measured.");
        }
        return {};
    }

    static QString gap(const SplitGap& gap) {
        const QString name = attributeTitle(gap.key);
        const QString split = gap.split == Split::Test ? tr("test") : tr("validation");
        if (gap.word.empty()) {
            return tr("%1: the %2 samples differ from those trained on, %3 on average instead of "
                      "%4.")
                .arg(name, split, attributeText(gap.here), attributeText(gap.training));
        }
        return tr("%1: the %2 samples differ from those trained on, “%3” is %4 % of them instead "
                  "of %5 %.")
            .arg(name, split, QString::fromStdString(gap.word))
            .arg(100.0 * gap.here, 0, 'f', 1)
            .arg(100.0 * gap.training, 0, 'f', 1);
    }

    static QString duplicates(const DuplicateList& list) {
        const auto across = std::ranges::count_if(list.pairs, &PicturePair::isSplit);
        const auto all = std::ssize(list.pairs);
        if (all == 0) {
            return tr("No two pictures are nearly the same.");
        }
        const QString count = list.isCut ? tr("More than %L1").arg(all) : tr("%L1").arg(all);
        return across == 0
                   ? tr("%1 pairs of pictures are nearly the same, none across splits.").arg(count)
                   : tr("%1 pairs of pictures are nearly the same, %L2 of them across splits: "
                        "results on them are too good.")
                         .arg(count)
                         .arg(across);
    }

    static QString warnings(const AttributeColumn& column) {
        const auto odd = std::ranges::count_if(column.texts, [](auto word) { return word >= 0; });
        return odd == 0 ? tr("No picture has a warning.")
                        : tr("%L1 pictures have a warning; filter by it at the left.").arg(odd);
    }

    static QString noLeak() { return tr("No person is in two splits."); }
    static QString balanced() { return tr("The splits are alike in every attribute."); }
};

} // namespace

QStringList splitSentences(const DatasetChecks::Splits& splits) {
    QStringList sentences;
    sentences.push_back(splits.leak ? Sentences::noLeak()
                                    : QString::fromStdString(describe(splits.leak.error())));
    bool isWhole = true;
    for (const Split split : kSplits) {
        if (splits.balance.samples[static_cast<std::size_t>(split)] == 0) {
            sentences.push_back(Sentences::emptySplit(split));
            isWhole = false;
        }
    }
    for (const SplitGap& gap : splits.balance.gaps) {
        sentences.push_back(Sentences::gap(gap));
    }
    if (isWhole && splits.balance.gaps.empty()) {
        sentences.push_back(Sentences::balanced());
    }
    return sentences;
}

QStringList pictureSentences(const DatasetChecks::Pictures& pictures) {
    QStringList sentences{Sentences::duplicates(pictures.duplicates),
                          Sentences::warnings(pictures.warnings)};
    if (pictures.saveError) {
        sentences.push_back(QString::fromStdString(describe(*pictures.saveError)));
    }
    return sentences;
}

} // namespace maquette
