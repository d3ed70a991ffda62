// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Photo-like pictures of dressed library characters of which everything is known.

#include "core/data/sampler.h"
#include "core/render/scene.h"
#include "core/synthesis/person_scene.h"
#include "core/synthesis/photo_setting.h"
#include "core/synthesis/pose_library.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maquette {

struct SyntheticOptions {
    PhotoOptions photo;
    std::optional<PoseKind> pose; ///< absent: drawn
    std::optional<Surroundings> surroundings;
    SamplerOptions sampler{16.0, 80.0};
    bool wide = false; ///< rarer clothes and poses too, as for people to train on
};

/// Of people to train on.
[[nodiscard]] SyntheticOptions trainingPeople();

/// Who someone is: what stays the same from picture to picture.
struct PersonIdentity {
    CharacterParameters parameters;
    Points restShape;  ///< [kTemplateVertices,3] rest pose, neutral face, undressed, feet at y = 0
    Points expressive; ///< restShape with the facial expression of parameters
    Skeleton skeleton; ///< "default" rig of restShape
    float height = 0.0F; ///< metres, rest pose
    PersonLook look;
    PersonPaint paint;
};

/// A picture and the truth about it.
struct SyntheticPerson {
    cv::Mat image;  ///< CV_8UC3 BGR
    cv::Mat mask;   ///< CV_8UC1, coverage of the dressed person
    cv::Mat labels; ///< CV_8UC1, 1 + index into scene, 0 background
    CharacterParameters parameters;
    Points restShape;  ///< [kTemplateVertices,3] rest pose, neutral face, undressed, feet at y = 0
    Skeleton skeleton; ///< "default" rig of restShape
    Pose pose;
    Camera camera; ///< maps posed points to pixels
    Points joints; ///< [bones,3] posed bone heads, model space, metres
    Points body;   ///< [kTemplateVertices,3] posed and undressed, with the facial expression
    std::vector<std::string>
        sceneNames;               ///< "body", "left eye" …, "shirt", "hair"; one a mesh of scene
    std::vector<SceneMesh> scene; ///< posed meshes with their materials
    float height = 0.0F;          ///< metres, rest pose
    std::optional<Eigen::AlignedBox3f> seat; ///< what a sitting person sits on, model space
    std::string poseName;
    std::string outfit; ///< in words
    std::string hair;
    std::string surroundings;
};

/// The surroundings as @p camera sees them, with what a sitting person sits on.
/// @param floor  y of the floor, metres.
[[nodiscard]] Background paintBehind(const SyntheticPerson& person, Surroundings surroundings,
                                     const Camera& camera, float floor, Random& random);

/// Makes people; holds what is the same for all.
class PersonMaker {
public:
    /// @errors  those of Library::rig.
    [[nodiscard]] static Result<std::unique_ptr<PersonMaker>>
    create(std::shared_ptr<const Library> library, const PersonDetail& detail = {});
    ~PersonMaker();

    /// Equal seeds and options give equal people. Takes about 3 s.
    /// @errors  those of Library::shape; Cancelled. Polls @p ctx between steps of 1 s.
    [[nodiscard]] Result<SyntheticPerson>
    make(std::uint64_t seed, const SyntheticOptions& options = {}, const Context& ctx = {}) const;

    /// The first step of make().
    /// @errors  those of Library::shape.
    [[nodiscard]] Result<PersonIdentity> identity(std::uint64_t seed,
                                                  const SyntheticOptions& options = {}) const;
    /// The second step: everything but the picture, its camera and surroundings.
    /// @param expressive  [kTemplateVertices,3] restShape with a facial expression.
    [[nodiscard]] SyntheticPerson pose(const PersonIdentity& identity, const Points& expressive,
                                       std::uint64_t seed,
                                       const SyntheticOptions& options = {}) const;

    [[nodiscard]] const Library& library() const;
    [[nodiscard]] const Rig& rig() const; ///< "default"
    [[nodiscard]] const RenderOptions& renderOptions() const;

private:
    struct Workshop;
    explicit PersonMaker(std::unique_ptr<Workshop> workshop);
    std::unique_ptr<Workshop> m_workshop;
};

} // namespace maquette
