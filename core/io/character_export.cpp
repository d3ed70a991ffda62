// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/character_export.h"

#include "core/base/file.h"
#include "core/io/fbx_export.h"
#include "core/io/glb_export.h"
#include "core/io/obj_export.h"

#include <algorithm>
#include <new>

namespace maquette {
namespace fs = std::filesystem;
namespace {

Status writeWhole(const Result<Bytes>& bytes, const fs::path& path, const Context& ctx) {
    if (!bytes) {
        return fail(bytes.error());
    }
    ctx.nested(0.95, 1.0, "Writing the file").report(0.0);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    return writeFile(path, *bytes);
}

Status exportChecked(const Character& character, const fs::path& path, ExportFormat format,
                     const ExportOptions& options, const Context& ctx) {
    const Context making = ctx.nested(0.0, 0.95);
    switch (format) {
    case ExportFormat::Glb:
        return writeWhole(glbBytes(character, options, making), path, ctx);
    case ExportFormat::Fbx:
        return writeWhole(fbxBytes(character, options, making), path, ctx);
    case ExportFormat::Obj:
        return writeObj(character, path, options, ctx);
    }
    return fail(ErrorCode::Internal, "There is no such export format.");
}

} // namespace

Result<ExportFormat> exportFormatFor(const fs::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    if (ending == ".glb") {
        return ExportFormat::Glb;
    }
    if (ending == ".fbx") {
        return ExportFormat::Fbx;
    }
    if (ending == ".obj") {
        return ExportFormat::Obj;
    }
    return fail(ErrorCode::UnsupportedFormat,
                path.string() + " does not name a format that characters are written in.",
                "Use a name that ends in .glb, .fbx or .obj.");
}

Status exportCharacter(const Character& character, const fs::path& path,
                       const ExportOptions& options, const Context& ctx) {
    const Result<ExportFormat> format = exportFormatFor(path);
    if (!format) {
        return fail(format.error());
    }
    if (Status status = checkCharacter(character); !status) {
        return status;
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    try {
        Status status = exportChecked(character, path, *format, options, ctx);
        if (status) {
            ctx.report(1.0);
        }
        return status;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to export the character.");
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal,
                    "Exporting to " + path.string() + " failed: " + error.what() + ".");
    }
}

} // namespace maquette
