// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli generate: characters out of nothing but noise and what is asked for.
#include "app/cli_commands.h"
#include "app/cli_outputs.h"

#include "core/base/random.h"
#include "core/io/character_export.h"
#include "core/pipeline/made_character.h"
#include "core/pipeline/open_model.h"
#include "core/render/character_views.h"

#include <opencv2/imgproc.hpp>

#include <iostream>

namespace maquette::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    fs::path model;
    std::vector<fs::path> outputs;
    fs::path sheet;
    int count = 1;
    std::uint64_t seed = 1;
    double spread = 1.0;             ///< sigmas of the noise
    std::vector<std::string> wishes; ///< NAME=VALUE
    MadeCharacterOptions character;
};

/// Attributes of the mean person, changed as wished.
Result<Eigen::VectorXf> attributesFor(const AttributeScale& scale,
                                      const std::vector<std::string>& wishes) {
    Eigen::VectorXf values = scale.mean;
    for (const std::string& wish : wishes) {
        const std::size_t sign = wish.find('=');
        const std::string name = wish.substr(0, sign);
        const auto found = std::find(scale.names.begin(), scale.names.end(), name);
        if (found == scale.names.end()) {
            std::string known;
            for (const std::string& other : scale.names) {
                known += (known.empty() ? "" : ", ") + other;
            }
            return fail(ErrorCode::InvalidArgument, "The model has no attribute \"" + name + "\".",
                        known.empty() ? "It was trained without attributes: leave --set out."
                                      : "It has " + known + ".");
        }
        const std::string text = sign == std::string::npos ? "" : wish.substr(sign + 1);
        char* end = nullptr;
        const float value = std::strtof(text.c_str(), &end);
        if (end == text.c_str() || *end != '\0' || !std::isfinite(value)) {
            return fail(ErrorCode::InvalidArgument, "\"" + wish + "\" gives no number.",
                        "Say for example " + name + "=0.5.");
        }
        values[found - scale.names.begin()] = value;
    }
    return values;
}

Eigen::VectorXf noiseOf(const Random& root, int index, int size, double spread) {
    Random random = root.fork(static_cast<std::uint64_t>(index));
    Eigen::VectorXf noise(size);
    for (float& number : noise) {
        number = static_cast<float>(random.normal(0.0, spread));
    }
    return noise;
}

/// A figure and its head, a column.
Result<cv::Mat> portraitOf(const Character& character, const Context& ctx) {
    TurntableOptions options;
    options.yaws = {25.0F};
    options.panelWidth = 240;
    options.panelHeight = 344;
    options.photoPose = false;
    return renderTurntable(character, options, ctx);
}

/// Columns in rows of eight.
cv::Mat sheetOf(std::vector<cv::Mat> columns) {
    constexpr std::size_t kAcross = 8;
    const std::size_t across = std::min(columns.size(), kAcross);
    while (columns.size() % across != 0) {
        columns.emplace_back(columns.front().size(), columns.front().type(), cv::Scalar::all(255));
    }
    std::vector<cv::Mat> rows;
    for (std::size_t begin = 0; begin < columns.size(); begin += across) {
        cv::Mat row;
        cv::hconcat(columns.data() + begin, across, row);
        rows.push_back(row);
    }
    cv::Mat sheet;
    cv::vconcat(rows, sheet);
    return sheet;
}

std::string nameOf(int index) {
    char name[32];
    std::snprintf(name, sizeof name, "character-%03d", index + 1);
    return name;
}

class Workshop {
public:
    Workshop(const Library& library, const CharacterGenerator& generator,
             const Arguments& arguments, Eigen::VectorXf attributes)
        : m_library(library), m_generator(generator), m_arguments(arguments),
          m_attributes(std::move(attributes)), m_root(arguments.seed) {}

