// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/template_mesh.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

TEST(Template, FacesOfAPartComeInMeshOrder) {
    Template base;
    base.faceParts = {TemplatePart::Skirt, TemplatePart::Body, TemplatePart::Skirt,
                      TemplatePart::Lashes, TemplatePart::Body};
    EXPECT_EQ(base.facesOf(TemplatePart::Body), (std::vector<int>{1, 4}));
    EXPECT_EQ(base.facesOf(TemplatePart::Skirt), (std::vector<int>{0, 2}));
    EXPECT_TRUE(base.facesOf(TemplatePart::Hair).empty());
}

} // namespace
} // namespace maquette
