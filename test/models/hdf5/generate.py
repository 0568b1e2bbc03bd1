"""Makes the HDF5 files of this folder with h5py 3.14 (pip install h5py numpy). Run by hand, never in tests. No file holds more than a few bytes of data."""

import os

import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
LONG = "k" * 70_000  # beyond the 64 KiB of an object header


def write(name, fill, **options):
    with h5py.File(os.path.join(HERE, name), "w", **options) as file:
        fill(file)


def attributes(file):
    file.attrs["text"] = "größe"
    file.attrs["fixed"] = np.bytes_("fixed")
    file.attrs["names"] = np.array([b"a", b"bc"], dtype="S2")
    file.attrs["texts"] = np.array(["x", "yz"], dtype=h5py.string_dtype())
    file.attrs["int"] = np.int16(-3)
    file.attrs["big"] = np.array([1, 2**40], dtype=">i8")
    file.attrs["float"] = np.float32(0.5)
    file.attrs["empty"] = h5py.Empty("f")
    group = file.create_group("layers/dense")
    group.create_dataset("kernel", data=np.zeros((4, 3), "float32"))


def dense(file):
    attributes(file)
    for i in range(60):
        file.attrs[f"attribute {i}"] = f"value {i}"


def long(file):
    file.attrs["model_config"] = LONG


def long_fixed(file):
    file.attrs["model_config"] = np.bytes_(LONG)
    file.attrs["other"] = "short"


def members(file):
    for i in range(80):
        file.create_group(f"layer {i}")


if __name__ == "__main__":
    for version, options in (("old", {}), ("v110", {"libver": ("v110", "v110")}), ("latest", {"libver": "latest"})):
        write(f"attributes-{version}.h5", attributes, **options)
        write(f"dense-{version}.h5", dense, **options)
        write(f"members-{version}.h5", members, **options)
    write("long-old.h5", long)
    write("long-latest.h5", long, libver="latest")
    write("long-fixed.h5", long_fixed, libver="latest")
    write("user-block.h5", attributes, userblock_size=512)
    write("paged.h5", attributes, fs_strategy="page", fs_page_size=4096)
