// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewport/tile_plan.h"

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

int sideOf(int whole, double share, int samples) {
    return std::max(1, static_cast<int>(std::floor(whole * share / samples)));
}

} // namespace

std::deque<ViewportScene::Tile> planTiles(int width, int height, double share, int samples) {
    const int tileWidth = sideOf(width, share, samples);
    const int tileHeight = sideOf(height, share, samples);
    std::deque<ViewportScene::Tile> tiles;
    for (int y = 0; y < height; y += tileHeight) {
        for (int x = 0; x < width; x += tileWidth) {
            tiles.push_back(
                {x, y, std::min(tileWidth, width - x), std::min(tileHeight, height - y)});
        }
    }
    const auto fromMiddle = [&](const ViewportScene::Tile& tile) {
        return std::hypot(tile.x + tile.width * 0.5 - width * 0.5,
                          tile.y + tile.height * 0.5 - height * 0.5);
    };
    std::stable_sort(tiles.begin(), tiles.end(),
                     [&](const auto& a, const auto& b) { return fromMiddle(a) < fromMiddle(b); });
    return tiles;
}

} // namespace maquette
