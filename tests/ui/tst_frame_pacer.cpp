// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/viewport/frame_pacer.h"

namespace maquette {

class TestFramePacer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void startsSharp() { QCOMPARE(FramePacer().scaleFor(FramePacer::kMoving), 1.0); }

    void staysSharpWhileFramesAreQuick() {
        FramePacer pacer;
        pacer.record(1.0, 8.0);
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 1.0);
    }

    void coarsensUntilTheBudgetIsKept() {
        FramePacer pacer;
        pacer.record(1.0, 100.0);
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 0.75); // not tried yet
        pacer.record(0.75, 60.0);
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 0.5);
        pacer.record(0.5, 45.0);
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 0.35);
        pacer.record(0.35, 30.0);
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 0.35); // the coarsest there is
    }

    void comesBackWhenTheMachineIsFreeAgain() {
        FramePacer pacer;
        pacer.record(1.0, 100.0);
        pacer.record(0.5, 3.0); // four times the pixels take at most 12 ms
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 1.0);
    }

    void forgetsOnReset() {
        FramePacer pacer;
        pacer.record(1.0, 100.0);
        pacer.reset();
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 1.0);
    }

    void cautiousOneClimbsStepByStep() {
        FramePacer pacer(true);
        QCOMPARE(pacer.scaleFor(FramePacer::kStill), 0.35);
        pacer.record(0.35, 4.0); // full resolution would take at most 33
        QCOMPARE(pacer.scaleFor(FramePacer::kStill), 0.75);
        pacer.record(0.75, 10.0); // at most 18
        QCOMPARE(pacer.scaleFor(FramePacer::kStill), 1.0);
    }

    void ignoresScalesItDoesNotOffer() {
        FramePacer pacer;
        pacer.record(0.0, 1000.0);
        QCOMPARE(pacer.scaleFor(FramePacer::kMoving), 1.0);
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestFramePacer)
#include "tst_frame_pacer.moc"
