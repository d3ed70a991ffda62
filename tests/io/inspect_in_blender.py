# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports a file into Blender and prints what arrived, as one line of JSON after "INSPECTION ".

    blender -b --factory-startup -P inspect_in_blender.py -- FILE(.glb|.fbx|.obj) [PICTURE.png]

With a second argument it also draws the character from the front (from -Y, where Blender's
front view looks from) into that picture.
"""

import json
import math
import sys

import bpy
import mathutils
import numpy

# Debian 12 pairs Blender 3.4 with a numpy that has dropped this name; without it Blender's glTF
# importer fails on every file.
if "bool" not in vars(numpy):
    numpy.bool = bool

IMPORTERS = {
    "glb": lambda path: bpy.ops.import_scene.gltf(filepath=path),
    "fbx": lambda path: bpy.ops.import_scene.fbx(filepath=path),
    "obj": lambda path: bpy.ops.wm.obj_import(filepath=path),
}


def world_bounds(mesh_object):
    """Smallest and largest corner of the mesh as drawn, all modifiers applied, in metres."""
    evaluated = mesh_object.evaluated_get(bpy.context.evaluated_depsgraph_get())
    mesh = evaluated.to_mesh()
    points = [evaluated.matrix_world @ vertex.co for vertex in mesh.vertices]
    bounds = [[f(p[axis] for p in points) for axis in range(3)] for f in (min, max)]
    evaluated.to_mesh_clear()
    return bounds


def weight_sums(mesh_object):
    """Smallest and largest sum of a vertex's weights, and most groups of a vertex."""
    sums = [sum(g.weight for g in v.groups) for v in mesh_object.data.vertices]
    most = max(len([g for g in v.groups if g.weight > 0]) for v in mesh_object.data.vertices)
    return [min(sums), max(sums), most]


def used_groups(mesh_object):
    used = {g.group for v in mesh_object.data.vertices for g in v.groups if g.weight > 0}
    return sorted(mesh_object.vertex_groups[i].name for i in used)


def images_of(mesh_object):
    """Images that reach a material's base colour, with size in pixels."""
    found = []
    for material in mesh_object.data.materials:
        shader = next(n for n in material.node_tree.nodes if n.type == "BSDF_PRINCIPLED")
        for link in shader.inputs["Base Color"].links:
            node = link.from_node
            if node.type != "TEX_IMAGE":  # a factor between image and shader
                node = next(l.from_node for i in node.inputs for l in i.links)
            found.append({"name": node.image.name, "size": list(node.image.size),
                          "has_data": len(node.image.pixels) > 0,
                          "alpha_linked": bool(shader.inputs["Alpha"].links)})
    return found


def shading(material):
    shader = next(n for n in material.node_tree.nodes if n.type == "BSDF_PRINCIPLED")
    return {name: shader.inputs[name].default_value
            for name in ("Roughness", "Metallic", "Specular", "Alpha")}


def describe_mesh(mesh_object):
    data = mesh_object.data
    corners = [len(p.vertices) for p in data.polygons]
    keys = data.shape_keys.key_blocks if data.shape_keys else []
    return {
        "vertices": len(data.vertices),
        "triangles": corners.count(3),
        "quads": corners.count(4),
        "uv_layers": [layer.name for layer in data.uv_layers],
        "vertex_groups": [group.name for group in mesh_object.vertex_groups],
        "used_groups": used_groups(mesh_object),
        "weight_sums": weight_sums(mesh_object) if mesh_object.vertex_groups else None,
        "armature": next((m.object.name for m in mesh_object.modifiers
                          if m.type == "ARMATURE" and m.object), None),
        "shape_keys": [key.name for key in keys if key != data.shape_keys.reference_key],
        "images": images_of(mesh_object),
        "shading": [shading(material) for material in data.materials],
        "bounds": world_bounds(mesh_object),
    }


def describe_armature(armature):
    world = armature.matrix_world
    return {
        "scale": list(armature.scale),
        "bones": {
            bone.name: {
                "parent": bone.parent.name if bone.parent else None,
                "head": list(world @ bone.head_local),
                "direction": list((world @ bone.matrix_local).col[1].xyz.normalized()),
                "posed_head": list(world @ armature.pose.bones[bone.name].head),
            }
            for bone in armature.data.bones
        },
    }


def draw(path, objects):
    bounds = [world_bounds(o) for o in objects if o.type == "MESH"]
    low = [min(b[0][axis] for b in bounds) for axis in range(3)]
    high = [max(b[1][axis] for b in bounds) for axis in range(3)]
    centre = mathutils.Vector([(a + b) / 2 for a, b in zip(low, high)])
    scene = bpy.context.scene
    camera_data = bpy.data.cameras.new("camera")
    camera_data.type = "ORTHO"
    camera_data.ortho_scale = 1.1 * max(high[0] - low[0], high[2] - low[2])
    camera = bpy.data.objects.new("camera", camera_data)
    camera.location = centre + mathutils.Vector((0, -5, 0))
    camera.rotation_euler = (math.pi / 2, 0, 0)
    scene.collection.objects.link(camera)
    sun = bpy.data.objects.new("sun", bpy.data.lights.new("sun", "SUN"))
    sun.data.energy = 3
    sun.rotation_euler = (0.9, 0.2, 0.4)
    scene.collection.objects.link(sun)
    scene.camera = camera
    scene.render.engine = "CYCLES"
    scene.cycles.samples = 16
    scene.cycles.use_denoising = False  # Debian builds Blender without the denoiser
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (0.6, 0.6, 0.6, 1)
    scene.view_settings.view_transform = "Standard"
    scene.render.resolution_x = scene.render.resolution_y = 640
    scene.render.filepath = path
    bpy.ops.render.render(write_still=True)


def main():
    arguments = sys.argv[sys.argv.index("--") + 1:]
    bpy.ops.wm.read_factory_settings(use_empty=True)
    IMPORTERS[arguments[0].rsplit(".", 1)[1].lower()](arguments[0])
    objects = list(bpy.data.objects)
    report = {
        "objects": {o.name: o.type for o in objects},
        "parents": {o.name: o.parent.name if o.parent else None for o in objects},
        "armatures": {o.name: describe_armature(o) for o in objects if o.type == "ARMATURE"},
        "meshes": {o.name: describe_mesh(o) for o in objects if o.type == "MESH"},
    }
    print("INSPECTION " + json.dumps(report))
    if len(arguments) > 1:
        draw(arguments[1], objects)


main()
