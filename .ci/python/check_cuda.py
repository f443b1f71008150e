"""Checks that NVRTC compiles every CUDA kernel, without a warning and without spilling registers; needs no GPU and no driver.

    python check_cuda.py [--architectures sm_80 sm_90 sm_100] [--verbose]
"""

import argparse
import ctypes
import importlib.util
import pathlib
import re
import sys

SOURCES = (pathlib.Path(__file__).resolve().parents[2]
           / "dl4j-model/src/main/resources/io/bloomery/model/kernel/cuda")
ARCHITECTURES = ["sm_80", "sm_90", "sm_100"]
HEAD_WIDTHS = [64, 128]
TYPES = {"float32": [], "bfloat16": ["-DBFLOAT16"]}
REPORT = re.compile(
    r"entry function '(\w+)'.*?(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads"
    r".*?Used (\d+) registers(?:[^\n]*?(\d+) bytes smem)?", re.DOTALL)


class Compiler:
    """NVRTC of the wheel nvidia-cuda-nvrtc-cu12."""

    def __init__(self):
        folder = pathlib.Path(importlib.util.find_spec("nvidia.cuda_nvrtc").submodule_search_locations[0]) / "lib"
        self.library = ctypes.CDLL(str(next(folder.glob("libnvrtc.so.*"))))
        self.headers = sorted(SOURCES.glob("*.cuh"))

    def compile(self, source, options):
        """Whether it compiled, and what the compiler said."""
        program = ctypes.c_void_p()
        texts = strings([header.read_bytes() for header in self.headers])
        names = strings([header.name.encode() for header in self.headers])
        self.library.nvrtcCreateProgram(
            ctypes.byref(program), source.read_bytes(), source.name.encode(), len(self.headers), texts, names)
        status = self.library.nvrtcCompileProgram(program, len(options), strings([o.encode() for o in options]))
        size = ctypes.c_size_t()
        self.library.nvrtcGetProgramLogSize(program, ctypes.byref(size))
        log = ctypes.create_string_buffer(size.value)
        self.library.nvrtcGetProgramLog(program, log)
        self.library.nvrtcDestroyProgram(ctypes.byref(program))
        return status == 0, log.value.decode()


def strings(values):
    return (ctypes.c_char_p * len(values))(*values)


def check(compiler, source, architecture, verbose):
    """Compiles a file in all its variants; gives how often it failed."""
    failed, kernels, registers, shared = 0, set(), 0, 0
    for type_name, type_options in TYPES.items():
        for width in HEAD_WIDTHS if "heads.cuh" in source.read_text("utf-8") else [0]:
            variant = f"{source.name} for {architecture}, {type_name}" + (f", heads {width} wide" if width else "")
            options = [f"--gpu-architecture={architecture}", "--std=c++17", "--ptxas-options=-v", *type_options]
            compiled, log = compiler.compile(source, options + ([f"-DHEAD_WIDTH={width}"] if width else []))
            reports = REPORT.findall(log)
            spilling = [name for name, frame, *spills, _, _ in reports if frame != "0" or spills != ["0", "0"]]
            if not compiled or "warning" in log or spilling or not reports:
                failed += 1
                print(f"FAIL {variant}: {'spills in ' + ', '.join(spilling) if spilling else log.strip()}")
            for name, _, _, _, used, memory in reports:
                kernels.add(name)
                registers = max(registers, int(used))
                shared = max(shared, int(memory or 0))
                if verbose:
                    print(f"     {variant}: {name} takes {used} registers, {memory or 0} bytes of shared memory")
    if not failed:
        print(f"ok   {source.name} for {architecture}: {len(kernels)} kernels, at most {registers} registers, "
              f"{shared} bytes of shared memory, no spills")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--architectures", nargs="+", default=ARCHITECTURES)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    compiler = Compiler()
    failed = sum(check(compiler, source, architecture, options.verbose)
                 for source in sorted(SOURCES.glob("*.cu")) for architecture in options.architectures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
