// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the dataset that the tests of core/train share.
#include "core/synthesis/perception_pass.h"
#include "core/synthesis/person_dataset.h"
#include "tests/train/small_people.h"

#include <iostream>

int main() {
    using namespace maquette;
    std::error_code ignored; // making it tells what is wrong
    std::filesystem::remove_all(test::smallPeople(), ignored);
    PersonDatasetOptions options;
    options.identities = 40;
    options.viewsPerIdentity = 2;
    options.seed = 4;
    Status made = makePersonDataset(test::library(), test::smallPeople(), options);
    if (made) {
        made = runPerceptionPass(test::smallPeople(), {}, options.threads);
    }
    if (!made) {
        std::cerr << describe(made.error()) << "\n";
    }
    return made ? 0 : 1;
}