    [[nodiscard]] Result<Character> make(int index) const {
        const auto made = m_generator.make(
            noiseOf(m_root, index, m_generator.noiseSize(), m_arguments.spread), m_attributes);
        if (!made) {
            return fail(made.error());
        }
        MadeCharacterOptions options = m_arguments.character;
        options.name = nameOf(index);
        return characterOf(m_library, *made, options);
    }

private:
    const Library& m_library;
    const CharacterGenerator& m_generator;
    const Arguments& m_arguments;
    Eigen::VectorXf m_attributes;
    Random m_root;
};

Status generateAll(const Workshop& workshop, const Arguments& arguments, const Targets& targets,
                   const Context& ctx) {
    OutputNames names(targets, arguments.count > 1);
    std::vector<cv::Mat> portraits;
    for (int i = 0; i < arguments.count; ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const auto character = workshop.make(i);
        if (!character) {
            return fail(character.error());
        }
        for (const fs::path& file : names.next(nameOf(i)).characters) {
            if (Status written = exportCharacter(*character, file, {}, ctx); !written) {
                return written;
            }
        }
        if (!arguments.sheet.empty()) {
            const auto portrait = portraitOf(*character, ctx);
            if (!portrait) {
                return fail(portrait.error());
            }
            portraits.push_back(*portrait);
        }
    }
    return arguments.sheet.empty() ? Status()
                                   : writePicture(sheetOf(std::move(portraits)), arguments.sheet);
}

int generate(const Arguments& arguments, const Session& session) {
    const Targets targets{arguments.outputs, arguments.sheet, {}, {}};
    const std::vector<fs::path> names(static_cast<std::size_t>(arguments.count));
    if (const Status valid = checkTargets(targets, names); !valid) {
        return complain(valid.error());
    }
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    const auto generator = openGenerator(arguments.model, **library);
    if (!generator) {
        return complain(generator.error());
    }
    const auto attributes = attributesFor((*generator)->attributes(), arguments.wishes);
    if (!attributes) {
        return complain(attributes.error());
    }
    const Workshop workshop(**library, **generator, arguments, *attributes);
    const Status done = generateAll(workshop, arguments, targets, session.ctx);
    return done ? 0 : complain(done.error());
}

} // namespace

void addGenerate(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("generate", "Make up characters with a generator");
    command->add_option("--model", arguments->model, "Generator")->required()->type_name("FILE");
    command
        ->add_option("-o,--output", arguments->outputs,
                     "A .glb, .fbx or .obj file, or a folder for a GLB of each character")
        ->allow_extra_args(false)
        ->type_name("OUT");
    command->add_option("--sheet", arguments->sheet, "Picture of all characters")->type_name("PNG");
    command->add_option("--count", arguments->count, "How many")
        ->capture_default_str()
        ->check(CLI::Range(1, 1000));
    command->add_option("--seed", arguments->seed, "Seed")->capture_default_str();
    command->add_option("--spread", arguments->spread, "How unlike the mean, in sigmas")
        ->capture_default_str()
        ->check(CLI::Range(0.0, 3.0));
    command
        ->add_option("--set", arguments->wishes,
                     "What they should be like, for example age=40; may be given several times")
        ->allow_extra_args(false)
        ->type_name("NAME=VALUE");
    command->add_option("--rig", arguments->character.rig, "Rig; see maquette-cli rigs")
        ->capture_default_str();
    command->add_option("--height", arguments->character.height, "Height; else as made up")
        ->check(CLI::Range(0.1, 10.0))
        ->type_name("METRES");
    command->add_option("--texture-size", arguments->character.textureSize, "Side of the texture")
        ->capture_default_str()
        ->check(CLI::Range(256, 8192))
        ->type_name("PIXELS");
    command->callback([=, &session] {
        if (arguments->outputs.empty() && arguments->sheet.empty()) {
            throw CLI::ValidationError("generate", "give -o or --sheet");
        }
        session.exitCode = generate(*arguments, session);
    });
}

} // namespace maquette::cli
