// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/guided_filter.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

/// Means over square windows; pictures are mirrored at their borders.
class WindowMean {
public:
    explicit WindowMean(int radius) : m_size(2 * radius + 1, 2 * radius + 1) {}

    [[nodiscard]] cv::Mat operator()(const cv::Mat& image) const {
        cv::Mat result;
        cv::boxFilter(image, result, CV_32F, m_size, cv::Point(-1, -1), true, cv::BORDER_REFLECT);
        return result;
    }

private:
    cv::Size m_size;
};

/// First and second moments of colour and mask within the windows.
struct Moments {
    cv::Mat color;     ///< CV_32FC3
    cv::Mat mask;      ///< CV_32F
    cv::Mat colorMask; ///< CV_32FC3: mean of color * mask
    cv::Mat squares;   ///< CV_32FC3: mean of b b, g g, r r
    cv::Mat products;  ///< CV_32FC3: mean of b g, b r, g r

    Moments(const cv::Mat& guide, const cv::Mat& values, const WindowMean& mean)
        : color(mean(guide)), mask(mean(values)) {
        cv::Mat spread;
        cv::merge(std::array{values, values, values}, spread);
        colorMask = mean(guide.mul(spread));
        squares = mean(guide.mul(guide));
        cv::Mat left(guide.size(), CV_32FC3);
        cv::Mat right(guide.size(), CV_32FC3);
        cv::mixChannels(&guide, 1, &left, 1, std::array{0, 0, 0, 1, 1, 2}.data(), 3);
        cv::mixChannels(&guide, 1, &right, 1, std::array{1, 0, 2, 1, 2, 2}.data(), 3);
        products = mean(left.mul(right));
    }
};

/// Solves (covariance + kRegular I) a = covariance of colour and mask for one pixel.
cv::Vec4f solve(const Moments& m, int y, int x) {
    constexpr float kRegular = 1e-4F; // edges of more than about 1 % of the range count
    const auto c = m.color.at<cv::Vec3f>(y, x);
    const auto s = m.squares.at<cv::Vec3f>(y, x);
    const auto p = m.products.at<cv::Vec3f>(y, x);
    const float mask = m.mask.at<float>(y, x);
    const cv::Vec3f t = m.colorMask.at<cv::Vec3f>(y, x) - mask * c;
    const float bb = s[0] - c[0] * c[0] + kRegular;
    const float gg = s[1] - c[1] * c[1] + kRegular;
    const float rr = s[2] - c[2] * c[2] + kRegular;
    const float bg = p[0] - c[0] * c[1];
    const float br = p[1] - c[0] * c[2];
    const float gr = p[2] - c[1] * c[2];
    // The inverse by cofactors: the matrix is symmetric and positive definite.
    const float i00 = gg * rr - gr * gr;
    const float i01 = br * gr - bg * rr;
    const float i02 = bg * gr - br * gg;
    const float scale = 1.0F / (bb * i00 + bg * i01 + br * i02);
    const cv::Vec3f a(
        scale * (i00 * t[0] + i01 * t[1] + i02 * t[2]),
        scale * (i01 * t[0] + (bb * rr - br * br) * t[1] + (bg * br - bb * gr) * t[2]),
        scale * (i02 * t[0] + (bg * br - bb * gr) * t[1] + (bb * gg - bg * bg) * t[2]));
    return {a[0], a[1], a[2], mask - a.dot(c)};
}

} // namespace

cv::Mat guidedCoefficients(const cv::Mat& guide, const cv::Mat& mask, int radius) {
    cv::Mat color;
    guide.convertTo(color, CV_32F, 1.0 / 255.0);
    const WindowMean mean(radius);
    const Moments moments(color, mask, mean);
    cv::Mat result(guide.size(), CV_32FC4);
    cv::parallel_for_(cv::Range(0, guide.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            for (int x = 0; x < guide.cols; ++x) {
                result.at<cv::Vec4f>(y, x) = solve(moments, y, x);
            }
        }
    });
    return mean(result);
}

cv::Mat applyGuided(const cv::Mat& coefficients, const cv::Mat& picture) {
    constexpr float kSteeper = 2.0F;
    cv::Mat result(picture.size(), CV_8UC1);
    const float perRow = static_cast<float>(coefficients.rows) / static_cast<float>(picture.rows);
    cv::parallel_for_(cv::Range(0, picture.rows), [&](const cv::Range& rows) {
        cv::Mat line;
        cv::Mat enlarged;
        for (int y = rows.start; y < rows.end; ++y) {
            // Between two rows of coefficients, then along the row.
            const float at = (static_cast<float>(y) + 0.5F) * perRow - 0.5F;
            const int above =
                std::clamp(static_cast<int>(std::floor(at)), 0, coefficients.rows - 1);
            const int below = std::min(above + 1, coefficients.rows - 1);
            const double part = std::clamp(at - static_cast<float>(above), 0.0F, 1.0F);
            cv::addWeighted(coefficients.row(above), 1.0 - part, coefficients.row(below), part, 0.0,
                            line);
            cv::resize(line, enlarged, cv::Size(picture.cols, 1), 0, 0, cv::INTER_LINEAR);
            const auto* a = enlarged.ptr<cv::Vec4f>();
            const auto* color = picture.ptr<cv::Vec3b>(y);
            auto* to = result.ptr<uchar>(y);
            for (int x = 0; x < picture.cols; ++x) {
                const float value = (a[x][0] * static_cast<float>(color[x][0]) +
                                     a[x][1] * static_cast<float>(color[x][1]) +
                                     a[x][2] * static_cast<float>(color[x][2])) /
                                        255.0F +
                                    a[x][3];
                to[x] = cv::saturate_cast<uchar>(255.0F * ((value - 0.5F) * kSteeper + 0.5F));
            }
        }
    });
    return result;
}

} // namespace maquette
